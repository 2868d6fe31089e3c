import {
  because, dayOf, inCarats, IsDay, isRefusal, IsMilliCarats, IsText, OneOf, Optional, personOf, refusals, type Actor, type DataOf, type Decision, type Refusal,
} from '#kernel';
import type { Power } from '#contexts/identity/events';
import { canonicalOf } from '../numbering/canonical.rules.ts';
import type { CertificateEvent } from './certificate.events.ts';
import { detained, notExportingAuthority, notOfficer, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { approvalOn, goodsOff, notNow, watchedEnds } from './corridor.rules.ts';
import { toleranceOf } from './deviation.rules.ts';
import { AUTHORITY_KEEPS_YEARS, editionOn, TRADER_KEEPS_YEARS, yearsAfter } from './keeping.rules.ts';
import { notItsNumber } from './numbers.rules.ts';
import { shipmentNow } from './shipment.rules.ts';
import type { Certificate, Shipment } from './state.rules.ts';
import { outsideValidity } from './validity.rules.ts';

const no = refusals({
  FourEyes:         { forbids: true, cites: 'certification/13', says: 'Who declared, who reviewed and who issues are three persons.' },
  ExpiryOutOfRange: { cites: 'KPCS Annex I.A 7', says: 'A certificate expires after its day of issue, and within a year of it.' },
  PrintedOtherwise: { cites: 'KPCS Annex I.A 4', says: 'What is printed on the certificate is its number.' },
  NotAsSealed:      { cites: 'KPCS Annex I.A 14', says: 'The container that is validated is closed by the seal under which it was presented.' },
  NotAsCertified:   { cites: 'KPCS Annex I.A 14', says: 'What is in the container weighs what the certificate says.' },
});

export class ReviewCertificate { @IsText() finding!: string }
export class RefuseCertificate { @IsText() reason!: string }
export class IssueCertificate {
  @IsDay() expiresOn!: string;
  /** The number as it is printed, with its blanks and hyphens. */
  @Optional() @IsText() printedNumber?: string;
  @Optional() @IsText() secondaryNumber?: string;
}
export class ValidateCertificate {
  @OneOf('every-container', 'risk-analysis') checked!: 'every-container' | 'risk-analysis';
  /** What was weighed, if it was. */
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
}

const notHis = (certificate: Certificate, asked: AskedOfCertificate, power: Power): Refusal | undefined =>
  notExportingAuthority(asked.by, shipmentIn(certificate)) ?? notOfficer(asked, power);

const sameEyes = (by: Actor, { declaredBy, reviewedBy }: Pick<Certificate, 'declaredBy' | 'reviewedBy'>): Refusal | undefined => {
  const person = personOf(by);
  if (person === reviewedBy) return because(no.FourEyes, `${person} reviewed it.`, { person });
  return person === declaredBy ? because(no.FourEyes, `${person} declared it.`, { person }) : undefined;
};

const review = (certificate: Certificate, { finding }: DataOf<typeof ReviewCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by } = asked;
  return notHis(certificate, asked, 'prepare') ?? sameEyes(by, certificate)
    ?? [{ type: 'CertificateReviewed', data: { authority: by.party, reviewedBy: personOf(by), finding } }];
};

const refuse = (certificate: Certificate, { reason }: DataOf<typeof RefuseCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by } = asked;
  const refused = notHis(certificate, asked, 'prepare') && notHis(certificate, asked, 'issue');
  return refused ?? [{ type: 'CertificateRefused', data: { authority: by.party, refusedBy: personOf(by), reason } }];
};

const expiryOff = (issuedOn: string, expiresOn: string): Refusal | undefined =>
  (expiresOn > issuedOn && expiresOn <= yearsAfter(issuedOn, 1) ? undefined
    : because(no.ExpiryOutOfRange, `Issued on ${issuedOn}, it cannot expire on ${expiresOn}.`, { issuedOn, expiresOn }, '#/expiresOn'));

const printedOff = (printed: string | undefined, { subject, facts: { numbering } }: AskedOfCertificate): Refusal | undefined => {
  if (printed === undefined) return undefined;
  const { number, flags } = canonicalOf(printed, numbering);
  return number === subject && flags.length === 0 ? undefined
    : because(no.PrintedOtherwise, `What is printed reads as ${number ?? 'no number'}${flags.length > 0 ? ` (${flags.join(', ')})` : ''}, and the number is ${subject}.`, { reads: number ?? '' }, '#/printedNumber');
};

