import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { at, gone, IsMilliCarats, IsPartyId, type View } from '#kernel';
import { MemoryEventStore, type StoredEvent } from '#platform/event-store';
import { CLOCKS, type Moment } from './moment.ts';
import { BeyondLog, Past } from './past.ts';
import { NotReached } from './projection.ts';
import { rowsFrom } from './testing.ts';

class Jar { @IsPartyId() holder!: string; @IsMilliCarats() milliCarats!: number }
const jars: View<typeof Jar> = {
  name: 'test/jars', version: 1, row: Jar, index: ['holder'],
  on: {
    JarFilled: ({ subject, data }) => [at<Jar>(subject, () => data)],
    JarMoved: ({ subject, data }) => [at<Jar>(subject, (row) => ({ ...row!, holder: data.to }))],
    JarBroken: ({ subject }) => [at<Jar>(subject, () => gone)],
  },
};
const types = new Set(['JarFilled', 'JarMoved', 'JarBroken']);

let nowMs: number;
let events: MemoryEventStore;
let past: Past;
beforeEach(() => {
  events = new MemoryEventStore({ clock: () => nowMs });
  past = new Past(events, types);
});
afterEach(async () => {
  await past.close();
  await events.close();
});

let count = 0;
/** Something happens to a jar on one day, and is told on another. */
const told = async (on: string, what: string, subject: string, data: object, happenedOn = on): Promise<StoredEvent> => {
  nowMs = Date.parse(`${on}T10:00:00Z`);
  count += 1;
  const id = `00000000-0000-5000-8000-${String(count).padStart(12, '0')}`;
  const { revision } = await events.read(`jar-${subject}`);
  const event = { id, type: `Jar${what}`, data, occurredAt: `${happenedOn}T09:00:00Z`, by: 'SYN-A', cause: id, correlation: id, request: '0' };
  return (await events.append(`jar-${subject}`, revision, [event]))[0]!;
};
const filled = (milliCarats: number, holder = 'SYN-A') => ({ holder, milliCarats });
const seen = (moment: Moment) => past.look(jars, moment, async ({ generation, notYet }) =>
  [...(await generation.find(jars, { limit: 99 })).map(({ key, row }) => `${key} ${String(row['holder'])} ${String(row['milliCarats'])}`), ...(notYet > 0 ? [`${notYet} not yet`] : [])]);

it('what is told ten days late is in the day on which it happened, and was not known before it was told', async () => {
  await told('2005-03-01', 'Filled', 'J1', filled(5));
  await told('2005-03-12', 'Filled', 'J2', filled(7), '2005-03-02');
  expect(await seen({ asOf: '2005-03-02' })).toEqual(['J1 SYN-A 5', 'J2 SYN-A 7']);
  expect(await seen({ asOf: '2005-03-01' })).toEqual(['J1 SYN-A 5']);
  expect(await seen({ knownAt: '2005-03-11' })).toEqual(['J1 SYN-A 5']);
  expect(await seen({ asOf: '2005-03-02', knownAt: '2005-03-11' })).toEqual(['J1 SYN-A 5']);
  expect(await seen({ knownAt: '2005-03-12' })).toHaveLength(2);
});

it('a past that was looked at before learns what is told late', async () => {
  await told('2005-03-01', 'Filled', 'J1', filled(5));
  expect(await seen({ asOf: '2005-03-02' })).toEqual(['J1 SYN-A 5']);
  await told('2005-03-12', 'Moved', 'J1', { to: 'SYN-B' }, '2005-03-02');
  expect(await seen({ asOf: '2005-03-02' })).toEqual(['J1 SYN-B 5']);
  await told('2005-03-13', 'Broken', 'J1', {});
  expect(await seen({ asOf: '2005-03-02' })).toEqual(['J1 SYN-B 5']);
  expect(await seen({ asOf: '2005-03-13' })).toEqual([]);
});

