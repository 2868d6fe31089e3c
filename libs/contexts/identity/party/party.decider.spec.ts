import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { party } from './party.decider.ts';

const given = scenarios(party, { subject: 'BW-MINE' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const authority: Actor = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const neighbour: Actor = { party: 'ZA-AUTHORITY', participant: 'ZA', roles: ['authority'] };
const decision = { recorded: true, kind: 'national', title: 'Order', document: '7/2005', madeOn: '2005-03-01', translations: {} } as const;
const territory = { standing: 'participant', from: '2003-01-01', places: {}, embargoes: {}, zones: [] } as const;
const known = { participant: territory, decision } as const;
const unknown = { ...known, participant: party.facts!.participant.of.initial };

const mine = { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW', licence: 'ML 2004/19' } } as const;
const office = { type: 'PartyRegistered', data: { name: 'Diamond Hub', kind: 'authority', participant: 'BW' } } as const;

it('KPCS Annex II ¶13: is registered by the authority of its own Participant, once', () => {
  given().when('RegisterParty', mine.data, authority, known).then(mine);
  given(mine).when('RegisterParty', mine.data, authority, known).refused('AlreadyRegistered');
  given().when('RegisterParty', mine.data, neighbour, known).refused('NotItsAuthority', { pointer: '#/participant' });
  given().when('RegisterParty', mine.data, chair, known).refused('NotItsAuthority');
});

it('KPCS IV(b): is registered by the Chair, if it is an authority, an industry body or a monitor', () => {
  given().when('RegisterParty', office.data, chair, known).then(office);
  given().when('RegisterParty', office.data, authority, known).refused('NotChair');
  for (const kind of ['industry-body', 'monitor'] as const) given().when('RegisterParty', { ...office.data, kind }, authority, known).refused('NotChair');
});

it('stands in the territory of an admitted Participant', () => {
  given().when('RegisterParty', office.data, chair, unknown).refused('UnknownParticipant', { detail: 'BW was never admitted as a Participant.', pointer: '#/participant' });
});

it('may be registered where trade is suspended: it still files returns', () => {
  given().when('RegisterParty', office.data, chair, { ...known, participant: { ...territory, standing: 'suspended', from: '2004-07-09' } }).then(office);
});

it('does not take the name of the ledger', () => {
  given().when('RegisterParty', mine.data, authority, known, { subject: 'ledger' }).refused('NameReserved');
});

describe('its standing', () => {
  const suspended = { type: 'PartyStandingChanged', data: { standing: 'suspended', from: '2005-03-01', reason: 'Books not kept' } } as const;
  const struck = { type: 'PartyStandingChanged', data: { standing: 'struck-off', from: '2005-06-01', reason: 'Convicted', document: 'BW-7-2005' } } as const;

  it('KPCS Annex II ¶13: is changed by the authority of its own Participant', () => {
    given(mine).when('ChangePartyStanding', suspended.data, authority, known).then(suspended);
    given(mine, suspended).when('ChangePartyStanding', struck.data, authority, known).then(struck);
    given(mine).when('ChangePartyStanding', suspended.data, neighbour, known).refused('NotItsLicensor', { figures: { participant: 'BW' } });
    given(mine).when('ChangePartyStanding', suspended.data, chair, known).refused('NotItsLicensor');
    given().when('ChangePartyStanding', suspended.data, authority, known).refused('NotRegistered');
    given(office).when('ChangePartyStanding', suspended.data, authority, known).refused('NotLicensed', { figures: { kind: 'authority' } });
  });

  it('becomes another one, and not before the last', () => {
    given(mine).when('ChangePartyStanding', { ...suspended.data, standing: 'licensed' }, authority, known).refused('PartyStandingSame', { detail: 'Its standing is "licensed" already.', pointer: '#/standing' });
    given(mine, suspended).when('ChangePartyStanding', suspended.data, authority, known).refused('PartyStandingSame', { figures: { from: '2005-03-01' } });
    given(mine, suspended).when('ChangePartyStanding', { ...struck.data, from: '2005-02-28' }, authority, known).refused('BeforeItsLast', { figures: { from: '2005-02-28', lastFrom: '2005-03-01' } });
    const back = { type: 'PartyStandingChanged', data: { standing: 'licensed', from: '2005-03-01', reason: 'A slip' } } as const;
    given(mine, suspended).when('ChangePartyStanding', back.data, authority, known).then(back);
  });

  it('rests on a recorded decision that is in force, if it names one', () => {
    given(mine).when('ChangePartyStanding', struck.data, authority, { ...known, decision: { recorded: false, madeOn: '', translations: {} } }).refused('NoDecision');
    given(mine).when('ChangePartyStanding', { ...struck.data, from: '2005-02-28' }, authority, known).refused('NotInForce', { figures: { inForceFrom: '2005-03-01' } });
  });
});
