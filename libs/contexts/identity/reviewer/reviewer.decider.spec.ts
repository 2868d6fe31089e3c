import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { participant } from '../participant/participant.decider.ts';
import { reviewer } from './reviewer.decider.ts';

const given = scenarios(reviewer, { subject: 'SYN-REVIEW-TEAM' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const authority: Actor = { party: 'SYN-GH-AUTHORITY', participant: 'GH', roles: ['authority'] };
const known = { participant: { ...participant.initial, standing: 'supervised', from: '2006-11-09' } } as const;
const granted = { type: 'AccessGranted', data: { participant: 'GH', contexts: ['custody'] as string[], from: '2007-01-15', to: '2007-02-28', document: 'Terms of reference of the review mission' } } as const;
const ended = { type: 'AccessEnded', data: { participant: 'GH', on: '2007-02-10', reason: 'The mission is over.' } } as const;

it('UN A/61/589 ¶10: comes by invitation of the Chair, or of the authority whose books they are', () => {
  given().when('GrantAccess', granted.data, chair, known).then(granted);
  given().when('GrantAccess', granted.data, authority, known).then(granted);
  given().when('GrantAccess', granted.data, { ...authority, participant: 'CI' }, known).refused('NotItsHost', { pointer: '#/participant' });
  given().when('GrantAccess', granted.data, chair, { participant: participant.initial }).refused('NobodyThere');
});

it('has a first and a last day, in this order, and one access at a time to the same books', () => {
  given().when('GrantAccess', { ...granted.data, to: '2007-01-14' }, chair, known).refused('AccessReversed', { figures: { from: '2007-01-15', to: '2007-01-14' } });
  given(granted).when('GrantAccess', { ...granted.data, from: '2007-02-28' }, chair, known).refused('AccessOverlaps', {
    detail: 'The last access to GH runs from 2007-01-15 to 2007-02-28; another one cannot begin on 2007-02-28.', pointer: '#/from',
  });
  const next = { type: 'AccessGranted', data: { ...granted.data, from: '2007-03-01', to: '2007-03-01' } } as const;
  given(granted).when('GrantAccess', next.data, chair, known).then(next);
  const elsewhere = { type: 'AccessGranted', data: { ...granted.data, participant: 'CI' } } as const;
  given(granted).when('GrantAccess', elsewhere.data, chair, known).then(elsewhere);
});

it('is sent home early: on that day the access is over', () => {
  given(granted).when('EndAccess', ended.data, authority, known).then(ended);
  given(granted).when('EndAccess', ended.data, { ...authority, participant: 'CI' }, known).refused('NotItsHost');
  given().when('EndAccess', ended.data, chair, known).refused('NoAccess', { detail: 'No access to GH is known.' });
  given(granted).when('EndAccess', { ...ended.data, on: '2007-03-01' }, chair, known).refused('NoAccess', { figures: { to: '2007-02-28', on: '2007-03-01' } });
  given(granted, ended).when('EndAccess', ended.data, chair, known).refused('NoAccess', { figures: { to: '2007-02-09' } });
  const again = { type: 'AccessGranted', data: { ...granted.data, from: '2007-02-10' } } as const;
  given(granted, ended).when('GrantAccess', again.data, chair, known).then(again);
});
