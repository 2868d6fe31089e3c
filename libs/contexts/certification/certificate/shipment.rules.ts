import type { HsLine, OriginShare } from '#contexts/custody/events';
import type { Parcel } from '../parcel/parcel.recollection.ts';

type Amount = 'milliCarats' | 'usdCents';

/** The sum, or undefined if it passes 2^53. No amount is negative, so a safe end means that every step was. */
const total = (parcels: readonly Parcel[], amount: Amount): number | undefined => {
  const sum = parcels.reduce((sum, parcel) => sum + parcel[amount], 0);
  return Number.isSafeInteger(sum) ? sum : undefined;
};

/** Carats and cents of all parcels (KPCS Annex I.A 10-11); undefined if either cannot be counted. */
export const totalsOf = (parcels: readonly Parcel[]): { milliCarats: number; usdCents: number } | undefined => {
  const milliCarats = total(parcels, 'milliCarats');
  const usdCents = total(parcels, 'usdCents');
  return milliCarats === undefined || usdCents === undefined ? undefined : { milliCarats, usdCents };
};

const inOrder = <V>(sums: ReadonlyMap<string, V>): V[] => [...sums.keys()].sort().map((key) => sums.get(key)!);

/** Carats and value under each heading, in the order of the headings (KPCS Annex I.A 13). */
export const linesOf = (parcels: readonly Parcel[]): HsLine[] => {
  if (parcels.length === 1) return [...parcels[0]!.lines];
  const sums = new Map<string, HsLine>();
  for (const { hsCode, milliCarats, usdCents } of parcels.flatMap(({ lines }) => lines)) {
    const sum = sums.get(hsCode);
    sums.set(hsCode, { hsCode, milliCarats: milliCarats + (sum?.milliCarats ?? 0), usdCents: usdCents + (sum?.usdCents ?? 0) });
  }
  return inOrder(sums);
};

/** Carats of each country of origin, in the order of their codes (KPCS Annex I.A 2): one of them, or a shipment of mixed origin. */
export const originsOf = (parcels: readonly Parcel[]): OriginShare[] => {
  if (parcels.length === 1) return [...parcels[0]!.origins];
  const sums = new Map<string, OriginShare>();
  for (const { participant, milliCarats } of parcels.flatMap(({ origins }) => origins)) {
    sums.set(participant, { participant, milliCarats: milliCarats + (sums.get(participant)?.milliCarats ?? 0) });
  }
  return inOrder(sums);
};
