import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEFORE_ALL } from '#kernel';
import { Conflict, MAX_APPEND_BYTES, StoreBusy, StoreUnavailable, TooLarge, type EventStore, type NewEvent, type StoredEvent } from './event-store.ts';

/** An event for tests; its id is new unless given. */
export const event = (type: string, more: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(), type, data: { n: 1, text: 'Größe – ダイヤ 💎' }, occurredAt: '2005-06-30T12:00:00Z', by: 'BW-DEBSWANA', cause: 'cause-1',
  correlation: 'correlation-1', request: 'digest-1', ...more,
});

export const settled = async (appends: readonly Promise<unknown>[]) => {
  const all = await Promise.allSettled(appends);
  return {
    stored: all.filter(({ status }) => status === 'fulfilled').length,
    refused: all.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : [])),
    each: all.map((one) => (one.status === 'fulfilled' ? 'stored' : (one.reason as Error).name)),
  };
};

/** The whole log, in small pages. */
export const wholeLog = async (store: EventStore, page = 100): Promise<StoredEvent[]> => {
  const log: StoredEvent[] = [];
  for (let found = await store.after(BEFORE_ALL, page); found.length > 0; found = await store.after(log.at(-1)!.position, page)) log.push(...found);
  return log;
};

export const turns = (count = 3) => new Promise<void>((done) => { const turn = (left: number) => (left === 0 ? done() : setImmediate(turn, left - 1)); turn(count); });

