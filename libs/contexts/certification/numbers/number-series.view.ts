import { at, IsCount, IsDay, IsName, IsParticipantCode, IsPartyId, IsText, IsYear, Many, OneOf, type View } from '#kernel';
import { IsDigits, IsNumberPrefix, type NumberingEvent } from '../numbering/numbering.events.ts';

/** Blanks that were printed and received. */
class Block {
  @IsCount() first!: number;
  @IsCount() last!: number;
  @IsYear() year!: number;
  @IsName() printedBy!: string;
  @IsDay() receivedOn!: string;
  @IsPartyId() authority!: string;
}
class NumberSeries {
  @IsNumberPrefix() prefix!: string;
  @IsParticipantCode() participant!: string;
  @IsDigits() digits!: number;
  @OneOf('trade', 'technical') series!: 'trade' | 'technical';
  @IsDay() from!: string;
  @IsText() decision!: string;
  @Many(() => Block, 0) blocks!: Block[];
}
type Row = Readonly<NumberSeries>;
export type Series = Row;

/** How each Participant writes its numbers, and which blanks it has (KPCS Annex I.A 4). Key: what the numbers begin with. */
export const numberSeries: View<typeof NumberSeries, NumberingEvent> = {
  name: 'certification/number-series',
  version: 1,
  row: NumberSeries,
  index: ['participant'],
  on: {
    PatternSet: ({ subject, data }) => [at<Row>(data.prefix, (row) => ({ blocks: [], ...row, participant: subject, ...data }))],
    BlockAllocated: ({ data: { prefix, ...block } }) => [at<Row>(prefix, (row) => ({ ...row!, blocks: [...row!.blocks, block] }))],
  },
};
