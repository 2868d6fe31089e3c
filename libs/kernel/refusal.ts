import { dayOf } from './calendar.ts';

/** A lawful "no": its code, the clause it stands on, one sentence a clerk understands, and, where known, why in figures and which field. */
export type Refusal = Readonly<{
  refused: string; cites: string; says: string;
  /** It is not for this actor to ask: another one might. */ forbids?: true;
  detail?: string; figures?: Readonly<Record<string, string | number>>; pointer?: string;
}>;

/** The refusals of one decider, by code. */
export const refusals = <K extends string>(table: Record<K, { readonly cites: string; readonly says: string; readonly forbids?: true }>) =>
  Object.fromEntries(Object.entries(table).map(([refused, it]) => [refused, { refused, ...(it as object) }])) as { readonly [P in K]: Refusal };

/** The same refusal with the facts of this case: a sentence with the figures, the figures themselves, and the field they concern. */
export const because = (refusal: Refusal, detail: string, figures: Readonly<Record<string, string | number>> = {}, pointer?: string): Refusal =>
  ({ ...refusal, detail, figures, ...(pointer === undefined ? {} : { pointer }) });

/** Why this is before the last that the ledger knows of something, as the given refusal has it; undefined if it is not. */
export const beforeTheLast = (refusal: Refusal, name: string, lastOn: string, { occurredAt }: Readonly<{ occurredAt: string }>): Refusal | undefined => {
  const on = dayOf(occurredAt);
  return on < lastOn ? because(refusal, `The ledger knows of ${name} up to ${lastOn}; this is of ${on}.`, { lastOn, on }, '#/occurredAt') : undefined;
};

export const isRefusal = (decision: unknown): decision is Refusal => typeof decision === 'object' && decision !== null && 'refused' in decision;
