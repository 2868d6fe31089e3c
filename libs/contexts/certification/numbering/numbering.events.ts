import { IsCount, IsDay, IsName, IsPartyId, IsText, IsYear, OneOf, wordFactory, type EventOf } from '#kernel';

const PREFIX = /^[A-Z]{2}[A-Z0-9]{0,12}$/;
/** What the numbers of a Participant begin with: its two letters, and whatever it puts between them and the serial number. */
export const IsNumberPrefix = wordFactory<string>('NumberPrefix', {
  says: 'what certificate numbers begin with: two capital letters, then at most 12 capital letters or digits', schema: { type: 'string', pattern: PREFIX.source },
  check: (value) => typeof value === 'string' && PREFIX.test(value),
});
export const IsDigits = wordFactory<number>('Digits', {
  says: 'how many digits a serial number has, from 1 to 15', schema: { type: 'integer', minimum: 1, maximum: 15 }, check: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 15,
});

// Names and fields below are on disk: add, never rename.
/** How a Participant writes its numbers (KPCS Annex I.A 4): a prefix and a serial number of so many digits. Each number has one spelling. */
class PatternSet {
  @IsNumberPrefix() prefix!: string;
  @IsDigits() digits!: number;
  @OneOf('trade', 'technical') series!: 'trade' | 'technical';
  @IsDay() from!: string;
  /** The document by which it was notified (KPCS II(d)). */
  @IsText() decision!: string;
}
/** Blanks that were printed and received: the serial numbers first to last of one prefix. What lies outside of every block was never issued. */
export class Block {
  @IsNumberPrefix() prefix!: string;
  @IsCount() first!: number;
  @IsCount() last!: number;
  /** The year for which they were printed. */
  @IsYear() year!: number;
  @IsName() printedBy!: string;
  @IsDay() receivedOn!: string;
}
class BlockAllocated extends Block { @IsPartyId() authority!: string }

export const numberingEvents = { PatternSet, BlockAllocated };
export type NumberingEvent = EventOf<typeof numberingEvents>;
