import type { ProductionEvent } from '#contexts/extraction/events';
import { ask, type Reaction } from '#kernel';
import { lot } from './lot.decider.ts';

/** Recorded production becomes a lot of unsorted rough in the operator’s hands, of one origin, with the id of the record. */
export const productionOpensLot: Reaction<ProductionEvent> = {
  name: 'production-opens-lot',
  on: {
    ProductionRecorded: ({ subject, data: { operator, participant, site, milliCarats, usdCents, stones } }) => [ask(lot, subject, 'OpenLot', {
      holder: operator, milliCarats, usdCents, hsCode: '7102.10', origins: [{ participant, milliCarats }],
      ...(stones === undefined ? {} : { stones }), production: subject, site,
    })],
  },
};
