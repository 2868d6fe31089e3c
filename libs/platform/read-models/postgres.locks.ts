import type { PoolClient } from 'pg';
import type { Database } from './postgres.database.ts';

/** Why a generation is held: it is being built here, or it answers here. */
export type Hold = 'building' | 'serving';

/** Beside the numbers of generations, which begin at 1: whoever changes the register, or takes hold of what is in it. */
const REGISTER = 0;
const LOCK = { building: 'pg_advisory_lock', serving: 'pg_advisory_lock_shared' } as const;
const UNLOCK = { building: 'pg_advisory_unlock', serving: 'pg_advisory_unlock_shared' } as const;

/**
 * The generations that this process holds, by locks of a session of its own: they end with the process, whatever ends it. Nobody throws away
 * what is held. If the connection is lost the locks are taken again on a new one; what was thrown away meanwhile is missed by its absence in the register.
 */
export class Locks {
  #client: Promise<PoolClient> | undefined;
  readonly #held = new Map<number, Set<Hold>>();

  /** @param space tells the registers of one database apart */
  constructor(private readonly database: Database, private readonly space: number) {}

  async hold(id: number, how: Hold): Promise<void> {
    const client = await this.#connected();
    this.#held.set(id, (this.#held.get(id) ?? new Set()).add(how));
    await this.#lock(client, id, how);
  }

  async release(id: number, how: Hold): Promise<void> {
    if (!this.#held.get(id)?.delete(how) || !this.#client) return;
    await this.#said(`SELECT ${UNLOCK[how]}($1, $2)`, id);
  }

  /** Takes the locks again if the connection was lost. */
  async renew(): Promise<void> { if (!this.#client && this.#held.size > 0) await this.#connected(); }

  /** Lets go of all of them. The session ends after it, also if nobody answers any more. */
  async close(): Promise<void> {
    for (const [id, holds] of this.#held) for (const how of [...holds]) await this.release(id, how).catch(() => {});
    this.#held.clear();
    const client = await this.#client?.catch(() => undefined);
    if (client) letGo(client);
  }

  /** A condition for SQL: somebody holds the generation with this id. Only true for long if the register is locked. */
  isHeld(id: string): string {
    return `EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = ${this.space >>> 0}::oid AND objid = (${id})::oid AND objsubid = 2 AND granted)`;
  }

  /** A statement for a transaction that changes the register. */
  get forChange(): string { return `SELECT pg_advisory_xact_lock(${this.space}, ${REGISTER})`; }

  #connected(): Promise<PoolClient> {
    if (this.#client) return this.#client;
    const client = this.database.lend().then(async (lent) => {
      const lost = () => {
        forget();
        letGo(lent);
      };
      lent.on('error', lost).on('end', lost);
      try {
        for (const [id, holds] of this.#held) for (const how of holds) await this.#lock(lent, id, how);
      } catch (error) {
        letGo(lent); // another session has what we want: ours must not keep the pool from its end
        throw error;
      }
      return lent;
    });
    const forget = () => { if (this.#client === client) this.#client = undefined; };
    client.catch(forget);
    return this.#client = client;
  }

  /** Who serves waits for whoever is throwing away; who builds took a number that nobody else knows. */
  async #lock(client: PoolClient, id: number, how: Hold): Promise<void> {
    const first = how === 'serving' ? `pg_advisory_xact_lock_shared(${this.space}, ${REGISTER}), ` : '';
    try {
      await client.query(`SELECT ${first}${LOCK[how]}($1, $2)`, [this.space, id]);
    } catch (error) {
      throw this.database.classed(error);
    }
  }

  async #said(text: string, id: number): Promise<void> {
    try {
      await (await this.#connected()).query(text, [this.space, id]);
    } catch (error) {
      throw this.database.classed(error);
    }
  }
}

const gone = new WeakSet<PoolClient>();

/** Ends a session, once. */
const letGo = (client: PoolClient): void => {
  if (gone.has(client)) return;
  gone.add(client);
  client.release(true);
};
