import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { party } from './party.recollection.ts';

const after = (...events: { type: string; data: unknown }[]) => recall(party, party.initial, recorded('party', 'SYN-BW-EXP', ...events));
const registered = { type: 'PartyRegistered', data: { name: 'Exporter', kind: 'trader', participant: 'BW' } };
const changed = (standing: string, from: string) => ({ type: 'PartyStandingChanged', data: { standing, from, reason: 'Stocks.' } });

it('knows where a party is registered, and what was said of its licence, in the order in which it was', () => {
  expect(after(registered)).toEqual({ participant: 'BW' });
  expect(after(registered, changed('suspended', '2005-07-01'), changed('licensed', '2005-09-01'))).toEqual({
    participant: 'BW', standings: [{ standing: 'suspended', from: '2005-07-01', reason: 'Stocks.' }, { standing: 'licensed', from: '2005-09-01', reason: 'Stocks.' }] });
});
