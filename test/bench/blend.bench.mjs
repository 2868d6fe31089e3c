/**
 * `blend`: how long it takes until 10,000 lots are one, durable and told, in one process on the SQLite store: every lot is set aside and consumed on its
 * own stream, one event decides, nothing is a transaction over several of them. And how many appends a blend of three lots takes. Peer: as many bare
 * appends of one event as the blend made (2n+3), from as many callers at once, in the same run.
 */
import { randomUUID } from 'node:crypto';
import { custody } from '../../dist/libs/contexts/custody/index.js';
import { Ledger, MemoryCheckpoints, Reactor } from '../../dist/libs/platform/cqrs/index.js';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { asked, inTurns, median, msOf, report, scratch } from './measure.mjs';

const options = asked({ rounds: { type: 'string', default: '5' }, inputs: { type: 'string', default: '10000' } });
const INPUTS = Number(options.inputs);
const CALLERS = 1_024;
const MOST_SECONDS = 1;

const blend = custody.deciders.find(({ noun }) => noun === 'blend');
const trader = { party: 'SYN-BW-TRADER', participant: 'BW', roles: ['trader'] };
const occurredAt = new Date().toISOString();
const day = occurredAt.slice(0, 10);

/** Counts what is appended; everything else is the store’s. */
class Counting extends SqliteEventStore {
  appends = 0;
  append(...args) {
    this.appends += 1;
    return super.append(...args);
  }
}

const withStore = async (work) => {
  const place = scratch();
  const store = new Counting(place.file('ledger.db'));
  try {
    return await work(store);
  } finally {
    await store.close();
    place.remove();
  }
};

const produce = (store, lots) => Promise.all(lots.map((lot, i) => store.append(`production-${lot}`, 0, [{
  id: randomUUID(), type: 'ProductionRecorded', occurredAt, by: trader.party, cause: lot, correlation: lot, request: '',
  data: { site: `SYN-BW-SITE-${i % 20}`, participant: ['BW', 'ZA', 'NA'][i % 3], operator: trader.party, scale: 'LSM', from: day, to: day, milliCarats: 1_000 + i, usdCents: 9_000, stones: 3 },
}])));

/** A blend of this many lots, from the command to the receipt that tells its end. */
const blended = (count) => withStore(async (store) => {
  const lots = Array.from({ length: count }, (_, i) => `SYN-BW-P-${i}`);
  for (let i = 0; i < count; i += 2_000) await produce(store, lots.slice(i, i + 2_000));
  const ledger = new Ledger(store);
  const reactor = new Reactor(store, new MemoryCheckpoints(), ledger, custody.reactions);
  await reactor.start();
  await reactor.reached(await store.head());
  store.appends = 0;
  let receipt;
  const ms = await msOf(async () => {
    receipt = await reactor.settled(await ledger.decide({ decider: blend, subject: 'SYN-BLEND', type: 'StartBlend', data: { lots } }, { by: trader, cause: 'blend' }), 60_000);
  });
  const { appends } = store;
  await reactor.stop();
  const told = receipt.events.map(({ type }) => type).join();
  if (told !== 'BlendStarted,BlendCommitted,BlendCompleted') throw new Error(`The blend of ${count} lots came to ${told}.`);
  return { seconds: ms / 1_000, appends };
});

/** The same number of appends without any rule, each to a stream of its own. */
const raw = (appends) => withStore(async (store) => {
  const event = (i) => ({ id: randomUUID(), type: 'LotReserved', data: { holder: trader.party, blend: 'SYN-BLEND', milliCarats: 1_000 + i }, occurredAt, by: trader.party, cause: `raw ${i}`, correlation: 'raw', request: '' });
  let next = 0;
  const ms = await msOf(() => Promise.all(Array.from({ length: CALLERS }, async () => {
    for (; next < appends;) {
      next += 1;
      await store.append(`lot-SYN-RAW-${next}`, 0, [event(next)]);
    }
  })));
  return { seconds: ms / 1_000 };
});

await blended(INPUTS); // once to warm up
const three = await blended(3);
const results = await inTurns(Number(options.rounds), { ours: () => blended(INPUTS), raw: () => raw(2 * INPUTS + 3) });
const of = (name) => median(results[name].map(({ seconds }) => seconds));
report({ bench: 'blend', case: `${INPUTS} lots into one`, unit: 's', ours: of('ours'), peers: { allowed: MOST_SECONDS, rawAppends: of('raw') }, appends: `${results.ours[0].appends} of ${2 * INPUTS + 3} allowed` });
report({ bench: 'blend', case: '3 lots into one', unit: 'appends', ours: three.appends, peers: { allowed: 2 * 3 + 3 } });
