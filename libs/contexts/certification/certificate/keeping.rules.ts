import { isDay, yearOf } from '#kernel';

/** The importer’s authority keeps a certificate three years (KPCS III(b)), and so does the exporter’s; traders keep their records for five (KPCS Annex II ¶15). */
export const AUTHORITY_KEEPS_YEARS = 3;
export const TRADER_KEEPS_YEARS = 5;

/** The same day so many years later; of the last of February its last. */
export const yearsAfter = (day: string, years: number): string => {
  const year = yearOf(day) + years;
  return [day.slice(4), '-02-28'].map((rest) => `${year}${rest}`).find(isDay)!;
};

const EDITIONS = [[2022, 'HS2022'], [2017, 'HS2017'], [2012, 'HS2012'], [2007, 'HS2007']] as const;

/** The edition of the Harmonized System in force on a day. */
export const editionOn = (day: string): 'HS2002' | (typeof EDITIONS)[number][1] => EDITIONS.find(([since]) => yearOf(day) >= since)?.[1] ?? 'HS2002';
