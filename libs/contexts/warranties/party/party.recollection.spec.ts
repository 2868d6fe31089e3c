import { expect, it } from '@jest/globals';
import type { PartyEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { registeredParty, standingOn } from './party.recollection.ts';

it('knows where a party is registered, if it is', () => {
  const registered: PartyEvent = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW' } };
  expect(recall(registeredParty, registeredParty.initial, [])).toEqual({ participant: '', kind: '', standings: [] });
  expect(recall(registeredParty, registeredParty.initial, recorded('party', 'BW-MINE', registered))).toMatchObject({ participant: 'BW', kind: 'producer' });
});

it('knows how it stands on a day: as its authority said last of that day', () => {
  const changed = (standing: 'suspended' | 'licensed', from: string): PartyEvent => ({ type: 'PartyStandingChanged', data: { standing, from, reason: 'no licence' } });
  const party = recall(registeredParty, registeredParty.initial, recorded('party', 'BW-MINE', changed('suspended', '2005-03-01'), changed('licensed', '2005-06-01')));
  expect(['2005-02-28', '2005-03-01', '2005-06-01'].map((day) => standingOn(party, day))).toEqual([
    { standing: 'licensed', from: '' }, { standing: 'suspended', from: '2005-03-01' }, { standing: 'licensed', from: '2005-06-01' }]);
});
