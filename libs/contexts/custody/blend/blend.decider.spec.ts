import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { period } from '../period/period.recollection.ts';
import { blend } from './blend.decider.ts';
import type { BlendEvent } from './blend.events.ts';

const given = scenarios(blend, { subject: 'SYN-M' });
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'], person: 'SYN-P1' };
const other: Actor = { ...trader, party: 'SYN-BW-OTHER' };

const first: Lot = {
  ...lotSoFar.initial, status: 'reserved', blend: 'SYN-M', holder: trader.party, owner: trader.party, milliCarats: 1_000, usdCents: 70, hsCode: '7102.31', stones: 4,
  origins: [{ participant: 'BW', milliCarats: 1_000, stones: 4 }], production: 'SYN-A', site: 'SYN-S', lastOn: '2005-06-30',
};
const second: Lot = { ...first, milliCarats: 500, usdCents: 31, stones: 3, origins: [{ participant: 'AO', milliCarats: 200, stones: 1 }, { participant: 'BW', milliCarats: 300, stones: 2 }], model: 'mass-balance' };

const none = { lots: new Map<string, Lot>(), period: period.initial };
const known = (a: Partial<Lot> = {}, b: Partial<Lot> = {}) => ({ ...none, lots: new Map([['SYN-A', { ...first, ...a }], ['SYN-B', { ...second, ...b }]]) });

const lots = ['SYN-A', 'SYN-B'];
const started = (more: object = {}): BlendEvent => ({ type: 'BlendStarted', data: { holder: trader.party, lots, ...more } });
const aborted = (code: string, says: string, more: object = {}): BlendEvent => ({ type: 'BlendAborted', data: { holder: trader.party, lots, obstacle: { code, says, ...more } } });
const inputs = [{ lot: 'SYN-A', milliCarats: 1_000, usdCents: 70, stones: 4 }, { lot: 'SYN-B', milliCarats: 500, usdCents: 31, stones: 3 }];
const made = {
  holder: trader.party, milliCarats: 1_500, usdCents: 101, hsCode: '7102.31' as const, stones: 7, production: 'SYN-A', site: 'SYN-S', blend: 'SYN-M', model: 'mass-balance' as const,
  origins: [{ participant: 'AO', milliCarats: 200, stones: 1 }, { participant: 'BW', milliCarats: 1_300, stones: 6 }],
};
const committed: BlendEvent = { type: 'BlendCommitted', data: { holder: trader.party, lot: 'SYN-M.0', inputs, made } };
const completed = (outcome: 'committed' | 'aborted'): BlendEvent => ({ type: 'BlendCompleted', data: { blend: 'SYN-M', outcome } });

describe('starting', () => {
  it('names the lots, and may say how strictly the mixture is to be kept apart', () => {
    given().when('StartBlend', { lots }, trader, none).then(started());
    given().when('StartBlend', { lots, model: 'segregated' }, trader, none).then(started({ model: 'segregated' }));
  });

  it('happens once under one id', () => given(started()).when('StartBlend', { lots }, trader, none).refused('BlendBegun'));

  it('needs a second person in a closed quarter', () => {
    const closed = { ...none, period: { closed: true, late: new Map() } };
    given().when('StartBlend', { lots }, trader, closed).refused('PeriodClosed', { figures: { quarter: 'BW-2005-Q3', on: '2005-07-01' }, pointer: '#/occurredAt' });
    given().when('StartBlend', { lots }, trader, { ...none, period: { closed: true, late: new Map([[trader.party, 'SYN-P1']]) } }).refused('PeriodClosed');
    given().when('StartBlend', { lots }, trader, { ...none, period: { closed: true, late: new Map([[trader.party, 'SYN-P2']]) } }).then(started());
  });

  it('has room for ten thousand lots, if their names are not endless', () => {
    const many = (length: number) => Array.from({ length: 10_000 }, (_, i) => `${'X'.repeat(length - 5)}${10_000 + i}`);
    given().when('StartBlend', { lots: many(50) }, trader, none).then(started({ lots: many(50) }));
    given().when('StartBlend', { lots: many(51) }, trader, none).refused('NamesTooLong', { figures: { characters: 510_000, most: 500_000 }, pointer: '#/lots' });
  });
});

