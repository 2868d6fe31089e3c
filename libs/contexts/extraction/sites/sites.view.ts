import { at, IsDay, IsMicroDegrees, IsName, IsParticipantCode, IsPartyId, IsSiteId, IsText, OneOf, Optional, type View } from '#kernel';
import type { SiteEvent } from '../site/site.events.ts';

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
}

/** The register of licensed sites (KPCS Annex II ¶12). */
export const sites: View<typeof SiteRow, SiteEvent> = {
  name: 'extraction/sites',
  version: 2,
  row: SiteRow,
  index: ['participant', 'operator'],
  on: { SiteRegistered: ({ subject, data }) => [at(subject, () => ({ site: subject, ...data }))] },
};
