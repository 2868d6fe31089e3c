import { convertToCommandError, ErrorType, isCommandError } from '@eventstore/db-client';
import { StoreUnavailable, TooLarge } from './event-store.ts';

/**
 * Why a call came to nothing.
 * `unknown`: it may have been written, or not; asking again with the same ids at the same place is safe · `expired`: the same, because nobody answered in time ·
 * `slow`: the same, but the answer had begun · `moved`: the same, and the client has been told where the leader is ·
 * `wrong-revision`, `too-large`, `denied`, `deleted`, `refused`: nothing was written, and asking again would change nothing.
 */
export type Why = 'unknown' | 'expired' | 'slow' | 'moved' | 'wrong-revision' | 'too-large' | 'denied' | 'deleted' | 'refused';

const PASSING: ReadonlySet<Why> = new Set(['unknown', 'expired', 'slow', 'moved']);

export class Failure extends Error {
  override name = 'Failure';
  /** @param actual the last revision of the stream, counted from 1, if it was wrong */
  constructor(readonly why: Why, message: string, readonly actual = 0, options?: ErrorOptions) { super(message, options); }
  get isFinal(): boolean { return !PASSING.has(this.why); }
}

const BY_TYPE: Partial<Record<ErrorType, Why>> = {
  [ErrorType.NOT_LEADER]: 'moved', [ErrorType.ACCESS_DENIED]: 'denied', [ErrorType.STREAM_DELETED]: 'deleted', [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED]: 'too-large',
  [ErrorType.INVALID_ARGUMENT]: 'refused', [ErrorType.UNSUPPORTED]: 'refused', [ErrorType.INVALID_TRANSACTION]: 'refused',
};
/** gRPC statuses that the client has no error for. */
const BY_CODE: Partial<Record<number, Why>> = { 3: 'refused', 7: 'denied', 12: 'refused' };

/** The client’s own reading of an error; it trips over some. */
const commandErrorOf = (error: Error): Error => {
  try {
    return convertToCommandError(error);
  } catch {
    return error;
  }
};

/** Classes whatever a call threw. What nobody recognises may have been written. */
export const failureOf = (thrown: unknown): Failure => {
  if (thrown instanceof Failure) return thrown;
  const error = commandErrorOf(thrown instanceof Error ? thrown : new Error(String(thrown)));
  const code = 'code' in error && typeof error.code === 'number' ? error.code : -1;
  const known = isCommandError(error) ? BY_TYPE[(error as { type: ErrorType }).type] : undefined;
  return new Failure(known ?? BY_CODE[code] ?? 'unknown', error.message, 0, { cause: error });
};

/** As the port says it. */
export const portErrorOf = (failure: Failure, what: string): Error => {
  if (failure.why === 'too-large') return new TooLarge(`${what}: ${failure.message}`, { cause: failure });
  const remedy: Partial<Record<Why, string>> = {
    denied: 'The user in the store’s address lacks the right: it must read $all and read and write the ledger’s streams.',
    deleted: 'The stream was deleted by somebody else; this ledger never deletes.',
  };
  return new StoreUnavailable([`${what}: ${failure.message}`, remedy[failure.why]].filter(Boolean).join(' '), { cause: failure });
};
