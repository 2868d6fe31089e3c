import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { eventId, scenarios } from '#kernel/testing';
import { chapters, lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import { lotSoFar } from './lot.recollection.ts';
import { no, type Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

/** What belongs to no verb: that there is such a lot, that it is the time, whose it is. The verbs have their own specs. */
const common = { commands: {}, refusals: no, makes: ['LotOpened'] };
const given = scenarios(lot, { subject: 'SYN-L' }, common);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const facts = { ...Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])), recipient: { participant: 'BW' } } as unknown as Facts;

const origins = [{ participant: 'BW', milliCarats: 1_250, stones: 9 }];
const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins, stones: 9, production: 'SYN-L', site: 'SYN-S', bornOf: eventId(7),
} };
const weighed: Event = { type: 'LotWeighed', data: { holder: mine.party, bookMilliCarats: 1_250, milliCarats: 1_250, differenceMilliCarats: 0, toleranceMilliCarats: 20, origins } };
const weighing = { foundMilliCarats: 1_250 };
const moved: Event = { type: 'LotMoved', data: { holder: mine.party, place: 'Vault 1' } };

/** What is remembered of where a lot comes from, before anything happened to it. */
const record = { operator: mine.party, participant: 'BW', site: 'SYN-S', milliCarats: 1_250, usdCents: 5_001, stones: 9, on: '2005-06-30', event: eventId(7) };
const part = { lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10' as const, origins, stones: 9 };
const parent = { ...lotSoFar.initial, status: 'split', holder: mine.party, owner: mine.party, milliCarats: 1_250, parts: [part], divided: eventId(8), lastOn: '2005-06-30' };
const from = (origin: unknown, subject = 'SYN-L') => ({ subject, origin });

describe('a lot to which nothing happened yet', () => {
  it('is what its production record says, and says so with the first thing that happens', () => {
    given().when('WeighLot', weighing, mine, facts, from(record)).then(opened, weighed);
    given().when('WeighLot', weighing, trader, facts, from(record)).refused('NotHolder');
    const { stones: _, bornOf: _event, ...figures } = (opened as Extract<Event, { type: 'LotOpened' }>).data;
    const uncounted = { ...figures, origins: [{ participant: 'BW', milliCarats: 1_250 }] };
    given().when('MoveLot', { place: 'Vault 1' }, mine, facts, from({ ...record, stones: 0, event: undefined })).then({ type: 'LotOpened', data: uncounted }, moved);
  });

  it('is what the split of its parent made it', () => {
    const { lot: _, ...figures } = part;
    given().when('WeighLot', weighing, mine, facts, from(parent, 'SYN-L.1')).then({ type: 'LotOpened', data: { holder: mine.party, ...figures, parent: 'SYN-L', bornOf: eventId(8) } }, weighed);
  });

  it('is nothing if nothing made it', () => {
    given().when('WeighLot', weighing, mine, facts, from({})).refused('NoSuchLot');
    given().when('WeighLot', weighing, mine, facts, from(parent, 'SYN-L.2')).refused('NoSuchLot');
    given().when('WeighLot', weighing, mine, facts, from(lotSoFar.initial, 'SYN-L.1')).refused('NoSuchLot');
  });

  it('comes from the record of its id, from the lot whose part it is, or from the blend that made it', () => {
    const comesFrom = (id: string) => [lot.born!.of(id).from.noun, lot.born!.of(id).subject];
    expect(['SYN-L', 'SYN-L.1.7', 'SYN-B.0', 'SYN-B.0.3'].map(comesFrom)).toEqual([['production', 'SYN-L'], ['lot', 'SYN-L.1'], ['blend', 'SYN-B'], ['lot', 'SYN-B.0']]);
  });
});

describe('the time of what happens to a lot', () => {
  const on = (day: string) => ({ occurredAt: `${day}T08:00:00Z` });

  it('is not before what the ledger knows of it already: not before its record, nor the last thing that happened', () => {
    given().when('WeighLot', weighing, mine, facts, { ...from(record), ...on('2005-06-29') }).refused('BeforeTheLast', {
      detail: 'The ledger knows of lot SYN-L up to 2005-06-30; this is of 2005-06-29.', figures: { lastOn: '2005-06-30', on: '2005-06-29' }, pointer: '#/occurredAt' });
    given({ ...opened, ...on('2005-07-01') } as Event, { ...weighed, ...on('2005-07-03') } as Event).when('WeighLot', weighing, mine, facts, on('2005-07-02')).refused('BeforeTheLast');
    given({ ...opened, ...on('2005-07-01') } as Event, { ...weighed, ...on('2005-07-03') } as Event).when('WeighLot', weighing, mine, facts, on('2005-07-03')).then(weighed);
  });

  it('is not in a quarter that was closed, unless a second person allowed it', () => {
    const closed = (late: [string, string][]): Facts => ({ ...facts, period: { closed: true, late: new Map(late) } });
    given(opened).when('WeighLot', weighing, mine, closed([])).refused('PeriodClosed', { figures: { quarter: 'BW-2005-Q3', on: '2005-07-01' }, pointer: '#/occurredAt' });
    given(opened).when('WeighLot', weighing, mine, closed([[mine.party, 'SYN-CLERK']])).refused('PeriodClosed');
    given(opened).when('WeighLot', weighing, mine, closed([[mine.party, 'SYN-OFFICER']])).then(weighed);
  });
});

describe('whose it is and where it stands', () => {
  const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
  const opening = (more: object): Event => ({ type: 'LotOpened', data: { ...opened.data, ...more } } as Event);

  it('decides what may be done with it', () => {
    given(opened, packed).when('WeighLot', weighing, mine, facts).refused('NotFree', { detail: 'Lot SYN-L is packed for a parcel.' });
    given(opening({ owner: trader.party, terms: 'memo' })).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).refused('NotOnTheseTerms');
    given(opening({ regime: 'sample' })).when('DispatchLot', { to: trader.party }, mine, facts).refused('OutOfTrade');
    given(opened).when('TreatLot', { treatment: 'sawing', afterMilliCarats: 1_250, stones: 8 }, mine, facts).refused('StonesMiscounted');
  });

  it('is not changed by anybody but the ledger where one fact follows from another', () => {
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, mine, facts).refused('NotTheLedger');
    expect(lot.internal).toEqual(['FreeLot', 'ReserveLot', 'ReleaseLot', 'ConsumeLot']);
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, LEDGER, { ...facts, period: { closed: true, late: new Map() } })
      .then({ type: 'LotFreed', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } });
  });
});

