import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as words from './words.ts';
import { fieldsOf, type Fits } from './shape.ts';

type Factory = { word: { check: (value: unknown) => boolean; says: string; schema: object } };
const factories = Object.entries(words).filter((entry): entry is [string, typeof entry[1] & Factory] => 'word' in Object(entry[1]));

const long = (length: number) => 'a'.repeat(length);
const ids = { good: ['A', 'SYN-BW-0001', 'a_b', '7', long(64)], bad: ['A.1', '-A', '_A', 'A B', 'A/B', '../A', '__proto__', '..', long(65)] };
const whole = { bad: [1.5, 0.1, 1e-9, Number.NaN, Infinity, -Infinity, 2 ** 53, 2 ** 53 + 2, 1e21, '1', 1n, true, [1]] };

/** What each word lets through, and what it does not. */
const examples: Record<string, { good: unknown[]; bad: unknown[] }> = {
  IsMilliCarats: { good: [1, 1250, 2 ** 53 - 1], bad: [0, -0, -1, ...whole.bad] },
  IsMilliCaratsOrNone: { good: [0, 1, 2 ** 53 - 1], bad: [-0, -1, ...whole.bad] },
  IsMilliCaratsDifference: { good: [0, -1, 1, -(2 ** 53 - 1)], bad: [-0, -(2 ** 53), ...whole.bad] },
  IsUsdCents: { good: [0, 1, 2 ** 53 - 1], bad: [-0, -1, ...whole.bad] },
  IsUsdCentsDifference: { good: [0, -1, 1], bad: [-0, -(2 ** 53), ...whole.bad] },
  IsStones: { good: [1, 40_000], bad: [0, -0, -1, ...whole.bad] },
  IsCount: { good: [0, 1], bad: [-0, -1, ...whole.bad] },
  IsYear: { good: [1900, 2005, 2199], bad: [1899, 2200, 0, ...whole.bad] },
  IsParticipantCode: { good: ['BW', 'EU'], bad: ['bw', 'B', 'BWA', 'B1', 'ВW', 'ＢＷ'] },
  IsPartyId: ids, IsSiteId: ids, IsProductionId: ids, IsReturnId: { ...ids, good: ['BW-2005-H1-all', ...ids.good] },
  IsParcelId: ids, IsInvoiceId: ids, IsQuestionsId: ids, IsCaseId: ids, IsSeal: ids, IsBlendId: ids, IsGroupId: ids, IsStocktakeId: ids, IsSampleId: ids, IsSealRangeId: ids, IsPersonId: ids,
  IsPackageId: ids, IsIncidentId: ids, IsDecisionId: ids,
  IsZoneId: { good: ['CF-BERBERATI', 'ZW-MARANGE-2', 'CF-9', `CF-${'A'.repeat(60)}`], bad: ['CF', 'CF-', 'CF-Boda', 'cf-BODA', 'CF--X', 'CFBODA', 'CF-A_B', 'CF-A B', `CF-${'A'.repeat(61)}`] },
  IsPeriodId: { good: ['BW-2005-Q1', 'EU-2199-Q4'], bad: ['BW-2005-Q0', 'BW-2005-Q5', 'BW-2205-Q1', 'bw-2005-Q1', 'BW-2005-H1', 'BW-2005', 'BW-2005-Q１'] },
  IsPermyriad: { good: [0, 1, 10_000], bad: [-0, -1, 10_001, ...whole.bad] },
  IsMicroDegrees: { good: [0, -24_600_000, 180_000_000, -180_000_000], bad: [-0, 180_000_001, -180_000_001, ...whole.bad] },
  IsGrams: { good: [1, 25_000_000], bad: [0, -0, -1, ...whole.bad] },
  IsEventId: { good: ['6ba7b810-9dad-51d1-80b4-00c04fd430c8'], bad: ['6BA7B810-9dad-51d1-80b4-00c04fd430c8', '6ba7b8109dad51d180b400c04fd430c8', '{6ba7b810-9dad-51d1-80b4-00c04fd430c8}', long(36)] },
  IsSha256: { good: ['0123456789abcdef'.repeat(4)], bad: ['0123456789ABCDEF'.repeat(4), long(63), long(65), 'g'.repeat(64)] },
  IsLotId: {
    good: ['P-1', 'P-1.1', 'P-1.12.99999', `P${'.1'.repeat(20)}`, 'B-1.0', 'B-1.0.7', `B.0${'.1'.repeat(20)}`],
    bad: ['P-1.', '.1', 'P-1.0.0', 'P-1.1.0', 'P-1.01', 'P-1.100000', 'P-1..1', 'P-1.a', 'P-1.١', 'P-1.１', `P${'.1'.repeat(21)}`],
  },
  IsTrace: {
    good: ['site:SYN-S', 'zone:CF-NOLA', 'lot:SYN-L.0.7', 'seals:SYN-R', 'licence:ML 2004/19', 'licence:№ 7', `licence:${long(500)}`],
    bad: ['SYN-S', 'site:', 'site: S', 'site:S S', 'lot:.1', 'mine:S', 'Site:S', 'licence:', 'licence: ', `licence:${long(501)}`, 'site:Сайт', 'lot:L１'],
  },
  IsCertificateNumber: { good: ['BW1', 'BWSYN000123', `BW${'9'.repeat(30)}`], bad: ['BW', 'bw1', 'BW-1', '1BW', 'BW 1', 'BW١', 'BW１', 'ВW1', `BW${'9'.repeat(31)}`] },
  IsName: { good: ['Debswana', 'Société minière', 'Алроса', '金伯利', 'O’Brien & Sons', '𝔇', long(200), '💎'.repeat(200)], bad: [' ', '\u00A0', '\u3000', long(201), '💎'.repeat(201)] },
  IsText: { good: ['Recount: 12 stones.', long(500)], bad: [' ', long(501)] },
  IsDay: {
    good: ['2005-01-31', '2005-04-30', '2004-02-29', '2000-02-29', '1900-01-01', '2199-12-31'],
    bad: ['2005-02-29', '1900-02-29', '2100-02-29', '2005-02-30', '2005-04-31', '2005-06-31', '2005-13-01', '2005-00-01', '2005-01-00', '2005-01-32', '2005-1-1', '05-01-01',
      '2200-01-01', '1899-12-31', '2005-06-30T08:00:00Z', '2005/06/30', '+002005-06-30', '２００５-06-30', '٢٠٠٥-06-30'],
  },
  IsInstant: {
    good: ['2005-06-30T08:00:00Z', '2005-06-30T23:59:59.999Z', '2004-02-29T00:00:00.1Z'],
    bad: ['2005-02-29T00:00:00Z', '2005-06-30', '2005-06-30T24:00:00Z', '2005-06-30T23:60:00Z', '2005-06-30T23:59:60Z', '2005-06-30T08:00:00', '2005-06-30T08:00:00+00:00',
      '2005-06-30t08:00:00z', '2005-06-30 08:00:00Z', '2005-06-30T08:00:00.1234Z', '2005-06-30T08:00:00.Z'],
  },
};

