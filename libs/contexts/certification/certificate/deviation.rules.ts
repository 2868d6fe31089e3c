import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { shipmentIn } from './certificate.rules.ts';
import type { Shipment } from './state.rules.ts';
import type { Deviation } from './vocabulary.events.ts';

/** Two balances may differ by 0.010 ct for each parcel, or by 0.05 % of a large shipment. */
const TOLERANCE_PER_PARCEL_MILLI_CARATS = 10;
const TOLERANCE_FRACTION = 2_000;
/** Two valuers of rough may differ by a tenth. */
const VALUE_TOLERANCE_FRACTION = 10;

const wholePart = (figure: number, of: number): number => (figure - (figure % of)) / of;

/** How much found and stated weight may differ without a report, in whole thousandths of a carat. */
export const toleranceOf = (parcels: number, milliCarats: number): number => Math.max(parcels * TOLERANCE_PER_PARCEL_MILLI_CARATS, wholePart(milliCarats, TOLERANCE_FRACTION));

/** How much value as found and as stated may differ without a report, in whole cents. */
export const valueToleranceOf = (usdCents: number): number => wholePart(usdCents, VALUE_TOLERANCE_FRACTION);

/** What was found by those who opened it. */
export type Found = Readonly<{ foundMilliCarats: number; foundUsdCents?: number }>;

/** Is the weight, or the value, beyond what two balances or two valuers may differ? */
export const differences = ({ parcels, milliCarats, usdCents }: Shipment, { foundMilliCarats, foundUsdCents = usdCents }: Found): Deviation[] => [
  ...(Math.abs(foundMilliCarats - milliCarats) > toleranceOf(parcels.length, milliCarats) ? ['weight' as const] : []),
  ...(Math.abs(foundUsdCents - usdCents) > valueToleranceOf(usdCents) ? ['value' as const] : []),
];

/** One report for each kind that was not reported before. Where nothing was weighed, what was found is what is stated. */
export const reported = (certificate: Certificate, kinds: readonly Deviation[], reportedOn: string, foundMilliCarats?: number): CertificateEvent[] => {
  const { from, to, importer, milliCarats } = shipmentIn(certificate);
  const found = foundMilliCarats ?? milliCarats;
  return kinds.filter((kind) => certificate.discrepancies[kind] === undefined).map((kind) => ({ type: 'DiscrepancyReported', data: {
    kind, from, to, importer, reportedOn, statedMilliCarats: milliCarats, foundMilliCarats: found, differenceMilliCarats: found - milliCarats,
  } }));
};
