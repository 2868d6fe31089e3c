import type { productionEvents } from '#contexts/extraction/events';
import { dayOf, type DataOf, type Happened, type Recollection } from '#kernel';

/**
 * What custody remembers of a production record, or of a purchase from an artisanal miner, if there is one: whose goods came from where, tainted or not, and which event said so.
 * `stones` is 0 where they were not counted.
 */
export type Production = Readonly<{
  operator?: string; participant?: string; site?: string; milliCarats?: number; usdCents?: number; stones?: number;
  zone?: string; taint?: 'zone'; regime?: 'sample' | undefined; sample?: string | undefined; on?: string; event?: string;
}>;

const whence = ({ zone, taint }: Readonly<{ zone?: string; taint?: 'zone' }>) => ({ ...(zone !== undefined && { zone }), ...(taint !== undefined && { taint }) });

export const production: Recollection<Production> = {
  noun: 'production',
  initial: {},
  on: {
    ProductionRecorded: (_, data: DataOf<typeof productionEvents.ProductionRecorded>, { occurredAt, id }: Happened) => {
      const { operator, participant, site, milliCarats, usdCents, stones = 0, sample } = data;
      return { operator, participant, site, milliCarats, usdCents, stones, on: dayOf(occurredAt), event: id, ...whence(data), ...(sample !== undefined && { sample, regime: 'sample' }) };
    },
    PurchaseRecorded: (_, data: DataOf<typeof productionEvents.PurchaseRecorded>, { occurredAt, id }: Happened) => {
      const { buyer, participant, site, milliCarats, usdCents, stones = 0 } = data;
      return { operator: buyer, participant, site, milliCarats, usdCents, stones, on: dayOf(occurredAt), event: id, ...whence(data) };
    },
  },
};
