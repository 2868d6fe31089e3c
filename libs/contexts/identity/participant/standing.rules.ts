import { lastBegun } from '#kernel';
import type { Standing } from './ladder.events.ts';
export { isOpen, STANDINGS, type Standing } from './ladder.events.ts';

/** Out of a territory, or into it. */
export const FLOWS = ['export', 'import'] as const;
export type Flow = (typeof FLOWS)[number];

/** A standing, the first day on which it holds, and on what conditions, in words that can be compared. */
export type Since = Readonly<{ standing: Standing | 'none'; from: string; conditions?: string }>;

/** The flows a decision is about: both, if it does not say. */
export const flowsOf = (flow: Flow | 'both' = 'both'): readonly Flow[] => (flow === 'both' ? FLOWS : [flow]);

/** One flow of the whole territory, or of a zone of it. */
export const placeOf = (flow: Flow, zone = ''): string => `${flow}:${zone}`;

/** How a flow stands there by the last decision. A zone about which nothing was decided began with the whole, and says nothing of its own. */
export const sinceIn = (places: Readonly<Record<string, Since>>, flow: Flow, zone?: string): Since => places[placeOf(flow, zone)] ?? { standing: 'none', from: '' };

/** A decision on a standing, as it stands in a history. */
export type Decided = Readonly<{ standing: Standing; from: string; flow: Flow | 'both'; zone?: string }>;

/** The decision by which the whole, or a zone of it, stood on a day for a flow: the last one that had begun. */
export const decidedOn = <One extends Decided>(history: readonly One[], day: string, flow: Flow, zone?: string): One | undefined =>
  lastBegun(history.filter((one) => one.zone === zone && (one.flow === 'both' || one.flow === flow)), day);

/** How it stood then. */
export const standingOn = (history: readonly Decided[], day: string, flow: Flow, zone?: string): Standing | 'none' => decidedOn(history, day, flow, zone)?.standing ?? 'none';

/** The zones about which something was decided by that day. */
export const zonesOf = (history: readonly Decided[], day: string): string[] =>
  [...new Set(history.flatMap(({ zone, from }) => (zone !== undefined && from <= day ? [zone] : [])))];
