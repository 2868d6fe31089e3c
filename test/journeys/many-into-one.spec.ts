import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { custody } from '#contexts/custody';
import { Ledger, Reactor, SqliteCheckpoints, type Question } from '#platform/cqrs';
import { SqliteEventStore, type EventStore } from '#platform/event-store';
import { openLedger, type OpenedLedger } from '../../apps/api/index.ts';
import { runText, urlOf } from '../processes/from-source.ts';
import { Dice } from '../simulation/dice.ts';
import { logOf, verdictOn } from '../simulation/verdict.ts';

const trader = { party: 'SYN-BW-trader', participant: 'BW', roles: ['trader' as const] };
const now = new Date().toISOString();

/** Production records, one for each lot: its goods are the trader’s. */
const mined = async (events: EventStore, lots: readonly string[], milliCarats: number): Promise<void> => {
  await Promise.all(lots.map((name, i) => events.append(`production-${name}`, 0, [{
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, type: 'ProductionRecorded', occurredAt: now, by: trader.party, cause: 'mined', correlation: 'mined', request: '',
    data: { site: 'SYN-BW-site', participant: 'BW', operator: trader.party, scale: 'LSM', from: now.slice(0, 10), to: now.slice(0, 10), milliCarats, usdCents: 1_000 },
  }])));
};

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-many-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const ask = ({ bus, buses }: OpenedLedger, type: string, subject: string, data: object) => {
  const { command: Command } = buses.commands.find((one) => one.type === type)!;
  return bus.execute(new Command(subject, data, { by: trader, cause: `${type} ${subject} ${JSON.stringify(data)}` } satisfies Question));
};

it('two hundred who want the same 10.000 ct at once never get more than that', async () => {
  const opened = await openLedger(join(folder, 'data'));
  const others = Array.from({ length: 70 }, (_, i) => `SYN-OTHER-${i}`);
  await mined(opened.events, ['SYN-L', ...others], 10_000);
  const wants = [
    ...others.map((other, i) => () => ask(opened, 'StartBlend', `SYN-B-${i}`, { lots: ['SYN-L', other] })),
    ...Array.from({ length: 65 }, (_, i) => () => ask(opened, 'PackLot', 'SYN-L', { parcel: `SYN-P-${i}` })),
    ...Array.from({ length: 65 }, (_, i) => () => ask(opened, 'SplitLot', 'SYN-L', { parts: [{ milliCarats: 1 + i }, { milliCarats: 9_999 - i }] })),
  ];
  expect(wants).toHaveLength(200);
  const dice = new Dice(7);
  await Promise.allSettled(dice.some(wants, wants.length).map((want) => want()));
  const written = await logOf(opened.events);
  expect(verdictOn(written)).toEqual([]);
  const taken = written.streams.get('lot-SYN-L')!.filter(({ type }) => ['LotBlended', 'LotSplit', 'LotPacked'].includes(type));
  expect(taken).toHaveLength(1);
  await opened.close();
}, 60_000);

it('sixteen blends at once over the same lots each end, say how, and conserve every carat', async () => {
  const opened = await openLedger(join(folder, 'data'));
  const lots = Array.from({ length: 24 }, (_, i) => `SYN-L-${i}`);
  await mined(opened.events, lots, 1_234);
  const dice = new Dice(16);
  const receipts = await Promise.all(Array.from({ length: 16 }, (_, i) => ask(opened, 'StartBlend', `SYN-B-${i}`, { lots: dice.some(lots, 4) })));
  for (const { events } of receipts) {
    expect(['BlendStarted,BlendCommitted,BlendCompleted', 'BlendStarted,BlendAborted,BlendCompleted']).toContain(events.map(({ type }) => type).join());
  }
  const written = await logOf(opened.events);
  expect(verdictOn(written)).toEqual([]);
  expect(written.log.filter(({ type }) => type === 'BlendCommitted').length).toBeGreaterThan(0);
  await opened.close();
}, 60_000);

/** A process that starts a blend of three lots, one append at a time, and is killed when this many are answered. */
const killedAfter = async (appends: number, data: string): Promise<void> => {
  const from = (path: string) => urlOf(join(import.meta.dirname, '../..', path));
  const child = runText(`
    import { custody } from ${from('libs/contexts/custody/index.ts')};
    import { Ledger, Reactor, SqliteCheckpoints } from ${from('libs/platform/cqrs/index.ts')};
    import { SqliteEventStore } from ${from('libs/platform/event-store/index.ts')};
    class Mortal extends SqliteEventStore {
      answered = 0;
      last = Promise.resolve();
      append(...args) {
        const mine = this.last.then(() => super.append(...args)).then((written) => {
          this.answered += 1;
          if (this.answered === ${appends}) process.kill(process.pid, 'SIGKILL');
          return written;
        });
        this.last = mine.catch(() => {});
        return mine;
      }
    }
    const store = new Mortal(${JSON.stringify(join(data, 'ledger.db'))});
    const ledger = new Ledger(store);
    const reactor = new Reactor(store, new SqliteCheckpoints(${JSON.stringify(join(data, 'reactions.db'))}), ledger, custody);
    await reactor.start();
    const blend = custody.deciders.find(({ noun }) => noun === 'blend');
    await reactor.settled(await ledger.decide({ decider: blend, subject: 'SYN-B', type: 'StartBlend', data: { lots: ['SYN-L-1', 'SYN-L-2', 'SYN-L-3'] } }, ${JSON.stringify({ by: trader, cause: 'start' })}));
    console.log('alive');
    process.exit(0);`);
  let words = '';
  child.stdout.on('data', (chunk) => { words += String(chunk); });
  const [, signal] = await once(child, 'close');
  expect({ appends, signal, words }).toEqual({ appends, signal: 'SIGKILL', words: '' });
};

it('a process killed at any step of a blend leaves one that the next process completes', async () => {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  await Promise.all(steps.map(async (appends) => {
    const data = mkdtempSync(join(folder, 'step-'));
    const before = new SqliteEventStore(join(data, 'ledger.db'));
    await mined(before, ['SYN-L-1', 'SYN-L-2', 'SYN-L-3'], 1_000);
    await before.close();
    await killedAfter(appends, data);

    const [store, checkpoints] = [new SqliteEventStore(join(data, 'ledger.db')), new SqliteCheckpoints(join(data, 'reactions.db'))];
    const left = await store.count();
    expect(left).toBeGreaterThanOrEqual(3 + appends);
    const reactor = new Reactor(store, checkpoints, new Ledger(store), custody);
    await reactor.start();
    for (let head = ''; head !== await store.head();) {
      head = await store.head();
      expect(await reactor.reached(head)).toBe(true);
    }
    const written = await logOf(store);
    expect(verdictOn(written)).toEqual([]);
    expect(written.streams.get('blend-SYN-B')!.map(({ type }) => type)).toEqual(['BlendStarted', 'BlendCommitted', 'BlendCompleted']);
    await reactor.stop();
    await store.close();
    await checkpoints.close();
  }));
}, 120_000);
