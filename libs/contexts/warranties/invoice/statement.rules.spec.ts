import { expect, it } from '@jest/globals';
import { STATEMENT_LANGUAGES } from './invoice.events.ts';
import { statementText } from './statement.rules.ts';

it('has the words of the Council in English', () => {
  expect(statementText('2002', 'en')).toBe('The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict and in compliance with United Nations resolutions. '
    + 'The seller hereby guarantees that these diamonds are conflict free, based on personal knowledge and/or written guarantees provided by the supplier of these diamonds.');
  expect(statementText('2021', 'en')).toBe('The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict, in compliance with United Nations Resolutions and '
    + 'corresponding national laws. The seller hereby guarantees that these diamonds are conflict free and confirms adherence to the WDC SoW Guidelines.');
  expect(statementText('2021', 'en', { sourced: 'yes', nationalLaw: 'BE' })).toContain('have been sourced and/or purchased from legitimate sources not involved in funding conflict, in compliance with United Nations Resolutions and corresponding national laws where the invoice is generated.');
});

it('has every text in every language, with nothing left open in it', () => {
  const variants = [{}, { sourced: 'yes' }, { nationalLaw: 'BE' }, { sourced: 'yes', nationalLaw: 'BE' }] as const;
  const texts = STATEMENT_LANGUAGES.flatMap((language) => [statementText('2002', language), ...variants.map((variant) => statementText('2021', language, variant))]);
  expect(new Set(texts).size).toBe(STATEMENT_LANGUAGES.length * 5);
  for (const text of texts) expect(text).toMatch(/^[^{}]{50,}[.。]$/u);
});
