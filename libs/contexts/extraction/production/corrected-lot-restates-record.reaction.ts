import type { LotEvent } from '#contexts/custody/events';
import { ask, type Reaction } from '#kernel';
import { production } from './production.decider.ts';

/** A correction of goods that come from one record corrects the record as well, so that the statistics use what holds now. A heading is none of its figures. */
export const correctedLotRestatesRecord: Reaction<LotEvent> = {
  name: 'corrected-lot-restates-record',
  on: {
    LotCorrected: ({ id, subject, data: { field, production: record, explanation, wasMilliCarats, milliCarats, wasUsdCents, usdCents, wasStones, stones } }) => {
      if (record === undefined || field === 'hsCode') return [];
      const figures = Object.entries({ wasMilliCarats, milliCarats, wasUsdCents, usdCents, wasStones, stones }).filter(([, figure]) => figure !== undefined);
      return [ask(production, record, 'RestateProduction', { lot: subject, correction: id, explanation, ...Object.fromEntries(figures) })];
    },
  },
};
