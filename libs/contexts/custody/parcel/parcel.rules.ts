import { addedUp, because, beforeTheLast, refusals, totalOf, type Asked, type Decision, type HsCode, type Refusal } from '#kernel';
import type { Case } from '../case/case.recollection.ts';
import type { Certificate } from '../certificate/certificate.recollection.ts';
import type { OriginShare } from '../lot/lot.events.ts';
import { unitedOrigins } from '../lot/origins.rules.ts';
import type { Lot } from '../lot/lot.recollection.ts';
import { tooLate } from '../lot/lot.rules.ts';
import type { Party } from '../party/party.recollection.ts';
import type { Period } from '../period/period.recollection.ts';
import type { Seal } from '../seal/seal.recollection.ts';
import type { ParcelEvent } from './parcel.events.ts';
import type { Parcel } from './parcel.recollection.ts';

/** What a parcel’s rules have to know of others. */
export type Facts = {
  lots: ReadonlyMap<string, Lot>; certificate: Certificate; /** Under which it is to be stopped. */ case: Case;
  /** The seal that is to close it, or that does. */ seal: Seal;
  /** Who holds it, as far as it matters in which territory. */ holder: Party;
  /** The quarter in which it happened, if that is over. */ period: Period;
};
export type AskedOfParcel = Asked & { readonly facts: Facts };

export const no = refusals({
  AlreadySealed:      { cites: 'KPCS IV(c)', says: 'A parcel is sealed once: its number and its seal are not used again.' },
  LotNotPacked:       { cites: 'custody/20', says: 'Only lots packed for this parcel by its holder are sealed in it, and none that an authority stopped.' },
  BeyondCount:        { cites: 'custody/21', says: 'The parcel weighs, or is worth, more than the ledger can count.' },
  NoSuchParcel:       { cites: 'custody/22', says: 'There is no sealed parcel of this id.' },
  NotParcelHolder:    { forbids: true, cites: 'custody/23', says: 'Only whoever holds the parcel may do this.' },
  AlreadyOpened:      { cites: 'custody/24', says: 'This parcel was opened; its lots are free.' },
  AlreadyPresented:   { cites: 'KPCS Annex II ¶17', says: 'A parcel is presented for one certificate at a time.' },
  NotPresented:       { cites: 'KPCS Annex II ¶17', says: 'This parcel is not presented for a certificate.' },
  ForeignCertificate: { cites: 'KPCS Annex I.A 4', says: 'The certificate’s number starts with the code of the Participant from which the parcel leaves.' },
  CertificateClosed:  { cites: 'KPCS Annex I.A 4', says: 'This certificate number is used already: nothing is added to it.' },
  UnderCertificate:   { cites: 'KPCS III(a)', says: 'The parcel stays closed, and with its certificate, until the certificate is refused, void or expired, the goods are back, or their import is confirmed.' },
  NotTheLedger:       { forbids: true, cites: 'custody/97', says: 'Only the ledger itself decides a parcel that was begun, once its seal and its lots are set aside, or passes it to another certificate.' },
  RegimesMixed:       { cites: 'custody/134', says: 'Goods of trade, samples and seized goods are sealed apart: each goes under a certificate of its own kind.' },
  NotReissued:        { cites: 'custody/133', says: 'A parcel passes to another certificate only when that one stands in the place of its own, and carries it.' },
  NothingToDecide:    { cites: 'custody/98', says: 'Only a parcel that was begun, and is neither sealed nor abandoned, is decided.' },
  SealNotBound:       { cites: 'custody/85', says: 'A parcel is closed with a seal that its holder was issued, and used for this parcel.' },
  SealNotFree:        { cites: 'custody/120', says: 'A parcel is begun with a seal that its holder was issued, and that is unused.' },
  TwoOfficers:        { cites: 'custody/86', says: 'A parcel is inspected by two officers, of whom whoever enters it is one.' },
  NotInspector:       { forbids: true, cites: 'KPCS IV(b)', says: 'A closed parcel is inspected by the authority of the territory where it lies, or, once certified, where it goes.' },
  PeriodClosed:       { cites: 'custody/87', says: 'The figures of that quarter are closed: a second person has to allow that a parcel in it is entered late.' },
  BeforeTheLast:      { cites: 'custody/88', says: 'Nothing happens to a parcel before what the ledger already knows of it, or of its lots.' },
  NoCase:             { cites: 'custody/152', says: 'A parcel is detained under a case that was opened, was not dismissed, and names the parcel or a lot in it.' },
  NotDetaining:       { forbids: true, cites: 'custody/153', says: 'A parcel is detained by the authority of the case, where it lies; and let go by the authority that detained it.' },
  OnItsWay:           { cites: 'custody/154', says: 'A parcel that left is detained where it arrives, once it was shown there.' },
  ParcelFrozen:       { cites: 'custody/155', says: 'A parcel that is detained stays closed where it is: only the authority that detained it opens it, or looks into it.' },
  NotDetained:        { cites: 'custody/156', says: 'Only a parcel that is detained is let go.' },
  NamesTooLong:       { cites: 'custody/121', says: 'The ids of all lots of a parcel fit into one event.' },
});

