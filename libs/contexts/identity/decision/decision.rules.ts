import { because, dayOf, refusals, type Refusal } from '#kernel';
import { PLENARY_LANGUAGES, type DecisionKind, type PlenaryLanguage } from './decision.events.ts';

/** A decision as recorded, and from which day it is there in which language. */
export type Decision = Readonly<{
  recorded: boolean; kind?: DecisionKind; title?: string; document?: string; madeOn: string; translations: Readonly<Partial<Record<PlenaryLanguage, string>>>;
}>;

/** Adopted only once everybody can read it (S2 annex 1 ¶15). */
const BY_THE_PLENARY: ReadonlySet<DecisionKind | undefined> = new Set(['plenary', 'written-procedure']);

/** Into which languages of the plenary it is still to be translated. */
export const missingIn = ({ kind, translations }: Pick<Decision, 'kind' | 'translations'>): readonly PlenaryLanguage[] =>
  BY_THE_PLENARY.has(kind) ? PLENARY_LANGUAGES.filter((language) => translations[language] === undefined) : [];

/** The first day on which it is in force; undefined, if it is not yet. */
export const inForceFrom = (decision: Pick<Decision, 'kind' | 'madeOn' | 'translations'>): string | undefined => {
  if (!BY_THE_PLENARY.has(decision.kind)) return decision.madeOn;
  if (missingIn(decision).length > 0) return undefined;
  return PLENARY_LANGUAGES.map((language) => decision.translations[language]!).concat(decision.madeOn).reduce((a, b) => (a < b ? b : a));
};

/** Every rule that rests on a decision refuses in these words. */
export const noDecision = refusals({
  NoDecision: { cites: 'UN A/61/589 ¶22.14', says: 'A standing is changed by a decision whose document is recorded.' },
  NotInForce: { cites: 'UN A/61/589, annex 1, ¶15', says: 'Nothing begins by a decision before it is in force: one of the plenary, once it is translated into all its languages.' },
});

/** May something begin by this decision on that day? */
export const notInForce = (decision: Decision, document: string, from: string): Refusal | undefined => {
  if (!decision.recorded) return because(noDecision.NoDecision, `No decision ${document} is recorded.`, { document }, '#/document');
  const [missing, inForce] = [missingIn(decision), inForceFrom(decision)];
  if (inForce === undefined) {
    return because(noDecision.NotInForce, `Decision ${document} was made on ${decision.madeOn} and is not translated into ${missing.join(', ')}; it cannot take effect on ${from}.`,
      { document, madeOn: decision.madeOn, missing: missing.join(', '), from }, '#/document');
  }
  return inForce <= from ? undefined
    : because(noDecision.NotInForce, `Decision ${document} is in force from ${inForce}; it cannot take effect on ${from}.`, { document, inForceFrom: inForce, from }, '#/from');
};

/** How a decision is cited: its title and its document. */
export const citationOf = ({ title = '', document = '' }: Decision): string => {
  const full = `${title} (${document})`;
  // Both may be of 500 characters, and so may the citation.
  return [...full].length <= 500 ? full : [...title].slice(0, 500).join('');
};

/** A day that has not come yet on the day of the act. */
export const isToCome = (day: string, occurredAt: string): boolean => day > dayOf(occurredAt);
