import { IsMilliCarats, IsMilliCaratsOrNone, IsParticipantCode, IsPartyId, IsStones, IsText, IsZoneId, Many, OneOf, Optional } from '#kernel';

// Names and fields below are on disk: add, never rename.
/**
 * How many of the carats, and where they were counted of the stones, come from which country of origin (KPCS section I), and from which zone of it, if that was told.
 * Tainted: dug in a zone that was not compliant, and not released by an audit since. A country, a zone and a taint together are one share.
 */
export class OriginShare {
  @IsParticipantCode() participant!: string;
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsZoneId() zone?: string;
  @Optional() @OneOf('zone') taint?: 'zone';
}

/** A monitor’s audit of a stockpile found it in order: so many carats are not tainted any more. Whence they came does not change. */
export class LotTaintReleased {
  @IsPartyId() holder!: string;
  /** The monitor, or the Chair. */
  @IsPartyId() releasedBy!: string;
  @IsText() audit!: string;
  @Optional() @IsText() document?: string;
  /** How many of the carats were released, and how many stay tainted. */
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCaratsOrNone() taintedMilliCarats!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
}
