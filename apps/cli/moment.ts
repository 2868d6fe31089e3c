import { BeyondLog, CLOCKS, type Moment } from '#platform/read-models';
import { UsageError } from './output.ts';

/** The two clocks, as they stand on a command line. */
export type MomentOptions = Readonly<{ asOf?: string; knownAt?: string }>;

const FLAGS = { asOf: '--as-of', knownAt: '--known-at' } as const;

/** The moment of which an answer shall be; undefined: now. @throws UsageError */
export const momentOf = (options: MomentOptions): Moment | undefined => {
  for (const clock of ['asOf', 'knownAt'] as const) {
    const text = options[clock];
    if (text !== undefined && !CLOCKS[clock].check(text)) throw new UsageError(`${FLAGS[clock]}: ${text} is not ${CLOCKS[clock].says}.`);
  }
  const { asOf, knownAt } = options;
  if (asOf === undefined && knownAt === undefined) return undefined;
  return { ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) };
};

/** Does some work; a position that the log does not reach is a mistake of the caller. */
export const ofTheLog = async <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => {
  throw error instanceof BeyondLog ? new UsageError(`--known-at: ${error.message}`) : error;
});

/** A line that says of which moment an answer is, if it is not of now, and what it had to leave out. */
export const momentLine = ({ asOf, knownAt, notYet = 0 }: Moment & Readonly<{ notYet?: number }>): string[] => {
  if (asOf === undefined && knownAt === undefined) return [];
  const [then, by] = [asOf && `as of ${asOf}`, knownAt && `as known at ${knownAt}`];
  return [`(${[then, by].filter(Boolean).join(', ')}${notYet > 0 ? `; ${notYet} changes left out, for what they change had not happened yet` : ''})`];
};