const notIssuable = (certificate: Certificate, { expiresOn, printedNumber }: DataOf<typeof IssueCertificate>, asked: AskedOfCertificate): Refusal | undefined => {
  const { from, purpose } = shipmentIn(certificate);
  const issuedOn = dayOf(asked.occurredAt);
  return notHis(certificate, asked, 'issue') ?? sameEyes(asked.by, certificate) ?? notItsNumber(asked.subject, from, asked, purpose ?? 'trade')
    ?? expiryOff(issuedOn, expiresOn) ?? printedOff(printedNumber, asked) ?? notNow(issuedOn, shipmentIn(certificate), asked.facts);
};

/** The certificate is signed by a second officer. It says what the parcels are on this day, not what they were when somebody asked. */
const issue = (certificate: Certificate, data: DataOf<typeof IssueCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, facts, occurredAt } = asked;
  const shipment = notIssuable(certificate, data, asked) ?? shipmentNow(shipmentIn(certificate), asked);
  if (isRefusal(shipment)) return shipment;
  const issuedOn = dayOf(occurredAt);
  const approval = approvalOn(issuedOn, shipment, facts);
  const vigilance = watchedEnds(issuedOn, shipment, facts);
  return goodsOff(issuedOn, shipment, facts) ?? [{ type: 'CertificateIssued', data: {
    ...shipment, authority: by.party, issuedOn, ...data, issuedBy: personOf(by), edition: editionOn(issuedOn), ...(vigilance && { vigilance }), ...(approval && { approval }),
    exporterKeepsTo: yearsAfter(issuedOn, TRADER_KEEPS_YEARS), authorityKeepsTo: yearsAfter(issuedOn, AUTHORITY_KEEPS_YEARS),
  } }];
};

/** Every parcel still lies before the authority, under a seal that is in its place: the one on the certificate, or the one with which an inspection closed it again. */
const sealOff = ({ parcels, exporter }: Shipment, { facts, subject }: AskedOfCertificate): Refusal | undefined => {
  const gone = parcels.find(({ parcel }) => { const now = facts.parcels.get(parcel); return now?.certificate !== subject || now.holder !== exporter; });
  if (gone) return because(no.NotAsSealed, `Parcel ${gone.parcel} is not presented for ${subject} any more.`, { parcel: gone.parcel });
  const statusOf = (seal: string) => facts.seals.get(seal)?.status ?? 'none';
  const off = parcels.find(({ parcel, seal }) => facts.parcels.get(parcel)!.seal === seal && statusOf(seal) !== 'used');
  if (!off) return undefined;
  const [{ parcel, seal }, status] = [off, statusOf(off.seal)];
  return because(no.NotAsSealed, `Seal ${seal} of parcel ${parcel} is: ${status === 'none' ? 'unknown' : status}.`, { parcel, seal, status });
};

const weightOff = ({ parcels, milliCarats }: Shipment, found: number | undefined): Refusal | undefined =>
  (found === undefined || Math.abs(found - milliCarats) <= toleranceOf(parcels.length, milliCarats) ? undefined
    : because(no.NotAsCertified, `The certificate says ${inCarats(milliCarats)} ct, the balance ${inCarats(found)} ct.`, { milliCarats, foundMilliCarats: found }, '#/foundMilliCarats'));

/** Content and certificate were compared, and the container sealed, under the eyes of an officer. */
const validate = (certificate: Certificate, data: DataOf<typeof ValidateCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const shipment = shipmentIn(certificate);
  return notHis(certificate, asked, 'validate') ?? detained(shipment.parcels.map(({ parcel }) => parcel), asked.facts) ?? outsideValidity(certificate, dayOf(asked.occurredAt)) ?? sealOff(shipment, asked) ?? weightOff(shipment, data.foundMilliCarats)
    ?? [{ type: 'CertificateValidated', data: { authority: asked.by.party, validatedBy: personOf(asked.by), ...data } }];
};

/** What the officers of the Exporting Authority do: look at it, refuse it, issue it, validate it. */
export const issuing = {
  commands: { ReviewCertificate, RefuseCertificate, IssueCertificate, ValidateCertificate },
  refusals: no,
  makes: ['CertificateReviewed', 'CertificateRefused', 'CertificateIssued', 'CertificateValidated'],
  decide: { ReviewCertificate: review, RefuseCertificate: refuse, IssueCertificate: issue, ValidateCertificate: validate },
} satisfies CertificateChapter<{
  ReviewCertificate: typeof ReviewCertificate; RefuseCertificate: typeof RefuseCertificate; IssueCertificate: typeof IssueCertificate; ValidateCertificate: typeof ValidateCertificate;
}>;
