import type { Actor, Complaint, Position, Refusal } from '#kernel';

/** What was written for a command: read your own write by asking for at least `position`. */
export type Receipt = Readonly<{
  stream: string; revision: number; position: Position;
  events: readonly Readonly<{ id: string; type: string; data: unknown }>[];
}>;

/** Who asks, when it happened if not now, and because of what. `cause` is the idempotency key: one cause decides once on a stream. */
export type Question = Readonly<{
  by: Actor; cause: string; correlation?: string | undefined;
  /** When it happened (RFC 3339, UTC); now, if not given. */ occurredAt?: string | undefined;
  /** The revision the caller has seen; another one is answered with StaleRevision. */ ifRevision?: number | undefined;
}>;

/** A lawful "no" on its way to the caller. Nothing was written. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(readonly refusal: Refusal) { super(`${refusal.refused}: ${refusal.detail ?? refusal.says} [${refusal.cites}]`); }
}

/** Not even a question: fields are missing, surplus or of another form. Nothing was written. */
export class Malformed extends Error {
  override name = 'Malformed';
  constructor(readonly complaints: readonly Complaint[]) { super(complaints.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')); }
}

/** The same cause was used before on this stream for another request. Nothing was written. */
export class KeyReused extends Error {
  override name = 'KeyReused';
  constructor(readonly key: string, stream: string) { super(`The key ${key} was used before for another request on ${stream}.`); }
}

/** The stream is not at the revision the caller has seen. Nothing was written. */
export class StaleRevision extends Error {
  override name = 'StaleRevision';
  constructor(readonly expected: number, readonly actual: number) { super(`The revision is ${actual}, not ${expected}.`); }
}
