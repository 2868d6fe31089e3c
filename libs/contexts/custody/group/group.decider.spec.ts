import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { group } from './group.decider.ts';
import type { GroupEvent } from './group.events.ts';

const given = scenarios(group, { subject: 'SYN-G' });
const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const other: Actor = { ...mine, party: 'SYN-BW-2' };

const free: Lot = { ...lotSoFar.initial, status: 'held', holder: mine.party, milliCarats: 100, usdCents: 7 };
const facts = (second: Partial<Lot> = {}) => ({ lots: new Map([['SYN-A', free], ['SYN-B', { ...free, milliCarats: 50, ...second }]]) });
const nothing = { lots: new Map<string, Lot>() };
const lots = ['SYN-A', 'SYN-B'];
const grouped: GroupEvent = { type: 'LotsGrouped', data: { holder: mine.party, name: 'For the June sight', lots, milliCarats: 150, usdCents: 14 } };
const dissolved: GroupEvent = { type: 'GroupDissolved', data: { holder: mine.party, lots } };
const wanted = { name: 'For the June sight', lots };

describe('a group', () => {
  it('sees free lots of one holder as one, and says what they weigh together', () => given().when('GroupLots', wanted, mine, facts()).then(grouped));

  it('is not of lots that are elsewhere, busy, or unknown', () => {
    const status = 'packed' as const;
    given().when('GroupLots', wanted, mine, facts({ holder: other.party })).refused('NotGroupable', { detail: 'Lot SYN-B is held, in the hands of SYN-BW-2.', pointer: '#/lots/1' });
    given().when('GroupLots', wanted, mine, facts({ status })).refused('NotGroupable', { figures: { lot: 'SYN-B', status } });
    given().when('GroupLots', wanted, mine, facts({ ...lotSoFar.initial })).refused('NotGroupable', { detail: 'Lot SYN-B is not in the ledger.' });
    given().when('GroupLots', wanted, mine, facts({ detention: { case: 'SYN-C', authority: 'SYN-BW-GDV', stage: 'detained' } })).refused('NotGroupable', { detail: 'Lot SYN-B is detained by SYN-BW-GDV.' });
    given().when('GroupLots', wanted, mine, facts({ milliCarats: Number.MAX_SAFE_INTEGER })).refused('BeyondCount', { pointer: '#/lots' });
    given().when('GroupLots', wanted, mine, facts({ usdCents: Number.MAX_SAFE_INTEGER })).refused('BeyondCount');
  });

  it('ISO 18323: is not called what rough is not', () => {
    given().when('GroupLots', { ...wanted, name: 'Synthetics for tools' }, mine, facts()).refused('MadeNotMined', { figures: { word: 'synthetic' }, pointer: '#/name' });
  });

  it('is dissolved by whoever formed it, and nothing happened to its lots', () => {
    given(grouped).when('UngroupLots', {}, mine, nothing).then(dissolved);
    given(grouped).when('UngroupLots', {}, other, nothing).refused('NotGroupHolder');
  });

  it('is formed once, and dissolved once', () => {
    for (const past of [[grouped], [grouped, dissolved]]) given(...past).when('GroupLots', wanted, mine, facts()).refused('GroupTaken');
    for (const past of [[], [grouped, dissolved]]) given(...past).when('UngroupLots', {}, mine, nothing).refused('NoSuchGroup');
  });
});

it('asks for its lots when it is formed', () => {
  const subjects = (data: object) => group.facts!.lots.subjects(data, group.initial, {} as never);
  expect([subjects(wanted), subjects({})]).toEqual([lots, []]);
});
