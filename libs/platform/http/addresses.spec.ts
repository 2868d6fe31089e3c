import { expect, it } from '@jest/globals';
import type { Context, Decider, View } from '#kernel';
import { addressOf, homeOf, kebab, plural, schemaNameOf } from './addresses.ts';
import { Methods } from './methods.ts';

it('an address says context, things, which one, and what to do', () => {
  const address = (context: string, noun: string, type: string) => addressOf({ name: context } as Context, { noun } as Decider, type);
  expect(address('custody', 'lot', 'SplitLot')).toBe('custody/lots/:id/split');
  expect(address('custody', 'lot', 'RecordLoss')).toBe('custody/lots/:id/record-loss');
  expect(address('certification', 'certificate', 'ConfirmImport')).toBe('certification/certificates/:id/confirm-import');
  expect(address('identity', 'party', 'RegisterParty')).toBe('identity/parties/:id/register');
  expect(homeOf({ name: 'enforcement' } as Context, { noun: 'case' } as Decider)).toBe('enforcement/cases');
});

it('names in other spellings', () => {
  expect(['NotAParticipant', 'HSCodeUnknown', 'Split'].map(kebab)).toEqual(['not-a-participant', 'hs-code-unknown', 'split']);
  expect(['party', 'case', 'return', 'questions'].map(plural)).toEqual(['parties', 'cases', 'returns', 'questions']);
  expect(schemaNameOf({ name: 'extraction/site-production' } as View)).toBe('ExtractionSiteProduction');
});

it('which methods an address knows', () => {
  const methods = new Methods();
  methods.note('GET', '/custody/lots');
  methods.note('GET', '/custody/lots/:key');
  methods.note('POST', '/custody/lots/:id/split');
  methods.note('GET', '/docs/*');
  expect(methods.at('/custody/lots/A')).toEqual(['GET']);
  expect(methods.at('/custody/lots/A/split')).toEqual(['POST']);
  for (const unknown of ['/', '', '/custody', '/custody/lots/', '/custody/lots//split', '/docs/x']) expect(methods.at(unknown)).toEqual([]);
});
