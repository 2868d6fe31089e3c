import type { Decider, Shapes } from './decider.ts';
import type { DataOf } from './shape.ts';
import type { Recorded, View } from './view.ts';

/** A command that the ledger gives itself. */
export type Ask = Readonly<{ decider: Decider; subject: string; type: string; data: unknown }>;

/** A command for another stream, checked by the compiler like any other. */
export const ask = <C extends Shapes, T extends keyof C & string>(
  decider: Decider<any, any, C, any>, subject: string, type: T, data: DataOf<C[T]>,
): Ask => ({ decider, subject, type, data });

/** When this event happens, ask for these commands. A repeat is harmless: the cause is the event that set it off. */
export interface Reaction<Event extends { type: string; data: unknown } = any> {
  readonly name: string;
  readonly on: { readonly [T in Event['type']]?: (event: Recorded<Extract<Event, { type: T }>>) => readonly Ask[] };
}

/** A bounded context, complete: what it may decide, show, and react to. */
export interface Context {
  readonly name: string;
  readonly deciders: readonly Decider[];
  readonly views: readonly View[];
  readonly reactions: readonly Reaction[];
}

export const context = (name: string, parts: Partial<Omit<Context, 'name'>>): Context =>
  ({ name, deciders: [], views: [], reactions: [], ...parts });
