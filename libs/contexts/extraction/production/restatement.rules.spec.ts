import { it } from '@jest/globals';
import { LEDGER, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { production } from './production.decider.ts';
import { restating } from './restatement.rules.ts';

const given = scenarios(production, { subject: 'SYN-P' }, restating);
const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const record = { site: 'SYN-PIT', participant: 'BW', operator: 'SYN-BW-MINE', scale: 'LSM', from: '2005-03-01', to: '2005-03-31' } as const;
const recorded = { type: 'ProductionRecorded', data: { ...record, milliCarats: 1_000, usdCents: 9_000, stones: 10 } } as const;
const why = { lot: 'SYN-P', correction: '0190a000-0000-5000-8000-000000000001', explanation: 'The tare was left out.' };
const unchanged = { wasMilliCarats: 1_000, milliCarats: 1_000, wasUsdCents: 9_000, usdCents: 9_000, wasStones: 10, stones: 10 };
const restated = (figures: object) => ({ type: 'ProductionRestated', data: { ...record, ...unchanged, ...why, ...figures } }) as const;

it('moves by as much as its goods were corrected, also when they are a part of it', () => {
  given(recorded).when('RestateProduction', { ...why, wasMilliCarats: 1_000, milliCarats: 900 }, LEDGER).then(restated({ milliCarats: 900 }));
  given(recorded).when('RestateProduction', { ...why, lot: 'SYN-P.2', wasMilliCarats: 400, milliCarats: 410 }, LEDGER).then(restated({ lot: 'SYN-P.2', milliCarats: 1_010 }));
  given(recorded).when('RestateProduction', { ...why, wasUsdCents: 9_000, usdCents: 0 }, LEDGER).then(restated({ usdCents: 0 }));
  given(recorded).when('RestateProduction', { ...why, wasStones: 10, stones: 12 }, LEDGER).then(restated({ stones: 12 }));
});

it('moves on from what was restated last, and a purchase as a record does', () => {
  given(recorded, restated({ milliCarats: 900 })).when('RestateProduction', { ...why, wasMilliCarats: 900, milliCarats: 950 }, LEDGER)
    .then(restated({ wasMilliCarats: 900, milliCarats: 950 }));
  const { operator: buyer, ...slip } = record;
  const purchased = { type: 'PurchaseRecorded', data: { ...slip, buyer, scale: 'ASM', milliCarats: 1_000, usdCents: 9_000, stones: 10, miner: 'M', licence: 'L', latitude: 0, longitude: 0 } } as const;
  given(purchased).when('RestateProduction', { ...why, wasMilliCarats: 1_000, milliCarats: 900 }, LEDGER).then(restated({ scale: 'ASM', milliCarats: 900 }));
});

it('knows the stones of the whole when they are counted later, not from those of a part', () => {
  const uncounted = { type: 'ProductionRecorded', data: { ...record, milliCarats: 1_000, usdCents: 9_000 } } as const;
  const { wasStones: _, stones: __, ...figures } = unchanged;
  given(uncounted).when('RestateProduction', { ...why, stones: 7 }, LEDGER).then({ type: 'ProductionRestated', data: { ...record, ...figures, ...why, stones: 7 } });
  given(uncounted).when('RestateProduction', { ...why, lot: 'SYN-P.1', stones: 3 }, LEDGER).then({ type: 'ProductionRestated', data: { ...record, ...figures, ...why, lot: 'SYN-P.1' } });
});

it('is the ledger’s to restate, and still says what came out of the ground', () => {
  given(recorded).when('RestateProduction', { ...why, wasMilliCarats: 1_000, milliCarats: 900 }, mine).refused('NotTheLedger');
  given().when('RestateProduction', { ...why, wasMilliCarats: 1_000, milliCarats: 900 }, LEDGER).refused('NothingToRestate');
  given(recorded).when('RestateProduction', { ...why, wasMilliCarats: 1_500, milliCarats: 500 }, LEDGER).refused('NothingToRestate', { detail: 'The record would say 0.000 ct worth 90.00 USD.' });
});
