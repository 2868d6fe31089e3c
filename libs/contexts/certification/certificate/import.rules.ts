import { because, dayOf, IsMilliCarats, IsPermyriad, IsText, IsUsdCents, OneOf, Optional, personOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { notImportingAuthority, notOfficer, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { differences, reported } from './deviation.rules.ts';
import { AUTHORITY_KEEPS_YEARS, yearsAfter } from './keeping.rules.ts';
import { heldBack, overtaken } from './overtaken.rules.ts';
import { presenting, type PresentShipment } from './presentation.rules.ts';
import { SEAL_STATES, type SealState } from './vocabulary.events.ts';

/** The container is opened, and some or all of it compared with the certificate (KPCS Annex II ¶23). */
export class InspectShipment {
  /** How much of it was looked at, in ten-thousandths: 2500 is a quarter. */
  @IsPermyriad() samplePermyriad!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @Optional() @IsUsdCents() foundUsdCents?: number;
  @OneOf('agrees', 'differs') contents!: 'agrees' | 'differs';
  @Optional() @IsText() finding?: string;
}
/** What the Importing Authority tells the Exporting one: the weight on its own balance, the value as found, and the seals (KPCS III(b)). */
export class ConfirmImport {
  @IsMilliCarats() foundMilliCarats!: number;
  @Optional() @IsUsdCents() foundUsdCents?: number;
  @OneOf(...SEAL_STATES) seals!: SealState;
}

const no = refusals({
  NothingLookedAt: { cites: 'KPCS Annex II ¶23', says: 'An inspection looks at part of the contents, or at all of them.' },
  FindingMissing:  { cites: 'certification/42', says: 'Contents that differ from the certificate are described.' },
});

const unlawful = (certificate: Certificate, asked: AskedOfCertificate): Refusal | undefined => notImportingAuthority(asked.by, shipmentIn(certificate)) ?? notOfficer(asked, 'confirm');

const inspect = (certificate: Certificate, data: DataOf<typeof InspectShipment>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, occurredAt } = asked;
  const refused = unlawful(certificate, asked);
  if (refused) return refused;
  if (data.samplePermyriad === 0) return because(no.NothingLookedAt, 'The share looked at is 0.', { samplePermyriad: 0 }, '#/samplePermyriad');
  if (data.contents === 'differs' && data.finding === undefined) return because(no.FindingMissing, 'The contents differ, and nothing says how.', {}, '#/finding');
  const kinds = [...differences(shipmentIn(certificate), data), ...(data.contents === 'differs' ? ['contents' as const] : [])];
  return [{ type: 'ShipmentInspected', data: { ...data, authority: by.party, inspectedBy: personOf(by) } }, ...reported(certificate, kinds, dayOf(occurredAt), data.foundMilliCarats)];
};

/** The goods arrived. What was found is recorded beside what was stated, and every irregularity by itself, once; none of them hinders the record. */
const confirm = (certificate: Certificate, data: DataOf<typeof ConfirmImport>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, facts, occurredAt } = asked;
  const refused = unlawful(certificate, asked) ?? heldBack(certificate, dayOf(occurredAt), facts);
  if (refused) return refused;
  const [shipment, receivedOn] = [shipmentIn(certificate), dayOf(occurredAt)];
  const kinds = [...differences(shipment, data), ...(data.seals === 'intact' ? [] : ['seal' as const])];
  return [
    ...overtaken(certificate, receivedOn, facts),
    { type: 'ImportConfirmed', data: { ...shipment, authority: by.party, receivedOn, ...data, confirmedBy: personOf(by), authorityKeepsTo: yearsAfter(receivedOn, AUTHORITY_KEEPS_YEARS) } },
    ...reported(certificate, kinds, receivedOn, data.foundMilliCarats),
  ];
};

/** From the counter of the Importing Authority to its confirmation. */
export const importing = {
  commands: { ...presenting.commands, InspectShipment, ConfirmImport },
  refusals: { ...presenting.refusals, ...no },
  makes: [...presenting.makes, 'ShipmentInspected', 'ImportConfirmed'],
  decide: { ...presenting.decide, InspectShipment: inspect, ConfirmImport: confirm },
} satisfies CertificateChapter<{ PresentShipment: typeof PresentShipment; InspectShipment: typeof InspectShipment; ConfirmImport: typeof ConfirmImport }>;
