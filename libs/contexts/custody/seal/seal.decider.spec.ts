import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { parcelSoFar, type Parcel } from '../parcel/parcel.recollection.ts';
import { seal } from './seal.decider.ts';
import type { SealEvent } from './seal.events.ts';

const given = scenarios(seal, { subject: 'SYN-BW-A-77' });
const mine: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const other: Actor = { ...mine, party: 'SYN-BW-2' };

const range = { issued: true, kind: 'seal', to: mine.party, first: 1, last: 500 } as const;
const issued = { origin: range };
const nothing = { parcel: parcelSoFar.initial };
const on = (parcel: Partial<Parcel>) => ({ parcel: { ...parcelSoFar.initial, holder: mine.party, seal: 'SYN-BW-A-77', ...parcel } });

const base = { holder: mine.party, range: 'SYN-BW-A' };
const used: SealEvent = { type: 'SealUsed', data: { ...base, kind: 'seal', parcel: 'SYN-P' } };
const onLot: SealEvent = { type: 'SealUsed', data: { ...base, kind: 'seal', lot: 'SYN-L' } };
const broken: SealEvent = { type: 'SealBroken', data: { by: 'SYN-EU-IMP', range: 'SYN-BW-A', parcel: 'SYN-P' } };
const voided: SealEvent = { type: 'SealVoided', data: { ...base, reason: 'Torn.', was: 'issued' } };
const missing: SealEvent = { type: 'SealMissed', data: { ...base, reason: 'Not in the box.', was: 'issued' } };

describe('a seal is used', () => {
  it('for a parcel, or for a lot on its way, by the party to which it was issued', () => {
    given().when('UseSeal', { parcel: 'SYN-P' }, mine, nothing, issued).then(used);
    given().when('UseSeal', { lot: 'SYN-L' }, mine, nothing, issued).then(onLot);
    given().when('UseSeal', { parcel: 'SYN-P' }, other, nothing, issued).refused('NotSealHolder', { figures: { holder: mine.party } });
    for (const things of [{}, { parcel: 'SYN-P', lot: 'SYN-L' }]) given().when('UseSeal', things, mine, nothing, issued).refused('OneThing');
  });

  it('by the ledger, for a parcel that its holder began', () => {
    given().when('UseSeal', { parcel: 'SYN-P' }, LEDGER, on({ status: 'begun' }), issued).then(used);
    for (const parcel of [{ status: 'none' as const }, { status: 'sealed' as const }, { status: 'begun' as const, holder: other.party }]) {
      given().when('UseSeal', { parcel: 'SYN-P' }, LEDGER, on(parcel), issued).refused('NotSealHolder');
    }
    given().when('UseSeal', { parcel: 'SYN-P' }, LEDGER, on({ status: 'begun' })).refused('NeverIssued');
  });

  it('only if it was issued: its number is one of its range, in one spelling', () => {
    given().when('UseSeal', { parcel: 'SYN-P' }, mine, nothing).refused('NeverIssued', { figures: { range: 'SYN-BW-A' } });
    for (const subject of ['SYN-BW-A-0', 'SYN-BW-A-501', 'SYN-BW-A-077']) given().when('UseSeal', { parcel: 'SYN-P' }, mine, nothing, { ...issued, subject }).refused('NeverIssued');
    expect(seal.born!.of('SYN-BW-A-77')).toMatchObject({ subject: 'SYN-BW-A', from: { noun: 'sealrange' } });
  });

  it('KPCS IV(c): once, ever', () => {
    for (const [past, detail] of [
      [[used], 'is used, on SYN-P'], [[onLot], 'is used, on SYN-L'], [[used, broken], 'is broken, on SYN-P'], [[voided], 'is void'], [[missing], 'is missing'],
    ] as [SealEvent[], string][]) given(...past).when('UseSeal', { parcel: 'SYN-P2' }, mine, nothing).refused('SealSpent', { detail: `Seal SYN-BW-A-77 ${detail}.` });
  });
});

