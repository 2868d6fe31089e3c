import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { splitting } from './split.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, splitting);
const within = (subject: string) => ({ subject });

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const facts = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;

const one = [{ participant: 'BW', milliCarats: 1_250, stones: 9 }];
const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one, stones: 9, production: 'SYN-L', site: 'SYN-S',
} };
const { stones: _, ...figures } = opened.data;
const uncounted: Event = { type: 'LotOpened', data: { ...figures, origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const blended: Event = { type: 'LotOpened', data: { ...opened.data, origins: [{ participant: 'AO', milliCarats: 417, stones: 3 }, { participant: 'BW', milliCarats: 833, stones: 6 }] } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250 } };
const whole = { lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats: 1_250 }] };
const split = { type: 'LotSplit' as const, data: { holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [whole] } };
const asWhole = { parts: [{ milliCarats: 1_250 }] };

describe('a lot is split', () => {
  const parts = [{ milliCarats: 700 }, { milliCarats: 540, hsCode: '7102.31' as const, stones: 3 }];
  const made = { lot: 'SYN-L.1', milliCarats: 700, usdCents: 2_823, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats: 700 }] };

  it('into parts and a stated loss that weigh what it weighed, sharing out its value', () => {
    given(opened).when('SplitLot', { parts, lossMilliCarats: 10, lossReason: 'sorting' }, mine, facts).then({ type: 'LotSplit', data: {
      holder: mine.party, milliCarats: 1_250, lossMilliCarats: 10, lossReason: 'sorting',
      parts: [made, { lot: 'SYN-L.2', milliCarats: 540, usdCents: 2_178, hsCode: '7102.31', origins: [{ participant: 'BW', milliCarats: 540, stones: 3 }], stones: 3 }],
    } });
    given(opened).when('SplitLot', { ...asWhole, lossMilliCarats: 0 }, mine, facts).then(split);
  });

  it('with the origins of a blend shared out exactly, portion by portion, in carats and in stones', () => {
    given(blended).when('SplitLot', { parts: [{ milliCarats: 313, stones: 4 }, { milliCarats: 313, stones: 2 }, { milliCarats: 624, stones: 3 }] }, mine, facts).then({ type: 'LotSplit', data: {
      holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [
        { lot: 'SYN-L.1', milliCarats: 313, usdCents: 1_252, hsCode: '7102.10', stones: 4, origins: [{ participant: 'AO', milliCarats: 104, stones: 1 }, { participant: 'BW', milliCarats: 209, stones: 3 }] },
        { lot: 'SYN-L.2', milliCarats: 313, usdCents: 1_252, hsCode: '7102.10', stones: 2, origins: [{ participant: 'AO', milliCarats: 105, stones: 1 }, { participant: 'BW', milliCarats: 208, stones: 1 }] },
        { lot: 'SYN-L.3', milliCarats: 624, usdCents: 2_497, hsCode: '7102.10', stones: 3, origins: [{ participant: 'AO', milliCarats: 208, stones: 1 }, { participant: 'BW', milliCarats: 416, stones: 2 }] },
      ],
    } });
  });

  it('not into less or more than it weighs: the carats are named', () => {
    const short = [{ milliCarats: 700 }, { milliCarats: 500 }];
    given(opened).when('SplitLot', { parts: short }, mine, facts).refused('WeightNotConserved', {
      detail: 'The parts weigh 1.200 ct and the loss 0.000 ct, the lot 1.250 ct: 0.050 ct are missing.', figures: { missingMilliCarats: 50 }, pointer: '#/parts' });
    given(opened).when('SplitLot', { parts: short, lossMilliCarats: 51, lossReason: 'other' }, mine, facts).refused('WeightNotConserved', {
      detail: 'The parts weigh 1.200 ct and the loss 0.051 ct, the lot 1.250 ct: 0.001 ct are too much.', figures: { surplusMilliCarats: 1 } });
    const endless = [{ milliCarats: Number.MAX_SAFE_INTEGER }, { milliCarats: Number.MAX_SAFE_INTEGER }];
    given(opened).when('SplitLot', { parts: endless }, mine, facts).refused('WeightNotConserved', { figures: { milliCarats: 1_250 } });
    given(opened).when('SplitLot', { parts: [endless[0]!], lossMilliCarats: Number.MAX_SAFE_INTEGER, lossReason: 'other' }, mine, facts).refused('WeightNotConserved', { figures: { milliCarats: 1_250 } });
  });

  it('with a reason for a loss, and no reason without one', () => {
    given(opened).when('SplitLot', { parts: [{ milliCarats: 1_240 }], lossMilliCarats: 10 }, mine, facts).refused('LossUnexplained', { pointer: '#/lossReason', figures: { lossMilliCarats: 10 } });
    given(opened).when('SplitLot', { ...asWhole, lossReason: 'theft' }, mine, facts).refused('LossUnexplained', { pointer: '#/lossMilliCarats' });
  });

  it('losing no more than the limit of the reason: more is for a second person to approve', () => {
    const losing = (lossMilliCarats: number, lossReason: 'sorting' | 'theft') => ({ parts: [{ milliCarats: 1_250 - lossMilliCarats }], lossMilliCarats, lossReason });
    given(opened).when('SplitLot', losing(21, 'sorting'), mine, facts).refused('LossBeyondLimit', {
      detail: 'The loss is 0.021 ct; for sorting the limit is 0.020 ct of 1.250 ct.', figures: { lossMilliCarats: 21, limitMilliCarats: 20 }, pointer: '#/lossMilliCarats' });
    given(opened).when('SplitLot', losing(1, 'theft'), mine, facts).refused('LossBeyondLimit', { figures: { limitMilliCarats: 0 } });
    given(opened).when('SplitLot', losing(21, 'sorting'), mine, { ...facts, limits: { ...facts.limits, sorting: { milliCarats: 21, permyriad: 0 } } }).then({ type: 'LotSplit', data: {
      ...split.data, lossMilliCarats: 21, lossReason: 'sorting', parts: [{ ...whole, milliCarats: 1_229, origins: [{ participant: 'BW', milliCarats: 1_229 }] }] } });
  });

  it('into stones that are as many as before, less those lost, more those that broke', () => {
    const halves = (first: number, second: number) => ({ parts: [{ milliCarats: 625, stones: first }, { milliCarats: 625, stones: second }] });
    given(opened).when('SplitLot', halves(4, 4), mine, facts).refused('StonesMiscounted', {
      detail: '9 stones were counted before, 8 now: 1 are missing, with a loss of 0.000 ct.', figures: { stones: 8, stonesBefore: 9 }, pointer: '#/parts' });
    given(opened).when('SplitLot', halves(5, 5), mine, facts).refused('StonesMiscounted', { detail: '9 stones were counted before, 10 now, and 0 more are said to come of breakage.' });
    given(opened).when('SplitLot', { parts: [{ milliCarats: 625, stones: 10 }, { milliCarats: 625 }] }, mine, facts).refused('StonesMiscounted');
    given(opened).when('SplitLot', { ...halves(5, 5), brokenStones: 1 }, mine, facts).then({ type: 'LotSplit', data: { ...split.data, brokenStones: 1, parts: [
      { ...whole, milliCarats: 625, usdCents: 2_501, stones: 5, origins: [{ participant: 'BW', milliCarats: 625, stones: 5 }] },
      { ...whole, lot: 'SYN-L.2', milliCarats: 625, usdCents: 2_500, stones: 5, origins: [{ participant: 'BW', milliCarats: 625, stones: 5 }] },
    ] } });
    given(opened).when('SplitLot', { parts: [{ milliCarats: 1_249, stones: 8 }], lossMilliCarats: 1, lossReason: 'sorting' }, mine, facts).then({ type: 'LotSplit', data: {
      ...split.data, lossMilliCarats: 1, lossReason: 'sorting', parts: [{ ...whole, milliCarats: 1_249, stones: 8, origins: [{ participant: 'BW', milliCarats: 1_249, stones: 8 }] }] } });
  });

  it('at most twenty times in a row', () => {
    const deep = (depth: number) => within(`SYN-L${'.1'.repeat(depth)}`);
    given(opened).when('SplitLot', asWhole, mine, facts, deep(20)).refused('SplitTooOften', { figures: { depth: 20 } });
    given(opened).when('SplitLot', asWhole, mine, facts, deep(19)).then({ type: 'LotSplit', data: { ...split.data, parts: [{ ...whole, lot: deep(20).subject }] } });
  });

  it('by its holder, while it lies free', () => {
    given(opened).when('SplitLot', asWhole, trader, facts).refused('NotHolder');
    given(opened, split).when('SplitLot', asWhole, mine, facts).refused('NotFree', { detail: 'Lot SYN-L was split.', figures: { status: 'split' } });
    given(opened, packed).when('SplitLot', asWhole, mine, facts).refused('NotFree', { figures: { status: 'packed' } });
    given(opened, sent).when('SplitLot', asWhole, mine, facts).refused('NotFree', { figures: { status: 'dispatched' } });
  });

  it('by somebody who has it to sort or to sell; not by one who looks at it or keeps it', () => {
    const on = (terms: 'service' | 'memo'): Event => ({ type: 'LotOpened', data: { ...opened.data, owner: trader.party, terms } });
    given(on('service')).when('SplitLot', asWhole, mine, facts).then({ type: 'LotSplit', data: { ...split.data, kept: { owner: trader.party, terms: 'service' } } });
    given(on('memo')).when('SplitLot', asWhole, mine, facts).refused('NotOnTheseTerms', { figures: { owner: trader.party, terms: 'memo' } });
    given(on('memo')).when('SplitLot', asWhole, authority, facts).refused('NotHolder');
  });
});

