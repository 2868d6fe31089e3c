import type { productionEvents } from '#contexts/extraction/events';
import type { DataOf, Recollection } from '#kernel';

/** What custody remembers of a production record, if there is one: whose goods came from where. `stones` is 0 where they were not counted. */
export type Production = Readonly<{ operator?: string; participant?: string; site?: string; milliCarats?: number; usdCents?: number; stones?: number }>;

export const production: Recollection<Production> = {
  noun: 'production',
  initial: {},
  on: {
    ProductionRecorded: (_, { operator, participant, site, milliCarats, usdCents, stones = 0 }: DataOf<typeof productionEvents.ProductionRecorded>) =>
      ({ operator, participant, site, milliCarats, usdCents, stones }),
  },
};
