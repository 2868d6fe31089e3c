import { wordFactory } from '#kernel';

/** Parts of the self-assessment: of the Kimberley Process (traders of rough), of the System of Warranties, of compliance (all). They are on disk: add, never rename. */
export const SECTIONS = ['kpcs', 'sow', 'compliance'] as const;
export type Section = (typeof SECTIONS)[number];
export const IsSection = wordFactory<Section>('Section', { says: `one of ${SECTIONS.join(', ')}`, schema: { enum: SECTIONS }, check: (value) => SECTIONS.includes(value as Section) });