type Rule = (parcel: Parcel, data: never, asked: AskedOfParcel) => Decision<ParcelEvent>;

/** Why this is before the last that is known of a parcel, or of a lot of it; undefined if it is not. */
export const tooEarly = (name: string, { lastOn }: Readonly<{ lastOn: string }>, asked: Asked): Refusal | undefined => beforeTheLast(no.BeforeTheLast, name, lastOn, asked);

/** What that authority does with a parcel it detained; the ledger only passes it on to the paper that stands in the place of another. */
const OF_WHO_DETAINED = new Set(['InspectParcel', 'OpenParcel']);
const OF_DETENTION = new Set(['DetainParcel', 'LiftParcelDetention']);

/** Why nobody may do this with a parcel that is detained; undefined if he may, or it is not. What is not named here is refused. */
const frozen = ({ detention }: Parcel, { command, by, subject }: AskedOfParcel): Refusal | undefined => {
  if (detention === undefined || OF_DETENTION.has(command) || by.roles.includes('ledger') || (detention.authority === by.party && OF_WHO_DETAINED.has(command))) return undefined;
  return because(no.ParcelFrozen, `Parcel ${subject} is detained by ${detention.authority} under case ${detention.case}.`, { authority: detention.authority, case: detention.case });
};

/** What holds for every verb: it is the time, and the parcel is not stopped. What the ledger itself does follows from a fact that was in time. */
export const timely = (rule: Rule): Rule => (parcel, data, asked) => {
  const refused = asked.by.roles.includes('ledger') ? undefined : tooEarly(`parcel ${asked.subject}`, parcel, asked) ?? tooLate(no.PeriodClosed, asked.facts.period, asked) ?? frozen(parcel, asked);
  return refused ?? rule(parcel, data, asked);
};

/** Why there is no closed parcel here; undefined if there is one. */
export const notClosed = ({ status }: Parcel): Refusal | undefined => {
  if (status === 'opened') return no.AlreadyOpened;
  return status === 'sealed' || status === 'presented' ? undefined : no.NoSuchParcel;
};

/** Packed for a parcel that was not closed yet, a lot may be stopped by itself. */
const stopped = ({ detention }: Lot, id: string): Refusal | undefined =>
  detention && because(no.LotNotPacked, `Lot ${id} is detained by ${detention.authority} under case ${detention.case}.`, { lot: id, case: detention.case });

/** Why this lot cannot be sealed in this parcel of this holder; undefined if it can. */
export const notPacked = (lot: Lot | undefined, id: string, holder: string, subject: string): Refusal | undefined => {
  if (lot?.status === 'packed' && lot.parcel === subject && lot.holder === holder) return stopped(lot, id);
  const elsewhere = lot?.status === 'packed' && lot.holder === holder ? `, but for ${lot.parcel}` : '';
  return because(no.LotNotPacked, `Lot ${id} is not packed for ${subject} by ${holder}${elsewhere}.`, { lot: id });
};

/** Why this seal does not close this parcel of this party; undefined if it does. */
export const notBound = ({ status, holder, parcel }: Seal, seal: string, party: string, subject: string): Refusal | undefined =>
  (status === 'used' && holder === party && parcel === subject ? undefined
    : because(no.SealNotBound, `Seal ${seal} is not in use for ${subject} by ${party}.`, { seal, status }));

const LETS_GO: ReadonlySet<Certificate['status']> = new Set(['refused', 'void', 'expired', 'returned']);

/** A certificate is requested, or issued, once. Dead before the goods left, or without this parcel, it will never carry it; returned, it has brought it back. */
export const carriesNoMore = ({ status, parcels }: Certificate, parcel: string): boolean => LETS_GO.has(status) || (status !== 'none' && !parcels.includes(parcel));

type Weighed = { readonly milliCarats: number; readonly usdCents: number };
export type Line = Weighed & { readonly hsCode: HsCode };

/** Carats and cents together; undefined if either cannot be counted. */
export const totalsOf = (items: readonly Weighed[]): { milliCarats: number; usdCents: number } | undefined => {
  const [milliCarats, usdCents] = [totalOf(items, 'milliCarats'), totalOf(items, 'usdCents')];
  return milliCarats === undefined || usdCents === undefined ? undefined : { milliCarats, usdCents };
};

/** Carats and value under each heading, in the order of the headings (KPCS Annex I.A 13). */
export const linesOf = (items: readonly Line[]): Line[] => addedUp(items, 'hsCode', ['milliCarats', 'usdCents']);

/** Carats of each origin, in the order of the countries’ codes (KPCS Annex I.A 2); zone by zone, tainted or not. Stones are not told of a parcel. */
export const originsOf = (items: readonly { readonly origins: readonly OriginShare[] }[]): OriginShare[] =>
  unitedOrigins(items.flatMap(({ origins }) => origins.map(({ stones: _, ...share }) => share)));
