import { IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, IsPermyriad, IsText, Many, OneOf, Optional, wordFactory, type DataOf, type Inquiry, type Sights } from '#kernel';
import { certificates } from '../certificates/certificates.view.ts';
import { given, quarterBookOf, type Row } from '../certificates/page.rules.ts';
import { drawnFrom, quartersBefore, usualDraw, type Draw } from './draw.rules.ts';

const MOST = 500_000;
const QUARTER = /^(19|20|21)\d\d-Q[1-4]$/;
/** A quarter of a year, as 2005-Q1. */
const IsQuarter = wordFactory<string>('Quarter', {
  says: 'a quarter of a year, as 2005-Q1', schema: { type: 'string', pattern: QUARTER.source }, check: (value) => typeof value === 'string' && QUARTER.test(value),
});

class Asked {
  @IsParticipantCode() participant!: string;
  @IsQuarter() quarter!: string;
  /** How much is drawn, in ten-thousandths. A tenth, if left out. */
  @Optional() @IsPermyriad() permyriad?: number;
  /** From what the draw is made: the same seed draws the same. */
  @Optional() @IsText() seed?: string;
}
class Drawn {
  @IsCertificateNumber() certificate!: string;
  @IsPartyId() exporter!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsDay() issuedOn!: string;
  /** What was found, if somebody looked. */
  @Optional() @OneOf('in-order', 'irregular') audit?: 'in-order' | 'irregular';
  @Optional() @IsDay() auditedOn?: string;
}
class Sample {
  /** How many went fast in the quarter; and those that are to be looked at again. */
  @IsCount() fast!: number;
  @IsCount() unaudited!: number;
  @IsPermyriad() permyriad!: number;
  @IsText() seed!: string;
  @Many(() => Drawn, 0, MOST) drawn!: Drawn[];
}

/** Everything that went fast in a quarter and was not cancelled. */
const fastIn = async (book: string, sights: Sights): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const row of sights.rows(certificates, { fastBook: book })) if (row.status !== 'void') found.push(row);
  return found;
};

/** What was drawn of the last four quarters by that day, and nobody has looked at again; with the last day of its quarter. */
export const unaudited = async (participant: string, on: string, asked: Partial<Draw>, sights: Sights): Promise<Readonly<{ row: Row; since: string }>[]> => {
  const found: { row: Row; since: string }[] = [];
  for (const since of quartersBefore(on)) {
    const book = quarterBookOf(participant, since);
    const drawn = drawnFrom(await fastIn(book, sights), { ...usualDraw(book), ...asked });
    found.push(...drawn.filter(({ audit }) => audit === undefined).map((row) => ({ row, since })));
  }
  return found;
};

const sampled = async ({ participant, quarter, ...asked }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof Sample>> => {
  const book = `${participant}-${quarter}`;
  const draw = { ...usualDraw(book), ...given(asked) };
  const fast = await fastIn(book, sights);
  const drawn = drawnFrom(fast, draw).map(({ certificate, exporter, milliCarats, issuedOn, audit, auditedOn }): Drawn =>
    ({ certificate, exporter: exporter!, milliCarats, issuedOn: issuedOn!, ...given({ audit, auditedOn }) }));
  return { fast: fast.length, unaudited: drawn.filter(({ audit }) => audit === undefined).length, ...draw, drawn };
};

/** Which certificates of the fast queue are looked at again: a draw that anybody can repeat (S2 ¶22.16). */
export const auditSample: Inquiry<typeof Asked, typeof Sample> = {
  name: 'certification/audit-sample',
  says: 'Which certificates of the fast queue of a quarter are drawn for the audit afterwards, and what was found: the same seed draws the same.',
  asks: Asked,
  answers: Sample,
  answer: sampled,
};
