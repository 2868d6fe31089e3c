import { IsCertificateNumber, IsCount, IsDay, IsName, IsParticipantCode, IsYear, Many, OneOf, type Inquiry, type Sights } from '#kernel';
import { numberPages } from './number-pages.view.ts';
import { numberSeries, type Series } from './number-series.view.ts';
import { numberOf, talliedOf, type Tally } from './pages.rules.ts';

class Asked { @IsParticipantCode() participant!: string }
class BlockCounted {
  @IsCertificateNumber() first!: string;
  @IsCertificateNumber() last!: string;
  @OneOf('trade', 'technical') series!: 'trade' | 'technical';
  @IsYear() year!: number;
  @IsName() printedBy!: string;
  @IsDay() receivedOn!: string;
  /** How many blanks: the six counts below together. */
  @IsCount() allocated!: number;
  @IsCount() used!: number;
  @IsCount() cancelled!: number;
  @IsCount() spoiled!: number;
  @IsCount() lost!: number;
  /** Passed over: a later number of the block is used, and nothing is known of this one. */
  @IsCount() unaccounted!: number;
  /** Not reached yet: they must be there when somebody counts. */
  @IsCount() left!: number;
}
class Blocks { @Many(() => BlockCounted, 0) blocks!: BlockCounted[] }

/** A block of blanks of one series, and what became of them. */
type Counted = Readonly<{ series: Series; block: Series['blocks'][number]; tally: Tally }>;

const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
};

/** Every block of a Participant, counted through. */
export const countedOf = async (participant: string, sights: Sights): Promise<readonly Counted[]> => {
  const [series, pages] = [await all<Series>(sights.rows(numberSeries, { participant })), await all<Parameters<typeof talliedOf>[1][number]>(sights.rows(numberPages, { participant }))];
  return series.flatMap((one) => one.blocks.map((block) => ({ series: one, block, tally: talliedOf({ prefix: one.prefix, digits: one.digits, first: block.first, last: block.last }, pages) })));
};

const lineOf = ({ series, block, tally }: Counted): BlockCounted => {
  const { used, cancelled, spoiled, lost, unaccounted, left } = tally;
  return {
    first: numberOf(series, block.first), last: numberOf(series, block.last), series: series.series, year: block.year, printedBy: block.printedBy, receivedOn: block.receivedOn,
    allocated: block.last - block.first + 1, used, cancelled, spoiled, lost, unaccounted, left,
  };
};

/** The stock of blank certificates (KPCS Annex I.A 4-5). */
export const numberBlocks: Inquiry<typeof Asked, typeof Blocks> = {
  name: 'certification/number-blocks',
  says: 'The blocks of certificate numbers of a Participant: how many are allocated, used, cancelled, spoiled, lost, unaccounted for, and left.',
  asks: Asked,
  answers: Blocks,
  answer: async ({ participant }, sights) => ({ blocks: (await countedOf(participant, sights)).map(lineOf).sort((a, b) => (a.first < b.first ? -1 : 1)) }),
};
