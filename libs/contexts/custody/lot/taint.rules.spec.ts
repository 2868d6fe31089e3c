import { describe, expect, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { monitorsOn, participant } from '../participant/participant.recollection.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents, OriginShare } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { releasing } from './taint.rules.ts';

type Event = EventOf<typeof lotEvents>;
const given = scenarios(lot, { subject: 'SYN-L', occurredAt: '2017-03-01T08:00:00Z' }, releasing);

const house: Actor = { party: 'SYN-CF-HOUSE', participant: 'CF', roles: ['trader'] };
const team: Actor = { party: 'SYN-TEAM', participant: 'CF', roles: ['monitor'] };
const chair: Actor = { party: 'KP-CHAIR', participant: 'AE', roles: ['chair'] };
const base = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const examined = { ...base, monitored: new Map([['CF', [{ from: '2016-05-31', zone: 'CF-BERBERATI', monitor: 'SYN-TEAM' }]]]) };

const clean: OriginShare = { participant: 'CF', zone: 'CF-NOLA', milliCarats: 200, stones: 2 };
const stock: OriginShare = { participant: 'CF', zone: 'CF-NOLA', milliCarats: 600, stones: 5, taint: 'zone' };
const marange: OriginShare = { participant: 'ZW', milliCarats: 100, stones: 1, taint: 'zone' };
const opened = (...origins: OriginShare[]): Event => ({ type: 'LotOpened', data: {
  holder: house.party, milliCarats: origins.reduce((sum, { milliCarats }) => sum + milliCarats, 0), usdCents: 9_000, hsCode: '7102.10', origins,
} });
const audit = { audit: 'Forensic audit of the stockpile, 2017', document: 'Report 3' };
const released = (by: Actor, milliCarats: number, taintedMilliCarats: number, ...origins: OriginShare[]): Event =>
  ({ type: 'LotTaintReleased', data: { holder: house.party, releasedBy: by.party, ...audit, milliCarats, taintedMilliCarats, origins } });

describe('the release of a stockpile', () => {
  it('is for the monitor of the Participant it comes from, or the Chair; where it comes from stays', () => {
    const { taint: _, ...freed } = stock;
    given(opened(stock)).when('ReleaseStockpile', audit, team, examined).then(released(team, 600, 0, freed));
    given(opened(stock)).when('ReleaseStockpile', audit, chair, base).then(released(chair, 600, 0, freed));
    given(opened(stock)).when('ReleaseStockpile', audit, house, examined).refused('NotTheMonitor');
    given(opened(stock)).when('ReleaseStockpile', audit, { ...team, roles: ['trader'] }, examined).refused('NotTheMonitor');
    given(opened(stock)).when('ReleaseStockpile', audit, { ...team, party: 'SYN-OTHERS' }, examined).refused('NotTheMonitor', {
      detail: '0.600 ct are tainted, of CF; SYN-OTHERS did not examine its exports on 2017-03-01.', figures: { taintedMilliCarats: 600, participants: 'CF' },
    });
  });

  it('is by who examined on that day, not by who did so before or will later', () => {
    given(opened(stock)).when('ReleaseStockpile', audit, team, examined, { occurredAt: '2016-05-30T08:00:00Z' }).refused('NotTheMonitor');
    const ended = { ...base, monitored: new Map([['CF', [...examined.monitored.get('CF')!, { from: '2017-03-01', zone: 'CF-BERBERATI' }]]]) };
    given(opened(stock)).when('ReleaseStockpile', audit, team, ended).refused('NotTheMonitor');
  });

  it('unites what is the same now, and leaves alone what is not his: other countries’ carats stay tainted', () => {
    given(opened(clean, stock, marange)).when('ReleaseStockpile', audit, team, examined).then(released(team, 600, 100, { participant: 'CF', zone: 'CF-NOLA', milliCarats: 800, stones: 7 }, marange));
  });

  it('is of goods that are tainted, and lie free', () => {
    given(opened(clean)).when('ReleaseStockpile', audit, chair, base).refused('NotTainted', { detail: 'None of the 0.200 ct of lot SYN-L is tainted.' });
    const packed: Event = { type: 'LotPacked', data: { holder: house.party, parcel: 'SYN-P', milliCarats: 600 } };
    given(opened(stock), packed).when('ReleaseStockpile', audit, team, examined).refused('NotFree');
  });
});

it('knows who examines: by the last decision on the whole, and on each zone', () => {
  const on = participant.on.StandingChanged!;
  const happened = { id: '', subject: 'CF', by: 'KP-CHAIR', occurredAt: '' };
  const said = (more: object) => ({ standing: 'participant', decision: 'AD', ...more });
  const conditions = { approval: 'ex-ante', monitor: 'SYN-TEAM' };
  const told = [
    said({ from: '2016-05-31', zone: 'CF-NOLA', flow: 'export', conditions }), said({ from: '2016-06-15', flow: 'import' }), said({ from: '2016-07-01', conditions: { ...conditions, monitor: 'SYN-OTHERS' } }),
    said({ from: '2017-01-01', zone: 'CF-NOLA' }),
  ].reduce((now, data) => on(now, data, happened), participant.initial);
  expect(['2016-05-30', '2016-06-30', '2016-12-31', '2017-01-01'].map((day) => [...monitorsOn(told, day)])).toEqual([[], ['SYN-TEAM'], ['SYN-TEAM', 'SYN-OTHERS'], ['SYN-OTHERS']]);
});
