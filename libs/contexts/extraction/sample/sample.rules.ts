import {
  because, dayOf, IsCount, IsDay, IsGrams, IsName, IsPartyId, IsSiteId, IsText, OneOf, Optional, refusals, type Asked, type DataOf, type Refusal,
} from '#kernel';
import type { RegisteredParty } from '../party/party.recollection.ts';
import type { Site } from '../site/site.decider.ts';
import { MODES, type Mode } from './sample.events.ts';
import type { Sample } from './state.rules.ts';

export class TakeSample {
  @IsSiteId() site!: string;
  @IsGrams() grams!: number;
  /** The day itself, if nothing else is said. */
  @Optional() @IsDay() takenOn?: string;
  @IsText() purpose!: string;
}
/** All of it goes. */
export class SendSample {
  @IsPartyId() to!: string;
  @OneOf(...MODES) mode!: Mode;
  @Optional() @IsName() handCarriedBy?: string;
  @Optional() @IsText() letter?: string;
}
/** As heavy as it was sent, if nothing else is said. Rock dries and crumbles: what was found is recorded. */
export class ReceiveSample { @Optional() @IsGrams() grams?: number }
export class ReportSample { @IsCount() stones!: number; @IsText() report!: string }

/** What the rules of a sample have to know of others. */
export type Facts = { site: Site; recipient: RegisteredParty };
type AskedOfSample = Asked & { readonly facts: Facts };

export const no = refusals({
  NoSuchSample:      { cites: 'extraction/19', says: 'There is no sample of this id.' },
  AlreadyTaken:      { cites: 'extraction/20', says: 'This sample already exists.' },
  UnknownSite:       { cites: 'KPCS Annex II ¶9', says: 'A sample is taken at a registered site only.' },
  NotOwnSite:        { forbids: true, cites: 'KPCS Annex II ¶9', says: 'Only the operator of a site takes samples there.' },
  NotTakenYet:       { cites: 'extraction/9', says: 'A sample is recorded when it is taken, not before.' },
  OutsideLicence:    { cites: 'KPCS Annex II ¶9', says: 'Samples are taken under a licence, while it runs.' },
  BeforeTheLast:     { cites: 'extraction/21', says: 'Nothing happens to a sample before what the ledger already knows of it.' },
  NotHolder:         { forbids: true, cites: 'extraction/22', says: 'Only whoever has the sample may do this.' },
  OnItsWay:          { cites: 'extraction/23', says: 'This sample is on its way: it is received first.' },
  ToItself:          { cites: 'extraction/24', says: 'A sample is sent to somebody else.' },
  UnknownRecipient:  { cites: 'KPCS Annex II ¶13', says: 'A sample is sent to a registered party only.' },
  CarrierNotNamed:   { cites: 'extraction/25', says: 'Who carries a sample by hand is named, and nobody else.' },
  LetterMissing:     { cites: 'Technical Guideline 17', says: 'A sample crosses a border with a letter of comfort or a technical certificate, for it has no Kimberley Process certificate.' },
  NotOnItsWay:       { cites: 'extraction/26', says: 'Only what was sent is received.' },
  NotAddressee:      { forbids: true, cites: 'extraction/27', says: 'Only the addressee receives a sample.' },
  AlreadyReported:   { cites: 'extraction/28', says: 'The report on this sample was made.' },
});

/** Why this sample cannot have been taken there, by him, on that day; undefined if it can. */
export const barredFromTaking = (
  { site, takenOn }: Readonly<{ site: string; takenOn: string }>, { operator, licence, licensedFrom, licensedTo }: Extract<Site, { registered: true }>, { by, occurredAt }: Asked,
): Refusal | undefined => {
  if (by.party !== operator || !by.roles.includes('producer')) {
    return because(no.NotOwnSite, `${site} is operated by ${operator}; only a producer of ${operator} takes samples there.`, { site, operator }, '#/site');
  }
  if (takenOn > dayOf(occurredAt)) return because(no.NotTakenYet, `Taken on ${takenOn}, but recorded on ${dayOf(occurredAt)}.`, { takenOn, on: dayOf(occurredAt) }, '#/takenOn');
  if (takenOn >= licensedFrom && takenOn <= licensedTo) return undefined;
  return because(no.OutsideLicence, `The licence ${licence} of ${site} runs from ${licensedFrom} to ${licensedTo}; the sample was taken on ${takenOn}.`, { licensedFrom, licensedTo, takenOn }, '#/takenOn');
};

type Journey = DataOf<typeof SendSample>;

/** Whom it may go to, and with which papers. Where it is now is where the sender stands. */
const unfit = ({ to, mode, handCarriedBy, letter }: Journey, { by, facts: { recipient } }: AskedOfSample): Refusal | undefined => {
  if (to === by.party) return because(no.ToItself, `${to} has the sample already.`, { to }, '#/to');
  if (recipient.participant === '') return because(no.UnknownRecipient, `No party ${to} is registered.`, { to }, '#/to');
  if ((mode === 'hand-carry') !== (handCarriedBy !== undefined)) {
    return because(no.CarrierNotNamed, mode === 'hand-carry' ? 'It is carried by hand: say by whom.' : `It goes by ${mode}: nobody carries it by hand.`, { mode }, '#/handCarriedBy');
  }
  if (recipient.participant === by.participant || letter !== undefined) return undefined;
  return because(no.LetterMissing, `${to} is in ${recipient.participant}, the sample in ${by.participant}.`, { from: by.participant, to: recipient.participant }, '#/letter');
};

/** Why it cannot be sent in this way to him; undefined if it can. */
export const barredFromSending = (sample: Exclude<Sample, { status: 'none' }>, journey: Journey, asked: AskedOfSample): Refusal | undefined => {
  const { by, subject } = asked;
  if (sample.holder !== by.party) return because(no.NotHolder, `Sample ${subject} is with ${sample.holder}.`, { holder: sample.holder });
  return sample.status === 'sent' ? because(no.OnItsWay, `Sample ${subject} is on its way to ${sample.to}.`, { to: sample.to }) : unfit(journey, asked);
};
