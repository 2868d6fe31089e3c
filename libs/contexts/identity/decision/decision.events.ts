import { IsDay, IsSha256, IsText, OneOf, Optional, type EventOf } from '#kernel';

/** How it came about. A notice is the Chair’s; a national decision is a State’s about itself. */
export const DECISION_KINDS = ['plenary', 'written-procedure', 'notice', 'security-council', 'national'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** The languages of the plenary (S2 annex 1 ¶15). */
export const PLENARY_LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru'] as const;
export type PlenaryLanguage = (typeof PLENARY_LANGUAGES)[number];

// Names and fields below are on disk: add, never rename.
class DecisionRecorded {
  @IsText() title!: string;
  @OneOf(...DECISION_KINDS) kind!: DecisionKind;
  @IsDay() madeOn!: string;
  /** Its symbol, or where it is published, as S/RES/1643 (2005). */
  @IsText() document!: string;
  /** The digest of the file. */
  @Optional() @IsSha256() sha256?: string;
}
/** What the plenary decided counts as adopted once it is there in all languages of the plenary (Rules of Procedure, rule 26). */
class DecisionTranslated {
  @OneOf(...PLENARY_LANGUAGES) language!: PlenaryLanguage;
  @IsDay() on!: string;
  @Optional() @IsSha256() sha256?: string;
}

export const decisionEvents = { DecisionRecorded, DecisionTranslated };
export type DecisionEvent = EventOf<typeof decisionEvents>;
