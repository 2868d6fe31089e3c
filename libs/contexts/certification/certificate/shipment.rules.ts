import type { HsLine, OriginShare } from '#contexts/custody/events';
import { addedUp, totalOf } from '#kernel';
import type { Parcel } from '../parcel/parcel.recollection.ts';

/** Carats and cents of all parcels (KPCS Annex I.A 10-11); undefined if either cannot be counted. */
export const totalsOf = (parcels: readonly Parcel[]): { milliCarats: number; usdCents: number } | undefined => {
  const [milliCarats, usdCents] = [totalOf(parcels, 'milliCarats'), totalOf(parcels, 'usdCents')];
  return milliCarats === undefined || usdCents === undefined ? undefined : { milliCarats, usdCents };
};

/** Carats and value under each heading, in the order of the headings (KPCS Annex I.A 13). */
export const linesOf = (parcels: readonly Parcel[]): HsLine[] => addedUp(parcels.flatMap(({ lines }) => lines), 'hsCode', ['milliCarats', 'usdCents']);

/** Carats of each country of origin, in the order of their codes (KPCS Annex I.A 2): one of them, or a shipment of mixed origin. */
export const originsOf = (parcels: readonly Parcel[]): OriginShare[] => addedUp(parcels.flatMap(({ origins }) => origins), 'participant', ['milliCarats']);
