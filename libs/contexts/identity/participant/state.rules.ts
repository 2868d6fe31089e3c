import type { Decision } from '../decision/decision.rules.ts';
import type { Examiner } from './examiner.recollection.ts';
import type { Flow, Since } from './standing.rules.ts';

/** From its first day; without an end it goes on. The end is the first day on which it holds no more. */
export type Embargo = Readonly<{ from: string; until?: string }>;

/**
 * The standing decided last, of the whole or of a flow; how each flow stands, in the whole territory and in its zones; the last embargo on each flow; and its zones.
 */
export type Participant = Since & Readonly<{ places: Readonly<Record<string, Since>>; embargoes: Readonly<Partial<Record<Flow, Embargo>>>; zones: readonly string[] }>;

/** What a change of a Participant has to know of others. */
export type Facts = { decision: Decision; monitor: Examiner };
