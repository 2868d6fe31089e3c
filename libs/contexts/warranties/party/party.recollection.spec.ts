import { expect, it } from '@jest/globals';
import type { PartyEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { registeredParty } from './party.recollection.ts';

it('knows where a party is registered, if it is', () => {
  const registered: PartyEvent = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW' } };
  expect(recall(registeredParty, registeredParty.initial, [])).toEqual({ participant: '', kind: '', standings: [] });
  expect(recall(registeredParty, registeredParty.initial, recorded('party', 'BW-MINE', registered))).toMatchObject({ participant: 'BW', kind: 'producer' });
});

it('knows what its authority said of its licence, in the order in which it did', () => {
  const changed = (standing: 'suspended' | 'licensed', from: string): PartyEvent => ({ type: 'PartyStandingChanged', data: { standing, from, reason: 'no licence' } });
  const party = recall(registeredParty, registeredParty.initial, recorded('party', 'BW-MINE', changed('suspended', '2005-03-01'), changed('licensed', '2005-06-01')));
  expect(party.standings).toEqual([{ standing: 'suspended', from: '2005-03-01' }, { standing: 'licensed', from: '2005-06-01' }]);
});
