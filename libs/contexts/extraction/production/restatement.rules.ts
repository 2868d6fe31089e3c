import {
  because, inCarats, inUsd, IsEventId, IsLotId, IsMilliCarats, IsStones, IsText, IsUsdCents, Optional, refusals, type Chapter, type DataOf,
} from '#kernel';
import type { ProductionEvent } from './production.events.ts';
import { MOST_MILLI_CARATS, MOST_USD_CENTS, type Facts } from './production.rules.ts';
import type { Production } from './state.rules.ts';

/** What was corrected on a lot of this record: the figures that changed, before and after. */
export class RestateProduction {
  @IsLotId() lot!: string;
  @IsEventId() correction!: string;
  @IsText() explanation!: string;
  @Optional() @IsMilliCarats() wasMilliCarats?: number;
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsUsdCents() wasUsdCents?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsStones() wasStones?: number;
  @Optional() @IsStones() stones?: number;
}
type Restated = DataOf<typeof RestateProduction>;
type Recorded = Extract<Production, { recorded: true }>;

const no = refusals({
  NotTheLedger:   { forbids: true, cites: 'extraction/17', says: 'Only the ledger itself does this, when one fact makes another follow.' },
  NothingToRestate: { cites: 'extraction/18', says: 'Only a record that exists is restated, and it still says what came out of the ground: more than 0.000 ct.' },
});

const moved = (recorded: number, was: number | undefined, now: number | undefined): number => (was === undefined || now === undefined ? recorded : recorded + now - was);

/** The stones of the record: they move with those of the lot; where none were counted before, those of the whole are now known. */
const stonesAfter = (stones: number | undefined, restated: Restated, subject: string): number | undefined => {
  if (restated.stones === undefined) return stones;
  if (stones !== undefined && restated.wasStones !== undefined) return stones + restated.stones - restated.wasStones;
  return restated.lot === subject ? restated.stones : stones;
};

const holds = ({ milliCarats, usdCents, stones = 1 }: Readonly<{ milliCarats: number; usdCents: number; stones?: number | undefined }>): boolean =>
  milliCarats >= 1 && milliCarats <= MOST_MILLI_CARATS && usdCents >= 0 && usdCents <= MOST_USD_CENTS && stones >= 1;

const restate = ({ recorded: _, milliCarats: wasMilliCarats, usdCents: wasUsdCents, stones: wasStones, ...record }: Recorded, data: Restated, subject: string) => ({
  ...record, lot: data.lot, correction: data.correction, explanation: data.explanation,
  wasMilliCarats, milliCarats: moved(wasMilliCarats, data.wasMilliCarats, data.milliCarats), wasUsdCents, usdCents: moved(wasUsdCents, data.wasUsdCents, data.usdCents),
  wasStones, stones: stonesAfter(wasStones, data, subject),
});

/** Corrections of goods also correct what was said of their coming: by as much, for the lot may be a part of the record. */
export const restating = {
  commands: { RestateProduction },
  refusals: no,
  makes: ['ProductionRestated'],
  decide: {
    RestateProduction: (production, data, { by, subject }) => {
      if (!by.roles.includes('ledger')) return no.NotTheLedger;
      if (!production.recorded) return no.NothingToRestate;
      const { stones, wasStones, ...restated } = restate(production, data, subject);
      const { milliCarats, usdCents } = restated;
      if (!holds({ milliCarats, usdCents, stones })) {
        return because(no.NothingToRestate, `The record would say ${inCarats(milliCarats)} ct worth ${inUsd(usdCents)} USD.`, { milliCarats, usdCents });
      }
      return [{ type: 'ProductionRestated', data: { ...restated, ...(wasStones !== undefined && { wasStones }), ...(stones !== undefined && { stones }) } }];
    },
  },
} satisfies Chapter<Production, { RestateProduction: typeof RestateProduction }, ProductionEvent, Facts>;
