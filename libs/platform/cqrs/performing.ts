import { LEDGER, type Ask, type Reaction, type Refusal, type Together } from '#kernel';
import { Conflict, StoreBusy, StoreUnavailable, type StoredEvent } from '#platform/event-store';
import { KeyReused, Refused, type Question, type Receipt } from './answers.ts';
import { Lanes } from './lanes.ts';
import type { Ledger } from './ledger.ts';

/** How many commands of one Together are under way at once: enough that a flush serves many, few enough that what each of them keeps in memory is soon gone. */
const AT_ONCE = 256;
/** How many of all of them: a store takes 4,096 appends before it is too busy. */
const MOST_AT_ONCE = 1_024;

/** When it happened and what it belongs to: as the event that sets it off. */
type Told = Pick<Question, 'occurredAt' | 'correlation'>;

/** Errors that go away by themselves: ask again. */
export const isPassing = (error: unknown): boolean => error instanceof Conflict || error instanceof StoreBusy || error instanceof StoreUnavailable;

/** Was this event decided because one of those happened? */
export const followsFrom = ({ cause }: Pick<StoredEvent, 'cause'>, ids: ReadonlySet<string>): boolean => ids.has(/@([0-9a-f-]{36})[.]/.exec(cause)?.[1] ?? '');

/**
 * Asks, as the ledger itself, for what follows from an event. Each command has a cause of its own, derived from that event, so that a repeat,
 * after a crash or beside another worker, finds what was done and does the rest. Nothing is remembered between events.
 */
export class Performing {
  /** The types of events from which something follows. */
  readonly types: ReadonlySet<string>;
  private readonly lanes = new Lanes();
  private readonly byType = new Map<string, Reaction[]>();
  private asked = 0;

  /** @param refused is told what a rule refused that nobody had reckoned with */
  constructor(private readonly ledger: Pick<Ledger, 'decide'>, reactions: readonly Reaction[], private readonly refused: (what: string) => void) {
    for (const reaction of reactions) for (const type of Object.keys(reaction.on)) this.byType.set(type, [...this.byType.get(type) ?? [], reaction]);
    this.types = new Set(this.byType.keys());
  }

  /** Does anything follow from this by itself? */
  concerns({ events }: Pick<Receipt, 'events'>): boolean { return events.some(({ type }) => this.byType.has(type)); }

  /**
   * Everything that follows from these events of one stream, in their order: what lets go comes after what took hold.
   * @throws whatever kept a command from being decided, once all that are under way have come to an end: then ask for all of it again
   */
  async perform(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) if (this.byType.has(event.type)) await this.one(event);
  }

  private one(event: StoredEvent): Promise<void> {
    const { occurredAt, correlation } = event;
    return all(this.byType.get(event.type)!.flatMap(({ name, on }) => (on[event.type]?.(event) ?? []).map(async (wanted, n) => {
      const cause = `${name}@${event.id}.${n}`;
      const next = 'all' in wanted ? await this.together(wanted, cause, { occurredAt, correlation }) : { ask: wanted, cause };
      const refusal = await this.decided(next.ask, next.cause, { occurredAt, correlation });
      if (refusal) this.refused(`${name} on ${event.stream}: ${refusal.message}`);
    })));
  }

  /** Asks for all of them, in order, and says what is to be asked then. Where a refusal decides, nothing is begun after it. */
  private async together({ all: asks, then, unless }: Together, cause: string, told: Told): Promise<{ ask: Ask; cause: string }> {
    const refusals: (Refusal | undefined)[] = [];
    let [next, over] = [0, false];
    const oneAfterAnother = async (): Promise<void> => {
      while (!over && next < asks.length) {
        const i = next;
        next += 1;
        refusals[i] = (await this.inTurn(() => this.decided(asks[i]!, `${cause}.${i}`, told)).catch((error: unknown) => { over = true; throw error; }))?.refusal;
        over ||= unless !== undefined && refusals[i] !== undefined;
      }
    };
    await all(Array.from({ length: Math.min(AT_ONCE, asks.length) }, oneAfterAnother));
    const first = unless ? refusals.findIndex((refusal) => refusal !== undefined) : -1;
    // One cause for both: whichever is decided first on that stream is the decision, and the other finds it made.
    return { ask: first < 0 ? then : unless!(refusals[first]!, asks[first]!), cause: `${cause}.then` };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.asked = (this.asked + 1) % MOST_AT_ONCE;
    return this.lanes.run(String(this.asked), work);
  }

  /** Why it was refused; undefined if it was decided, now or before: a repeat may ask in other words, for the world went on meanwhile. */
  private async decided(ask: Ask, cause: string, told: Told): Promise<Refused | undefined> {
    try {
      await this.ledger.decide(ask, { ...told, by: LEDGER, cause });
    } catch (error) {
      if (error instanceof Refused) return error;
      if (!(error instanceof KeyReused)) throw error;
    }
    return undefined;
  }
}

/** Waits for all of it, whatever becomes of each. @throws the first failure */
export const all = async (work: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};
