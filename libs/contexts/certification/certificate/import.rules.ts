import { because, dayOf, IsMilliCarats, isAuthorityOf, OneOf, type DataOf, type Decision } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { no, type AskedOfCertificate } from './certificate.rules.ts';

/** What the Importing Authority saw: the weight on its own balance, and the seals (KPCS Annex II ¶22-23). */
export class ConfirmImport {
  @IsMilliCarats() foundMilliCarats!: number;
  @OneOf('intact', 'broken', 'other-number') seals!: 'intact' | 'broken' | 'other-number';
}
type Found = DataOf<typeof ConfirmImport>;

/** Two balances may differ by 0.010 ct for each parcel, or by 0.05 % of a large shipment. */
const TOLERANCE_PER_PARCEL_MILLI_CARATS = 10;
const TOLERANCE_FRACTION = 2_000;

/** How much found and stated weight may differ without a report, in whole thousandths of a carat. */
export const toleranceOf = (parcels: number, milliCarats: number): number =>
  Math.max(parcels * TOLERANCE_PER_PARCEL_MILLI_CARATS, (milliCarats - (milliCarats % TOLERANCE_FRACTION)) / TOLERANCE_FRACTION);

type Shipped = NonNullable<Certificate['shipment']>;

const kindsOf = ({ parcels, milliCarats }: Shipped, { foundMilliCarats, seals }: Found, late: boolean): ('weight' | 'seal' | 'expired')[] => [
  ...(Math.abs(foundMilliCarats - milliCarats) > toleranceOf(parcels.length, milliCarats) ? ['weight' as const] : []),
  ...(seals === 'intact' ? [] : ['seal' as const]),
  ...(late ? ['expired' as const] : []),
];

/** The goods arrived. What was found is recorded beside what was stated, and every irregularity by itself; none of them hinders the record. */
export const confirmImport = (certificate: Certificate, data: Found, { by, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const { status, shipment, dispatchedOn, expiresOn } = certificate;
  const receivedOn = dayOf(occurredAt);
  if (status !== 'dispatched' || !shipment) return because(no.NotDispatched, `Its state is: ${status}.`, { status });
  if (!isAuthorityOf(by, shipment.to)) return no.NotImportingAuthority;
  if (receivedOn < dispatchedOn) return because(no.BeforeDispatch, `They left on ${dispatchedOn}, not after ${receivedOn}.`, { dispatchedOn, receivedOn });
  const { from, to, importer, milliCarats } = shipment;
  const { foundMilliCarats } = data;
  return [
    { type: 'ImportConfirmed', data: { ...shipment, authority: by.party, receivedOn, ...data } },
    ...kindsOf(shipment, data, receivedOn > expiresOn).map((kind) => ({ type: 'DiscrepancyReported' as const, data: {
      kind, from, to, importer, reportedOn: receivedOn, statedMilliCarats: milliCarats, foundMilliCarats, differenceMilliCarats: foundMilliCarats - milliCarats,
    } })),
  ];
};
