/** Every fault we can think of, what the callers see, and what is stored. Run by table.spec.ts and printed by main.ts. */
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';
import type { Fault, Kind, Place } from '../servers/eventstoredb/faults.ts';
import { DEADLINE_MS, summary, wholeLog, type Row, type Stage } from './trial.ts';

const FOR_EVER = 1_000_000;
const ALL = '8 written';
const NONE = '8 StoreUnavailable';

const appends = (kind: Kind, more: Partial<Fault> = {}) => ({ server }: Stage) => server.faults.add({ at: 'append', kind, ...more });
const lasting = (...places: readonly Place[]) => (kind: Kind) => ({ server }: Stage) => server.faults.add(...places.map((at) => ({ at, kind, times: FOR_EVER })));
const passes = (fault: string, before: Row['before'] & object): Row => ({ fault, before, sees: ALL, stored: '8 of 8' });
const stays = (fault: string, before: Row['before'] & object): Row => ({ fault, before, sees: NONE, stored: '0 of 8' });

const event = { id: '6f8a2f5e-9d2e-4b65-9f0e-3d7c6c7b1a01', type: 'A', data: {}, occurredAt: '2005-06-30T12:00:00Z', by: 'BW', cause: 'c', correlation: 'c', request: 'r' };
const saying = async (call: () => Promise<unknown>, says: (answer: unknown) => string): Promise<string> => {
  try {
    return says(await call());
  } catch (error) {
    return (error as Error).name;
  }
};
const written = async ({ store }: Stage, count: number): Promise<void> => {
  await store.append('lot-1', 0, Array.from({ length: count }, (_, i) => ({ ...event, id: event.id.replace('01', `${10 + i}`) })));
};

/** Reads a stream of three and the whole log, with a fault on the way. */
const reading = (fault: string, sees: string, { at, kind, times = 1 }: Fault): Row => ({
  fault, sees, stored: '', instead: async (stage) => {
    await written(stage, 3);
    stage.server.faults.add({ at, kind, times });
    return saying(() => (at === 'read' ? stage.store.read('lot-1').then(({ events }) => events) : wholeLog(stage.store)), (events) => `${(events as unknown[]).length} events`);
  },
});

/** A cluster without a leader for a while, or for good: it comes back after the burst, to see whether all goes on by itself. */
const cluster = (fault: string, sees: string, stored: string, hurt: (stage: Stage) => void | Promise<void>): Row => ({ fault, sees, stored, isCluster: true, during: hurt });
const laterThanDeadline = (act: () => unknown): void => { setTimeout(act, DEADLINE_MS * 1.3); };

/** Another process writes after the subscription was hurt: is the listener told? */
const following = (fault: string, sees: string, hurt: (stage: Stage) => void | Promise<void>, server?: Row['server']): Row => ({
  fault, sees, stored: '', ...(server ? { server } : {}), instead: async (stage) => {
    await written(stage, 1);
    let told = 0;
    stage.store.onChange(() => { told += 1; });
    while (stage.store.health().followingSinceMs === undefined) await pause(5);
    await hurt(stage);
    const other = stage.open();
    const before = told;
    await other.append('lot-2', 0, Array.from({ length: 40 }, (_, i) => ({ ...event, id: event.id.replace('01', `${10 + i}`) })));
    for (let i = 0; i < 250 && told === before; i++) await pause(5);
    return `${told > before ? 'told' : 'not told'}, ${stage.store.health().figures.drops > 0 ? 'was dropped' : 'was not dropped'}`;
  },
});
const pause = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

const passing: readonly Row[] = [
  { fault: 'none', sees: ALL, stored: '8 of 8' },
  passes('the call breaks before the commit', appends('drop-before', { times: 3 })),
  passes('the call breaks after the commit', appends('drop-after', { times: 3 })),
  passes('half a batch is committed, none is answered', appends('half', { times: 8 })),
  passes('one append is never answered, nothing is committed', appends('no-answer')),
  passes('one append is committed and never answered', appends('no-answer-after')),
  passes('one append is committed late, after it was sent again', appends('late', { afterMs: 700 })),
  passes('ABORTED before the commit', appends('aborted', { times: 2 })),
  passes('ABORTED after the commit', appends('aborted-after', { times: 2 })),
  passes('INTERNAL before the commit', appends('internal', { times: 2 })),
  passes('INTERNAL after the commit', appends('internal-after', { times: 2 })),
  passes('UNAVAILABLE', appends('unavailable', { times: 2 })),
  passes('not ready: no leader yet', appends('not-ready', { times: 8 })),
  passes('the call ends quietly, without an answer', appends('quiet', { times: 2 })),
  passes('an answer cannot be read', appends('garbled', { times: 2 })),
  passes('repeats are answered without a position', ({ server }) => { server.log.repeatsTellPosition = false; appends('drop-after', { times: 3 })({ server } as Stage); }),
  passes('the first word fails, as it does while a cluster elects', ({ server }) => server.faults.add({ at: 'features', kind: 'unavailable', times: 2 })),
  passes('a slow link, 30 ms each way', ({ server }) => { server.slowMs = 30; }),
  passes('the server’s clock is an hour ahead', ({ server }) => { server.skewMs = 3_600_000; }),
  passes('the server’s clock is an hour behind', ({ server }) => { server.skewMs = -3_600_000; }),
  { fault: 'the server restarts', sees: ALL, stored: '8 of 8', during: ({ server }) => server.restart(100) },
  { fault: 'the server is away for a third of the deadline', sees: ALL, stored: '8 of 8', during: ({ server }) => server.restart(DEADLINE_MS * 0.35) },
  { fault: 'subscriptions end as soon as they are confirmed, and appends are slow', sees: ALL, stored: '8 of 8', before: ({ server, store }) => {
    server.faults.add({ at: 'subscription', kind: 'drop-midway', times: FOR_EVER });
    store.onChange(() => {});
    server.slowMs = 220;
  } },
  { fault: 'the server starts after we did', sees: ALL, stored: '8 of 8', before: ({ server }) => server.stop(), during: async ({ server }) => { await pause(200); await server.start(); } },
  { fault: 'we were sent to a follower', sees: ALL, stored: '8 of 8', before: async ({ server }) => {
    const leader = await new EventStoreTestServer({ log: server.log }).start();
    server.leader = { host: '127.0.0.1', port: leader.port };
    setTimeout(() => { leader.stop(); server.leader = undefined; }, 3_000);
  } },
];