/** Not one word lets any of these through. */
const never = [undefined, null, '', [], {}, Symbol('1'), () => 1, new Date(0), Object('BW'), Object(1)];

/** Put into any text or id, each of these makes it a different thing that looks the same, or breaks what stands beside it. */
const hidden: Record<string, string> = {
  'zero-width space': '\u200B', 'zero-width joiner': '\u200D', 'byte order mark': '\uFEFF', 'soft hyphen': '\u00AD', 'right-to-left mark': '\u200F', 'right-to-left override': '\u202E',
  isolate: '\u2066', 'line separator': '\u2028', 'paragraph separator': '\u2029', NUL: '\0', newline: '\n', 'carriage return': '\r', tab: '\t', escape: '\u001B', DEL: '\u007F',
  'next line': '\u0085', 'private use': '\uE000', 'not a character': '\uFFFF', 'high surrogate': '\uD800', 'low surrogate': '\uDC00', tag: '\u{E0041}', 'Hangul filler': '\u3164', 'variation selector': '\uFE0F', 'grapheme joiner': '\u034F', 'Braille blank': '\u2800',
};
const lookalike: Record<string, string> = { Cyrillic: 'А', Greek: 'Α', 'full-width': 'Ａ', 'Arabic digit': '١', 'full-width digit': '１', 'Devanagari digit': '१', accent: 'Á', combining: 'A\u0301', 'long s': 'ſ', 'Kelvin sign': '\u212A' };