describe('the decision', () => {
  const decides = (facts: object, ...past: BlendEvent[]) => given(...(past.length ? past : [started()])).when('DecideBlend', {}, LEDGER, facts as typeof none);

  it('makes one lot that is the sum of what was set aside, with its origins by weight and by stones', () => decides(known()).then(committed));

  it('counts stones only where every lot was counted, and by origin only where each lot knows them by origin', () => {
    const { stones: _, ...uncounted } = made;
    const origins = [{ participant: 'AO', milliCarats: 200 }, { participant: 'BW', milliCarats: 1_300 }];
    const apart = { origins: [{ participant: 'AO', milliCarats: 200 }, { participant: 'BW', milliCarats: 300, stones: 2 }] };
    decides(known({}, apart)).then({ type: 'BlendCommitted', data: { ...committed.data, made: { ...made, origins } } } as BlendEvent);
    const without = [inputs[0]!, { lot: 'SYN-B', milliCarats: 500, usdCents: 31 }];
    decides(known({}, { stones: undefined })).then({ type: 'BlendCommitted', data: { ...committed.data, inputs: without, made: { ...uncounted, origins } } } as BlendEvent);
  });

  it('says of heading, record and site what all lots say, and unsorted where they differ', () => {
    const { production: _, site: __, ...apart } = made;
    decides(known({}, { hsCode: '7102.21', production: 'SYN-B', site: 'SYN-S2' })).then({ type: 'BlendCommitted', data: { ...committed.data, made: { ...apart, hsCode: '7102.10' } } } as BlendEvent);
  });

  it('is against it when a lot stood in the way, or was not set aside after all', () => {
    const obstacle = { lot: 'SYN-B', code: 'NotFree', says: 'Lot SYN-B was split.' };
    given(started()).when('DecideBlend', { obstacle }, LEDGER, none).then(aborted(obstacle.code, obstacle.says, { lot: 'SYN-B' }));
    for (const b of [{ status: 'held' as const }, { blend: 'SYN-M2' }]) decides(known({}, b)).then(aborted('NotReserved', 'Lot SYN-B is not set aside for blend SYN-M.'));
  });

  it('is against it when the sum cannot be counted, or not be written', () => {
    for (const a of [{ milliCarats: Number.MAX_SAFE_INTEGER }, { usdCents: Number.MAX_SAFE_INTEGER }, { stones: Number.MAX_SAFE_INTEGER }]) {
      decides(known(a)).then(aborted('TooMuch', '2 lots together pass 2^53 thousandths of a carat, cents or stones.'));
    }
    const ids = Array.from({ length: 10_000 }, (_, i) => `${'X'.repeat(45)}${10_000 + i}`);
    const all = { ...none, lots: new Map(ids.map((id) => [id, first])) };
    const says = 'What is to be said of 10000 lots takes 1050283 characters; there is room for 950000. Do it in two steps.';
    given(started({ lots: ids })).when('DecideBlend', {}, LEDGER, all).then({ type: 'BlendAborted', data: { holder: trader.party, lots: ids, obstacle: { code: 'TooMuch', says } } });
  });

  it('is the ledger’s, and is made once', () => {
    given(started()).when('DecideBlend', {}, trader, known()).refused('NotTheLedger');
    given().when('DecideBlend', {}, LEDGER, none).refused('NoSuchBlend');
    for (const past of [[committed], [aborted('CalledOff', 'No.')], [committed, completed('committed')]]) decides(known(), started(), ...past).refused('BlendDecided');
  });
});

describe('calling off', () => {
  it('is for whoever started it, or for the ledger if it hangs, before the decision', () => {
    for (const by of [trader, LEDGER]) given(started()).when('AbortBlend', { reason: 'Not today.' }, by, none).then(aborted('CalledOff', 'Not today.'));
    given(started()).when('AbortBlend', { reason: 'Not today.' }, other, none).refused('NotBlendHolder');
    given().when('AbortBlend', { reason: 'Not today.' }, trader, none).refused('NoSuchBlend');
    given(started(), committed).when('AbortBlend', { reason: 'Not today.' }, trader, none).refused('BlendDecided', { figures: { status: 'committed' } });
  });

  it('is not dated before the start', () => {
    const late = { ...started(), occurredAt: '2005-07-02T00:00:00Z' };
    given(late).when('AbortBlend', { reason: 'Not today.' }, trader, none).refused('BeforeTheStart', { figures: { startedOn: '2005-07-02', on: '2005-07-01' } });
  });
});

describe('completing', () => {
  it('tells what was decided, once every lot knows it', () => {
    given(started(), committed).when('CompleteBlend', {}, LEDGER, none).then(completed('committed'));
    given(started(), aborted('CalledOff', 'No.')).when('CompleteBlend', {}, LEDGER, none).then(completed('aborted'));
  });

  it('is the ledger’s, after the decision, once', () => {
    given(started(), committed).when('CompleteBlend', {}, trader, none).refused('NotTheLedger');
    for (const past of [[], [started()], [started(), committed, completed('committed')]]) given(...past).when('CompleteBlend', {}, LEDGER, none).refused('BlendUndecided');
  });
});

describe('its facts', () => {
  const subjects = (command: string, data: object, status = 'started') => blend.facts!.lots.subjects(data, { ...blend.initial, status, inputs: lots }, { command } as never);

  it('are the lots, and only when it comes to the decision', () => {
    expect([subjects('DecideBlend', {}), subjects('DecideBlend', { obstacle: {} }), subjects('DecideBlend', {}, 'aborted'), subjects('AbortBlend', {})]).toEqual([lots, [], [], []]);
  });
});
