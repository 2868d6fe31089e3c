import { at, IsDay, IsMicroDegrees, IsName, IsParticipantCode, IsPartyId, IsSiteId, IsText, IsZoneId, Many, OneOf, Optional, type View } from '#kernel';
import type { SiteEvent } from '../site/site.events.ts';

/** In which zone of its Participant’s territory, from that day on. */
class Zoned { @IsZoneId() zone!: string; @IsDay() from!: string }
class SiteRow {
  @IsSiteId() site!: string;
  @IsName() name!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() operator!: string;
  @OneOf('kimberlite', 'alluvial', 'marine') deposit!: 'kimberlite' | 'alluvial' | 'marine';
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  @IsText() licence!: string;
  @IsDay() licensedFrom!: string;
  @IsDay() licensedTo!: string;
  /** Where it lies, if it was told. */
  @Optional() @IsMicroDegrees() latitude?: number;
  @Optional() @IsMicroDegrees() longitude?: number;
  /** The zone recorded last, and all of them in the order of days; none, as long as nobody said so. */
  @Optional() @IsZoneId() zone?: string;
  @Many(() => Zoned, 0) zones!: Zoned[];
}

/** The register of licensed sites (KPCS Annex II ¶12). */
export const sites: View<typeof SiteRow, SiteEvent> = {
  name: 'extraction/sites',
  version: 3,
  row: SiteRow,
  index: ['participant', 'operator', 'zone'],
  on: {
    SiteRegistered: ({ subject, data }) => [at(subject, () => ({ site: subject, ...data, zones: [] }))],
    SiteZoned: ({ subject, data }) => [at<SiteRow>(subject, (row) => ({ ...row!, zone: data.zone, zones: [...row!.zones, data] }))],
  },
};
