import { expect, it } from '@jest/globals';
import type { PartyEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { registeredParty } from './party.recollection.ts';

it('knows where a party is registered, if it is', () => {
  const registered: PartyEvent = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW' } };
  expect(recall(registeredParty, registeredParty.initial, [])).toEqual({ participant: '' });
  expect(recall(registeredParty, registeredParty.initial, recorded('party', 'BW-MINE', registered))).toEqual({ participant: 'BW' });
});
