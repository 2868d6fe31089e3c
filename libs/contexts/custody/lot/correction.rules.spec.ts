import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { correcting } from './correction.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, correcting);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;

const origins = [{ participant: 'BW', milliCarats: 1_250, stones: 9 }];
const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins, stones: 9, production: 'SYN-L' } };
const split: Event = { type: 'LotSplit', data: {
  holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins }],
} };
const blended: Event = { type: 'LotBlended', data: { holder: mine.party, blend: 'SYN-B', into: 'SYN-B.0', milliCarats: 1_250 } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const explanation = 'Two digits were swapped.';
const requested = (proposal: object, changeMilliCarats = 0): Event => ({ type: 'LotApprovalRequested', data: {
  holder: mine.party, proposal: { kind: 'correction', ...proposal, explanation }, proposedBy: 'SYN-CLERK', changeMilliCarats, limitMilliCarats: 0 } });

describe('what was said of a lot is corrected', () => {
  it('one figure at a time, with an explanation, and only by two persons', () => {
    given(opened).when('CorrectLot', { milliCarats: 1_520, explanation }, mine, facts).then(requested({ field: 'milliCarats', milliCarats: 1_520 }, 270));
    given(opened).when('CorrectLot', { usdCents: 0, explanation }, mine, facts).then(requested({ field: 'usdCents', usdCents: 0 }));
    given(opened).when('CorrectLot', { stones: 10, explanation }, mine, facts).then(requested({ field: 'stones', stones: 10 }));
    given(opened).when('CorrectLot', { hsCode: '7102.31', explanation }, mine, facts).then(requested({ field: 'hsCode', hsCode: '7102.31' }));
    given(opened).when('CorrectLot', { explanation }, mine, facts).refused('OneFigure', { figures: { given: 0 } });
    given(opened).when('CorrectLot', { stones: 10, usdCents: 1, explanation }, mine, facts).refused('OneFigure', { detail: '2 of milliCarats, usdCents, stones, hsCode are given.' });
  });

  it('to something else than it was', () => {
    given(opened).when('CorrectLot', { milliCarats: 1_250, explanation }, mine, facts).refused('NothingWrong', {
      detail: 'The ledger says so already: milliCarats is 1250.', figures: { field: 'milliCarats', is: 1_250 }, pointer: '#/milliCarats' });
    given(opened).when('CorrectLot', { hsCode: '7102.10', explanation }, mine, facts).refused('NothingWrong', { pointer: '#/hsCode' });
  });

  it('on what came of it, once it was split or blended', () => {
    given(opened, split).when('CorrectLot', { milliCarats: 1_520, explanation }, mine, facts).refused('CorrectWhatCame', { detail: 'Lot SYN-L was split: SYN-L.1 is the first of its parts.', figures: { parts: 1 } });
    given(opened, blended).when('CorrectLot', { milliCarats: 1_520, explanation }, mine, facts).refused('CorrectWhatCame', { detail: 'Lot SYN-L was blended into another lot.' });
  });

  it('by its holder, while it lies free', () => {
    for (const past of [[opened], [opened, split]]) given(...past).when('CorrectLot', { stones: 10, explanation }, trader, facts).refused('NotHolder');
    given(opened, packed).when('CorrectLot', { stones: 10, explanation }, mine, facts).refused('NotFree');
    given(opened, requested({ field: 'stones', stones: 10 })).when('CorrectLot', { stones: 10, explanation }, mine, facts).refused('NotFree', { figures: { status: 'awaiting-approval' } });
  });
});
