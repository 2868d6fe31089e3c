import { expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { caseFile } from './case.decider.ts';

const given = scenarios(caseFile, { subject: 'C-1' });
const authority: Actor = { party: 'GH-AUTHORITY', participant: 'GH', roles: ['authority'] };
const neighbour: Actor = { party: 'CI-AUTHORITY', participant: 'CI', roles: ['authority'] };
const nobody = { holders: new Map(), parcels: new Map(), certificates: new Map() };
const facts = { ...nobody, holder: { participant: 'GH' }, lots: new Map([['L-1', { holder: 'GH-TRADER' }], ['L-2', { holder: 'GH-OTHER' }]]) };
const none = { holder: caseFile.facts!.holder.of.initial, lots: new Map(), ...nobody };

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

it('names closed parcels instead of lots: what its holder sealed, or what comes to him under a certificate', () => {
  const { lots: _, ...whole } = { ...suspicion, parcels: ['PA-1'], grounds: 'R-NEIGHBOUR' as const };
  const of = (parcel: object, importer = ''): typeof facts => ({ ...facts, lots: new Map(), parcels: new Map([['PA-1', { holder: '', ...parcel }]]), certificates: new Map([['CISYN1', { importer }]]) });
  const named = { type: 'CaseOpened' as const, data: { ...whole, lots: [], authority: 'GH-AUTHORITY', participant: 'GH' } };
  given().when('OpenCase', whole, authority, of({ holder: 'GH-TRADER' })).then(named);
  given().when('OpenCase', whole, authority, of({ holder: 'CI-MINE', certificate: 'CISYN1' }, 'GH-TRADER')).then(named);
  given().when('OpenCase', whole, authority, of({ holder: 'CI-MINE', certificate: 'CISYN1' }, 'GH-OTHER')).refused('ParcelNotHis', { pointer: '#/parcels/0' });
  given().when('OpenCase', whole, authority, of({ holder: 'CI-MINE' })).refused('ParcelNotHis', { detail: 'GH-TRADER did not seal parcel PA-1, and it does not come to him.' });
  const { parcels: __, ...nothing } = whole;
  given().when('OpenCase', nothing, authority, facts).refused('NamesNothing', { pointer: '#/lots' });
});

it('is extended by goods in the same territory, as those that came of what it names', () => {
  const more = { lots: ['B-1.0'], reason: 'Blended from what the case names' };
  const extended = { type: 'CaseExtended', data: { ...more, authority: 'GH-AUTHORITY' } } as const;
  const of = (holder: string, participant = 'GH'): typeof facts => ({ ...facts, lots: new Map([['B-1.0', { holder }]]), holders: new Map([['GH-OTHER', { participant }]]) });
  given(opened).when('ExtendCase', more, authority, of('GH-OTHER')).then(extended);
  given(opened, ordered).when('ExtendCase', more, authority, of('GH-OTHER')).then(extended);
  given(opened, extended).when('ExtendCase', more, authority, of('GH-OTHER')).refused('NothingAdded', { detail: 'The case names lot B-1.0 already.', pointer: '#/lots/0' });
  given(opened).when('ExtendCase', more, authority, of('')).refused('OutOfReach', { detail: 'Nobody has lot B-1.0: it was consumed, or never there.' });
  given(opened).when('ExtendCase', more, authority, of('GH-OTHER', 'AE')).refused('OutOfReach', { figures: { lot: 'B-1.0', holder: 'GH-OTHER', participant: 'GH' } });
  given(opened).when('ExtendCase', more, neighbour, of('GH-OTHER')).refused('NotItsAuthority');
  given(opened, dismissed).when('ExtendCase', more, authority, of('GH-OTHER')).refused('AlreadyDecided');
});

it('collects evidence by its digests, each once', () => {
  const proof = { kind: 'laboratory' as const, sha256: 'a'.repeat(64), title: 'Footprint report' };
  const added = { type: 'EvidenceAdded', data: { ...proof, authority: 'GH-AUTHORITY' } } as const;
  given(opened).when('AddEvidence', proof, authority, none).then(added);
  given(opened, added).when('AddEvidence', proof, authority, none).refused('EvidenceKnown', { pointer: '#/sha256' });
  given().when('AddEvidence', proof, authority, none).refused('NotOpened');
  given(opened).when('AddEvidence', proof, neighbour, none).refused('NotItsAuthority');
});

it('looks up, for what is named, who has it and where he is registered', () => {
  const asked = (command: string, facts: object) => ({ command, facts } as never);
  expect(caseFile.facts!.holders.subjects({}, caseFile.initial, asked('ExtendCase', { lots: new Map([['L-1', { holder: 'A' }], ['L-2', { holder: 'A' }], ['L-3', { holder: '' }]]) }))).toEqual(['A']);
  expect(caseFile.facts!.holders.subjects({}, caseFile.initial, asked('OpenCase', { lots: new Map([['L-1', { holder: 'A' }]]) }))).toEqual([]);
  expect(caseFile.facts!.certificates.subjects({}, caseFile.initial, asked('OpenCase', { parcels: new Map([['P-1', { holder: 'A', certificate: 'CISYN1' }], ['P-2', { holder: 'A' }]]) }))).toEqual(['CISYN1']);
});