it('has examples of every word', () => {
  expect(Object.keys(examples).sort()).toEqual(factories.map(([name]) => name).sort());
});

it.each(factories)('%s: lets the good ones through, and no other', (name, { word: { check } }) => {
  for (const value of examples[name]!.good) expect({ value, check: check(value) }).toEqual({ value, check: true });
  for (const value of [...examples[name]!.bad, ...never]) expect({ value, check: check(value) }).toEqual({ value, check: false });
});

const ofText = factories.filter(([name]) => typeof examples[name]!.good[0] === 'string');
it.each(ofText)('%s: nothing hidden stands before, in, or after it', (name, { word: { check } }) => {
  const [good] = examples[name]!.good as [string];
  for (const sign of Object.values(hidden)) {
    for (const text of [sign + good, good + sign, good.slice(0, 1) + sign + good.slice(1), sign]) expect({ text, check: check(text) }).toEqual({ text, check: false });
  }
});

it.each(ofText.filter(([name]) => !['IsName', 'IsText', 'IsTrace'].includes(name)))('%s: no letter or digit of another script', (name, { word: { check } }) => {
  for (const sign of Object.values(lookalike)) {
    for (const good of examples[name]!.good as string[]) expect(check(good.slice(0, -1) + sign)).toBe(false);
  }
});

type Schema = { type: string; pattern?: string; minimum?: number; maximum?: number };
const fits = ({ type, pattern, minimum, maximum }: Schema, value: unknown): boolean => {
  if (typeof value === 'number') return type === 'integer' && value >= minimum! && value <= maximum!;
  return typeof value === type && (!pattern || new RegExp(pattern, 'u').test(value as string));
};

it.each(factories)('%s: the schema says what the check does', (name, { word: { schema, says } }) => {
  const { good, bad } = examples[name]!;
  expect(says).not.toBe('');
  expect(good.filter((value) => !fits(schema as Schema, value))).toEqual([]);
  if ('pattern' in schema) expect(bad.filter((value) => fits(schema as Schema, value))).toEqual([]);
});

it('a day is one that the calendar has, in every year from 1900 to 2199', () => {
  fc.assert(fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (year, month, day) => {
    const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const known = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === text;
    return words.isDay(text) === known && words.isInstant(`${text}T12:00:00Z`) === known;
  }), { numRuns: 2_000 });
});

const wordOn = (decorate: Fits<never>) => {
  class Probe { value!: never }
  (decorate as PropertyDecorator)(Probe.prototype, 'value');
  return fieldsOf(Probe).get('value')!;
};

it('OneOf and the HS codes: those values and no other, of that type', () => {
  const hs = wordOn(words.IsHsCode() as Fits<never>);
  expect(['7102.10', '7102.21', '7102.31'].every(hs.check)).toBe(true);
  for (const value of [7102.1, '7102.1', '710210', '7102.39', '7102.10 ', '７102.10', ['7102.10'], ...never]) expect(hs.check(value)).toBe(false);
  const half = wordOn(words.OneOf(1, 2) as Fits<never>);
  for (const value of ['1', 1.5, true, 0, ...never]) expect(half.check(value)).toBe(false);
  expect(half).toMatchObject({ says: 'one of 1, 2', schema: { enum: [1, 2] } });
});
