import { at, IsDay, IsDecisionId, IsSha256, IsText, ListOf, Many, OneOf, Optional, wordFactory, type View } from '#kernel';
import { DECISION_KINDS, PLENARY_LANGUAGES, type DecisionEvent, type DecisionKind, type PlenaryLanguage } from '../decision/decision.events.ts';
import { inForceFrom, missingIn } from '../decision/decision.rules.ts';

const IsLanguage = wordFactory<PlenaryLanguage>('PlenaryLanguage', {
  says: `one of ${PLENARY_LANGUAGES.join(', ')}`, schema: { enum: PLENARY_LANGUAGES }, check: (value) => PLENARY_LANGUAGES.includes(value as PlenaryLanguage),
});

class Translation {
  @OneOf(...PLENARY_LANGUAGES) language!: PlenaryLanguage;
  @IsDay() on!: string;
  @Optional() @IsSha256() sha256?: string;
}
class DecisionRow {
  @IsDecisionId() decision!: string;
  @IsText() title!: string;
  @OneOf(...DECISION_KINDS) kind!: DecisionKind;
  @IsDay() madeOn!: string;
  @IsText() document!: string;
  @Optional() @IsSha256() sha256?: string;
  @Many(() => Translation, 0, 5) translations!: Translation[];
  /** Agreed, and waiting for languages; or in force, from that day on. */
  @OneOf('agreed', 'in-force') status!: 'agreed' | 'in-force';
  @Optional() @IsDay() inForceFrom?: string;
  @ListOf(IsLanguage, 0, 5) missing!: PlenaryLanguage[];
}

type Said = Pick<DecisionRow, 'decision' | 'title' | 'kind' | 'madeOn' | 'document' | 'sha256' | 'translations'>;
const shown = (said: Said): DecisionRow => {
  const known = { kind: said.kind, madeOn: said.madeOn, translations: Object.fromEntries(said.translations.map(({ language, on }) => [language, on])) };
  const inForce = inForceFrom(known);
  return { ...said, status: inForce === undefined ? 'agreed' : 'in-force', ...(inForce !== undefined && { inForceFrom: inForce }), missing: [...missingIn(known)] };
};

/** The decisions on which standings rest: agreed, translated, in force (S2 annex 1 ¶15). */
export const decisions: View<typeof DecisionRow, DecisionEvent> = {
  name: 'identity/decisions',
  version: 1,
  row: DecisionRow,
  index: ['kind', 'status'],
  on: {
    DecisionRecorded: ({ subject, data }) => [at<DecisionRow>(subject, () => shown({ decision: subject, ...data, translations: [] }))],
    DecisionTranslated: ({ subject, data }) => [at<DecisionRow>(subject, (row) => shown({ ...row!, translations: [...row!.translations, data] }))],
  },
};
