/** Every fault we can think of, what the callers see, and what is stored. Run by table.spec.ts and printed by main.ts. */
import { BEFORE_ALL } from '#kernel';
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';
import type { Fault, Kind, Place } from '../servers/eventstoredb/faults.ts';
import type { Row, Stage } from './trial.ts';

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
    return saying(() => (at === 'read' ? stage.store.read('lot-1').then(({ events }) => events) : stage.store.after(BEFORE_ALL, 10)), (events) => `${(events as unknown[]).length} events`);
  },
});

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
  passes('repeats are answered without a position', ({ server }) => { server.log.repeatsTellPosition = false; appends('drop-after', { times: 3 })({ server } as Stage); }),
  passes('the first word fails, as it does while a cluster elects', ({ server }) => server.faults.add({ at: 'features', kind: 'unavailable', times: 2 })),
  passes('a slow link, 30 ms each way', ({ server }) => { server.slowMs = 30; }),
  passes('the server’s clock is an hour ahead', ({ server }) => { server.skewMs = 3_600_000; }),
  passes('the server’s clock is an hour behind', ({ server }) => { server.skewMs = -3_600_000; }),
  { fault: 'the server restarts', sees: ALL, stored: '8 of 8', during: ({ server }) => server.restart(100) },
  { fault: 'the server starts after we did', sees: ALL, stored: '8 of 8', before: ({ server }) => server.stop(), during: async ({ server }) => { await pause(200); await server.start(); } },
  { fault: 'we were sent to a follower', sees: ALL, stored: '8 of 8', before: async ({ server }) => {
    const leader = await new EventStoreTestServer({ log: server.log }).start();
    server.leader = { host: '127.0.0.1', port: leader.port };
    setTimeout(() => { leader.stop(); server.leader = undefined; }, 3_000);
  } },
];

const staying: readonly Row[] = [
  stays('nothing is ever answered, nothing is committed', ({ server }) => server.faults.add({ at: 'append', kind: 'no-answer', times: FOR_EVER })),
  { ...stays('everything is committed, nothing is ever answered', appends('no-answer-after', { times: FOR_EVER })), sees: ALL, stored: '8 of 8' },
  { ...stays('everything is committed, nothing answered, nothing can be read', lasting('read', 'append')('no-answer-after')), sees: NONE, stored: '8 of 8' },
  { ...stays('everything is committed after the deadline', appends('late', { times: FOR_EVER, afterMs: 1_700 })), sees: NONE, stored: '8 of 8' },
  stays('the server is silent from the first word', ({ server }) => server.faults.add({ at: 'features', kind: 'no-answer', times: FOR_EVER })),
  stays('the user has no rights', appends('denied', { times: FOR_EVER })),
  stays('UNAVAILABLE, and stays so', appends('unavailable', { times: FOR_EVER })),
];

const others: readonly Row[] = [
  reading('a read breaks', '3 events', { at: 'read', kind: 'drop-before', times: 2 }),
  reading('a read ends quietly', '3 events', { at: 'read', kind: 'quiet' }),
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

export const TABLE: readonly Row[] = [...passing, ...staying, ...others];
