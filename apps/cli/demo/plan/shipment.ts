import type { Goods } from './goods.ts';

/**
 * What happens to the papers of a shipment; its goods arrive all the same.
 * Refused, cancelled, expired, returned: it was asked for under an earlier number first, which came to nothing. Lost: another number stands for it from then on.
 */
export type Mishap = Readonly<{ kind: 'refused' | 'cancelled' | 'expired' | 'returned'; number: string; on: string }> | Readonly<{ kind: 'lost'; number: string; isOnItsWay: boolean }>;

/** Part of a shipment that is divided in a free zone: one of its parcels, under which number it goes on, to whom, and when it is there. */
export type Part = Readonly<{ number: string; to: string; importer: string; receivedOn: string }>;

/** How a shipment is brought and looked at: by hand, through a third territory, opened and compared on arrival; what befalls its papers; and how it is divided, parcel by parcel. */
export type Care = Readonly<{ isByHand: boolean; through?: string; samplePermyriad?: number; mishap?: Mishap; parts?: readonly Part[] }>;

/** A lot of a shipment: what it weighs when it leaves, its price, and the certificate under which it came in, if it crossed a border before. */
export type ShippedLot = Readonly<{ goods: Goods; milliCarats: number; usdCents: number; under?: string }>;
export type Discrepancy = Readonly<{ kind: 'weight'; lot: string; missingMilliCarats: number }> | Readonly<{ kind: 'seal'; seals: 'broken' | 'other-number' }>;

/** One certificate and what happens under it. */
export type Shipment = Readonly<{
  number: string; round: number; exporter: string; from: string; importer: string; to: string;
  issuedOn: string; dispatchedOn: string; receivedOn: string; openedOn: string; parcels: readonly (readonly ShippedLot[])[]; discrepancy?: Discrepancy; care: Care;
  /** The number of the first parcel’s seal, among those of the exporter; the others follow. */ firstSeal: number;
}>;

/** What a lot weighs after it arrived with this shipment. */
export const arrivedWith = ({ discrepancy }: Pick<Shipment, 'discrepancy'>, { goods, milliCarats }: ShippedLot): number =>
  milliCarats - (discrepancy?.kind === 'weight' && discrepancy.lot === goods.lot ? discrepancy.missingMilliCarats : 0);
