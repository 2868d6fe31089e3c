import { because, IsHsCode, IsMilliCarats, IsStones, IsText, IsUsdCents, Optional, refusals, type DataOf, type Decision, type HsCode, type Refusal } from '#kernel';
import { limited } from './change.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no as common, notFreeFor, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { FIELDS, type Field } from './vocabulary.events.ts';

const no = refusals({
  OneFigure:       { cites: 'custody/36', says: 'A correction is of one figure: two errors are two corrections, each with its own explanation.' },
  NothingWrong:    { cites: 'custody/37', says: 'A correction says something else than what was said.' },
  CorrectWhatCame: { cites: 'custody/38', says: 'A lot that was split or blended is not corrected any more: correct what came of it.' },
});

/** What was stated wrongly, as it should be: one of the figures. */
export class CorrectLot {
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsHsCode() hsCode?: HsCode;
  @IsText() explanation!: string;
}

const consumed = ({ status, holder, parts }: Lot, { by, subject }: AskedOfLot): Refusal | undefined => {
  if (holder !== by.party) return common.NotHolder;
  if (status === 'split') return because(no.CorrectWhatCame, `Lot ${subject} was split: ${parts[0]!.lot} is the first of its parts.`, { parts: parts.length });
  return status === 'blended' ? because(no.CorrectWhatCame, `Lot ${subject} was blended into another lot.`, { status }) : undefined;
};

const figureOff = (lot: Lot, data: DataOf<typeof CorrectLot>, fields: readonly Field[]): Refusal | undefined => {
  if (fields.length !== 1) return because(no.OneFigure, `${fields.length} of ${FIELDS.join(', ')} are given.`, { given: fields.length });
  const [field] = fields as [Field];
  if (lot[field] !== data[field]) return undefined;
  return because(no.NothingWrong, `The ledger says so already: ${field} is ${data[field]}.`, { field, is: data[field]! }, `#/${field}`);
};

/** What was said of the lot was wrong. The first statement stays; the correction points at it, says why, and always takes a second person. */
export const correct = (lot: Lot, data: DataOf<typeof CorrectLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const fields = FIELDS.filter((field) => data[field] !== undefined);
  const refused = consumed(lot, asked) ?? notFreeFor(lot, asked.by, asked.subject) ?? figureOff(lot, data, fields);
  return refused ?? limited(lot, { kind: 'correction', field: fields[0]!, ...data }, undefined, asked);
};

/** Saying that what was said was wrong. */
export const correcting = {
  commands: { CorrectLot },
  refusals: no,
  makes: ['LotApprovalRequested'],
  decide: { CorrectLot: correct },
} satisfies LotChapter<{ CorrectLot: typeof CorrectLot }>;