it('an instant and a position cut the log where they say', async () => {
  const first = await told('2005-03-01', 'Filled', 'J1', filled(5));
  await told('2005-03-02', 'Filled', 'J2', filled(7));
  expect(await seen({ knownAt: '2005-03-02T09:59:59Z' })).toEqual(['J1 SYN-A 5']);
  expect(await seen({ knownAt: '2005-03-02T10:00:00Z' })).toHaveLength(2);
  expect(await seen({ knownAt: first.position })).toEqual(['J1 SYN-A 5']);
  await expect(seen({ knownAt: '9999999999999999' })).rejects.toThrow(BeyondLog);
});

it('a change of what is not there yet is left out and counted', async () => {
  await told('2005-03-05', 'Filled', 'J1', filled(5));
  await told('2005-03-06', 'Moved', 'J1', { to: 'SYN-B' }, '2005-03-02');
  expect(await seen({ asOf: '2005-03-03' })).toEqual(['1 not yet']);
  expect(await seen({ asOf: '2005-03-06' })).toEqual(['J1 SYN-B 5']);
});

it('a moment that holds everything comes to the same as the present, over many batches', async () => {
  for (let i = 0; i < 700; i += 1) await told('2005-03-01', 'Filled', `J${i}`, filled(1 + (i % 7), `SYN-${i % 5}`));
  for (let i = 0; i < 700; i += 3) await told('2005-03-02', i % 2 ? 'Broken' : 'Moved', `J${i}`, i % 2 ? {} : { to: 'SYN-9' });
  const rows = await past.look(jars, { asOf: '2005-03-02' }, ({ generation }) => generation.find(jars, { limit: 1_000 }));
  expect(rows).toEqual(rowsFrom(await events.after('', 10_000), [jars])['test/jars']);
});

it('many moments at once are answered, and few are kept', async () => {
  for (let day = 1; day <= 20; day += 1) await told(`2005-03-${String(day).padStart(2, '0')}`, 'Filled', `J${day}`, filled(day));
  const before = folders();
  for (let round = 0; round < 2; round += 1) {
    for (let day = 1; day <= 20; day += 1) expect(await seen({ asOf: `2005-03-${String(day).padStart(2, '0')}` })).toHaveLength(day);
  }
  const [mine] = folders().filter((name) => !before.includes(name));
  expect(readdirSync(`${tmpdir()}/${mine}`).length).toBeLessThanOrEqual(8);
  await past.close();
  expect(existsSync(`${tmpdir()}/${mine}`)).toBe(false);
});
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('kimberlite-past-'));

it('who does not want to wait is told so, and finds it done later', async () => {
  for (let i = 0; i < 600; i += 1) await told('2005-03-01', 'Filled', `J${i}`, filled(1));
  const look = (timeoutMs: number) => past.look(jars, { asOf: '2005-03-01' }, async ({ generation }) => (await generation.find(jars, { limit: 1_000 })).length, { timeoutMs });
  await expect(look(0)).rejects.toThrow(NotReached);
  expect(await look(5_000)).toBe(600);
});

it('an event that nobody knows is not passed over', async () => {
  await told('2005-03-01', 'Melted', 'J1', {});
  await expect(seen({ asOf: '2005-03-01' })).rejects.toThrow('no context here knows this type of event');
});

it('each clock takes what it can, and nothing that only looks like it', () => {
  for (const good of ['2005-06-30', '2005-06-30T12:00:00Z', '0000000000000042']) expect(CLOCKS.knownAt.check(good)).toBe(true);
  for (const bad of ['2005-02-30', '2005-06-30T25:00:00Z', '2005-06', '', 'yester day', '2005-06-30T12:00:00+02:00']) expect(CLOCKS.knownAt.check(bad)).toBe(false);
  expect(['2005-06-30', '2005-06-31', '0000000000000042', '2005-06-30T12:00:00Z'].map(CLOCKS.asOf.check)).toEqual([true, false, false, false]);
});
