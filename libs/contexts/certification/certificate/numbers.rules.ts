import { because, dayOf, isAuthorityOf, yearOf, type Refusal } from '#kernel';
import { blankOf } from '../numbering/canonical.rules.ts';
import type { Numbering, Pattern } from '../numbering/numbering.recollection.ts';
import { no, seriesOf, type AskedOfCertificate, type Facts } from './certificate.rules.ts';
import { noCertificate } from './state.rules.ts';
import { STATES } from './steps.rules.ts';
import type { Purpose } from './vocabulary.events.ts';

const formOf = ({ patterns }: Numbering, participant: string): string =>
  patterns.map(({ prefix, digits }) => `${prefix} and ${digits} digits`).join(', or ') || `not set for ${participant}`;

/** Why a shipment does not go under a number of this pattern on that day; undefined if it may. A blank may be spoiled before any shipment goes under it. */
const notForThis = (number: string, { series, from }: Pattern, purpose: Purpose, on: string): Refusal | undefined => {
  if (series !== purpose) return because(no.WrongSeries, `${number} is of a series for: ${series}. The shipment is for: ${purpose}.`, { number, series, purpose });
  return on < from ? because(no.NotYetInUse, `${number} is of a pattern in use from ${from}; this is of ${on}.`, { number, from, on }) : undefined;
};

/**
 * Why there is no blank of this number on that day; undefined if there is one.
 * @param purpose of the shipment; undefined where that is not known
 */
export const noBlank = (number: string, { facts: { numbering }, occurredAt }: AskedOfCertificate, purpose: Purpose | undefined): Refusal | undefined => {
  const { pattern, block } = blankOf(number, numbering);
  if (!pattern) return because(no.NotOurForm, `${number} is not of the form: ${formOf(numbering, seriesOf(number))}.`, { number, form: formOf(numbering, seriesOf(number)) });
  if (!block || block.year > yearOf(dayOf(occurredAt))) {
    return because(no.NeverPrinted, block ? `${number} is of the blanks for ${block.year}.` : `${number} is in no block of blanks of ${seriesOf(number)}: it was never printed.`, { number });
  }
  return purpose === undefined ? undefined : notForThis(number, pattern, purpose, dayOf(occurredAt));
};

/** Why a certificate of this Participant cannot have this number; undefined if it can. */
export const notItsNumber = (number: string, participant: string, asked: AskedOfCertificate, purpose?: Purpose): Refusal | undefined =>
  (seriesOf(number) === participant ? noBlank(number, asked, purpose)
    : because(no.NumberOfOthers, `${number} does not start with ${participant}.`, { number, participant }));

/** Why this number is not free; undefined if it is. */
export const notFree = (number: string, { others }: Pick<Facts, 'others'>): Refusal | undefined => {
  const { status } = others.get(number) ?? noCertificate;
  return status === 'none' ? undefined : because(no.NumberUsed, `${number} ${STATES[status]}.`, { number, status });
};

/** Why the number that is to carry on for another one stays; undefined if it went to another shipment before the ledger could carry on under it. */
export const goesOnAlready = (number: string, { subject, facts }: AskedOfCertificate): Refusal | undefined => {
  const { status, replaces } = facts.others.get(number) ?? noCertificate;
  return status === 'none' || replaces === subject ? because(no.GoesOnAlready, `${number} stands for ${subject}.`, { number }) : undefined;
};

/** Why this is not an authority of the Participant whose number it is; undefined if it is. */
export const notItsAuthority = ({ by, subject }: AskedOfCertificate): Refusal | undefined => (isAuthorityOf(by, seriesOf(subject)) ? undefined : no.NotExportingAuthority);
