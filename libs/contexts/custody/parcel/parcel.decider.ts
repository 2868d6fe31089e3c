import { because, factOf, factsOf, IsCertificateNumber, IsParcelId, type Asked, type DataOf, type Decider, type Decision, type Refusal } from '#kernel';
import { enforcementCase } from '../case/case.recollection.ts';
import { certificate } from '../certificate/certificate.recollection.ts';
import { lotSoFar } from '../lot/lot.recollection.ts';
import { quarterInQuestion } from '../lot/lot.rules.ts';
import { party } from '../party/party.recollection.ts';
import { period } from '../period/period.recollection.ts';
import { sealSoFar } from '../seal/seal.recollection.ts';
import { abandon, AbandonParcel, assemble, AssembleParcel, decide, DecideParcel, seal, SealParcel } from './assembly.rules.ts';
import { detain, DetainParcel, lift, LiftParcelDetention } from './detention.rules.ts';
import { inspect, InspectParcel } from './inspection.rules.ts';
import { parcelEvents, type ParcelEvent } from './parcel.events.ts';
import { parcelSoFar, type Parcel } from './parcel.recollection.ts';
import { carriesNoMore, no, notClosed, timely, type AskedOfParcel, type Facts } from './parcel.rules.ts';

class PresentParcel { @IsCertificateNumber() certificate!: string }
class WithdrawParcel {}
class ReassignParcel { @IsCertificateNumber() from!: string; @IsCertificateNumber() certificate!: string }
class OpenParcel {}

const commands = { AssembleParcel, DecideParcel, AbandonParcel, SealParcel, PresentParcel, WithdrawParcel, ReassignParcel, InspectParcel, OpenParcel, DetainParcel, LiftParcelDetention };

