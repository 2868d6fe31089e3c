/** The faults the test double can be asked for (see server.ts). */

/** Where a fault strikes. */
export type Place = 'append' | 'read' | 'all' | 'subscription' | 'features';

/**
 * What goes wrong.
 * drop-before, drop-after: the call breaks before or after the commit · no-answer, no-answer-after: silence, before or after the commit ·
 * half: of a batch of appends the first half is committed, none is answered, the call breaks · late: silence, and the commit comes after `afterMs` ·
 * aborted, internal, unavailable: the call ends with this status, nothing is committed · aborted-after, internal-after: the same, after the commit ·
 * not-ready: the server has no leader yet · quiet: the call ends as if all were well, and nothing is answered · denied: no rights ·
 * stale: a read that does not know the last three events yet · drop-midway, quiet-midway: a read breaks, or ends as if all were well, after half of its events; a
 * subscription, after its confirmation · late, of a read: the answer comes after `afterMs` · garbled: an answer that cannot be read ·
 * behind: an append is judged by one who knows only the first event of each stream · nowhere: the leader is elsewhere, and it is not said where
 */
export type Kind =
  | 'drop-before' | 'drop-after' | 'no-answer' | 'no-answer-after' | 'half' | 'late' | 'aborted' | 'internal' | 'unavailable' | 'aborted-after'
  | 'internal-after' | 'not-ready' | 'quiet' | 'denied' | 'stale' | 'drop-midway' | 'quiet-midway' | 'garbled' | 'behind' | 'nowhere';

export type Fault = Readonly<{ at: Place; kind: Kind; times?: number; afterMs?: number; of?: number }>;

/** What a gRPC call that goes wrong ends with. */
export type Ending = Readonly<{ code: number; details: string }>;

const BROKEN: Ending = { code: 14, details: 'read ECONNRESET' };
const ENDINGS: Partial<Record<Kind, Ending>> = {
  'drop-before': BROKEN, 'drop-after': BROKEN, 'drop-midway': BROKEN, half: BROKEN, aborted: { code: 10, details: 'Operation timed out: Prepare phase timeout' },
  'aborted-after': { code: 10, details: 'Operation timed out: Commit phase timeout' }, internal: { code: 13, details: 'Received RST_STREAM with code 2 (Internal server error)' },
  'internal-after': { code: 13, details: 'Received RST_STREAM with code 2 (Internal server error)' }, unavailable: { code: 14, details: 'No connection established' },
  'not-ready': { code: 14, details: 'Server Is Not Ready' }, denied: { code: 7, details: 'Access Denied' },
};

export const endingOf = (kind: Kind): Ending | undefined => ENDINGS[kind];
export const commitsFirst = (kind: Kind): boolean => kind.endsWith('-after');

/** Faults wait here until somebody calls at their place. */
export class Faults {
  private readonly waiting: { fault: Fault; left: number }[] = [];
  /** How many have struck. */
  struck = 0;

  add(...faults: readonly Fault[]): void { this.waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 }))); }
  clear(): void { this.waiting.length = 0; }

  take(at: Place): Fault | undefined {
    const found = this.waiting.findIndex(({ fault }) => fault.at === at);
    if (found < 0) return undefined;
    const one = this.waiting[found]!;
    one.left -= 1;
    if (one.left === 0) this.waiting.splice(found, 1);
    this.struck += 1;
    return one.fault;
  }
}
