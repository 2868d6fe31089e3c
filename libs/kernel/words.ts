import { word, wordFactory, type Fits } from './shape.ts';

const integer = (name: string, says: string, minimum: number, maximum = Number.MAX_SAFE_INTEGER) => wordFactory<number>(name, {
  says, schema: { type: 'integer', minimum, maximum },
  check: (value) => Number.isSafeInteger(value) && !Object.is(value, -0) && (value as number) >= minimum && (value as number) <= maximum,
});

const pattern = (name: string, says: string, source: string, form = new RegExp(source, 'u')) => wordFactory<string>(name, {
  says, schema: { type: 'string', pattern: source }, check: (value) => typeof value === 'string' && form.test(value),
});

/** Ids are plain ASCII: what looks alike in another script, or full-width, is refused where it enters. No dot: dots number the parts of a lot. */
const id = (name: string, says: string) => pattern(name, `${says} (letters A-Z a-z, digits, _ and -, at most 64)`, '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$');

/** Nothing that cannot be seen, or that moves what stands beside it. */
const VISIBLE = '[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800]';

/** Visible text without control, format, filler or private characters: nothing in it can reorder or hide what is beside it. */
const text = (name: string, says: string, maxLength: number) => {
  const form = new RegExp(`^${VISIBLE}{1,${maxLength}}$`, 'u');
  return wordFactory<string>(name, {
    says: `${says} of 1 to ${maxLength} characters, not blank, without control or invisible characters`, schema: { type: 'string', minLength: 1, maxLength },
    check: (value) => typeof value === 'string' && value.isWellFormed() && value.trim() !== '' && form.test(value),
  });
};

const DAY = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;
const LONG_MONTHS = new Set([1, 3, 5, 7, 8, 10, 12]);

const daysIn = (year: number, month: number) => {
  if (month !== 2) return LONG_MONTHS.has(month) ? 31 : 30;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
};

/** Is this a day of the calendar, written YYYY-MM-DD? 2005-02-29 is not. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && Number(value.slice(8)) <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));

/** Is this a moment in UTC, written as RFC 3339 has it, ending in Z? */
export const isInstant = (value: unknown): value is string => {
  const parts = typeof value === 'string' ? INSTANT.exec(value) : null;
  return parts !== null && isDay(parts[1]);
};

/** One of a few fixed values. */
export const OneOf = <const V extends string | number>(...values: readonly V[]): Fits<V> => word<V>('OneOf', {
  says: `one of ${values.join(', ')}`, schema: { enum: values }, check: (value) => values.includes(value as V),
});