describe('a lot is sorted', () => {
  const classes = [{ milliCarats: 900, sorted: '+9-11', stones: 4 }, { milliCarats: 350, sorted: '-9', stones: 5 }];
  const parts = [
    { ...whole, milliCarats: 900, usdCents: 3_601, sorted: '+9-11', stones: 4, origins: [{ participant: 'BW', milliCarats: 900, stones: 4 }] },
    { ...whole, lot: 'SYN-L.2', milliCarats: 350, usdCents: 1_400, sorted: '-9', stones: 5, origins: [{ participant: 'BW', milliCarats: 350, stones: 5 }] },
  ];

  it('by size, into classes of a named set of sieves; by quality or assortment without one', () => {
    given(opened).when('SortLot', { by: 'size', sieveSet: 'DTC', parts: classes }, mine, facts).then({ type: 'LotSorted', data: { ...split.data, parts, by: 'size', sieveSet: 'DTC' } });
    given(opened).when('SortLot', { by: 'quality', parts: classes }, mine, facts).then({ type: 'LotSorted', data: { ...split.data, parts, by: 'quality' } });
    given(opened).when('SortLot', { by: 'size', parts: classes }, mine, facts).refused('SievesUnclear', { pointer: '#/sieveSet' });
    given(opened).when('SortLot', { by: 'assortment', sieveSet: 'DTC', parts: classes }, mine, facts).refused('SievesUnclear', { figures: { by: 'assortment', sieveSet: 'DTC' } });
  });

  it('ISO 18323: into classes, and stones, of rough: words for what was made in a laboratory are refused', () => {
    const [first, ...rest] = classes;
    given(opened).when('SortLot', { by: 'quality', parts: [first!, ...rest.map((one) => ({ ...one, sorted: 'Lab-grown' }))] }, mine, facts).refused('MadeNotMined', { detail: '“Lab-grown” says “lab-grown”.', pointer: '#/parts/1/sorted' });
    given(opened).when('PromoteStones', { stones: [{ milliCarats: 400, sorted: 'CVD plate' }] }, mine, facts).refused('MadeNotMined', { figures: { word: 'cvd' }, pointer: '#/stones/0/sorted' });
  });

  it('into classes that weigh and count what it did', () => {
    given(opened).when('SortLot', { by: 'quality', parts: [classes[0]!] }, mine, facts).refused('WeightNotConserved', { figures: { missingMilliCarats: 350 } });
    given(opened).when('SortLot', { by: 'quality', parts: [classes[0]!, { ...classes[1]!, stones: 6 }] }, mine, facts).refused('StonesMiscounted');
  });
});

