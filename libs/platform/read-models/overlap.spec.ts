import { afterEach, describe, expect, it } from '@jest/globals';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import { MemoryEventStore } from '#platform/event-store';
import { Folding } from './folding.ts';
import { Projector } from './projector.ts';
import { Fenced, fingerprintOf, RowStore, type Generation, type KeyedRow, type Row, type RowChange } from './row-store.ts';
import { append, boxTypes, boxViews, history, rowsFrom, wholeLog } from './testing.ts';

/** Rows in memory whose commits are held back until they are let go, one by one: what a slow server does. */
class SlowGeneration implements Generation {
  readonly name = 'slow';
  readonly fingerprint = fingerprintOf(boxViews);
  readonly rows = new Map<View, Map<string, Row>>(boxViews.map((view) => [view, new Map()]));
  readonly held: (() => void)[] = [];
  readonly asked: string[] = [];
  at: Position = BEFORE_ALL;
  hold = false;
  failures: Error[] = [];
  commits = 0;
  get seen() { return this.at; }
  async position() { return this.at; }
  async get(view: View, key: string) { return this.rows.get(view)!.get(key); }
  async getMany(view: View, keys: readonly string[]) {
    this.asked.push(...keys);
    return new Map(keys.flatMap((key) => { const row = this.rows.get(view)!.get(key); return row ? [[key, row] as const] : []; }));
  }

  async find(view: View): Promise<readonly KeyedRow[]> { return [...this.rows.get(view)!].map(([key, row]) => ({ key, row })).sort((a, b) => (a.key < b.key ? -1 : 1)); }
  async findEach() { return []; }
  async commit(previous: Position, next: Position, changes: readonly RowChange[]) {
    if (this.hold) await new Promise<void>((go) => { this.held.push(go); });
    const failure = this.failures.shift();
    if (failure) throw failure;
    if (previous !== this.at) throw new Fenced('moved');
    this.at = next;
    this.commits += 1;
    for (const { view, key, row } of changes) if (row === null) this.rows.get(view)!.delete(key); else this.rows.get(view)!.set(key, row);
  }
}

class SlowRows extends RowStore {
  constructor(readonly generation: SlowGeneration) { super(); }
  async current() { return this.generation; }
  async begin(): Promise<Generation> { throw new Error('not asked for'); }
  async promote() {}
  async discard() {}
  async close() {}
}

const until = async (is: () => boolean) => { while (!is()) await new Promise((resolve) => { setTimeout(resolve, 2); }); };
const logOf = async (count: number) => { const events = new MemoryEventStore(); await append(events, history(count)); return events; };
const right = async (generation: SlowGeneration, events: MemoryEventStore) => {
  const found = Object.fromEntries(await Promise.all(boxViews.map(async (view) => [view.name, await generation.find(view)] as const)));
  expect(found).toEqual(rowsFrom(await wholeLog(events), boxViews));
};

describe('while one commit is being written', () => {
  let projector: Projector | undefined;
  afterEach(async () => { await projector?.stop(); });
  const start = (events: MemoryEventStore, generation: SlowGeneration) => {
    projector = new Projector(events, new SlowRows(generation), boxViews, boxTypes);
    projector.start();
    return projector;
  };

  it('the next batch is folded, but not sent, and nobody is told a position that is not written', async () => {
    const [events, generation] = [await logOf(600), new SlowGeneration()];
    generation.hold = true;
    const running = start(events, generation);
    await until(() => generation.held.length > 0);
    const before = generation.asked.length;
    await until(() => generation.asked.length > before);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect([generation.held.length, (await running.status()).position, generation.at]).toEqual([1, '', '']);
    generation.hold = false;
    generation.held.shift()!();
    await running.reached(await events.head());
    await right(generation, events);
  });

  it.each([
    ['another projector moves the rows', new Fenced('moved by another')],
    ['the server goes away', new Error('gone')],
  ])('%s: what was folded on top of it is thrown away, and nothing is written twice or left out', async (_, failure) => {
    const [events, generation] = [await logOf(1_500), new SlowGeneration()];
    generation.failures = [new Fenced('first'), failure];
    const running = start(events, generation);
    await until(() => generation.failures.length === 0);
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    await running.reached(await events.head());
    await right(generation, events);
    expect(generation.commits).toBe(6);
  });

  it('an event that cannot be projected does not take with it what was folded before', async () => {
    const events = await logOf(400);
    await append(events, [{ type: 'BoxMelted', subject: 'B-0', data: {} }]);
    const [generation, log] = [new SlowGeneration(), await wholeLog(events)];
    const running = start(events, generation);
    await expect(running.reached(await events.head())).rejects.toThrow('no context here knows');
    expect(generation.at).toBe(log[399]!.position);
  });

  it('stopping waits for it, and for nothing after it', async () => {
    const [events, generation] = [await logOf(900), new SlowGeneration()];
    generation.hold = true;
    const running = start(events, generation);
    await until(() => generation.held.length > 0);
    const stopped = running.stop();
    generation.hold = false;
    generation.held.shift()!();
    await stopped;
    const { at, commits } = generation;
    await new Promise((resolve) => { setTimeout(resolve, 30); });
    expect([generation.at, generation.commits]).toEqual([at, commits]);
    expect(at).not.toBe('');
  });
});

it('what is on its way is not forgotten, however little is remembered: it is not read back before it is written', async () => {
  const [events, generation] = [await logOf(2_000), new SlowGeneration()];
  const [log, folding] = [await wholeLog(events), new Folding(boxViews, boxTypes, 4)];
  generation.hold = true;
  const slowly = setInterval(() => generation.held.shift()?.(), 1).unref();
  for (let i = 0, from = BEFORE_ALL; i < log.length; i += 40) {
    const to = await folding.advance(generation, from, log.slice(i, i + 40));
    await folding.commit(generation, from, to);
    from = to;
  }
  await folding.settled();
  clearInterval(slowly);
  await right(generation, events);
});
