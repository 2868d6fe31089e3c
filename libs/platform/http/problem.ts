import { HttpException } from '@nestjs/common';
import { BEFORE_ALL, type Complaint, type Refusal } from '#kernel';
import { Unauthenticated } from '#platform/access';
import { KeyReused, Malformed, Refused, StaleRevision, TooMuch } from '#platform/cqrs';
import { Conflict, StoreBusy, StoreUnavailable, TooLarge } from '#platform/event-store';
import { BeyondLog, NotReached } from '#platform/read-models';
import { kebab } from './addresses.ts';

/** RFC 9457, with what we add: `code`, `cites`, `figures`, `pointer` of a refusal, `errors` of a malformed request. */
export type Problem = Readonly<{
  type: string; title: string; status: number; detail?: string;
  code?: string; cites?: string; figures?: Readonly<Record<string, string | number>>; pointer?: string;
  errors?: readonly Misplaced[];
}>;

/** What is wrong and where; `in` says so if it is not in the body. */
export type Misplaced = Complaint & Readonly<{ in?: 'query' | 'header' }>;

/** Problems that are not refusals of a rule: status, name of the page, title, and what the caller can do. */
export const COMMON_PROBLEMS = [
  [400, 'malformed', 'This is not a well-formed request.', 'Correct the fields named in `errors` and ask again.'],
  [401, 'unauthenticated', 'Nobody known is asking.', 'Send a valid token: Authorization: Bearer <token>.'],
  [403, 'forbidden', 'This token does not open this.', 'Ask with the token of a party that may.'],
  [404, 'not-found', 'There is no such thing.', 'Check the address and the key.'],
  [405, 'method-not-allowed', 'This address does not know this method.', 'Use a method named in Allow.'],
  [409, 'conflict', 'Somebody else was faster.', 'Ask again, with the same Idempotency-Key.'],
  [412, 'stale-revision', 'The thing has changed since you saw it.', 'Look at it again, then decide whether to ask again with its revision.'],
  [413, 'too-large', 'This is more than one request may carry.', 'Send less: a body holds at most 256 KiB.'],
  [414, 'uri-too-long', 'The address is too long.', 'Ids have at most 64 characters, and lots a few more.'],
  [415, 'unsupported-media-type', 'Bodies are application/json in UTF-8, not compressed.', 'Send Content-Type: application/json and no Content-Encoding.'],
  [422, 'too-much', 'This asks for more than one answer may rest on.', 'Ask for less: a shorter time, a smaller thing.'],
  [422, 'key-reused', 'This idempotency key was used before for another request.', 'Use a new key for a new request.'],
  [431, 'headers-too-large', 'The headers are too large.', 'Send less.'],
  [500, 'internal', 'The ledger failed. Nothing is known to be written.', 'Ask again with the same Idempotency-Key; tell the operator the X-Request-Id.'],
  [503, 'unavailable', 'The ledger cannot answer just now. Nothing was acknowledged.', 'Ask again after the seconds named in Retry-After, with the same Idempotency-Key: if it was written after all, you get the first answer.'],
  [504, 'not-reached', 'The views do not know that much of the log yet.', 'Ask again in a moment, or without Min-Position. A view of a past moment is folded when it is asked for, and goes on being folded.'],
] as const;

export type ProblemName = (typeof COMMON_PROBLEMS)[number][1];

const byName = new Map<string, (typeof COMMON_PROBLEMS)[number]>(COMMON_PROBLEMS.map((one) => [one[1], one]));
const byStatus = new Map<number, (typeof COMMON_PROBLEMS)[number]>(COMMON_PROBLEMS.map((one) => [one[0], one]));

/** Says no with one of the common problems. */
export class Trouble extends Error {
  override name = 'Trouble';
  constructor(readonly problem: ProblemName, readonly more: Partial<Problem> = {}) { super(problem); }
}

/** Something in the query or the headers is of another form. */
export const misplaced = (where: 'query' | 'header', name: string, detail: string): Misplaced => ({ in: where, pointer: `#/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail });

const common = (name: ProblemName, more: Partial<Problem> = {}): Problem => {
  const [status, , title] = byName.get(name)!;
  return { type: `/problems/${name}`, title, status, ...more };
};

/** 403 if it is not for this actor, else 422. */
export const statusOf = ({ forbids }: Refusal): number => (forbids ? 403 : 422);

const refusal = ({ refusal }: Refused): Problem => {
  const { refused, cites, says, forbids: _, ...more } = refusal;
  return { type: `/problems/${kebab(refused)}`, title: says, status: statusOf(refusal), code: refused, cites, ...more };
};

/** Errors of ours and what they are to a caller. Whatever is not listed here tells a caller nothing. */
const known: readonly (readonly [type: abstract new (...args: never[]) => Error, say: (error: never) => Problem])[] = [
  [Refused, refusal],
  [Malformed, ({ complaints }: Malformed) => common('malformed', { errors: complaints })],
  [Trouble, ({ problem, more }: Trouble) => common(problem, more)],
  [Unauthenticated, ({ message }: Unauthenticated) => common('unauthenticated', { detail: message })],
  [KeyReused, () => common('key-reused', { code: 'KeyReused', cites: 'http/1' })],
  [StaleRevision, ({ expected, actual }: StaleRevision) => common('stale-revision', { detail: `It is at revision ${actual}, not ${expected}.`, figures: { expected, actual } })],
  [Conflict, () => common('conflict')],
  [TooLarge, () => common('too-large')],
  [StoreBusy, () => common('unavailable')],
  [StoreUnavailable, () => common('unavailable')],
  [BeyondLog, ({ position }: BeyondLog) => common('malformed', { errors: [misplaced('query', 'knownAt', `must be a position of this log, which does not reach ${position}`)] })],
  [TooMuch, ({ message, most }: TooMuch) => common('too-much', { detail: message, figures: { most } })],
  [NotReached, ({ wanted }: NotReached) => common(wanted === BEFORE_ALL ? 'unavailable' : 'not-reached')],
];

/** What an error is to the caller. Internals, stacks and statements stay here. */
export const problemOf = (error: unknown): Problem => {
  for (const [type, say] of known) if (error instanceof type) return say(error as never);
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  const standard = byStatus.get(status as number);
  return standard && standard[0] < 500 ? common(standard[1]) : common('internal');
};
