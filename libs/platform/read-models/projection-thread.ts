import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { NotReached, Projection, type ProjectionStatus } from './projection.ts';
import type { Projector } from './projector.ts';
import type { Progress } from './rebuild.ts';
import type { Generation, RowStore } from './row-store.ts';
import { Waiting } from './waiting.ts';

/** What the thread tells: how far the rows are, why they stand still, how far a build has come. */
export type Told = Readonly<{ position: Position; failure?: string; building?: Progress }>;

/** What the thread is told: somebody waits; or, that is all. */
export type Order = 'hurry' | 'stop';

const DEFAULT_TIMEOUT_MS = 5_000;
const RESTART_MS = 1_000;
/** How long it has for the commit on its way. Rows that are not written are written by the next one. */
const STOP_MS = 10_000;

/** Where the thread begins, and what it is given. `execArgv` is for threads that begin otherwise than this one did. `stopMs`: how long it has to end by itself (10,000). */
export type ThreadStart = Readonly<{ entry: URL; workerData: unknown; execArgv?: readonly string[]; stopMs?: number }>;

/**
 * The projection in a thread of its own, with connections of its own: commands need not wait for rows to be written. This side only reads
 * rows, and hears how far they are. If the thread dies it is started again; it goes on where its last commit left the rows.
 */
export class ProjectionThread extends Projection {
  private readonly waiting = new Waiting();
  private told: Told = { position: BEFORE_ALL };
  private thread: Worker | undefined;
  private restart: NodeJS.Timeout | undefined;
  private running = false;

  constructor(private readonly events: EventStore, private readonly rows: RowStore, private readonly views: readonly View[], private readonly begin: ThreadStart) { super(); }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.launch();
  }

  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.restart);
    const { thread } = this;
    if (thread) {
      const ended = new Promise((resolve) => { thread.once('exit', resolve); });
      thread.postMessage('stop' satisfies Order);
      await Promise.race([ended, pause(this.begin.stopMs ?? STOP_MS, undefined, { ref: false })]);
      await thread.terminate();
    }
    this.waiting.refuse(this.told.position, 'the projection was stopped.');
  }

  async current(): Promise<Generation> {
    const generation = await this.rows.current(this.views);
    if (!generation) throw new NotReached(BEFORE_ALL, BEFORE_ALL, this.told.failure ?? 'they are being built.');
    return generation;
  }

  async reached(wanted: Position, { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {}): Promise<Generation> {
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      const generation = await this.rows.current(this.views);
      if (generation && generation.seen >= wanted) return generation;
      const why = this.standstill;
      if (why !== undefined) throw new NotReached(wanted, this.told.position, why);
      const reached = this.waiting.until(wanted, Math.max(0, Math.ceil(deadlineMs - performance.now())), () => this.told.position);
      this.thread?.postMessage('hurry' satisfies Order);
      await reached;
    }
  }

  async status(now = Date.now()): Promise<ProjectionStatus> {
    const generation = await this.rows.current(this.views);
    const position = generation ? await generation.position() : BEFORE_ALL;
    const [head, [next]] = await Promise.all([this.events.head(), this.events.after(position, 1)]);
    const { failure, building } = this.told;
    return {
      position, head, caughtUp: next === undefined, lagMs: next ? Math.max(0, now - Date.parse(next.recordedAt)) : 0,
      ...(generation && { generation: generation.name }), ...(failure !== undefined && { failure }), ...(building && { building }),
    };
  }

  /** Why the rows will not move; undefined if they will. */
  private get standstill(): string | undefined { return this.told.failure ?? (this.running ? undefined : 'the projection does not run.'); }

  private launch(): void {
    const { entry, workerData, execArgv } = this.begin;
    const thread = new Worker(entry, { workerData, ...(execArgv && { execArgv: [...execArgv] }) });
    this.thread = thread;
    thread.on('message', (told: Told) => this.hear(told));
    thread.on('error', (error) => this.hear({ position: this.told.position, failure: error.message }));
    thread.once('exit', () => this.ended());
  }

  private hear(told: Told): void {
    this.told = told;
    if (told.failure === undefined) this.waiting.settle(told.position);
    else this.waiting.refuse(told.position, told.failure);
  }

  private ended(): void {
    this.thread = undefined;
    if (this.running) this.restart = setTimeout(() => this.launch(), RESTART_MS);
  }
}

const TELL_MS = 250;

/** The other side: runs a projector in this thread, tells how far it is, and ends when it is told to. `close` lets go of what it stands on. */
export const serveProjection = (projector: Projector, port: NonNullable<typeof import('node:worker_threads').parentPort>, close: () => Promise<void>): void => {
  const tell = async (): Promise<void> => {
    const { position, failure, building } = await projector.status();
    port.postMessage({ position, ...(failure !== undefined && { failure }), ...(building && { building }) } satisfies Told);
  };
  const telling = setInterval(() => { tell().catch(() => {}); }, TELL_MS);
  projector.onMove((position) => port.postMessage({ position } satisfies Told));
  port.on('message', (order: Order) => {
    if (order === 'hurry') projector.hurry();
    else {
      clearInterval(telling);
      void projector.stop().then(close).then(() => port.close());
    }
  });
  projector.start();
};