describe('a seal is void or missing', () => {
  it('when its holder says so, and why, in stock or in use', () => {
    given().when('VoidSeal', { reason: 'Torn.' }, mine, nothing, issued).then(voided);
    given().when('MissSeal', { reason: 'Not in the box.' }, mine, nothing, issued).then(missing);
    given(used).when('VoidSeal', { reason: 'Torn.' }, mine, on({ status: 'abandoned' })).then({ type: 'SealVoided', data: { ...base, reason: 'Torn.', was: 'used' } });
    given(used).when('MissSeal', { reason: 'Not in the box.' }, mine, nothing).then({ type: 'SealMissed', data: { ...base, reason: 'Not in the box.', was: 'used' } });
    given(used).when('VoidSeal', { reason: 'Abandoned.' }, LEDGER, on({ status: 'abandoned' })).then({ type: 'SealVoided', data: { ...base, reason: 'Abandoned.', was: 'used' } });
  });

  it('and is nobody else’s to declare so, nor twice', () => {
    for (const verb of ['VoidSeal', 'MissSeal'] as const) {
      given().when(verb, { reason: 'No.' }, other, nothing, issued).refused('NotSealHolder');
      given().when(verb, { reason: 'No.' }, mine, nothing).refused('NeverIssued');
      given(used, broken).when(verb, { reason: 'No.' }, mine, nothing).refused('SealSpent', { figures: { status: 'broken' } });
    }
  });

  it('not void while it is on a closed parcel', () => {
    for (const status of ['begun', 'sealed', 'presented'] as const) given(used).when('VoidSeal', { reason: 'No.' }, mine, on({ status })).refused('SealInPlace', { figures: { on: 'SYN-P' } });
    for (const status of ['none', 'begun', 'sealed'] as const) given(used).when('VoidSeal', { reason: 'No.' }, LEDGER, on({ status })).refused('SealInPlace');
    given(used).when('VoidSeal', { reason: 'Old.' }, mine, on({ status: 'sealed', seal: 'SYN-BW-A-78' })).then({ type: 'SealVoided', data: { ...base, reason: 'Old.', was: 'used' } });
  });
});

describe('a seal is broken', () => {
  it('by whoever opened what it closed: the ledger writes it down, once', () => {
    given(used).when('BreakSeal', { by: 'SYN-EU-IMP' }, LEDGER, nothing).then(broken);
    given(onLot).when('BreakSeal', { by: 'SYN-EU-IMP' }, LEDGER, nothing).then({ type: 'SealBroken', data: { by: 'SYN-EU-IMP', range: 'SYN-BW-A', lot: 'SYN-L' } });
    given(used).when('BreakSeal', { by: mine.party }, mine, nothing).refused('NotTheLedger');
    given(used, { type: 'SealMissed', data: { holder: mine.party, range: 'SYN-BW-A', reason: 'Not seen.', was: 'used' } }).when('BreakSeal', { by: 'SYN-EU-IMP' }, LEDGER, nothing)
      .then({ type: 'SealBroken', data: { ...broken.data, was: 'missing' } });
    given(used, broken).when('BreakSeal', { by: 'SYN-EU-IMP' }, LEDGER, nothing).refused('NotInUse', { detail: 'Seal SYN-BW-A-77 is broken.' });
    given().when('BreakSeal', { by: 'SYN-EU-IMP' }, LEDGER, nothing, issued).refused('NotInUse', { detail: 'Seal SYN-BW-A-77 is unused.' });
  });
});

it('asks for the parcel only where a rule needs it', () => {
  const subjects = (command: string, data: object, by: Actor, state: object = {}) => seal.facts!.parcel.subjects(data, { ...seal.initial, ...state }, { command, by } as never);
  expect([subjects('UseSeal', { parcel: 'SYN-P' }, LEDGER), subjects('UseSeal', { parcel: 'SYN-P' }, mine), subjects('VoidSeal', {}, mine, { parcel: 'SYN-P' }), subjects('MissSeal', {}, mine, { parcel: 'SYN-P' })])
    .toEqual([['SYN-P'], [], ['SYN-P'], []]);
});
