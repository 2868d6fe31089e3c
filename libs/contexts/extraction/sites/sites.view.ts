import { at, IsDay, IsName, IsParticipantCode, IsPartyId, IsSiteId, IsText, OneOf, type View } from '#kernel';
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
}

/** The register of licensed sites (KPCS Annex II ¶12). */
export const sites: View<typeof SiteRow, SiteEvent> = {
  name: 'extraction/sites',
  version: 1,
  row: SiteRow,
  index: ['participant', 'operator'],
  on: { SiteRegistered: ({ subject, data }) => [at(subject, () => ({ site: subject, ...data }))] },
};
