import { at, dayOf, IsDay, IsGroupId, IsLotId, IsMilliCarats, IsName, IsPartyId, IsUsdCents, ListOf, OneOf, Optional, type View } from '#kernel';
import type { GroupEvent } from '../group/group.events.ts';

class GroupRow {
  @IsGroupId() group!: string;
  @OneOf('grouped', 'dissolved') status!: 'grouped' | 'dissolved';
  @IsPartyId() holder!: string;
  @IsName() name!: string;
  @ListOf(IsLotId, 1, 1_000) lots!: string[];
  /** What they weighed, and were worth, when they were grouped. What they are now is on their own pages. */
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsDay() groupedOn!: string;
  @Optional() @IsDay() dissolvedOn?: string;
}
type Row = Readonly<GroupRow>;

/** Lots seen as one under a name: virtual. Each stays what and where it is. */
export const groups: View<typeof GroupRow, GroupEvent> = {
  name: 'custody/groups',
  version: 1,
  row: GroupRow,
  index: ['holder', 'status'],
  on: {
    LotsGrouped: ({ subject, data, occurredAt }) => [at<Row>(subject, () => ({ group: subject, status: 'grouped', ...data, groupedOn: dayOf(occurredAt) }))],
    GroupDissolved: ({ subject, occurredAt }) => [at<Row>(subject, (row) => ({ ...row!, status: 'dissolved', dissolvedOn: dayOf(occurredAt) }))],
  },
};
