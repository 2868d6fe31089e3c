import { expect, it } from '@jest/globals';
import type { PartyEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { party } from './party.recollection.ts';

it('knows in whose territory a party is registered', () => {
  const registered: PartyEvent = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW' } };
  expect(recall(party, party.initial, [])).toEqual({});
  expect(recall(party, party.initial, recorded('party', 'SYN-BW-MINE', registered))).toEqual({ participant: 'BW' });
});
