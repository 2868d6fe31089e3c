import { dayOf, isDay, isInstant, type Position, type Recorded } from '#kernel';

/**
 * A moment on two clocks. `asOf`, a day: what had happened by its end. `knownAt`, a day, an instant or a position of the log: what the ledger had
 * been told by then. Both together: what it knew then of what had happened by that day.
 */
export type Moment = Readonly<{ asOf?: string; knownAt?: string }>;

const POSITION = /^(?!\d{4}-)[\x21-\x7e]{1,128}$/;
const isPosition = (text: string): boolean => POSITION.test(text);

/** What each clock can be asked with: the sentence for people, and the check. What looks like a date is no position. */
export const CLOCKS = {
  asOf: { says: 'a day, as 2005-06-30', check: (text: string): boolean => isDay(text) },
  knownAt: { says: 'a day, as 2005-06-30, an instant in UTC, as 2005-06-30T12:00:00Z, or a position', check: (text: string): boolean => isDay(text) || isInstant(text) || isPosition(text) },
} as const;

/** The position at which the log was heard no further, if the moment names one. */
export const endOf = ({ knownAt }: Moment): Position | undefined => (knownAt !== undefined && isPosition(knownAt) ? knownAt : undefined);

const heardBy = (knownAt: string): ((event: Recorded) => boolean) => {
  if (isPosition(knownAt)) return ({ position }) => position <= knownAt;
  if (isDay(knownAt)) return ({ recordedAt }) => dayOf(recordedAt) <= knownAt;
  const lastMs = Date.parse(knownAt);
  return ({ recordedAt }) => Date.parse(recordedAt) <= lastMs;
};

/** Which events belong to this moment. */
export const belongsTo = ({ asOf, knownAt }: Moment): ((event: Recorded) => boolean) => {
  const heard = knownAt === undefined ? () => true : heardBy(knownAt);
  return asOf === undefined ? heard : (event) => dayOf(event.occurredAt) <= asOf && heard(event);
};
