import { recall, type Birth, type Recollection } from '#kernel';
import { streamOf, type EventStore, type StoredEvent } from '#platform/event-store';
import { Folds } from './folds.ts';

/** A fold of one stream, as far as it was read, and the causes that were decided on it. */
export type Recalled<State = unknown> = Readonly<{ state: State; revision: number; causes: readonly string[] }>;

/** Streams of one kind in each of two generations: some tens of megabytes for all kinds. */
const STREAMS = 4_000;
/** Of what is looked at by the thousand: all of it, until the command is done, and what others look at meanwhile. */
const ROOM = 1.2;

/**
 * Remembers folds of streams, the latest used ones, and brings each up to date with the store whenever it is asked for:
 * an answer is never older than the question, whoever else writes.
 */
export class Recaller {
  /** By the folding itself: a decider and those who stand on the same fold share what is known. */
  private readonly known = new Map<Recollection['on'], Folds<Recalled>>();
  constructor(private readonly events: EventStore, private readonly streams = STREAMS) {}

  /** The fold of a stream now. Of a stream that has not begun, at revision 0: what it is born as, or else the initial state. */
  async recall<State>(of: Recollection<State>, subject: string, stream = streamOf(of.noun, subject)): Promise<Recalled<State>> {
    const before = this.folds(of).get(stream) as Recalled<State> | undefined ?? { state: of.initial, revision: 0, causes: [] };
    const { events } = await this.events.read(stream, before.revision);
    const isBorn = before.revision === 0 && of.born !== undefined && (events.length === 0 || of.born.underlies === true);
    const known = isBorn ? { ...before, state: await this.born(of.born!, subject) } : before;
    return events.length > 0 ? this.learn(of, stream, known, events) : known;
  }

  private async born<State>({ of, state }: Birth<State>, subject: string): Promise<State> {
    const origin = of(subject);
    return state(subject, (await this.recall(origin.from, origin.subject)).state);
  }

  /** Adds events that follow what was recalled. Gaps are not filled: such news is left for the next reading. */
  learn<State>(of: Recollection<State>, stream: string, before: Recalled<State>, news: readonly StoredEvent[]): Recalled<State> {
    if (news[0]!.revision !== before.revision + 1) return before;
    const causes = before.causes.slice();
    for (const { cause } of news) if (causes.at(-1) !== cause) causes.push(cause);
    const now = { state: recall(of, before.state, news), revision: news.at(-1)!.revision, causes };
    this.folds(of).set(stream, now);
    return now;
  }

  private folds(of: Recollection): Folds<Recalled> {
    let folds = this.known.get(of.on);
    if (!folds) this.known.set(of.on, folds = new Folds(Math.max(this.streams, (of.atOnce ?? 0) * ROOM)));
    return folds;
  }
}
