import { because, dayOf, isAuthorityOf, yearOf, type Refusal } from '#kernel';
import { blankOf } from '../numbering/canonical.rules.ts';
import type { Numbering } from '../numbering/numbering.recollection.ts';
import { no, seriesOf, type AskedOfCertificate } from './certificate.rules.ts';
import type { Purpose } from './vocabulary.events.ts';

const formOf = ({ patterns }: Numbering, participant: string): string =>
  patterns.map(({ prefix, digits }) => `${prefix} and ${digits} digits`).join(', or ') || `not set for ${participant}`;

/**
 * Why there is no blank of this number on that day; undefined if there is one.
 * @param purpose of the shipment; undefined where that is not known
 */
export const noBlank = (number: string, { facts: { numbering }, occurredAt }: AskedOfCertificate, purpose: Purpose | undefined, pointer?: string): Refusal | undefined => {
  const { pattern, block } = blankOf(number, numbering);
  if (!pattern) return because(no.NotOurForm, `${number} is not of the form: ${formOf(numbering, seriesOf(number))}.`, { number, form: formOf(numbering, seriesOf(number)) }, pointer);
  if (!block || block.year > yearOf(dayOf(occurredAt))) {
    return because(no.NeverPrinted, block ? `${number} is of the blanks for ${block.year}.` : `${number} is in no block of blanks of ${seriesOf(number)}: it was never printed.`, { number }, pointer);
  }
  return purpose === undefined || pattern.series === purpose ? undefined
    : because(no.WrongSeries, `${number} is of a series for: ${pattern.series}. The shipment is for: ${purpose}.`, { number, series: pattern.series, purpose }, pointer);
};

/** Why a certificate of this Participant cannot have this number; undefined if it can. */
export const notItsNumber = (number: string, participant: string, asked: AskedOfCertificate, purpose?: Purpose): Refusal | undefined =>
  (seriesOf(number) === participant ? noBlank(number, asked, purpose)
    : because(no.NumberOfOthers, `${number} does not start with ${participant}.`, { number, participant }));

/** Why this is not an authority of the Participant whose number it is; undefined if it is. */
export const notItsAuthority = ({ by, subject }: AskedOfCertificate): Refusal | undefined => (isAuthorityOf(by, seriesOf(subject)) ? undefined : no.NotExportingAuthority);