/** What every event store must do. An adapter’s spec is one line: eventStoreContract((options) => new It(options)). */
export const eventStoreContract = (open: (options: { clock?: () => number }) => EventStore | Promise<EventStore>) => {
  let store: EventStore;
  beforeEach(async () => { store = await open({ clock: () => Date.parse('2026-11-21T08:00:00.123Z') }); });
  afterEach(() => store.close());

  describe('an event store, read back', () => {
    it('gives the events of some types, or of all but some, among the next ones, and says up to where it looked', async () => {
      const all = await store.append('lot-1', 0, ['A', 'B', 'A', 'C', 'A'].map((type) => event(type)));
      const wanted = { only: new Set(['A', 'C']) };
      expect(await store.news(wanted, BEFORE_ALL, 3)).toEqual({ events: [all[0], all[2]], position: all[2]!.position });
      expect(await store.news({ but: new Set(['B', 'D']) }, all[2]!.position, 100)).toEqual({ events: [all[3], all[4]], position: all[4]!.position });
      expect(await store.news({ only: new Set(['D']) }, BEFORE_ALL, 2)).toEqual({ events: [], position: all[1]!.position });
      expect(await store.news(wanted, all[4]!.position, 100)).toEqual({ events: [], position: all[4]!.position });
    });

    it('gives what was appended, in order, with all that is known of it', async () => {
      const [a, b] = [event('A'), event('B', { data: { nested: [{ milliCarats: 1250 }], none: null } })];
      const answer = await store.append('lot-SYN-1-2', 0, [a, b]);
      const { events, revision } = await store.read('lot-SYN-1-2');
      expect(events).toEqual(answer);
      expect(revision).toBe(2);
      expect(events[1]).toEqual({
        ...b, stream: 'lot-SYN-1-2', noun: 'lot', subject: 'SYN-1-2', revision: 2, position: expect.any(String), recordedAt: '2026-11-21T08:00:00.123Z',
      });
      expect(await wholeLog(store)).toEqual(answer);
      expect(await store.head()).toBe(answer[1]!.position);
      expect(await store.count()).toBe(2);
    });

    it('keeps what a text can hold: quotes, line ends, NUL, half a surrogate, a key called __proto__', async () => {
      const data = JSON.parse('{"__proto__":{"a":1},"t":"\\u0000\\n\\"\\\\ \\ud800 \\u2028"}') as object;
      await store.append('lot-1', 0, [event('A', { data, cause: 'a"\\\n\u0000\ud800', by: '' })]);
      const [read] = (await store.read('lot-1')).events;
      expect(JSON.stringify(read!.data)).toBe(JSON.stringify(data));
      expect(read).toMatchObject({ cause: 'a"\\\n\u0000\ud800', by: '' });
    });

    it('begins after the revision asked for', async () => {
      await store.append('lot-1', 0, ['A', 'B', 'C'].map((type) => event(type)));
      expect((await store.read('lot-1', 1)).events.map(({ type }) => type)).toEqual(['B', 'C']);
      expect(await store.read('lot-1', 3)).toEqual({ events: [], revision: 3 });
      expect(await store.read('lot-1', 9)).toEqual({ events: [], revision: 3 });
    });

    it('knows nothing of a stream nobody wrote to, nor of its neighbours by name', async () => {
      await store.append('lot-1', 0, [event('A')]);
      expect(await store.read('lot-10')).toEqual({ events: [], revision: 0 });
      expect(await store.read('lot-10', 5)).toEqual({ events: [], revision: 0 });
      expect(await store.read('LOT-1')).toEqual({ events: [], revision: 0 });
    });

    it('is empty at first', async () => {
      expect([await store.head(), await store.count()]).toEqual([BEFORE_ALL, 0]);
      expect(await store.after(BEFORE_ALL, 10)).toEqual([]);
    });

    it('refuses a position or a page that is none', async () => {
      await expect(store.after('yesterday', 10)).rejects.toThrow(RangeError);
      for (const limit of [0, -1, 1.5, Number.NaN]) await expect(store.after(BEFORE_ALL, limit)).rejects.toThrow(RangeError);
    });
  });

  describe('an event store, written to', () => {
    it('refuses to begin a stream twice', async () => {
      await store.append('lot-1', 0, [event('A')]);
      await expect(store.append('lot-1', 0, [event('A')])).rejects.toThrow(Conflict);
    });

    it('refuses a stale writer, and one that is ahead, and says where the stream stands', async () => {
      await store.append('lot-1', 0, [event('A'), event('B')]);
      await expect(store.append('lot-1', 1, [event('C')])).rejects.toMatchObject({ name: 'Conflict', stream: 'lot-1', expected: 1, actual: 2 });
      await expect(store.append('lot-1', 3, [event('C')])).rejects.toMatchObject({ expected: 3, actual: 2 });
      await expect(store.append('lot-2', 1, [event('C')])).rejects.toMatchObject({ expected: 1, actual: 0 });
      expect(await wholeLog(store)).toHaveLength(2);
    });

    it('lets exactly one of 64 racing writers win', async () => {
      await store.append('lot-1', 0, [event('A')]);
      const race = await settled(Array.from({ length: 64 }, (_, i) => store.append('lot-1', 1, [event(`Writer${i}`)])));
      expect(race.stored).toBe(1);
      expect(race.refused.map((why) => why instanceof Conflict)).toEqual(Array(63).fill(true));
      expect((await store.read('lot-1')).revision).toBe(2);
    });

    it('checks each of many alone: the stale, the oversize and the unwritable fail, the others are stored', async () => {
      await store.append('lot-0', 0, [event('A')]);
      const cycle: { self?: object } = {};
      cycle.self = cycle;
      const bad = [event('Big', { data: { text: 'x'.repeat(MAX_APPEND_BYTES) } }), event('Bigint', { data: { n: 1n } }), event('Cycle', { data: cycle }), event('NoUuid', { id: 'A' })];
      const all = await settled([
        ...Array.from({ length: 15 }, (_, i) => store.append(`lot-${i}`, 0, [event('B'), event('C')])),
        ...bad.map((one, i) => store.append(`bad-${i}`, 0, [event('Good'), one])),
      ]);
      expect(all.each).toEqual(['Conflict', ...Array(14).fill('stored'), 'TooLarge', 'TypeError', 'TypeError', 'TypeError']);
      expect(await wholeLog(store)).toHaveLength(29);
    });

    it('refuses an append without events, without a place, or without a name, before it does anything', async () => {
      await expect(store.append('lot-1', 0, [])).rejects.toThrow(RangeError);
      for (const revision of [-1, 0.5, Number.NaN]) await expect(store.append('lot-1', revision, [event('A')])).rejects.toThrow(RangeError);
      for (const stream of ['', 'lot-\ud800']) await expect(store.append(stream, 0, [event('A')])).rejects.toThrow(TypeError);
      expect(await store.head()).toBe(BEFORE_ALL);
    });

    it('measures an append as it is written: data and metadata, in bytes', async () => {
      const half = { text: 'ü'.repeat(MAX_APPEND_BYTES / 4 - 500) };
      await store.append('lot-1', 0, [event('A', { data: half })]);
      await expect(store.append('lot-1', 1, [event('A', { data: half }), event('B', { data: half, cause: 'x'.repeat(3_000) })])).rejects.toThrow(TooLarge);
      expect((await store.read('lot-1')).revision).toBe(1);
    });

    it('takes thousands of small events as far as every engine does: each weighs more than its texts', async () => {
      const small = (t: string) => Array.from({ length: 3_000 }, () => event('Weighed', { data: { t } })); // 133 bytes of text, and 200 beside it
      await expect(store.append('lot-1', 0, small('x'))).rejects.toThrow(TooLarge);
      expect(await store.append('lot-1', 0, small(''))).toHaveLength(3_000);
      expect((await store.read('lot-1')).revision).toBe(3_000);
    });

    it('stores several events whole or not at all', async () => {
      const fifty = Array.from({ length: 50 }, (_, i) => event(`E${i}`));
      await expect(store.append('lot-1', 0, [...fifty, event('Bigint', { data: { n: 1n } })])).rejects.toThrow(TypeError);
      await expect(store.append('lot-1', 1, fifty)).rejects.toThrow(Conflict);
      expect((await store.read('lot-1')).revision).toBe(0);
      const answer = await store.append('lot-1', 0, fifty);
      expect(answer.map(({ type, revision }) => [type, revision])).toEqual(fifty.map(({ type }, i) => [type, i + 1]));
    });

    it('keeps what was true when it was handed in', async () => {
      const data = { milliCarats: 1 };
      const answer = store.append('lot-1', 0, [event('A', { data })]);
      data.milliCarats = 2;
      await answer;
      expect((await store.read('lot-1')).events[0]!.data).toEqual({ milliCarats: 1 });
    });

    it('refuses, rather than hoards, when too many appends wait; what it took it keeps', async () => {
      const flood = await settled(Array.from({ length: 6_000 }, (_, i) => store.append(`lot-${i}`, 0, [event('A')])));
      expect(flood.refused.length).toBeGreaterThan(0);
      expect(flood.refused.every((why) => why instanceof StoreBusy)).toBe(true);
      expect(await wholeLog(store, 1_000)).toHaveLength(flood.stored);
      await store.append('lot-late', 0, [event('A')]);
    });

    it('refuses, rather than hoards, when what waits is heavy', async () => {
      const heavy = { text: 'x'.repeat(900_000) };
      const flood = await settled(Array.from({ length: 80 }, (_, i) => store.append(`lot-${i}`, 0, [event('A', { data: heavy })])));
      expect(new Set(flood.each)).toEqual(new Set(['stored', 'StoreBusy']));
    });
  });

  describe('an event store, asked again', () => {
    it('changes nothing and gives the first answer, at any age', async () => {
      const [first, second] = [[event('A'), event('B')], [event('C')]];
      const once = await store.append('lot-1', 0, first);
      const then = await store.append('lot-1', 2, second);
      for (let i = 3; i < 4_503; i += 300) await store.append('lot-1', i, Array.from({ length: 300 }, () => event('More')));
      expect(await store.append('lot-1', 0, first)).toEqual(once);
      expect(await store.append('lot-1', 2, second)).toEqual(then);
      expect((await store.read('lot-1')).revision).toBe(4_503);
    });

    it('answers both of two that ask the same at the same time', async () => {
      const same = [event('A'), event('B')];
      const [one, two] = await Promise.all([store.append('lot-1', 0, same), store.append('lot-1', 0, same)]);
      expect(one).toEqual(two);
      expect((await store.read('lot-1')).revision).toBe(2);
    });

    it('refuses when only some of the events are there, or they are in another order', async () => {
      const [a, b, c] = [event('A'), event('B'), event('C')];
      await store.append('lot-1', 0, [a, b]);
      await expect(store.append('lot-1', 0, [b, a])).rejects.toThrow(Conflict);
      await expect(store.append('lot-1', 0, [a, c])).rejects.toThrow(Conflict);
      await expect(store.append('lot-1', 0, [a, b, c])).rejects.toThrow(Conflict);
      await expect(store.append('lot-1', 1, [b, c])).rejects.toThrow(Conflict);
    });

    it('does not look at ids when the expected revision is the last one: the same event is written again', async () => {
      const same = event('A');
      await store.append('lot-1', 0, [same]);
      await store.append('lot-1', 1, [same]);
      expect((await store.read('lot-1')).events.map(({ id }) => id)).toEqual([same.id, same.id]);
    });

    it('compares ids within one stream only', async () => {
      const same = event('A');
      await store.append('lot-1', 0, [same]);
      await store.append('lot-2', 0, [same]);
      expect(await wholeLog(store)).toHaveLength(2);
    });
  });

  describe('an event store, followed', () => {
    it('orders all events by positions that are greater as strings', async () => {
      for (let i = 0; i < 12; i++) await Promise.all(['x', 'y', 'z'].map((name) => store.append(`lot-${name}`, i, [event('A')])));
      const positions = (await wholeLog(store, 5)).map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(positions).toHaveLength(36);
      expect(positions[0]! > BEFORE_ALL).toBe(true);
    });

    it('misses nothing and moves nothing for one who pages while 16 others write', async () => {
      const writer = async (name: number) => {
        for (let i = 0; i < 30; i++) {
          await store.append(`lot-${name}`, i * 2, [event('A'), event('B')]);
          if (i % (name + 2) === 0) await turns(1);
        }
      };
      let writing = true;
      const writers = Promise.all(Array.from({ length: 16 }, (_, name) => writer(name))).then(() => { writing = false; });
      const seen: StoredEvent[] = [];
      for (let page: readonly StoredEvent[] = []; writing || page.length > 0;) {
        page = await store.after(seen.at(-1)?.position ?? BEFORE_ALL, 7);
        seen.push(...page);
        await turns(1);
      }
      await writers;
      expect(seen).toEqual(await wholeLog(store));
      expect(seen).toHaveLength(960);
      const own = seen.filter(({ stream }) => stream === 'lot-3').map(({ revision }) => revision);
      expect(own).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    });

    it('calls back after something was committed, and not after nothing was, until told to stop', async () => {
      let told = 0;
      const stop = store.onChange(() => { told += 1; });
      await store.append('lot-1', 0, [event('A')]);
      await turns();
      expect(told).toBe(1);
      await settled([store.append('lot-1', 0, [event('B')])]);
      await turns();
      expect(told).toBe(1);
      stop();
      await store.append('lot-1', 1, [event('B')]);
      await turns();
      expect(told).toBe(1);
    });
  });

  describe('an event store, closed', () => {
    it('has finished what it accepted, and takes no more', async () => {
      const accepted = Array.from({ length: 1_500 }, (_, i) => store.append(`lot-${i}`, 0, [event('A')]));
      const closed = store.close();
      const late = store.append('lot-late', 0, [event('A')]);
      expect((await settled([late])).each).toEqual(['StoreUnavailable']);
      await closed;
      expect((await settled(accepted)).stored).toBe(1_500);
      const calls = [() => store.append('lot-1', 0, [event('A')]), () => store.read('lot-1'), () => store.after(BEFORE_ALL, 1), () => store.head(), () => store.count()];
      for (const call of calls) await expect(call()).rejects.toThrow(StoreUnavailable);
      expect(() => store.onChange(() => {})).toThrow(StoreUnavailable);
      await store.close();
    });
  });
};
