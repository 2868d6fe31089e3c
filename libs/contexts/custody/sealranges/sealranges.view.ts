import { at, dayOf, IsCount, IsDay, IsPartyId, IsSealRangeId, OneOf, type Change, type View } from '#kernel';
import type { SealEvent } from '../seal/seal.events.ts';
import type { SealRangeEvent } from '../sealrange/sealrange.events.ts';

class SealRangeRow {
  @IsSealRangeId() range!: string;
  @OneOf('seal', 'bag') kind!: 'seal' | 'bag';
  @IsPartyId() issuer!: string;
  /** Who answers for every number of it. */
  @IsPartyId() to!: string;
  @IsCount() first!: number;
  @IsCount() last!: number;
  /** How many numbers: unused, used, broken, void and missing ones together. */
  @IsCount() issued!: number;
  /** Nothing became of them: they must be there when somebody counts. */
  @IsCount() unused!: number;
  /** On a parcel, or on a bag under way. */
  @IsCount() used!: number;
  @IsCount() broken!: number;
  @IsCount() void!: number;
  @IsCount() missing!: number;
  @IsDay() issuedOn!: string;
}
type Row = Readonly<SealRangeRow>;
type State = 'unused' | 'used' | 'broken' | 'void' | 'missing';

/** One number passes from one state to another: together they stay what was issued. */
const passed = (range: string, from: State, to: State): Change<Row>[] => [at<Row>(range, (row) => ({ ...row!, [from]: row![from] - 1, [to]: row![to] + 1 }))];
const stateOf = (was: 'issued' | 'used'): State => (was === 'issued' ? 'unused' : 'used');

/** The stock of seals and tamper-evident bags, range by range (KPCS IV(c)). What is missing is told apart from what is unused. */
export const sealRanges: View<typeof SealRangeRow, SealRangeEvent | SealEvent> = {
  name: 'custody/sealranges',
  version: 1,
  row: SealRangeRow,
  index: ['to', 'issuer'],
  on: {
    SealsIssued: ({ subject, data, occurredAt }) => {
      const issued = data.last - data.first + 1;
      return [at<Row>(subject, () => ({ range: subject, ...data, issued, unused: issued, used: 0, broken: 0, void: 0, missing: 0, issuedOn: dayOf(occurredAt) }))];
    },
    SealUsed: ({ data: { range } }) => passed(range, 'unused', 'used'),
    SealBroken: ({ data: { range, was } }) => passed(range, was ?? 'used', 'broken'),
    SealVoided: ({ data: { range, was } }) => passed(range, stateOf(was), 'void'),
    SealMissed: ({ data: { range, was } }) => passed(range, stateOf(was), 'missing'),
  },
};
