import {
  IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsUsdCentsDifference, IsYear, Many, One, OneOf, Optional,
  sumOf, type DataOf, type Inquiry, type Sights,
} from '#kernel';
import { certificates } from '../certificates/certificates.view.ts';
import { bookOf, type Row } from '../certificates/page.rules.ts';

const MOST = 500_000;
const OUTCOMES = ['agrees', 'differs', 'unconfirmed', 'returning', 'lost'] as const;
type Outcome = (typeof OUTCOMES)[number];

class Asked {
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  /** Only trade with this one. */
  @Optional() @IsParticipantCode() counterparty?: string;
  /** Every certificate, or only those on which the two books do not agree. The latter, if left out. */
  @Optional() @OneOf('all', 'differences') show?: 'all' | 'differences';
}
/** A certificate as it stands in the exporter’s book and in the importer’s. Where one number stands for another, the books name the one under which the goods go. */
class Matched {
  @IsCertificateNumber() certificate!: string;
  @OneOf('export', 'import') flow!: 'export' | 'import';
  @IsParticipantCode() counterparty!: string;
  @OneOf(...OUTCOMES) outcome!: Outcome;
  @IsDay() dispatchedOn!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsDay() receivedOn?: string;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @Optional() @IsUsdCents() foundUsdCents?: number;
  /** Found, less stated. */
  @Optional() @IsMilliCaratsDifference() differenceMilliCarats?: number;
  @Optional() @IsUsdCentsDifference() differenceUsdCents?: number;
}
class Side {
  @IsCount() certificates!: number;
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Of those that the importing side confirmed: how many, and what it found. */
  @IsCount() confirmed!: number;
  @IsMilliCaratsOrNone() foundMilliCarats!: number;
  @IsCount() agreeing!: number;
}
class Matching { @One(() => Side) exports!: Side; @One(() => Side) imports!: Side; @Many(() => Matched, 0, MOST) lines!: Matched[] }

/** What counts as different is what was reported: two balances may differ within the tolerance. */
const QUANTITIES: ReadonlySet<string> = new Set(['weight', 'value', 'parcels', 'contents']);
const differs = ({ discrepancies }: Row): boolean => discrepancies.some(({ kind }) => QUANTITIES.has(kind));

const outcomeOf = (row: Row): Outcome => {
  if (row.receivedOn !== undefined) return differs(row) ? 'differs' : 'agrees';
  return row.status === 'returning' || row.status === 'lost' ? row.status : 'unconfirmed';
};

const foundIn = ({ receivedOn, foundMilliCarats, foundUsdCents, milliCarats, usdCents }: Row): Partial<Matched> => (receivedOn === undefined ? {} : {
  receivedOn, foundMilliCarats: foundMilliCarats!, differenceMilliCarats: foundMilliCarats! - milliCarats,
  ...(foundUsdCents !== undefined && { foundUsdCents, differenceUsdCents: foundUsdCents - usdCents }),
});

const lineOf = (row: Row, flow: 'export' | 'import'): Matched => {
  const { certificate, from, to, dispatchedOn, milliCarats, usdCents } = row;
  return { certificate, flow, counterparty: flow === 'export' ? to! : from, outcome: outcomeOf(row), dispatchedOn: dispatchedOn!, milliCarats, usdCents, ...foundIn(row) };
};

const sideOf = (lines: readonly Matched[]): Side => {
  const confirmed = lines.filter((line) => line.foundMilliCarats !== undefined);
  return {
    certificates: lines.length, milliCarats: sumOf(lines, (line) => line.milliCarats), usdCents: sumOf(lines, (line) => line.usdCents),
    confirmed: confirmed.length, foundMilliCarats: sumOf(confirmed, (line) => line.foundMilliCarats!), agreeing: lines.filter(({ outcome }) => outcome === 'agrees').length,
  };
};

const matched = async ({ participant, year, counterparty, show = 'differences' }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof Matching>> => {
  const book = bookOf(participant, year);
  const linesOf = async (flow: 'export' | 'import'): Promise<Matched[]> => {
    const lines: Matched[] = [];
    for await (const row of sights.rows(certificates, flow === 'export' ? { exportBook: book } : { importBook: book })) {
      if (counterparty !== undefined && counterparty !== (flow === 'export' ? row.to : row.from)) continue;
      lines.push(lineOf(row, flow));
    }
    return lines;
  };
  const [exported, imported] = [await linesOf('export'), await linesOf('import')];
  const lines = [...exported, ...imported];
  return { exports: sideOf(exported), imports: sideOf(imported), lines: show === 'all' ? lines : lines.filter(({ outcome }) => outcome !== 'agrees') };
};

/** The exporter’s book held against the importer’s, certificate by certificate. */
export const matching: Inquiry<typeof Asked, typeof Matching> = {
  name: 'certification/matching',
  says: 'The exporter’s and the importer’s books of a year, certificate by certificate: what was stated, what was found, and what is not confirmed.',
  asks: Asked,
  answers: Matching,
  answer: matched,
};
