import { because, dayOf, inCarats, IsDay, IsParcelId, IsParticipantCode, IsPartyId, ListOf, type DataOf, type Decision, type Refusal } from '#kernel';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { closedOn, no, notExportingAuthority, type AskedOfCertificate } from './certificate.rules.ts';
import { linesOf, originsOf, totalsOf } from './shipment.rules.ts';

/** Weight, value, headings and origins are not asked: they are the sums of what was sealed. */
export class IssueCertificate {
  @IsPartyId() exporter!: string;
  @IsPartyId() importer!: string;
  /** The Participant of destination. */
  @IsParticipantCode() to!: string;
  @ListOf(IsParcelId, 1, 1_000) parcels!: string[];
  @IsDay() expiresOn!: string;
}
type Wanted = DataOf<typeof IssueCertificate>;

const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

const expiryOff = (issuedOn: string, expiresOn: string): Refusal | undefined =>
  expiresOn > issuedOn && expiresOn <= aYearAfter(issuedOn) ? undefined
    : because(no.ExpiryOutOfRange, `Issued on ${issuedOn}, it cannot expire on ${expiresOn}.`, { issuedOn, expiresOn }, '#/expiresOn');

const partiesOff = ({ exporter, importer, to }: Wanted, { facts }: AskedOfCertificate): Refusal | undefined => {
  const from = facts.exporter.participant;
  const destination = facts.importer.participant;
  if (from === undefined) return because(no.UnknownParty, `No party ${exporter} is registered.`, { exporter }, '#/exporter');
  if (destination === undefined) return because(no.UnknownParty, `No party ${importer} is registered.`, { importer }, '#/importer');
  if (destination !== to) return because(no.ImporterElsewhere, `${importer} is registered in ${destination}, the destination is ${to}.`, { importer, to }, '#/importer');
  return from === to ? because(no.NoBorder, `${exporter} and ${importer} are both in ${to}.`, { exporter, importer, to }, '#/to') : undefined;
};

const whyNot = (parcel: Parcel | undefined, exporter: string, number: string): string | undefined => {
  if (parcel?.certificate !== number) return `is not presented for ${number}`;
  return parcel.holder === exporter ? undefined : `was presented by ${parcel.holder}, not by ${exporter}`;
};

const parcelsOff = ({ parcels, exporter }: Wanted, { facts, subject }: AskedOfCertificate): Refusal | undefined => {
  for (const [i, id] of parcels.entries()) {
    const why = whyNot(facts.parcels.get(id), exporter, subject);
    if (why) return because(no.ParcelNotPresented, `Parcel ${id} ${why}.`, { parcel: id }, `#/parcels/${i}`);
  }
  return undefined;
};

const notIssuable = (certificate: Certificate, data: Wanted, asked: AskedOfCertificate, issuedOn: string): Refusal | undefined => {
  const { by, facts, subject } = asked;
  const from = facts.exporter.participant ?? by.participant;
  if (certificate.status !== 'none') return because(no.NumberUsed, `The state of ${subject} is: ${certificate.status}.`, { status: certificate.status });
  return notExportingAuthority(by, from, subject) ?? partiesOff(data, asked) ?? expiryOff(issuedOn, data.expiresOn)
    ?? closedOn(issuedOn, [from, data.to], facts, '#/to') ?? parcelsOff(data, asked);
};

/** The one decision that takes parcels on a certificate: each was claimed for it on its own stream, and what the certificate says is computed from them. */
export const issue = (certificate: Certificate, data: Wanted, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, facts, occurredAt } = asked;
  const issuedOn = dayOf(occurredAt);
  const refused = notIssuable(certificate, data, asked, issuedOn);
  if (refused) return refused;
  const sealed = data.parcels.map((parcel) => ({ parcel, ...facts.parcels.get(parcel)! }));
  const totals = totalsOf(sealed);
  if (!totals) return because(no.BeyondCount, `${sealed.length} parcels, the first of ${inCarats(sealed[0]!.milliCarats)} ct, pass 2^53 thousandths of a carat, or cents.`, { parcels: sealed.length }, '#/parcels');
  return [{ type: 'CertificateIssued', data: {
    exporter: data.exporter, importer: data.importer, from: by.participant, to: data.to,
    parcels: sealed.map(({ parcel, seal, milliCarats, usdCents }) => ({ parcel, seal, milliCarats, usdCents })),
    ...totals, lines: linesOf(sealed), origins: originsOf(sealed), authority: by.party, issuedOn, expiresOn: data.expiresOn,
  } }];
};
