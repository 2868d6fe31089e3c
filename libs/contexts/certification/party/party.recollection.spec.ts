import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { barredOn, party } from './party.recollection.ts';

const after = (...events: { type: string; data: unknown }[]) => recall(party, party.initial, recorded('party', 'SYN-BW-EXP', ...events));
const registered = { type: 'PartyRegistered', data: { name: 'Exporter', kind: 'trader', participant: 'BW' } };
const changed = (standing: string, from: string) => ({ type: 'PartyStandingChanged', data: { standing, from, reason: 'Stocks.' } });

it('a party is where it is registered, and may trade until somebody says otherwise', () => {
  expect(after(registered)).toEqual({ participant: 'BW' });
  expect(barredOn(after(registered), '2005-07-01')).toBeUndefined();
  const twice = after(registered, changed('suspended', '2005-07-01'), changed('licensed', '2005-09-01'));
  expect(['2005-06-30', '2005-07-01', '2005-08-31', '2005-09-01'].map((day) => barredOn(twice, day)?.standing)).toEqual([undefined, 'suspended', 'suspended', undefined]);
  expect(twice.participant).toBe('BW');
});
