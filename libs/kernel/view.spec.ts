import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from './testing.ts';
import { at, BEFORE_ALL, gone, project, type View } from './view.ts';
import { IsLotId, IsMilliCarats, IsPartyId } from './words.ts';

class Row { @IsLotId() lot!: string; @IsPartyId() holder!: string; @IsMilliCarats() milliCarats!: number }
type LotEvent =
  | { type: 'LotOpened'; data: { holder: string; milliCarats: number } }
  | { type: 'LotSplit'; data: { parts: { lot: string; milliCarats: number }[] } }
  | { type: 'LotMoved'; data: { to: string } }
  | { type: 'LotLost'; data: Record<string, never> };

const lots: View<typeof Row, LotEvent> = {
  name: 'tests/lots', version: 1, row: Row, index: ['holder'],
  on: {
    LotOpened: ({ subject, data }) => [at(subject, () => ({ lot: subject, ...data }))],
    LotMoved: ({ subject, data }) => [at(subject, (row) => ({ ...row!, holder: data.to }))],
    LotSplit: ({ subject, by, data }) => [at<Readonly<Row>>(subject, () => gone), ...data.parts.map(({ lot, milliCarats }) => at<Readonly<Row>>(lot, () => ({ lot, holder: by, milliCarats })))],
  },
};
const opened = { type: 'LotOpened', data: { holder: 'A', milliCarats: 3 } } as const;
const split: LotEvent = { type: 'LotSplit', data: { parts: [{ lot: 'L-1.1', milliCarats: 1 }, { lot: 'L-1.2', milliCarats: 2 }] } };

it('one event may make, change and remove several rows', () => {
  const rows = project(lots, recorded<LotEvent>('lot', 'L-1', opened, { type: 'LotMoved', data: { to: 'B' } }));
  expect([...rows]).toEqual([['L-1', { lot: 'L-1', holder: 'B', milliCarats: 3 }]]);
  expect([...project(lots, recorded<LotEvent>('lot', 'L-1', opened, split)).keys()]).toEqual(['L-1.1', 'L-1.2']);
});

it('events that a view does not list leave it unmoved', () => {
  expect(project(lots, recorded<LotEvent>('lot', 'L-1', opened, { type: 'LotLost', data: {} })).size).toBe(1);
});

it('to remove a row that is not there is harmless', () => {
  expect(project(lots, recorded<LotEvent>('lot', 'L-1', { type: 'LotSplit', data: { parts: [] } })).size).toBe(0);
});

it('every position is after the beginning, and recorded events stand in order', () => {
  const events = recorded('lot', 'L-1', ...Array.from({ length: 12 }, () => opened));
  expect(events[0]!.position > BEFORE_ALL).toBe(true);
  expect(events.map(({ position }) => position)).toEqual(events.map(({ position }) => position).sort());
  expect(events.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

it('rowsOf puts several streams in the order given, and refuses a row that is not of the shape', () => {
  expect(rowsOf(lots, recorded('lot', 'L-1', opened), recorded('lot', 'L-2', opened)).size).toBe(2);
  expect(() => rowsOf(lots, recorded<LotEvent>('lot', 'L-1', { type: 'LotOpened', data: { holder: 'A', milliCarats: 0.5 } }))).toThrow();
});
