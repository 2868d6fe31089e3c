import { isOpen } from '#contexts/identity/events';
import { because, dayOf, IsText, Many, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { canonicalOf } from '../numbering/canonical.rules.ts';
import { standingOn } from '../participant/participant.recollection.ts';
import { SeenSeal, type certificateEvents, type CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { no as common, notImportingAuthority, seriesOf, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { reported } from './deviation.rules.ts';
import { overtaken } from './overtaken.rules.ts';
import type { Shipment, Status } from './state.rules.ts';
import { STEPS } from './steps.rules.ts';
import type { Deviation } from './vocabulary.events.ts';

/** What lies on the counter of the Importing Authority: the container with its seals, and the paper. */
export class PresentShipment {
  @Many(() => SeenSeal, 1, 1_000) seals!: SeenSeal[];
  /** The number as it stands on the paper, if that is not how we write it. */
  @Optional() @IsText() seenAs?: string;
}
type Presented = DataOf<typeof PresentShipment>;
type Why = DataOf<typeof certificateEvents.FalsePresentation>['why'];

const no = refusals({
  SealSeenTwice:    { cites: 'certification/40', says: 'Each parcel is looked at once in one presentation.' },
  PresentedAlready: { cites: 'certification/50', says: 'One arrival is recorded once: a second presentation is another paper, other seals, another day or another place.' },
  AnotherNumber:    { cites: 'certification/41', says: 'What stands on the paper reads as the number under which it is presented.' },
});

/** What a paper is that is shown out of turn. */
const FALSE: Readonly<Partial<Record<Status, Why>>> = {
  requested: 'never-issued', reviewed: 'never-issued', refused: 'void', void: 'void', lost: 'void', replaced: 'void', expired: 'expired', issued: 'not-left', validated: 'not-left',
};

/** Why no goods can move on it. Of a number nobody knows it matters whether its Participant could have issued any on that day. */
const whyFalse = ({ status }: Certificate, { subject, facts }: AskedOfCertificate, on: string): Why => {
  if (status !== 'none') return FALSE[status] ?? 'second-presentation';
  return isOpen(standingOn(facts.participants.get(seriesOf(subject)), on, 'export')) ? 'never-issued' : 'not-a-participant';
};

const seenTwice = ({ seals }: Presented): Refusal | undefined => {
  const i = seals.findIndex(({ parcel }, i) => seals.findIndex((other) => other.parcel === parcel) < i);
  return i < 0 ? undefined : because(no.SealSeenTwice, `Parcel ${seals[i]!.parcel} is seen twice.`, { parcel: seals[i]!.parcel }, `#/seals/${i}/parcel`);
};

const anotherNumber = ({ seenAs }: Presented, { subject, facts }: AskedOfCertificate): Refusal | undefined => {
  if (seenAs === undefined) return undefined;
  const { number } = canonicalOf(seenAs, facts.numbering);
  return number === subject ? undefined : because(no.AnotherNumber, `It reads as ${number ?? 'no number'}, not as ${subject}.`, { number: number ?? '', subject }, '#/seenAs');
};

/** Does one look at the seals contradict the other? Who does not read a number contradicts none. */
const sameSeals = (first: readonly SeenSeal[], second: readonly SeenSeal[]): boolean => {
  const before = new Map(first.map((one) => [one.parcel, one]));
  const same = ({ state, seal }: SeenSeal, then: SeenSeal | undefined) => then?.state === state && (seal === undefined || then.seal === undefined || then.seal === seal);
  return first.length === second.length && second.every((one) => same(one, before.get(one.parcel)));
};

const oddly = ({ seenAs }: Presented, { facts }: AskedOfCertificate): boolean => seenAs !== undefined && canonicalOf(seenAs, facts.numbering).flags.length > 0;

/** Two officers at one arrival: the second is told of the first, as long as nothing he sees is another thing. */
const presentedAlready = ({ presentation, presentedOn }: Certificate, data: Presented, asked: AskedOfCertificate): Refusal | undefined => {
  const { by, subject, occurredAt } = asked;
  if (presentation?.authority !== by.party || presentedOn !== dayOf(occurredAt) || !sameSeals(presentation.seals, data.seals) || oddly(data, asked)) return undefined;
  const { authority, by: who } = presentation;
  return because(no.PresentedAlready, `${subject} was presented to ${authority} on ${presentedOn} (${who}), and what is seen now was seen then.`, { authority, who, presentedOn });
};

/** A seal that an inspection on the way put on is as good as the one on the certificate. */
const seen = ({ parcels }: Shipment, { seals }: Presented, { facts }: AskedOfCertificate): Deviation[] => {
  const certified = new Map(parcels.map(({ parcel, seal }) => [parcel, seal]));
  const isOther = ({ parcel, state, seal }: SeenSeal) =>
    state !== 'intact' || (seal !== undefined && seal !== certified.get(parcel) && seal !== facts.parcels.get(parcel)?.seal);
  return [
    ...(seals.length === parcels.length && seals.every(({ parcel }) => certified.has(parcel)) ? [] : ['parcels' as const]),
    ...(seals.some((one) => certified.has(one.parcel) && isOther(one)) ? ['seal' as const] : []),
  ];
};

/** A paper that cannot be what it says, whoever’s it is. Nothing moves on it, and what the ledger knows of the true one stays as it is. */
const shownInVain = (certificate: Certificate, { seenAs }: Presented, asked: AskedOfCertificate, presentedOn: string): CertificateEvent => ({ type: 'FalsePresentation', data: {
  to: asked.by.participant, authority: asked.by.party, why: whyFalse(certificate, asked, presentedOn), presentedOn, ...(seenAs !== undefined && { seenAs }),
} });

/** Somebody warned of this number, true paper or not. */
const warned = ({ flags = [] }: Certificate, { by }: AskedOfCertificate, presentedOn: string): CertificateEvent[] =>
  (flags.length === 0 ? [] : [{ type: 'FlaggedPresentation', data: { to: by.participant, authority: by.party, presentedOn, incidents: [...flags] } }]);

/** A number that carries on for another one needs no message of its own. */
const unannounced = ({ preAdvised, replaces }: Certificate): Deviation[] => (preAdvised || replaces !== undefined ? [] : ['no-pre-advice']);
const late = ({ expiresOn }: Certificate, presentedOn: string): Deviation[] => (presentedOn > expiresOn ? ['expired'] : []);

const notThis = (certificate: Certificate, data: Presented, asked: AskedOfCertificate): Refusal | undefined =>
  seenTwice(data) ?? anotherNumber(data, asked) ?? presentedAlready(certificate, data, asked);

/** Goods and paper are shown. Whatever is wrong is a fact of its own beside it, and hinders nothing. */
const present = (certificate: Certificate, data: Presented, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, occurredAt } = asked;
  const presentedOn = dayOf(occurredAt);
  const refused = (by.roles.includes('authority') ? undefined : common.NotImportingAuthority) ?? notThis(certificate, data, asked);
  if (refused) return refused;
  if (!STEPS.PresentShipment.from.includes(certificate.status)) return [shownInVain(certificate, data, asked, presentedOn), ...warned(certificate, asked, presentedOn)];
  const shipment = shipmentIn(certificate);
  const kinds = [...seen(shipment, data, asked), ...late(certificate, presentedOn), ...unannounced(certificate)];
  return notImportingAuthority(by, shipment) ?? [
    { type: 'ShipmentPresented', data: { authority: by.party, to: shipment.to, presentedOn, seals: data.seals, ...(by.person !== undefined && { presentedBy: by.person }) } },
    ...overtaken(certificate, presentedOn, asked.facts),
    ...reported(certificate, kinds, presentedOn),
    ...warned(certificate, asked, presentedOn),
  ];
};

/** Goods and paper before the Importing Authority (KPCS Annex II ¶21-22). */
export const presenting = {
  commands: { PresentShipment },
  refusals: no,
  makes: ['ShipmentPresented', 'DiscrepancyReported', 'FalsePresentation'],
  decide: { PresentShipment: present },
} satisfies CertificateChapter<{ PresentShipment: typeof PresentShipment }>;
