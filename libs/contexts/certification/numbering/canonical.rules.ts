import { readNumber, type Oddity } from './reading.rules.ts';
import type { Block, Numbering, Pattern } from './numbering.recollection.ts';

export type Flag = Oddity | 'letter-for-digit' | 'other-form' | 'other-country' | 'never-printed' | 'other-year';

const NUMBER = /^[A-Z]{2}[A-Z0-9]{1,30}$/;

/** A number of this pattern and serial, in its one spelling. */
export const spelled = ({ prefix, digits }: Pick<Pattern, 'prefix' | 'digits'>, serial: number): string => `${prefix}${`${serial}`.padStart(digits, '0')}`;

/** The serial number of a text in this pattern, however many noughts it begins with; undefined if it is not of this pattern. */
const serialIn = ({ prefix, digits }: Pattern, text: string): number | undefined => {
  const rest = text.startsWith(prefix) ? text.slice(prefix.length).replace(/^0+(?=\d)/, '') : '';
  return /^\d+$/.test(rest) && rest.length <= digits ? Number(rest) : undefined;
};

type Placed = Readonly<{ pattern: Pattern; serial: number }>;

/** The pattern a text is of: the one in whose spelling it is written, else that with the longest prefix. */
const placed = ({ patterns }: Numbering, text: string): Placed | undefined => {
  const found = patterns.flatMap((pattern) => { const serial = serialIn(pattern, text); return serial === undefined ? [] : [{ pattern, serial }]; });
  return found.find(({ pattern, serial }) => spelled(pattern, serial) === text) ?? found.toSorted((a, b) => b.pattern.prefix.length - a.pattern.prefix.length)[0];
};

/** O and I, or L, for 0 and 1 in the serial number: no printer writes them, people do. */
const withDigits = ({ patterns }: Numbering, text: string): string[] => patterns.filter(({ prefix }) => text.startsWith(prefix))
  .map(({ prefix }) => prefix + text.slice(prefix.length).replaceAll('O', '0').replaceAll(/[IL]/g, '1'));

/** The pattern and the block of a number in its one spelling; neither, if it is spelled otherwise, and no block, if no blank of it was printed. */
export const blankOf = (number: string, numbering: Numbering): Readonly<{ pattern?: Pattern; block?: Block }> => {
  const found = placed(numbering, number);
  if (found === undefined || spelled(found.pattern, found.serial) !== number) return {};
  const block = numbering.blocks.find(({ prefix, first, last }) => prefix === found.pattern.prefix && first <= found.serial && found.serial <= last);
  return { pattern: found.pattern, ...(block && { block }) };
};

/** What a number was said to be, beside the number itself. */
export type Claimed = Readonly<{ participant?: string; year?: number }>;

const offCountry = (text: string, { participant }: Claimed): Flag[] => (participant !== undefined && !text.startsWith(participant) ? ['other-country'] : []);

const offBlock = (number: string, numbering: Numbering, { year }: Claimed): Flag[] => {
  const { block } = blankOf(number, numbering);
  if (block === undefined) return ['never-printed'];
  return year !== undefined && year !== block.year ? ['other-year'] : [];
};

/**
 * The number that is meant by what somebody typed or scanned, in its one spelling, with everything odd about it. No number, if nothing can be meant by it.
 * @param numbering of the Participant with whose code `readNumber(raw).text` begins
 */
export const canonicalOf = (raw: string, numbering: Numbering, claimed: Claimed = {}): Readonly<{ number?: string; flags: readonly Flag[] }> => {
  const { text, oddities } = readNumber(raw);
  const flags = [...oddities, ...offCountry(text, claimed)];
  const plain = placed(numbering, text);
  const found = plain ?? withDigits(numbering, text).map((guess) => placed(numbering, guess)).find((guess) => guess !== undefined);
  if (found === undefined) return { ...(NUMBER.test(text) && !oddities.includes('unreadable') && { number: text }), flags: [...flags, 'other-form'] };
  const number = spelled(found.pattern, found.serial);
  return { number, flags: [...flags, ...(plain ? [] : ['letter-for-digit' as const]), ...offBlock(number, numbering, claimed)] };
};
