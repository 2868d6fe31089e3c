import type { Field, Position } from '#kernel';
import { Malformed, type When } from '#platform/cqrs';
import { CLOCKS, type Moment } from '#platform/read-models';
import { misplaced, type Misplaced } from './problem.ts';
import { isVisible, type Request } from './wire.ts';

const WHOLE = /^(?:0|-?[1-9][0-9]{0,15})$/;

/** Reads a parameter as the field has it: digits are a number only where the field is one. Undefined if the field cannot hold it. */
export const valueOf = ({ schema, check }: Field, text: string): string | number | undefined => {
  const { type, enum: fixed } = schema as { type?: string; enum?: unknown[] };
  const isNumber = type === 'integer' || fixed?.every((one) => typeof one === 'number');
  const value = isNumber && WHOLE.test(text) ? Number(text) : text;
  return check(value) ? value : undefined;
};

/** Text that every engine can keep, and so ask for: PostgreSQL has no U+0000. */
export const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
export const KEEPABLE_SAYS = 'must hold no U+0000 and no half of a surrogate pair';

/** Reads parameters one by one and keeps account of what is wrong. Repeated and unknown ones (brackets included) are refused by name. */
export class Parameters {
  readonly wrong: Misplaced[] = [];
  constructor(private readonly query: Request['query'], known: ReadonlySet<string>) {
    for (const [name, value] of Object.entries(query)) {
      if (!known.has(name)) this.complain(name, `is not a parameter of this; they are ${[...known].join(', ')}`);
      else if (typeof value !== 'string') this.complain(name, 'must be given once');
      else if (!isKeepable(value)) this.complain(name, KEEPABLE_SAYS);
    }
  }

  /** The value of one parameter, if it is there. `read` yields undefined for what it cannot take. */
  take<T>(name: string, says: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.query[name];
    if (typeof text !== 'string' || !isKeepable(text)) return undefined;
    const value = read(text);
    if (value === undefined) this.complain(name, `must be ${says}`);
    return value;
  }

  limit(max: number): number | undefined {
    return this.take('limit', `a whole number from 1 to ${max}`, (text) => (WHOLE.test(text) && Number(text) >= 1 && Number(text) <= max ? Number(text) : undefined));
  }

  complain(name: string, detail: string): void { this.wrong.push(misplaced('query', name, detail)); }

  /** @throws Malformed if anything was wrong */
  done(): void { if (this.wrong.length > 0) throw new Malformed(this.wrong); }
}

const position = (text: string) => (isVisible(text) ? text : undefined);
const POSITION_SAYS = 'a position, as a receipt has it';

/** Up to where the answer must know the log: a header, or a parameter where headers cannot be set. */
const minPositionOf = ({ headers }: Request, parameters: Parameters): Position | undefined => {
  const header = headers['min-position'];
  if (header !== undefined && !isVisible(header)) parameters.wrong.push(misplaced('header', 'Min-Position', `must be ${POSITION_SAYS}`));
  return parameters.take('minPosition', POSITION_SAYS, position) ?? header as Position | undefined;
};

const momentOf = (parameters: Parameters): Moment | undefined => {
  const at = (clock: keyof typeof CLOCKS) => parameters.take(clock, CLOCKS[clock].says, (text) => (CLOCKS[clock].check(text) ? text : undefined));
  const [asOf, knownAt] = [at('asOf'), at('knownAt')];
  if (asOf === undefined && knownAt === undefined) return undefined;
  return { ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) };
};

/** The parameters by which any look says when. */
export const WHEN = ['minPosition', 'asOf', 'knownAt'] as const;

/** How far the answer must know the log, and of which moment it shall be. */
export const whenOf = (request: Request, parameters: Parameters): When => ({ minPosition: minPositionOf(request, parameters), moment: momentOf(parameters) });
