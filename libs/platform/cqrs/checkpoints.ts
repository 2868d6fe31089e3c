import type { Position } from '#kernel';

/**
 * The right to do a piece of work alone. It ends with `release`, or with the process, whatever ends it. `token` grows each time the work is taken: whatever is
 * saved under an older one is refused, so a holder who does not know yet that he lost it does no harm. `isHeld`: as far as can be told from here.
 */
export type Lease = Readonly<{ work: string; token: number; isHeld: () => boolean; release: () => Promise<void> }>;

/** Who has a piece of work, and since when, as far as it is known. */
export type Holding = Readonly<{ work: string; holder: string; token: number; since: string }>;

/** Somebody else has taken this work since. Nothing was saved. */
export class Superseded extends Error { override name = 'Superseded'; }

/**
 * The port. How far a consumer of the log has come, and who of several processes is at it. Losing it costs a repetition, never an effect.
 */
export abstract class Checkpoints {
  abstract load(consumer: string): Promise<Position>;
  /** The later position stays. @param token of the lease under which this is said. @throws Superseded, StoreUnavailable */
  abstract save(consumer: string, position: Position, token?: number): Promise<void>;
  /** Takes a piece of work; undefined: somebody has it. @param holder a name for people. @throws StoreUnavailable */
  abstract take(work: string, holder: string): Promise<Lease | undefined>;
  /** Who took what last. */
  abstract holdings(): Promise<readonly Holding[]>;
  /** Notes that these belong to a ledger, unless they belong to one already. Tells to which. */
  abstract belongTo(ledgerId: string): Promise<string>;
  abstract close(): Promise<void>;
}
