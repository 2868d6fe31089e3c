import { IsLotId, IsMilliCarats, IsName, IsPartyId, IsUsdCents, ListOf, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
/** Lots seen as one, under a name: virtual. Each stays what and where it is, with its own origin. */
class LotsGrouped {
  @IsPartyId() holder!: string;
  @IsName() name!: string;
  @ListOf(IsLotId, 1, 1_000) lots!: string[];
  /** What they weighed, and were worth, on that day. */
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
}
class GroupDissolved { @IsPartyId() holder!: string; @ListOf(IsLotId, 1, 1_000) lots!: string[] }

export const groupEvents = { LotsGrouped, GroupDissolved };
export type GroupEvent = EventOf<typeof groupEvents>;