const clusters: readonly Row[] = [
  cluster('the leader goes down, and the follower leads', ALL, '8 of 8', ({ server, follower }) => {
    server.stop();
    setTimeout(() => { follower.leader = undefined; }, 200);
  }),
  cluster('the leader has moved, and says so', ALL, '8 of 8', ({ server, follower }) => {
    follower.leader = undefined;
    server.leader = { host: '127.0.0.1', port: follower.port };
  }),
  cluster('the whole cluster is away', NONE, '0 of 8', ({ server, follower }) => {
    for (const node of [server, follower]) node.stop();
    laterThanDeadline(() => server.start());
  }),
  cluster('the whole cluster takes connections and is silent', NONE, '0 of 8', async ({ server, follower }) => {
    for (const node of [server, follower]) await node.hang();
    laterThanDeadline(() => { for (const node of [server, follower]) { node.stop(); void node.start(); } });
  }),
  { fault: 'the store is closed while the cluster is silent', isCluster: true, sees: 'closed, 4 StoreUnavailable', stored: '', instead: async (stage) => {
    await written(stage, 1);
    for (const node of [stage.server, stage.follower]) await node.hang();
    const { store } = stage;
    const calls = [store.append('lot-2', 0, [event]), store.read('lot-1'), store.head(), wholeLog(store)].map((call) => saying(() => call, () => 'answered'));
    await pause(50);
    await store.close();
    return `closed, ${summary(await Promise.all(calls))}`;
  } },
];

const staying: readonly Row[] = [
  stays('nothing is ever answered, nothing is committed', ({ server }) => server.faults.add({ at: 'append', kind: 'no-answer', times: FOR_EVER })),
  { ...stays('everything is committed, nothing is ever answered', appends('no-answer-after', { times: FOR_EVER })), sees: ALL, stored: '8 of 8' },
  { ...stays('everything is committed, nothing answered, nothing can be read', lasting('read', 'append')('no-answer-after')), sees: NONE, stored: '8 of 8' },
  { ...stays('everything is committed after the deadline', appends('late', { times: FOR_EVER, afterMs: 1_700 })), sees: NONE, stored: '8 of 8' },
  stays('the server is silent from the first word', ({ server }) => server.faults.add({ at: 'features', kind: 'no-answer', times: FOR_EVER })),
  stays('the user has no rights', appends('denied', { times: FOR_EVER })),
  { ...stays('the server takes smaller appends only', ({ server }) => { server.maxAppendBytes = 100; }), sees: '8 TooLarge' },
  stays('UNAVAILABLE, and stays so', appends('unavailable', { times: FOR_EVER })),
];

const others: readonly Row[] = [
  reading('a read breaks', '3 events', { at: 'read', kind: 'drop-before', times: 2 }),
  reading('a read ends quietly', '3 events', { at: 'read', kind: 'quiet' }),
  reading('a read breaks half-way', '3 events', { at: 'read', kind: 'drop-midway' }),
  reading('a read ends quietly half-way', '3 events', { at: 'read', kind: 'quiet-midway' }),
  reading('a read of the log breaks half-way', '3 events', { at: 'all', kind: 'drop-midway' }),
  reading('a read of the log ends quietly half-way', '3 events', { at: 'all', kind: 'quiet-midway' }),
  reading('a read is never answered once', '3 events', { at: 'read', kind: 'no-answer' }),
  reading('a read is never answered', 'StoreUnavailable', { at: 'read', kind: 'no-answer', times: FOR_EVER }),
  reading('reads are INTERNAL', 'StoreUnavailable', { at: 'read', kind: 'internal', times: FOR_EVER }),
  reading('a read of the log breaks', '3 events', { at: 'all', kind: 'drop-before', times: 2 }),
  reading('a read of the log ends quietly', '3 events', { at: 'all', kind: 'quiet' }),
  reading('a read comes from a follower that lags behind', '3 events', { at: 'read', kind: 'stale' }),
  reading('a read of the log comes from a follower that lags behind', '3 events', { at: 'all', kind: 'stale' }),
  reading('a read of the log is never answered', 'StoreUnavailable', { at: 'all', kind: 'no-answer', times: FOR_EVER }),
  following('a subscription ends quietly', 'told, was dropped', async ({ server }) => { server.faults.add({ at: 'subscription', kind: 'quiet', times: 2 }); await server.restart(); }),
  following('a subscription is refused a while', 'told, was dropped', async ({ server }) => { server.faults.add({ at: 'subscription', kind: 'unavailable', times: 2 }); await server.restart(); }),
  following('a subscriber slower than its buffer, which is dropped (23.10)', 'told, was dropped', () => {}, { behaviour: '23.10' }),
  following('a subscriber slower than its buffer, which falls behind and catches up (24.6)', 'told, was not dropped', () => {}, { behaviour: '24.6' }),
];

export const TABLE: readonly Row[] = [...passing, ...clusters, ...staying, ...others];
