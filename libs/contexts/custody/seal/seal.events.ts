import { IsLotId, IsParcelId, IsPartyId, IsSealRangeId, IsText, OneOf, Optional, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
/** Bound to one parcel, or to one lot on its way, for good. A number serves once. */
class SealUsed {
  @IsPartyId() holder!: string;
  @IsSealRangeId() range!: string;
  @OneOf('seal', 'bag') kind!: 'seal' | 'bag';
  @Optional() @IsParcelId() parcel?: string;
  @Optional() @IsLotId() lot?: string;
}
/** It did its work and was broken: opened, or inspected. */
class SealBroken {
  @IsPartyId() by!: string;
  @IsSealRangeId() range!: string;
  @Optional() @IsParcelId() parcel?: string;
  @Optional() @IsLotId() lot?: string;
  /** It had been reported missing, or declared void, and was in its place after all. */
  @Optional() @OneOf('missing', 'void') was?: 'missing' | 'void';
}
class SealVoided { @IsPartyId() holder!: string; @IsSealRangeId() range!: string; @IsText() reason!: string; @OneOf('issued', 'used') was!: 'issued' | 'used' }
class SealMissed { @IsPartyId() holder!: string; @IsSealRangeId() range!: string; @IsText() reason!: string; @OneOf('issued', 'used') was!: 'issued' | 'used' }

export const sealEvents = { SealUsed, SealBroken, SealVoided, SealMissed };
export type SealEvent = EventOf<typeof sealEvents>;
