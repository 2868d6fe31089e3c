import type { Decider, Shapes } from './decider.ts';
import type { Refusal } from './refusal.ts';
import type { Complaint, DataOf, Shape } from './shape.ts';
import type { Recorded, View } from './view.ts';

/** A command that the ledger gives itself. */
export type Ask = Readonly<{ decider: Decider; subject: string; type: string; data: unknown }>;

/** A command for another stream, checked by the compiler like any other. */
export const ask = <C extends Shapes, T extends keyof C & string>(
  decider: Decider<any, any, C, any>, subject: string, type: T, data: DataOf<C[T]>,
): Ask => ({ decider, subject, type, data });

/**
 * Commands for many streams that stand or fall together, without a transaction: all are asked, in this order; once none is open any more, `then` is asked.
 * With `unless`, the first refusal (in the order of `all`) asks that instead of `then`; without it refusals do not matter.
 */
export type Together = Readonly<{ all: readonly Ask[]; then: Ask; unless?: (refusal: Refusal, refused: Ask) => Ask }>;

/** When this event happens, ask for these commands. A repeat is harmless: the cause is the event that set it off. */
export interface Reaction<Event extends { type: string; data: unknown } = any> {
  readonly name: string;
  readonly on: { readonly [T in Event['type']]?: (event: Recorded<Extract<Event, { type: T }>>) => readonly (Ask | Together)[] };
}

/**
 * Who keeps an eye on rows that should not stay as they are: every row of the view with this value in this index field is shown to `overdue`,
 * which asks for what is to be done about it, or undefined as long as there is time. It proposes; the stream’s own rule decides.
 */
export interface Watch<Row = any> {
  readonly name: string;
  readonly view: View;
  readonly where: Readonly<Record<string, string>>;
  /** @param now the ledger’s clock, as an instant */
  readonly overdue: (row: Row, now: string) => Ask | undefined;
}

/** What an inquiry may look at: rows, and walks over edges, all of one moment. Indexed fields only, as everywhere. */
export interface Sights {
  row(view: View, key: string): Promise<any>;
  rows(view: View, where: Readonly<Record<string, string | number>>, ranges?: Readonly<Record<string, Readonly<{ from?: string | number; to?: string | number }>>>): AsyncIterable<any>;
  /** Every edge that leads to the node (back), or away from it (forward), however far. */
  walk(view: View, node: string, direction: 'back' | 'forward'): Promise<Readonly<{ nodes: readonly string[]; edges: readonly any[] }>>;
}

/** A question that takes several views, or a walk, to answer: a recall, a chain of warranties. `asks` holds words of text or numbers only: it is an address. */
export interface Inquiry<Q extends Shape = any, A extends Shape = any> {
  readonly name: string;
  /** One sentence: what is answered. */
  readonly says: string;
  readonly asks: Q;
  readonly answers: A;
  /** What is wrong where each field fits its word, but one does not fit another. */
  readonly amiss?: (asked: DataOf<Q>) => readonly Complaint[];
  readonly answer: (asked: DataOf<Q>, sights: Sights) => Promise<DataOf<A>>;
}

/** A bounded context, complete: what it may decide, show, answer, and do by itself. */
export interface Context {
  readonly name: string;
  readonly deciders: readonly Decider[];
  readonly views: readonly View[];
  readonly reactions: readonly Reaction[];
  readonly watches: readonly Watch[];
  readonly inquiries: readonly Inquiry[];
}

export const context = (name: string, parts: Partial<Omit<Context, 'name'>>): Context =>
  ({ name, deciders: [], views: [], reactions: [], watches: [], inquiries: [], ...parts });