/** Shows the parcel to the Exporting Authority. From here only the named certificate’s decision lets it go. */
const present = (parcel: Parcel, { certificate }: DataOf<typeof PresentParcel>, { by, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  const refused = notClosed(parcel);
  if (refused) return refused;
  if (parcel.holder !== by.party) return no.NotParcelHolder;
  if (parcel.status === 'presented') return because(no.AlreadyPresented, `It is presented for certificate ${parcel.certificate}.`, { certificate: parcel.certificate });
  if (!certificate.startsWith(by.participant)) return because(no.ForeignCertificate, `${certificate} does not start with ${by.participant}.`, { certificate }, '#/certificate');
  if (facts.certificate.status !== 'none') return because(no.CertificateClosed, `Certificate ${certificate} is ${facts.certificate.status}.`, { certificate }, '#/certificate');
  return [{ type: 'ParcelPresented', data: { holder: by.party, certificate } }];
};

const withdraw = (parcel: Parcel, _: DataOf<typeof WithdrawParcel>, { by, subject, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  const refused = notClosed(parcel);
  if (refused) return refused;
  if (parcel.status !== 'presented') return no.NotPresented;
  if (parcel.holder !== by.party) return no.NotParcelHolder;
  const { certificate } = parcel;
  if (!carriesNoMore(facts.certificate, subject)) return because(no.UnderCertificate, `The state of certificate ${certificate} is: ${facts.certificate.status}.`, { certificate, status: facts.certificate.status });
  return [{ type: 'ParcelWithdrawn', data: { holder: by.party, certificate } }];
};

/** Its certificate was replaced, or divided: from here on it is under the one that stands in that place. */
const reassign = (parcel: Parcel, { from, certificate }: DataOf<typeof ReassignParcel>, { by, subject, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  if (parcel.status !== 'presented' || parcel.certificate !== from) return because(no.NotReissued, `Parcel ${subject} is not presented for ${from}.`, { certificate: from });
  const { replaces, parcels } = facts.certificate;
  if (replaces !== from || !parcels.includes(subject)) return because(no.NotReissued, `Certificate ${certificate} does not carry ${subject} in the place of ${from}.`, { certificate, from });
  return [{ type: 'ParcelReassigned', data: { holder: parcel.holder, from, certificate } }];
};

/** In whose hands a closed parcel is: the importer’s, once the import is confirmed; a refusal, while it is under a certificate. */
const holderOf = (parcel: Parcel, { by, subject, facts }: AskedOfParcel): string | Refusal => {
  const { status, parcels, importer } = facts.certificate;
  const stopped = parcel.detention !== undefined;
  if (parcel.status === 'sealed' || (stopped && carriesNoMore(facts.certificate, subject))) return parcel.holder;
  if (status === 'confirmed' && parcels.includes(subject)) return importer;
  if (!stopped && ![parcel.holder, importer].includes(by.party)) return no.NotParcelHolder;
  return because(no.UnderCertificate, `It is presented for certificate ${parcel.certificate}.`, { certificate: parcel.certificate });
};

/** Whoever holds it opens it; if it is detained, the authority that detained it, and what lies in it stays detained in its holder’s hands. */
const open = (parcel: Parcel, _: DataOf<typeof OpenParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  const { detention } = parcel;
  const holder = notClosed(parcel) ?? holderOf(parcel, asked);
  if (typeof holder !== 'string') return holder;
  if (holder !== asked.by.party && detention === undefined) return no.NotParcelHolder;
  const { seal, lots, milliCarats, certificate } = parcel;
  return [{ type: 'ParcelOpened', data: {
    holder, seal, lots: lots.map(({ lot, milliCarats, usdCents }) => ({ lot, milliCarats, usdCents })), milliCarats,
    ...(parcel.status === 'presented' && asked.facts.certificate.status === 'confirmed' ? { certificate } : {}), ...(detention && { detention: { ...detention } }),
  } }];
};

type Named = Readonly<Partial<Pick<SealParcel, 'seal' | 'lots'> & Pick<DecideParcel, 'obstacle'> & Pick<InspectParcel, 'newSeal'> & Pick<PresentParcel, 'certificate'> & Pick<DetainParcel, 'case'>>>;

const lotsInQuestion = ({ lots, obstacle }: Named, { status, wanted }: Parcel, { command }: Asked): readonly string[] => {
  if (command === 'SealParcel') return lots!;
  return command === 'DecideParcel' && status === 'begun' && !obstacle ? wanted : [];
};

const sealInQuestion = ({ seal, newSeal, obstacle }: Named, parcel: Parcel, { command }: Asked): string | undefined =>
  (command === 'DecideParcel' && parcel.status === 'begun' && !obstacle ? parcel.seal : seal ?? newSeal);

const decisions = {
  AssembleParcel: assemble, DecideParcel: decide, AbandonParcel: abandon, SealParcel: seal, PresentParcel: present, WithdrawParcel: withdraw, ReassignParcel: reassign, InspectParcel: inspect, OpenParcel: open,
  DetainParcel: detain, LiftParcelDetention: lift,
};

/** Lots under one seal. It is closed once, shown for one certificate at a time, and opened once. */
export const parcel: Decider<Parcel, typeof parcelEvents, typeof commands, Facts> = {
  noun: 'parcel',
  id: IsParcelId,
  events: parcelEvents,
  commands,
  refusals: no,
  internal: ['DecideParcel', 'ReassignParcel'],
  facts: {
    lots: factsOf(lotSoFar, lotsInQuestion),
    certificate: factOf(certificate, ({ certificate: named }: Named, { status, certificate }: Parcel) => named ?? (status === 'presented' ? certificate : undefined)),
    case: factOf(enforcementCase, ({ case: named }: Named) => named),
    seal: factOf(sealSoFar, sealInQuestion),
    holder: factOf(party, (_, { status, holder }: Parcel, { command }) => ((command === 'InspectParcel' || command === 'DetainParcel') && status !== 'none' ? holder : undefined)),
    period: factOf(period, (_, __, asked) => quarterInQuestion(asked)),
  },
  initial: parcelSoFar.initial,
  evolve: parcelSoFar.on,
  decide: Object.fromEntries(Object.entries(decisions).map(([command, rule]) => [command, timely(rule as Parameters<typeof timely>[0])])) as
    Decider<Parcel, typeof parcelEvents, typeof commands, Facts>['decide'],
};
