import type { Recorded } from '#kernel';

/** What became of a number: used; cancelled or refused after somebody asked for it; spoiled as a blank; lost as a blank; nothing yet. */
export const MARKS = { used: 'u', cancelled: 'c', spoiled: 's', lost: 'l', untouched: '.' } as const;
export type Mark = (typeof MARKS)[keyof typeof MARKS];

const LAST_DIGITS = /^(.*?)([0-9]{1,2})$/;
/** Numbers are kept by the hundred: the page is what they share, with an underscore for each of the last digits. */
export type Place = Readonly<{ page: string; line: number; lines: number }>;

/** The page of a number, and its line there; undefined for one that does not end in a digit. */
export const placeOf = (number: string): Place | undefined => {
  const [, head, digits] = LAST_DIGITS.exec(number) ?? [];
  return digits === undefined ? undefined : { page: head! + '_'.repeat(digits.length), line: Number(digits), lines: 10 ** digits.length };
};

type Page = Readonly<{ page: string; marks: string }>;
type Range = Readonly<{ prefix: string; digits: number; first: number; last: number }>;
/** Some serial numbers in a row. */
export type Run = Readonly<{ first: number; last: number }>;
/** What became of the blanks of a block. Those before the highest number touched of which nothing is known are unaccounted for; those after it are left. */
export type Tally = Readonly<Record<'used' | 'cancelled' | 'spoiled' | 'lost' | 'unaccounted' | 'left', number> & { gaps: readonly Run[] }>;

const NAMES: ReadonlyMap<string, 'used' | 'cancelled' | 'spoiled' | 'lost'> = new Map([[MARKS.used, 'used'], [MARKS.cancelled, 'cancelled'], [MARKS.spoiled, 'spoiled'], [MARKS.lost, 'lost']]);

/** The first serial number of a page of this prefix and so many digits; undefined for a page of other numbers. */
const firstOn = ({ prefix, digits }: Range, { page }: Page): number | undefined => {
  const serial = page.startsWith(prefix) && page.length === prefix.length + digits ? page.slice(prefix.length).replaceAll('_', '0') : '';
  return /^[0-9]+$/.test(serial) ? Number(serial) : undefined;
};

/** The pages of a block, in order, each with the serial number of its first line. */
const pagesOf = (block: Range, pages: readonly Page[]) => pages.flatMap((page) => {
  const base = firstOn(block, page);
  return base === undefined || base > block.last || base + page.marks.length <= block.first ? [] : [{ base, marks: page.marks }];
}).sort((a, b) => a.base - b.base);

/** Counts a block through. A large authority has hundreds of thousands of numbers: one pass, nothing made on the way. */
export const talliedOf = (block: Range, pages: readonly Page[]): Tally => {
  const [counts, gaps] = [{ used: 0, cancelled: 0, spoiled: 0, lost: 0, unaccounted: 0 }, [] as Run[]];
  let next = block.first;
  for (const { base, marks } of pagesOf(block, pages)) {
    const end = Math.min(marks.length, block.last - base + 1);
    for (let line = Math.max(0, block.first - base); line < end; line += 1) {
      const name = NAMES.get(marks[line]!);
      if (name === undefined) continue;
      if (base + line > next) { gaps.push({ first: next, last: base + line - 1 }); counts.unaccounted += base + line - next; }
      counts[name] += 1;
      next = base + line + 1;
    }
  }
  return { ...counts, left: block.last - next + 1, gaps };
};

/** A number in its one spelling. */
export const numberOf = ({ prefix, digits }: Pick<Range, 'prefix' | 'digits'>, serial: number): string => `${prefix}${`${serial}`.padStart(digits, '0')}`;

/** The Participant in whose series the number of an event is. */
export const participantOf = ({ subject }: Pick<Recorded, 'subject'>): string => subject.slice(0, 2);
