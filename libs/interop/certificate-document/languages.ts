/** The languages of the certificate: the six of the scheme’s own papers, English first, for it is always there (KPCS Annex I.A 3). */
export const LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const NATIONAL: Readonly<Partial<Record<Language, string>>> = {
  fr: 'BF BI BJ CD CF CG CI CM GA GN ML MG SN TG', pt: 'AO BR CV GW MZ PT ST', es: 'AR BO CL CO CR CU EC ES GT MX PA PE UY VE', ru: 'BY KG KZ RU', zh: 'CN HK MO TW',
};

/** The language of a Participant’s own form, where it is one of the six; English elsewhere. */
export const languageOf = (participant: string): Language =>
  LANGUAGES.find((language) => NATIONAL[language]?.split(' ').includes(participant)) ?? 'en';

/** Names by which the scheme knows countries that the common tables of regions call otherwise, in the order of the languages. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  CD: ['Democratic Republic of the Congo', 'République démocratique du Congo', 'República Democrática do Congo', 'República Democrática del Congo', 'Демократическая Республика Конго', '刚果民主共和国'],
  CG: ['Republic of the Congo', 'République du Congo', 'República do Congo', 'República del Congo', 'Республика Конго', '刚果共和国'],
  KR: ['Republic of Korea', 'République de Corée', 'República da Coreia', 'República de Corea', 'Республика Корея', '大韩民国'],
  LA: ['Lao People’s Democratic Republic', 'République démocratique populaire lao', 'República Democrática Popular do Laos', 'República Democrática Popular Lao', 'Лаосская Народно-Демократическая Республика', '老挝人民民主共和国'],
  TW: ['Chinese Taipei', 'Taipei chinois', 'Taipé Chinesa', 'China Taipéi', 'Китайский Тайбэй', '中华台北'],
};

/** The name of a Participant in a language; its code, if nobody has given it a name. */
export const countryIn = (code: string, language: Language): string =>
  NAMED[code]?.[LANGUAGES.indexOf(language)] ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code)!;

/** 2005-07-01 → 1 July 2005, in the language. The year in full: 01/07/05 is three different days. */
export const dayIn = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
