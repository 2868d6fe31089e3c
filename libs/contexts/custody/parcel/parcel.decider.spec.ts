import { describe, expect, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from '../certificate/certificate.recollection.ts';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { parcel } from './parcel.decider.ts';
import type { parcelEvents } from './parcel.events.ts';
import type { Facts } from './parcel.rules.ts';

type Event = EventOf<typeof parcelEvents>;

const given = scenarios(parcel, { subject: 'SYN-P' });

const holder: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const importer: Actor = { party: 'SYN-EU-IMP', participant: 'EU', roles: ['trader'] };

const packed: Lot = { ...lotSoFar.initial, status: 'packed', parcel: 'SYN-P', holder: holder.party, milliCarats: 100, usdCents: 10, hsCode: '7102.31', origins: [{ participant: 'NA', milliCarats: 100 }] };
const second: Lot = { ...packed, milliCarats: 50, usdCents: 3, hsCode: '7102.21', origins: [{ participant: 'BW', milliCarats: 20 }, { participant: 'NA', milliCarats: 30 }] };
const third: Lot = { ...packed, milliCarats: 7, usdCents: 2, origins: [{ participant: 'AO', milliCarats: 7 }] };
const lots = new Map([['SYN-A', packed], ['SYN-B', second], ['SYN-C', third]]);
const facts: Facts = { lots, certificate: certificate.initial };
const known = (status: Facts['certificate']['status'], ...parcels: string[]): Facts => ({ lots, certificate: { status, importer: importer.party, parcels } });

const inIt = [{ lot: 'SYN-A', milliCarats: 100, usdCents: 10 }];
const sealed: Event = { type: 'ParcelSealed', data: {
  holder: holder.party, seal: 'BW-77', milliCarats: 100, usdCents: 10,
  lots: [{ ...inIt[0]!, hsCode: '7102.31', origins: [{ participant: 'NA', milliCarats: 100 }] }],
  lines: [{ hsCode: '7102.31', milliCarats: 100, usdCents: 10 }], origins: [{ participant: 'NA', milliCarats: 100 }],
} };
const presented: Event = { type: 'ParcelPresented', data: { holder: holder.party, certificate: 'BWSYN000001' } };
const withdrawn: Event = { type: 'ParcelWithdrawn', data: { holder: holder.party, certificate: 'BWSYN000001' } };
const opened: Event = { type: 'ParcelOpened', data: { holder: holder.party, seal: 'BW-77', lots: inIt, milliCarats: 100 } };

describe('sealing', () => {
  it('states the sums of the lots: carats, value, headings and origins in order', () => {
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, facts).then(sealed);
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A', 'SYN-B', 'SYN-C'] }, holder, facts).then({ type: 'ParcelSealed', data: {
      holder: holder.party, seal: 'BW-77', milliCarats: 157, usdCents: 15,
      lots: [...lots].map(([lot, { milliCarats, usdCents, hsCode, origins }]) => ({ lot, milliCarats, usdCents, hsCode, origins: [...origins] })),
      lines: [{ hsCode: '7102.21', milliCarats: 50, usdCents: 3 }, { hsCode: '7102.31', milliCarats: 107, usdCents: 12 }],
      origins: [{ participant: 'AO', milliCarats: 7 }, { participant: 'BW', milliCarats: 20 }, { participant: 'NA', milliCarats: 130 }],
    } });
  });

  it('KPCS IV(c): happens once to a parcel', () => {
    given(sealed).when('SealParcel', { seal: 'BW-78', lots: ['SYN-A'] }, holder, facts).refused('AlreadySealed');
    given(sealed, opened).when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, facts).refused('AlreadySealed');
  });

  it('takes only lots that its holder packed for it', () => {
    const others: [string, Lot | undefined][] = [
      ['Lot SYN-B is not packed for SYN-P by SYN-BW-EXP.', undefined],
      ['Lot SYN-B is not packed for SYN-P by SYN-BW-EXP.', { ...packed, status: 'held' }],
      ['Lot SYN-B is not packed for SYN-P by SYN-BW-EXP, but for SYN-P2.', { ...packed, parcel: 'SYN-P2' }],
      ['Lot SYN-B is not packed for SYN-P by SYN-BW-EXP.', { ...packed, holder: 'SYN-BW-2' }],
    ];
    for (const [detail, other] of others) {
      const theirs = new Map([['SYN-A', packed], ...(other ? [['SYN-B', other] as const] : [])]);
      given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A', 'SYN-B'] }, holder, { ...facts, lots: theirs })
        .refused('LotNotPacked', { detail, figures: { lot: 'SYN-B' }, pointer: '#/lots/1' });
    }
  });

  it('does not count past 2^53', () => {
    for (const huge of [{ ...packed, milliCarats: Number.MAX_SAFE_INTEGER }, { ...packed, usdCents: Number.MAX_SAFE_INTEGER }]) {
      given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A', 'SYN-B'] }, holder, { ...facts, lots: new Map([['SYN-A', huge], ['SYN-B', second]]) })
        .refused('BeyondCount', { figures: { lots: 2 }, pointer: '#/lots' });
    }
  });
});

