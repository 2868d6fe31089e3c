import { IsDay, IsMicroDegrees, IsName, IsParticipantCode, IsPartyId, IsText, IsZoneId, OneOf, Optional, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
class SiteRegistered {
  @IsName() name!: string;
  @IsParticipantCode() participant!: string;
  /** The party that may record production here. */
  @IsPartyId() operator!: string;
  @OneOf('kimberlite', 'alluvial', 'marine') deposit!: 'kimberlite' | 'alluvial' | 'marine';
  /** Large-scale or artisanal and small-scale mining, as the returns tell them apart. */
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  /** The licence (KPCS Annex II ¶9, ¶11-12), and its first and last day. */
  @IsText() licence!: string;
  @IsDay() licensedFrom!: string;
  @IsDay() licensedTo!: string;
  /** Where it lies: both, or neither. */
  @Optional() @IsMicroDegrees() latitude?: number;
  @Optional() @IsMicroDegrees() longitude?: number;
}
/** In which zone of its Participant’s territory it lies, from that day on. */
class SiteZoned { @IsZoneId() zone!: string; @IsDay() from!: string }

export const siteEvents = { SiteRegistered, SiteZoned };
export type SiteEvent = EventOf<typeof siteEvents>;