describe('stones are promoted', () => {
  const stone = (n: number, milliCarats: number, usdCents: number) => ({ ...whole, lot: `SYN-L.${n}`, milliCarats, usdCents, stones: 1, origins: [{ participant: 'BW', milliCarats, stones: 1 }] });

  it('each to a lot of its own; the rest is the last part, with the stones that are left', () => {
    given(opened).when('PromoteStones', { stones: [{ milliCarats: 400, sorted: 'crystal' }, { milliCarats: 250, hsCode: '7102.31' }] }, mine, facts).then({ type: 'StonesPromoted', data: { ...split.data, parts: [
      { ...stone(1, 400, 1_600), sorted: 'crystal' }, { ...stone(2, 250, 1_000), hsCode: '7102.31' },
      { ...whole, lot: 'SYN-L.3', milliCarats: 600, usdCents: 2_401, stones: 7, origins: [{ participant: 'BW', milliCarats: 600, stones: 7 }] },
    ] } });
    given(uncounted).when('PromoteStones', { stones: [{ milliCarats: 1_000 }] }, mine, facts).then({ type: 'StonesPromoted', data: { ...split.data, parts: [
      stone(1, 1_000, 4_001), { ...whole, lot: 'SYN-L.2', milliCarats: 250, usdCents: 1_000, origins: [{ participant: 'BW', milliCarats: 250 }] },
    ] } });
  });

  it('all of them, if that is all there were', () => {
    given(uncounted).when('PromoteStones', { stones: [{ milliCarats: 1_250 }] }, mine, facts).then({ type: 'StonesPromoted', data: { ...split.data, parts: [stone(1, 1_250, 5_001)] } });
    given(opened).when('PromoteStones', { stones: [{ milliCarats: 1_250 }] }, mine, facts).refused('StonesMiscounted', { figures: { stones: 1, stonesBefore: 9 } });
  });

  it('no more and no heavier than there are', () => {
    given(opened).when('PromoteStones', { stones: [{ milliCarats: 1_251 }] }, mine, facts).refused('WeightNotConserved', { figures: { surplusMilliCarats: 1 } });
    const nine = Array.from({ length: 9 }, () => ({ milliCarats: 100 }));
    given(opened).when('PromoteStones', { stones: nine }, mine, facts).refused('StonesMiscounted', { figures: { stones: 10, stonesBefore: 9 }, pointer: '#/stones' });
    given(opened, packed).when('PromoteStones', { stones: nine }, mine, facts).refused('NotFree');
  });
});
