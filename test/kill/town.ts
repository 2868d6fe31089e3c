import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openTokens, type Place } from '../../apps/api/index.ts';
import { startService, type Service } from '../processes/services.ts';
import { startPostgres, type PostgresServer } from '../servers/postgres/postgres.ts';
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';

export type EngineKind = 'embedded' | 'engines';
/** Whom a blow may meet: the api, the worker that projects, any worker, or all at once. */
export const VICTIMS = ['api', 'projector', 'worker', 'all'] as const;
export type Victim = (typeof VICTIMS)[number];
type Work = Readonly<{ work: string; held: boolean }>;

/** The engines that outlive every kill: the test double of EventStoreDB, and PostgreSQL. */
export class Engines {
  private constructor(readonly store: EventStoreTestServer, readonly postgres: PostgresServer) {}
  static async start(): Promise<Engines> {
    const [postgres, store] = await Promise.all([startPostgres(), new EventStoreTestServer().start()]);
    return new Engines(store, postgres);
  }

  async stop(): Promise<void> {
    this.store.stop();
    await this.postgres.stop();
  }
}

/** One of the processes: the api, or a worker by its place. */
type One = 'api' | 0 | 1;
const EVERYONE = ['api', 0, 1] as const;

let towns = 0;

/** One ledger and the processes that keep it: an api that only answers, and two workers. */
export class Town {
  readonly place: Place;
  private readonly folder = mkdtempSync(join(tmpdir(), 'kill-'));
  private readonly environment: Readonly<Record<string, string>>;
  private api: Service | undefined;
  private readonly workers: (Service | undefined)[] = [undefined, undefined];
  private closed = false;
  private turn = 0;

  constructor(readonly kind: EngineKind, engines?: Engines) {
    const name = `kill${towns += 1}`;
    const [address, url] = [engines?.store.url ?? '', engines?.postgres.url ?? ''];
    this.place = kind === 'embedded' ? { dataFolder: this.folder } : { dataFolder: join(this.folder, 'verdict'), eventStore: { address, ledger: name }, database: { url, schema: name } };
    this.environment = kind === 'embedded' ? {} : { EVENTSTORE_URL: address, EVENTSTORE_LEDGER: name, DATABASE_URL: url, DATABASE_SCHEMA: name };
  }

  /** Undefined while there is none. */
  get url(): string | undefined { return this.api?.url; }

  async begin(): Promise<void> {
    // One first: it makes what the others find.
    await this.startWorker(0);
    await Promise.all([this.startWorker(1), this.startApi()]);
  }

  /** A bearer of these roles, known to all processes. */
  async enter(party: string, participant: string, role: 'chair' | 'authority' | 'producer'): Promise<string> {
    const tokens = await openTokens(this.place);
    try { return (await tokens.create({ party, participant, roles: [role] })).token; } finally { await tokens.close(); }
  }

  /** SIGKILL, and a new process in the place of each that fell. Tells who it was. */
  async kill(victim: Victim, pauseMs: number): Promise<string> {
    const { whom, called } = await this.met(victim);
    await Promise.all(whom.map((one) => this.end(one)));
    await wait(pauseMs);
    await Promise.all(whom.map((one) => (one === 'api' ? this.startApi() : this.startWorker(one))));
    return `${called} killed`;
  }

  /** SIGSTOP, and on again where it stood: a process that knows nothing of the time that went by. Tells who it was. */
  async freeze(victim: Victim, frozenMs: number): Promise<string> {
    const { whom, called } = await this.met(victim);
    const pids = whom.flatMap((one) => this.process(one)?.pid ?? []);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    await wait(frozenMs);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    return `${called} frozen for ${frozenMs} ms`;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(EVERYONE.map((one) => this.end(one)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private process(one: One): Service | undefined { return one === 'api' ? this.api : this.workers[one]; }

  /** Whom a blow at a victim meets, and what they are called. */
  private async met(victim: Victim): Promise<Readonly<{ whom: readonly One[]; called: string }>> {
    const projector = victim === 'projector' ? await this.projector() : undefined;
    this.turn += 1;
    const whom: readonly One[] = victim === 'all' ? EVERYONE : victim === 'api' ? ['api'] : [projector ?? (this.turn % 2 ? 0 : 1)];
    return { whom, called: whom.map((one) => (one === 'api' ? 'api' : one === projector ? `projector (worker ${one + 1})` : `worker ${one + 1}`)).join(', ') };
  }

  private async end(one: One): Promise<void> {
    const service = this.process(one);
    if (one === 'api') this.api = undefined;
    else this.workers[one] = undefined;
    await service?.end('SIGKILL');
  }

  private settingsOf(process: string) { return { ...this.environment, KIMBERLITE_DATA: this.kind === 'embedded' ? this.folder : join(this.folder, process) }; }
  private async startApi(): Promise<void> { if (!this.closed) this.api = await startService('api', { ...this.settingsOf('api'), KIMBERLITE_ROLE: 'api' }); }
  private async startWorker(one: 0 | 1): Promise<void> { if (!this.closed) this.workers[one] = await startService('worker', this.settingsOf(`worker${one}`)); }

  /** Which worker holds the projection. */
  private async projector(): Promise<0 | 1 | undefined> {
    const holds = await Promise.all(this.workers.map(async (worker) => {
      const answer = worker && await fetch(`${worker.url}/health/ready`).then((response) => response.json() as Promise<Readonly<{ works?: readonly Work[] }>>, () => undefined);
      return answer?.works?.some(({ work, held }) => work === 'projection' && held) === true;
    }));
    return holds[0] ? 0 : holds[1] ? 1 : undefined;
  }
}