export const IsMilliCarats       = integer('MilliCarats', 'a weight in thousandths of a carat, a whole number from 1', 1);
export const IsMilliCaratsOrNone = integer('MilliCaratsOrNone', 'a weight in thousandths of a carat, a whole number from 0', 0);
export const IsMilliCaratsDifference = integer('MilliCaratsDifference', 'a difference in thousandths of a carat, a whole number', Number.MIN_SAFE_INTEGER);
export const IsUsdCents          = integer('UsdCents', 'a value in cents of a US dollar, a whole number from 0', 0);
export const IsUsdCentsDifference = integer('UsdCentsDifference', 'a difference in cents of a US dollar, a whole number', Number.MIN_SAFE_INTEGER);
export const IsStones            = integer('Stones', 'a number of stones, from 1', 1);
export const IsPermyriad         = integer('Permyriad', 'a share in ten-thousandths, a whole number from 0 to 10000', 0, 10_000);
export const IsMicroDegrees      = integer('MicroDegrees', 'an angle in millionths of a degree, from -180000000 to 180000000 (north and east are positive)', -180_000_000, 180_000_000);
export const IsGrams             = integer('Grams', 'a mass in grams, a whole number from 1', 1);
export const IsEventId           = pattern('EventId', 'the id of an event', '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');
export const IsSha256            = pattern('Sha256', 'a SHA-256 digest: 64 lower-case hexadecimal digits', '^[0-9a-f]{64}$');
export const IsCount             = integer('Count', 'a whole number from 0', 0);
export const IsYear              = integer('Year', 'a year from 1900 to 2199', 1900, 2199);
export const IsParticipantCode   = pattern('ParticipantCode', 'a Participant’s two capital letters (ISO 3166-1 alpha-2, or EU)', '^[A-Z]{2}$');
export const IsPartyId           = id('PartyId', 'the id of a party');
export const IsSiteId            = id('SiteId', 'the id of a mine or artisanal site');
export const IsProductionId      = id('ProductionId', 'the id of a production record');
export const IsReturnId          = id('ReturnId', 'the id of a statistical return, as BW-2005-H1-all');
export const IsParcelId          = id('ParcelId', 'the id of a parcel');
export const IsInvoiceId         = id('InvoiceId', 'the id of an invoice');
export const IsQuestionsId       = id('QuestionsId', 'the id of a version of the questions of a self-assessment');
export const IsCaseId            = id('CaseId', 'the id of a case');
export const IsPackageId         = id('PackageId', 'the id of an export package');
export const IsIncidentId        = id('IncidentId', 'the id of an incident');
export const IsDecisionId        = id('DecisionId', 'the id of a decision, as KP-2013-CF');
export const IsZoneId            = pattern('ZoneId', 'the id of a zone: its Participant’s two letters, a hyphen and a name, as CF-BERBERATI', '^[A-Z]{2}-[A-Z0-9][A-Z0-9-]{0,59}$');
export const IsBlendId           = id('BlendId', 'the id of a blend');
export const IsGroupId           = id('GroupId', 'the id of a group of lots');
export const IsStocktakeId       = id('StocktakeId', 'the id of a stocktake');
export const IsSampleId          = id('SampleId', 'the id of an exploration sample');
export const IsSealRangeId       = id('SealRangeId', 'the id of a range of seals: what their numbers begin with, before the last hyphen');
export const IsPersonId          = id('PersonId', 'the id of a natural person');
export const IsPeriodId          = pattern('PeriodId', 'a Participant and a quarter of a year, as BW-2005-Q1', '^[A-Z]{2}-(19|20|21)[0-9]{2}-Q[1-4]$');
export const IsLotId             = pattern('LotId', 'the id of a lot: of its production record, or of the blend that made it and .0; then a dot and a number for each split', '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(\\.0)?(\\.[1-9][0-9]{0,4}){0,20}$');
export const IsCertificateNumber = pattern('CertificateNumber', 'the number of a certificate: two capital letters, then 1 to 30 capital letters or digits', '^[A-Z]{2}[A-Z0-9]{1,30}$');
export const IsSeal              = pattern('Seal', 'the number on a seal (letters A-Z a-z, digits, _ and -, at most 64)', '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$');
/** Licences are numbered as each State likes; all other ids are ours. */
export const IsTrace             = pattern('Trace', 'what goods are meant: site:, zone:, licence:, production:, lot:, parcel:, certificate:, seal: or seals: (a range of them), and its id',
  `^(?:(?:site|zone|production|lot|parcel|certificate|seal|seals):[A-Za-z0-9][A-Za-z0-9_.-]{0,199}|licence:(?!\\s)${VISIBLE}{1,500})$`);
export const IsHsCode            = () => OneOf('7102.10', '7102.21', '7102.31');
export const IsName              = text('Name', 'a name', 200);
export const IsText              = text('Text', 'a text', 500);
export const IsDay               = wordFactory<string>('Day', { says: 'a day of the calendar, as 2005-06-30', schema: { type: 'string', format: 'date' }, check: isDay });
export const IsInstant           = wordFactory<string>('Instant', { says: 'a moment in UTC, as 2005-06-30T08:00:00Z', schema: { type: 'string', format: 'date-time' }, check: isInstant });

/** Rough diamonds by the Harmonized System: unsorted; industrial; non-industrial (KPCS section I). */
export type HsCode = '7102.10' | '7102.21' | '7102.31';
