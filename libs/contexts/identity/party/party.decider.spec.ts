import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { party } from './party.decider.ts';

const given = scenarios(party, { subject: 'BW-MINE' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const authority: Actor = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const neighbour: Actor = { party: 'ZA-AUTHORITY', participant: 'ZA', roles: ['authority'] };
const known = { participant: { standing: 'participant', from: '2003-01-01', places: {} } } as const;
const unknown = { participant: party.facts!.participant.of.initial };

const mine = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW', licence: 'ML 2004/19' } } as const;
const office = { type: 'PartyRegistered', data: { name: 'Diamond Hub', kind: 'authority', participant: 'BW' } } as const;

it('KPCS Annex II ¶13: is registered by the authority of its own Participant, once', () => {
  given().when('RegisterParty', mine.data, authority, known).then(mine);
  given(mine).when('RegisterParty', mine.data, authority, known).refused('AlreadyRegistered');
  given().when('RegisterParty', mine.data, neighbour, known).refused('NotItsAuthority', { pointer: '#/participant' });
  given().when('RegisterParty', mine.data, chair, known).refused('NotItsAuthority');
});

it('KPCS IV(b): is registered by the Chair, if it is an authority or an industry body', () => {
  given().when('RegisterParty', office.data, chair, known).then(office);
  given().when('RegisterParty', office.data, authority, known).refused('NotChair');
  given().when('RegisterParty', { ...office.data, kind: 'industry-body' }, authority, known).refused('NotChair');
});

it('stands in the territory of an admitted Participant', () => {
  given().when('RegisterParty', office.data, chair, unknown).refused('UnknownParticipant', { detail: 'BW was never admitted as a Participant.', pointer: '#/participant' });
});

it('may be registered where trade is suspended: it still files returns', () => {
  given().when('RegisterParty', office.data, chair, { participant: { standing: 'suspended', from: '2004-07-09', places: {} } }).then(office);
});

it('does not take the name of the ledger', () => {
  given().when('RegisterParty', mine.data, authority, known, { subject: 'ledger' }).refused('NameReserved');
});
