/** A piece of work that can be observed, and what may be told of it. Never a party, a stream or an id of goods: figures are seen by people who may not see the ledger. */
export type Work =
  | Readonly<{ name: 'command'; command: string }>
  | Readonly<{ name: 'append'; events: number }>
  | Readonly<{ name: 'projection'; events: number }>;

/** Does the work and notes what it sees. Must hand on what the work answers or throws. */
export type Observer = <T>(work: Work, run: () => Promise<T>) => Promise<T>;

const MS_PER_S = 1_000;
const observers = new Set<Observer>();

/** From now on this observer is round every piece of work of this thread. Returns the way to stop. */
export const observing = (observer: Observer): () => void => {
  observers.add(observer);
  return () => { observers.delete(observer); };
};

/** Does some work under the eyes of whoever observes. Where nobody does, it costs nothing. */
export const observed = <T>(work: Work, run: () => Promise<T>): Promise<T> => {
  if (observers.size === 0) return run();
  let go = run;
  for (const observer of observers) {
    const inner = go;
    go = () => observer(work, inner);
  }
  return go();
};

/** How a piece of work can end. */
export type Outcome = 'done' | 'refused' | 'malformed' | 'conflict' | 'busy' | 'unavailable' | 'failed';

/** By the name of the error: whoever throws it need not know of us. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  Refused: 'refused', KeyReused: 'refused', Malformed: 'malformed', TooLarge: 'malformed', StaleRevision: 'conflict', Conflict: 'conflict', Fenced: 'conflict',
  StoreBusy: 'busy', StoreUnavailable: 'unavailable', RowsUnavailable: 'unavailable', NotReached: 'unavailable',
};

export const outcomeOf = (error: unknown): Outcome => (error instanceof Error ? OUTCOMES[error.name] ?? 'failed' : 'failed');

/** An observer that is told of each piece of work how it ended, and after how many seconds. */
export const timed = (settled: (work: Work, outcome: Outcome, seconds: number) => void): Observer => async (work, run) => {
  const begunMs = performance.now();
  const settle = (outcome: Outcome) => settled(work, outcome, (performance.now() - begunMs) / MS_PER_S);
  try {
    const answer = await run();
    settle('done');
    return answer;
  } catch (error) {
    settle(outcomeOf(error));
    throw error;
  }
};

/** Is this something an operator should look at? A lawful no and a lost race are not. */
export const isTrouble = (outcome: Outcome): boolean => outcome === 'unavailable' || outcome === 'failed';
