import { at, dayOf, IsDay, IsMilliCaratsOrNone, IsParticipantCode, IsPartyId, IsPermyriad, IsText, Many, One, OneOf, Optional, type View } from '#kernel';
import type { LimitEvent } from '../limit/limit.events.ts';
import { LIMIT_CAUSES, type LimitCause } from '../limit/limit.events.ts';
import { DEFAULT_LIMITS } from '../limit/limits.rules.ts';
import { ORIGIN_RULES, type OriginRule } from '../lot/vocabulary.events.ts';

class LimitShown {
  @OneOf(...LIMIT_CAUSES) cause!: LimitCause;
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsPermyriad() permyriad!: number;
  /** Whose it is: the ledger’s, or one that the authority set instead. */
  @OneOf('ledger', 'authority') setBy!: 'ledger' | 'authority';
}
class DisposalShown { @OneOf('allowed', 'forbidden') trade!: 'allowed' | 'forbidden'; @OneOf(...ORIGIN_RULES) origin!: OriginRule; @IsText() decision!: string; @IsDay() decidedOn!: string }
class LimitsRow {
  @IsParticipantCode() participant!: string;
  /** Every cause: the greater of a weight and a share may change without a second person. */
  @Many(() => LimitShown) limits!: LimitShown[];
  /** What its law says of confiscated goods: whether the State may sell them into trade, and what is then said of their origin. */
  @Optional() @One(() => DisposalShown) disposal?: DisposalShown;
  /** The last decision of the authority, who made it, and when. */
  @IsText() decision!: string;
  @IsPartyId() decidedBy!: string;
  @IsDay() decidedOn!: string;
}
type Row = Readonly<LimitsRow>;

const ofTheLedger = LIMIT_CAUSES.map((cause) => ({ cause, ...DEFAULT_LIMITS[cause], setBy: 'ledger' as const }));

/** What may go missing, or turn up, without a second person, in each territory that set limits of its own. Elsewhere those of the ledger hold. */
export const limits: View<typeof LimitsRow, LimitEvent> = {
  name: 'custody/limits',
  version: 2,
  row: LimitsRow,
  index: [],
  on: {
    LimitsSet: ({ subject, by, data: { limits, decision }, occurredAt }) => [at<Row>(subject, (row) => {
      const set = new Map(limits.map((limit) => [limit.cause, { ...limit, setBy: 'authority' as const }]));
      return { ...row, participant: subject, limits: (row?.limits ?? ofTheLedger).map((before) => set.get(before.cause) ?? before), decision, decidedBy: by, decidedOn: dayOf(occurredAt) };
    })],
    DisposalRuleSet: ({ subject, by, data: { trade, origin, decision }, occurredAt }) => [at<Row>(subject, (row) => {
      const decidedOn = dayOf(occurredAt);
      return { participant: subject, limits: ofTheLedger, decision, decidedBy: by, decidedOn, ...row, disposal: { trade, origin, decision, decidedOn } };
    })],
  },
};