describe('presenting', () => {
  const named = { certificate: 'BWSYN000001' };

  it('KPCS Annex II ¶17: claims the parcel for one certificate that is not issued yet', () => {
    given(sealed).when('PresentParcel', named, holder, facts).then(presented);
    given(sealed, presented).when('PresentParcel', { certificate: 'BWSYN000002' }, holder, facts).refused('AlreadyPresented', { figures: named });
    given(sealed, presented, withdrawn).when('PresentParcel', { certificate: 'BWSYN000002' }, holder, facts)
      .then({ type: 'ParcelPresented', data: { holder: holder.party, certificate: 'BWSYN000002' } });
    for (const status of ['issued', 'void', 'confirmed'] as const) {
      given(sealed).when('PresentParcel', named, holder, known(status)).refused('CertificateClosed', { pointer: '#/certificate' });
    }
  });

  it('KPCS Annex I.A 4: is for a certificate of the holder’s territory', () => {
    given(sealed).when('PresentParcel', { certificate: 'ZASYN000001' }, holder, facts).refused('ForeignCertificate', { pointer: '#/certificate' });
  });

  it('is done by the holder of a closed parcel', () => {
    given().when('PresentParcel', named, holder, facts).refused('NoSuchParcel');
    given(sealed).when('PresentParcel', named, importer, facts).refused('NotParcelHolder');
    given(sealed, opened).when('PresentParcel', named, holder, facts).refused('AlreadyOpened');
  });
});

describe('withdrawing', () => {
  it('needs a certificate that will never carry the parcel: void, or issued without it', () => {
    given(sealed, presented).when('WithdrawParcel', {}, holder, known('void', 'SYN-P')).then(withdrawn);
    given(sealed, presented).when('WithdrawParcel', {}, holder, known('issued', 'SYN-P2')).then(withdrawn);
    given(sealed, presented).when('WithdrawParcel', {}, holder, facts).refused('UnderCertificate', { figures: { certificate: 'BWSYN000001' } });
    for (const status of ['issued', 'confirmed'] as const) given(sealed, presented).when('WithdrawParcel', {}, holder, known(status, 'SYN-P')).refused('UnderCertificate');
  });

  it('is done by whoever presented it', () => {
    given(sealed, presented).when('WithdrawParcel', {}, importer, known('void')).refused('NotParcelHolder');
    given(sealed).when('WithdrawParcel', {}, holder, facts).refused('NotPresented');
    given().when('WithdrawParcel', {}, holder, facts).refused('NoSuchParcel');
  });
});

describe('opening', () => {
  it('is for the holder, while the parcel is not presented', () => {
    given(sealed).when('OpenParcel', {}, holder, facts).then(opened);
    given(sealed, presented, withdrawn).when('OpenParcel', {}, holder, facts).then(opened);
    given(sealed).when('OpenParcel', {}, importer, facts).refused('NotParcelHolder');
    given(sealed, presented).when('OpenParcel', {}, holder, facts).refused('UnderCertificate');
    given(sealed, presented).when('OpenParcel', {}, holder, known('void', 'SYN-P')).refused('UnderCertificate');
  });

  it('KPCS III(b): is for the importer, once the import is confirmed', () => {
    given(sealed, presented).when('OpenParcel', {}, importer, known('confirmed', 'SYN-P'))
      .then({ type: 'ParcelOpened', data: { ...opened.data, holder: importer.party, certificate: 'BWSYN000001' } });
    given(sealed, presented).when('OpenParcel', {}, holder, known('confirmed', 'SYN-P')).refused('NotParcelHolder');
    given(sealed, presented).when('OpenParcel', {}, importer, known('issued', 'SYN-P')).refused('UnderCertificate', { figures: { certificate: 'BWSYN000001' } });
    given(sealed, presented).when('OpenParcel', {}, { ...importer, party: 'SYN-EU-OTHER' }, known('issued', 'SYN-P')).refused('NotParcelHolder');
    given(sealed, presented).when('OpenParcel', {}, importer, known('confirmed', 'SYN-P2')).refused('UnderCertificate');
  });

  it('happens once, to a closed parcel', () => {
    given(sealed, opened).when('OpenParcel', {}, holder, facts).refused('AlreadyOpened');
    given().when('OpenParcel', {}, holder, facts).refused('NoSuchParcel');
  });
});

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, data: object, past: object = {}) => parcel.facts![fact].subjects(data, { ...parcel.initial, ...past }, {} as never);

  it('are asked for only where a rule needs them', () => {
    expect([subjectsOf('lots', { lots: ['SYN-A'] }), subjectsOf('lots', {})]).toEqual([['SYN-A'], []]);
    expect([subjectsOf('certificate', { certificate: 'C' }), subjectsOf('certificate', {}, { status: 'presented', certificate: 'D' }), subjectsOf('certificate', {}, { status: 'sealed' })])
      .toEqual([['C'], ['D'], []]);
  });
});
