import {
  IsCertificateNumber, IsDay, IsIncidentId, IsMilliCarats, IsParticipantCode, IsText, IsYear, ListOf, Many, OneOf, Optional, wordFactory, type DataOf, type Inquiry, type Sights,
} from '#kernel';
import { STATES } from '../certificate/steps.rules.ts';
import type { Status } from '../certificate/state.rules.ts';
import { certificates } from '../certificates/certificates.view.ts';
import { given, type Row } from '../certificates/page.rules.ts';
import { flags } from '../flags/flags.view.ts';
import { canonicalOf, type Flag } from '../numbering/canonical.rules.ts';
import type { Numbering } from '../numbering/numbering.recollection.ts';
import { readNumber } from '../numbering/reading.rules.ts';
import { numberSeries, type Series } from '../numbers/number-series.view.ts';

const MOST_SIGNS = 200;
const MOST_WARNINGS = 1_000;
/** Anything at all, also what cannot be seen: that is what is asked about. */
const IsWritten = wordFactory<string>('Written', {
  says: `a number as somebody wrote it, of 1 to ${MOST_SIGNS} characters`, schema: { type: 'string', minLength: 1, maxLength: MOST_SIGNS },
  check: (value) => typeof value === 'string' && value.length >= 1 && value.length <= MOST_SIGNS && value.isWellFormed(),
});

/** What is odd about a number as it was written, in words. */
const ODD: Readonly<Record<Flag, string>> = {
  'look-alike': 'letters or digits of another script that only look like those of the number', 'full-width': 'full-width letters or digits', invisible: 'characters that cannot be seen',
  direction: 'marks that turn the direction of writing', unreadable: 'signs that no number has', 'letter-for-digit': 'letters where the number has digits',
  'other-form': 'a form in which this Participant writes no numbers', 'other-country': 'the code of another country', 'never-printed': 'a number for which no blank was ever printed',
  'other-year': 'a number of another year’s blanks',
};
const FLAGS = Object.keys(ODD) as Flag[];
const IsFlag = wordFactory<Flag>('Flag', { says: `one of ${FLAGS.join(', ')}`, schema: { enum: FLAGS }, check: (value) => FLAGS.includes(value as Flag) });

/** Before it is issued there is no certificate, whatever is being prepared under its number. */
const NOT_ISSUED: ReadonlySet<string> = new Set<Status>(['none', 'requested', 'reviewed', 'refused']);
type Verdict = Exclude<Status, 'none' | 'requested' | 'reviewed' | 'refused'> | 'never-issued';
const VERDICTS = ['never-issued', ...Object.keys(STATES).filter((status) => !NOT_ISSUED.has(status))] as Verdict[];

class Asked {
  @IsWritten() number!: string;
  /** What the paper claims: whose it is, and of which year. */
  @Optional() @IsParticipantCode() participant?: string;
  @Optional() @IsYear() year?: number;
}
/** An authority warns of this number: why, and by what the paper is known. */
class Warning { @IsIncidentId() incident!: string; @IsText() reason!: string; @Optional() @IsText() specimen?: string; @IsDay() since!: string }
class Verified {
  @OneOf(...VERDICTS) status!: Verdict;
  /** The same as a sentence. */
  @IsText() says!: string;
  /** What is odd about the number as it was written. Blanks, hyphens and small letters are not. */
  @ListOf(IsFlag, 0, FLAGS.length) flags!: Flag[];
  /** The number in its one spelling. None: nothing can be meant by what was written. */
  @Optional() @IsCertificateNumber() number?: string;
  @Optional() @IsParticipantCode() participant?: string;
  @Optional() @IsDay() issuedOn?: string;
  @Optional() @IsDay() expiresOn?: string;
  @Optional() @IsDay() dispatchedOn?: string;
  @Optional() @IsDay() receivedOn?: string;
  @Optional() @IsMilliCarats() milliCarats?: number;
  /** What authorities warn of. None: nobody does. */
  @Optional() @Many(() => Warning, 1, MOST_WARNINGS) warnings?: Warning[];
  /** The number that stands for it now. */
  @Optional() @IsCertificateNumber() replacement?: string;
}

/** How the Participant with this code writes its numbers. */
const numberingOf = async (code: string, sights: Sights): Promise<Numbering> => {
  const patterns: Series[] = [];
  for await (const row of sights.rows(numberSeries, { participant: code })) patterns.push(row);
  return { patterns, blocks: patterns.flatMap(({ prefix, blocks }) => blocks.map(({ first, last, year }) => ({ prefix, first, last, year }))) };
};

/** Where the Participant has not told how it numbers, a number that is known here is not odd. */
const oddOf = (seen: readonly Flag[], { patterns }: Numbering, row: Row | undefined): Flag[] =>
  seen.filter((flag) => flag !== 'other-form' || row === undefined || patterns.length > 0);

/** What anybody may know who holds the paper: whose it is, its days, where it stands, and its carats. */
const publicOf = (row: Row): Partial<Verified> => {
  const { from: participant, issuedOn, expiresOn, dispatchedOn, receivedOn, milliCarats, replacement } = row;
  return { participant, ...given({ issuedOn, expiresOn, dispatchedOn, receivedOn, milliCarats: milliCarats > 0 ? milliCarats : undefined, replacement }) };
};

const warningsOf = async (number: string | undefined, sights: Sights): Promise<Warning[] | undefined> => {
  if (number === undefined) return undefined;
  const found: Warning[] = [];
  for await (const { incident, reason, specimen, flaggedOn: since } of sights.rows(flags, { certificate: number })) found.push({ incident, reason, ...given({ specimen }), since });
  return found.length === 0 ? undefined : found;
};

const sentence = (status: Verdict, number: string | undefined, odd: readonly Flag[], isWarned: boolean): string => {
  const stands = status === 'never-issued' ? 'was never issued' : STATES[status];
  const oddly = odd.map((flag) => ODD[flag]).join('; ');
  return `${number ?? 'This number'} ${stands}.${oddly === '' ? '' : ` What is written has ${oddly}.`}${isWarned ? ' An authority warns of this number.' : ''}`;
};

const verified = async ({ number: written, ...claimed }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof Verified>> => {
  const numbering = await numberingOf(readNumber(written).text.slice(0, 2), sights);
  const { number, flags: seen } = canonicalOf(written, numbering, claimed);
  const row: Row | undefined = number === undefined ? undefined : await sights.row(certificates, number);
  const [odd, warnings] = [oddOf(seen, numbering, row), await warningsOf(number, sights)];
  const known = row === undefined || NOT_ISSUED.has(row.status) ? undefined : row;
  const status = (known?.status ?? 'never-issued') as Verdict;
  return { status, says: sentence(status, number, odd, warnings !== undefined), flags: odd, ...given({ number, warnings }), ...(known && publicOf(known)) };
};

/** Is this paper what it says? (KPCS Annex I.A 4-5) */
export const verify: Inquiry<typeof Asked, typeof Verified> = {
  name: 'certification/verify',
  says: 'Whether a certificate number was ever issued, and how it stands: by the number as somebody wrote it, with what is odd about that.',
  asks: Asked,
  answers: Verified,
  answer: verified,
};
