/** What the benches of appends share: events, who writes which one where, and callers that race. */
import { randomUUID } from 'node:crypto';
import { msOf, p99, perSecond } from './measure.mjs';

const EVENTS_PER_STREAM = 4;
/** The first part of a run is not counted: it fills caches, and code is compiled. */
export const WARM_UP = 0.25;

/** About 400 bytes of data, as a lot has. */
export const eventOf = (caller, n) => ({
  id: randomUUID(), type: 'LotSplit', data: {
    holder: `SYN-BW-producer-${caller}`, lossMilliCarats: 0, parts: Array.from({ length: 4 }, (_, i) => ({ lot: `SYN-${caller}-${n}.${i + 1}`, milliCarats: 125_000 + n + i, usdCents: 8_750_000 + i, hsCode: '7102.10' })),
    note: 'Sorted by size and quality before sale.',
  }, occurredAt: '2025-06-30T12:00:00.000Z', by: `SYN-BW-producer-${caller}`, cause: randomUUID(), correlation: randomUUID(), request: 'x8Jq0bq8mQmYk3m1l5xk9o1TtYVb0m4mY2m0m7d3T5s',
});

/** Few objects, used again and again: a heap full of events to come would measure the garbage collector. */
const POOL = Array.from({ length: 1_024 }, (_, n) => eventOf(n % 64, n));

/** The nth append of a caller: stream, revision expected, event. */
export const appendOf = (caller, n) =>
  ({ stream: `lot-SYN-${caller}-${Math.floor(n / EVENTS_PER_STREAM)}`, expected: n % EVENTS_PER_STREAM, event: { ...POOL[(caller * 31 + n) % POOL.length], id: randomUUID() } });

/** All callers at once, each waiting for its answer before it asks again. @returns events/s, and the latency of the slowest hundredth in ms */
export const race = async (callers, events, append) => {
  const each = Math.ceil(events / callers);
  const latenciesMs = [];
  const caller = async (name, from, to) => {
    for (let n = from; n < to; n += 1) {
      const startMs = performance.now();
      await append(appendOf(name, n));
      latenciesMs.push(performance.now() - startMs);
    }
  };
  const all = (from, to) => Promise.all(Array.from({ length: callers }, (_, name) => caller(name, from, to)));
  const warm = Math.floor(each * WARM_UP);
  await all(0, warm);
  latenciesMs.length = 0;
  const ms = await msOf(() => all(warm, each));
  return { perSecond: perSecond(latenciesMs.length, ms), p99Ms: p99(latenciesMs), events: each * callers };
};