describe('its chapters', () => {
  const twice = (names: string[]) => names.filter((name, i) => names.indexOf(name) !== i);

  it('do not take each other’s verbs or codes', () => {
    expect(twice(chapters.flatMap(({ commands }) => Object.keys(commands)))).toEqual([]);
    expect(twice([no, ...chapters.map(({ refusals }) => refusals)].flatMap((table) => Object.keys(table)))).toEqual([]);
  });

  it('together make every event of a lot, each by a rule', () => {
    expect([...new Set(['LotOpened', ...chapters.flatMap(({ makes }) => makes)])].sort()).toEqual(Object.keys(lot.events).sort());
    expect(Object.keys(lot.decide).sort()).toEqual(Object.keys(lot.commands).sort());
  });
});

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, command: string, data: object = {}, past: object = {}) =>
    lot.facts![fact]!.subjects(data, { ...lot.initial, status: 'held', holder: 'SYN-H', ...past }, { command, by: mine } as never);

  it('are asked for only where a rule needs them', () => {
    expect([subjectsOf('recipient', 'DispatchLot', { to: 'A' }), subjectsOf('recipient', 'SplitLot')]).toEqual([['A'], []]);
    expect([subjectsOf('limits', 'TreatLot'), subjectsOf('limits', 'MoveLot')]).toEqual([['BW'], []]);
    expect([subjectsOf('record', 'ApproveChange', {}, { production: 'R' }), subjectsOf('record', 'ApproveChange'), subjectsOf('record', 'TreatLot', {}, { production: 'R' })]).toEqual([['R'], [], []]);
    expect([subjectsOf('holder', 'ConfiscateLot'), subjectsOf('holder', 'ConfiscateLot', {}, { status: 'none' }), subjectsOf('holder', 'SplitLot')]).toEqual([['SYN-H'], [], []]);
    expect([subjectsOf('parcel', 'PackLot', { parcel: 'P' }), subjectsOf('parcel', 'FreeLot', { parcel: 'P' }), subjectsOf('parcel', 'UnpackLot', {}, { status: 'packed', parcel: 'P' }), subjectsOf('parcel', 'DetainLot', {}, { status: 'packed', parcel: 'P' }), subjectsOf('parcel', 'DetainLot', {}, { status: 'held' })])
      .toEqual([['P'], [], ['P'], ['P'], []]);
  });
});
