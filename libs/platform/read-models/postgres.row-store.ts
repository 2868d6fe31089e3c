import type { View } from '#kernel';
import { Database } from './postgres.database.ts';
import { PostgresGeneration } from './postgres.generation.ts';
import { Register, type Known } from './postgres.register.ts';
import { RowsUnavailable, type PostgresOptions } from './postgres.settings.ts';
import { fingerprintOf, RowStore, type CatchUp, type Generation } from './row-store.ts';

const SCHEMA = 'kimberlite';

/**
 * Rows in PostgreSQL: a schema per generation, and one that knows which of them are current. Several processes on several machines may use it. Whoever
 * builds or reads a generation holds a lock on it, so one that nobody holds is a leftover. Connects when it is first asked; `prepare` asks at once.
 */
export class PostgresRowStore extends RowStore {
  readonly #database: Database;
  readonly #register: Register;
  #prepared: Promise<void> | undefined;
  #closed = false;
  /** The generations that answer in this process, by their fingerprint. */
  readonly #serving = new Map<string, PostgresGeneration>();
  readonly #opening = new Map<number, Promise<PostgresGeneration | undefined>>();
  readonly #building = new Map<Generation, readonly View[]>();
  #looking: Promise<readonly Known[]> | undefined;
  #lookingNext: Promise<readonly Known[]> | undefined;

  /** @throws UnfitDatabase if the address is none */
  constructor(options: PostgresOptions) {
    super();
    this.#database = new Database(options);
    this.#register = new Register(this.#database, options.schema ?? SCHEMA);
  }

  /** Checks that this database can hold the rows, and makes what is missing. @throws UnfitDatabase with the setting and the remedy; RowsUnavailable */
  async prepare(): Promise<void> {
    if (this.#closed) throw new RowsUnavailable('The rows are closed.');
    this.#prepared ??= this.#register.prepare().catch((error: unknown) => { this.#prepared = undefined; throw error; });
    await this.#prepared;
  }

  async current(views: readonly View[]): Promise<Generation | undefined> {
    await this.prepare();
    const [fingerprint, known] = [fingerprintOf(views), await this.#look()];
    for (const [key, { registered }] of this.#serving) if (!known.some(({ id }) => id === registered.id)) this.#serving.delete(key);
    const pointed = known.find((one) => one.state === 'current' && one.fingerprint === fingerprint);
    if (!pointed) return undefined;
    const serving = this.#serving.get(fingerprint);
    if (serving?.registered.id !== pointed.id) return await this.#open(pointed) ?? serving;
    serving.seen = pointed.position;
    return serving;
  }

  async begin(views: readonly View[]): Promise<Generation> {
    await this.prepare();
    await this.#register.sweep();
    const generation = new PostgresGeneration(await this.#register.enter(views), this.#database);
    this.#building.set(generation, views);
    return generation;
  }

  async promote(generation: Generation, catchUp: CatchUp = async () => {}, signal?: AbortSignal): Promise<void> {
    const views = this.#building.get(generation);
    if (!(generation instanceof PostgresGeneration) || !views) throw new TypeError(`${generation.name} is not being built here.`);
    await generation.complete(views, signal);
    const { id } = generation.registered;
    await this.#register.locks.hold(id, 'serving');
    await catchUp();
    await this.#register.promote(generation.registered, catchUp);
    this.#building.delete(generation);
    await this.#register.locks.release(id, 'building');
    await this.#serve(generation);
    await this.#register.sweep();
  }

  async discard(generation: Generation): Promise<void> {
    if (!(generation instanceof PostgresGeneration) || !this.#building.delete(generation)) return;
    const { id } = generation.registered;
    for (const how of ['building', 'serving'] as const) await this.#register.locks.release(id, how);
    await this.#register.remove(id);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([this.#register.locks.close(), this.#database.close()]);
  }

  /** Whoever asks while an answer is on its way shares the next one: it is not older than his question. */
  #look(): Promise<readonly Known[]> {
    if (!this.#looking) return this.#looking = this.#ask().finally(() => { this.#looking = undefined; });
    return this.#lookingNext ??= this.#looking.catch(() => {}).then(() => {
      this.#lookingNext = undefined;
      return this.#look();
    });
  }

  async #ask(): Promise<readonly Known[]> {
    await this.#register.locks.renew();
    return this.#register.all();
  }

  #open(known: Known): Promise<PostgresGeneration | undefined> {
    const opening = this.#opening.get(known.id) ?? this.#held(known).finally(() => this.#opening.delete(known.id));
    this.#opening.set(known.id, opening);
    return opening;
  }

  /** First the lock, then another look: whatever is still there now will stay. */
  async #held(known: Known): Promise<PostgresGeneration | undefined> {
    await this.#register.locks.hold(known.id, 'serving');
    const found = (await this.#register.all()).find(({ id, state }) => id === known.id && state === 'current');
    if (!found) {
      await this.#register.locks.release(known.id, 'serving');
      return undefined;
    }
    const generation = new PostgresGeneration(this.#register.generation(known), this.#database);
    generation.seen = found.position;
    await this.#serve(generation);
    return generation;
  }

  /** The one that answered until now is let go: the register keeps it until there is another previous one. */
  async #serve(generation: PostgresGeneration): Promise<void> {
    const before = this.#serving.get(generation.fingerprint);
    this.#serving.set(generation.fingerprint, generation);
    if (before && before !== generation) await this.#register.locks.release(before.registered.id, 'serving');
  }
}
