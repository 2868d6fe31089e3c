import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { weighing } from './weighing.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, weighing);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;

const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 10_000, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'AO', milliCarats: 2_500, stones: 2 }, { participant: 'BW', milliCarats: 7_500, stones: 7 }], stones: 9,
} };
const weighed = (milliCarats: number, angolan: number): Event => ({ type: 'LotWeighed', data: {
  holder: mine.party, bookMilliCarats: 10_000, milliCarats, differenceMilliCarats: milliCarats - 10_000, toleranceMilliCarats: 20,
  origins: [{ participant: 'AO', milliCarats: angolan, stones: 2 }, { participant: 'BW', milliCarats: milliCarats - angolan, stones: 7 }],
} });
const requested = (proposal: object, changeMilliCarats: number, limitMilliCarats: number): Event => ({ type: 'LotApprovalRequested', data: {
  holder: mine.party, proposal: { kind: 'weighing', ...proposal }, proposedBy: 'SYN-CLERK', changeMilliCarats, limitMilliCarats } });

describe('a lot is weighed again', () => {
  it('and the balance is believed, within the tolerance: a loss and a gain are shared by all origins', () => {
    given(opened).when('WeighLot', { foundMilliCarats: 9_980 }, mine, facts).then(weighed(9_980, 2_495));
    given(opened).when('WeighLot', { foundMilliCarats: 10_020 }, mine, facts).then(weighed(10_020, 2_505));
    given(opened).when('WeighLot', { foundMilliCarats: 10_000 }, mine, facts).then(weighed(10_000, 2_500));
    given(opened, weighed(9_980, 2_495)).when('SplitLot', { parts: [{ milliCarats: 10_000 }] }, mine, facts).refused('WeightNotConserved', { figures: { surplusMilliCarats: 20 } });
  });

  it('on a balance that is named, with its stones', () => {
    given(opened).when('WeighLot', { foundMilliCarats: 10_000, stones: 9, balance: 'SYN-SCALE-2' }, mine, facts)
      .then({ ...weighed(10_000, 2_500), data: { ...weighed(10_000, 2_500).data, stones: 9, balance: 'SYN-SCALE-2' } } as Event);
  });

  it('and a greater difference, either way, waits for a second person; of a large parcel 0.05 % are tolerated', () => {
    given(opened).when('WeighLot', { foundMilliCarats: 9_979 }, mine, facts).then(requested({ milliCarats: 9_979 }, 21, 20));
    given(opened).when('WeighLot', { foundMilliCarats: 10_021, balance: 'SYN-SCALE-2' }, mine, facts).then(requested({ milliCarats: 10_021, balance: 'SYN-SCALE-2' }, 21, 20));
    const large: Event = { type: 'LotOpened', data: { ...opened.data, milliCarats: 1_000_000, origins: [{ participant: 'BW', milliCarats: 1_000_000, stones: 9 }] } };
    given(large).when('WeighLot', { foundMilliCarats: 1_000_501 }, mine, facts).then(requested({ milliCarats: 1_000_501 }, 501, 500));
  });

  it('and many small differences are not less than a great one, until a second person agreed', () => {
    const approved: Event = { ...weighed(10_020, 2_505), data: { ...weighed(10_020, 2_505).data, approvedBy: 'SYN-CHIEF' } } as Event;
    given(opened, weighed(10_020, 2_505)).when('WeighLot', { foundMilliCarats: 10_021 }, mine, facts).then(requested({ milliCarats: 10_021 }, 1, 0));
    given(opened, weighed(10_020, 2_505)).when('WeighLot', { foundMilliCarats: 9_979 }, mine, facts).then(requested({ milliCarats: 9_979 }, 41, 40));
    given(opened, approved).when('WeighLot', { foundMilliCarats: 10_041 }, mine, facts).then(requested({ milliCarats: 10_041 }, 21, 20));
  });

  it('and another count of stones waits for a second person too', () => {
    for (const stones of [8, 10]) given(opened).when('WeighLot', { foundMilliCarats: 10_000, stones }, mine, facts).then(requested({ milliCarats: 10_000, stones }, 0, 0));
  });

  it('by its holder, on whatever terms', () => {
    given(opened).when('WeighLot', { foundMilliCarats: 10_000 }, trader, facts).refused('NotHolder');
    given({ type: 'LotOpened', data: { ...opened.data, owner: trader.party, terms: 'memo' } }).when('WeighLot', { foundMilliCarats: 10_000 }, mine, facts).then(weighed(10_000, 2_500));
    given(opened, requested({ milliCarats: 9_979 }, 21, 20)).when('WeighLot', { foundMilliCarats: 10_000 }, mine, facts).refused('NotFree');
  });
});
