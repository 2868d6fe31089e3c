import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { caseFile } from './case.decider.ts';

const given = scenarios(caseFile, { subject: 'C-1' });
const authority: Actor = { party: 'GH-AUTHORITY', participant: 'GH', roles: ['authority'] };
const neighbour: Actor = { party: 'CI-AUTHORITY', participant: 'CI', roles: ['authority'] };
const facts = { holder: { participant: 'GH' }, lots: new Map([['L-1', { holder: 'GH-TRADER' }], ['L-2', { holder: 'GH-OTHER' }]]) };
const none = { holder: caseFile.facts!.holder.of.initial, lots: new Map() };

const suspicion = { holder: 'GH-TRADER', lots: ['L-1'], grounds: 'undeclared' as const, summary: 'Goods with no record of a first sale' };
const opened = { type: 'CaseOpened', data: { ...suspicion, authority: 'GH-AUTHORITY', participant: 'GH' } } as const;
const ordered = { type: 'ConfiscationOrdered', data: { order: 'Accra High Court, 12/2006' } } as const;
const dismissed = { type: 'CaseDismissed', data: { reason: 'Receipts were found' } } as const;

it('KPCS IV(d): is opened by the authority of the holder’s Participant, once', () => {
  given().when('OpenCase', suspicion, authority, facts).then(opened);
  given(opened).when('OpenCase', suspicion, authority, facts).refused('AlreadyOpened');
  given().when('OpenCase', suspicion, neighbour, facts).refused('NotItsAuthority', {
    detail: 'GH-TRADER is registered in GH: the case is for an authority of GH.', figures: { holder: 'GH-TRADER', participant: 'GH' }, pointer: '#/holder',
  });
  given().when('OpenCase', suspicion, { ...authority, roles: ['trader'] }, facts).refused('NotItsAuthority');
});

it('is brought against a registered party, over goods that it holds', () => {
  given().when('OpenCase', suspicion, authority, none).refused('UnknownHolder', { pointer: '#/holder' });
  given().when('OpenCase', { ...suspicion, lots: ['L-1', 'L-2'] }, authority, facts).refused('LotNotHeld', { detail: 'Lot L-2 is not held by GH-TRADER.', pointer: '#/lots/1' });
  given().when('OpenCase', { ...suspicion, lots: ['L-9'] }, authority, facts).refused('LotNotHeld', { pointer: '#/lots/0' });
});

it('ends with an order of confiscation, or is dismissed', () => {
  given(opened).when('OrderConfiscation', ordered.data, authority, none).then(ordered);
  given(opened).when('DismissCase', dismissed.data, authority, none).then(dismissed);
});

it('is decided by an authority of the same Participant', () => {
  given(opened).when('OrderConfiscation', ordered.data, neighbour, none).refused('NotItsAuthority');
  given(opened).when('DismissCase', dismissed.data, neighbour, none).refused('NotItsAuthority');
});

it('is decided once, after it was opened', () => {
  given().when('OrderConfiscation', ordered.data, authority, none).refused('NotOpened');
  given(opened, ordered).when('DismissCase', dismissed.data, authority, none).refused('AlreadyDecided', { figures: { status: 'ordered' } });
  given(opened, dismissed).when('OrderConfiscation', ordered.data, authority, none).refused('AlreadyDecided', { figures: { status: 'dismissed' } });
});
