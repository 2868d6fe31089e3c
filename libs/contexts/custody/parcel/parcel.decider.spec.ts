import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { enforcementCase } from '../case/case.recollection.ts';
import { certificate } from '../certificate/certificate.recollection.ts';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { period } from '../period/period.recollection.ts';
import { sealSoFar } from '../seal/seal.recollection.ts';
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
const ready = { ...sealSoFar.initial, status: 'used', holder: holder.party, parcel: 'SYN-P' } as const;
const facts: Facts = { lots, certificate: certificate.initial, case: enforcementCase.initial, seal: ready, holder: { participant: 'BW' }, period: period.initial };
const known = (status: Facts['certificate']['status'], ...parcels: string[]): Facts => ({ ...facts, certificate: { ...certificate.initial, status, importer: importer.party, to: 'EU', parcels } });

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

  it('names the certificates under which goods in it came into the territory, and what they were then', () => {
    const importedAt = { certificate: 'AOSYN000001', milliCarats: 100, usdCents: 9 };
    const brought = new Map([['SYN-A', { ...packed, imports: ['AOSYN000001'], importedAt }], ['SYN-B', { ...second, imports: ['AOSYN000001', 'AESYN000007'] }], ['SYN-C', third]]);
    const [told] = parcel.decide.SealParcel(parcel.initial, { seal: 'BW-77', lots: [...brought.keys()] }, {
      subject: 'SYN-P', command: 'SealParcel', by: holder, occurredAt: '2005-07-01T08:00:00Z', recordedAt: '2005-07-01T08:00:00Z', cause: 'test', correlation: 'test', facts: { ...facts, lots: brought },
    }) as Event[];
    expect(told).toMatchObject({ data: { imports: ['AESYN000007', 'AOSYN000001'] } });
    expect((told!.data as { lots: object[] }).lots.map((one) => 'importedAt' in one)).toEqual([true, false, false]);
    const many = new Map([['SYN-A', { ...packed, imports: Array.from({ length: 1_001 }, (_, i) => `AOSYN${100_000 + i}`) }]]);
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, { ...facts, lots: many }).refused('BeyondCount', { pointer: '#/lots' });
  });

  it('keeps goods of trade, samples and seized goods apart, and says what they are', () => {
    const seized = new Map([['SYN-A', { ...packed, regime: 'seized' as const }], ['SYN-B', second]]);
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A', 'SYN-B'] }, holder, { ...facts, lots: seized }).refused('RegimesMixed', { figures: { regime: 'seized', other: 'trade' }, pointer: '#/lots' });
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, { ...facts, lots: seized }).then({ type: 'ParcelSealed', data: { ...sealed.data, regime: 'seized' } as typeof sealed.data });
  });

  it('KPCS IV(c): happens once to a parcel', () => {
    given(sealed).when('SealParcel', { seal: 'BW-78', lots: ['SYN-A'] }, holder, facts).refused('AlreadySealed');
    given(sealed, opened).when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, facts).refused('AlreadySealed');
  });

  it('takes no lot that an authority stopped', () => {
    const stopped = new Map([['SYN-A', packed], ['SYN-B', { ...second, detention: { case: 'SYN-C', authority: 'SYN-BW-GDV', stage: 'detained' as const } }]]);
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A', 'SYN-B'] }, holder, { ...facts, lots: stopped })
      .refused('LotNotPacked', { detail: 'Lot SYN-B is detained by SYN-BW-GDV under case SYN-C.', pointer: '#/lots/1' });
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

  it('KPCS IV(c): needs a seal that its holder uses for this parcel', () => {
    for (const seal of [sealSoFar.initial, { ...ready, status: 'issued' }, { ...ready, status: 'broken' }, { ...ready, parcel: 'SYN-P2' }, { ...ready, holder: 'SYN-BW-2' }] as Facts['seal'][]) {
      given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, { ...facts, seal }).refused('SealNotBound', { figures: { seal: 'BW-77', status: seal.status }, pointer: '#/seal' });
    }
  });

  it('is not dated before its lots, and needs a second person in a closed quarter', () => {
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, { ...facts, lots: new Map([['SYN-A', { ...packed, lastOn: '2005-07-02' }]]) })
      .refused('BeforeTheLast', { detail: 'The ledger knows of lot SYN-A up to 2005-07-02; this is of 2005-07-01.' });
    const closed = { ...facts, period: { closed: true, late: new Map() } };
    given().when('SealParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, closed).refused('PeriodClosed', { figures: { quarter: 'BW-2005-Q3' } });
    given({ ...sealed, occurredAt: '2005-07-02T00:00:00Z' } as Event).when('OpenParcel', {}, holder, facts).refused('BeforeTheLast', { pointer: '#/occurredAt' });
  });
});

describe('assembling', () => {
  const unused: Facts = { ...facts, seal: { ...ready, status: 'issued' } };
  const begun = (wanted = ['SYN-A']): Event => ({ type: 'ParcelBegun', data: { holder: holder.party, seal: 'BW-77', lots: wanted } });
  const abandoned = (obstacle: { code: string; says: string }): Event => ({ type: 'ParcelAbandoned', data: { holder: holder.party, seal: 'BW-77', lots: ['SYN-A'], obstacle } });
  const calledOff = abandoned({ code: 'CalledOff', says: 'Not today.' });
  const numbered = (count: number, length = 20) => Array.from({ length: count }, (_, i) => `${'X'.repeat(length - 5)}${10_000 + i}`);

  it('begins with an unused seal of its holder', () => {
    given().when('AssembleParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, unused).then(begun());
    given().when('AssembleParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, facts).refused('SealNotFree', { figures: { status: 'used' }, pointer: '#/seal' });
    given().when('AssembleParcel', { seal: 'BW-77', lots: ['SYN-A'] }, importer, unused).refused('SealNotFree');
    for (const past of [sealed, begun()]) given(past).when('AssembleParcel', { seal: 'BW-77', lots: ['SYN-A'] }, holder, unused).refused('AlreadySealed');
    given().when('AssembleParcel', { seal: 'BW-77', lots: numbered(10_000, 51) }, holder, unused).refused('NamesTooLong', { figures: { characters: 510_000 } });
  });

  it('is decided by the ledger: sealed with all lots, or abandoned', () => {
    given(begun()).when('DecideParcel', {}, LEDGER, facts).then(sealed);
    given(begun()).when('DecideParcel', {}, LEDGER, { ...facts, lots: new Map([['SYN-A', { ...packed, parcel: 'SYN-P2' }]]) })
      .then(abandoned({ code: 'LotNotPacked', says: 'Lot SYN-A is not packed for SYN-P by SYN-BW-EXP, but for SYN-P2.' }));
    given(begun()).when('DecideParcel', {}, LEDGER, unused).then(abandoned({ code: 'SealNotBound', says: 'Seal BW-77 is not in use for SYN-P by SYN-BW-EXP.' }));
    const obstacle = { lot: 'SYN-A', code: 'NotFree', says: 'Lot SYN-A was split.' };
    given(begun()).when('DecideParcel', { obstacle }, LEDGER, facts).then(abandoned(obstacle));
  });

  it('is decided once, and by nobody else', () => {
    given(begun()).when('DecideParcel', {}, holder, facts).refused('NotTheLedger');
    for (const past of [[], [begun(), sealed], [begun(), calledOff]]) given(...past).when('DecideParcel', {}, LEDGER, facts).refused('NothingToDecide');
  });

  it('is given up by its holder, or by the ledger if it hangs, before the decision', () => {
    for (const by of [holder, LEDGER]) given(begun()).when('AbandonParcel', { reason: 'Not today.' }, by, facts).then(calledOff);
    given(begun()).when('AbandonParcel', { reason: 'Not today.' }, importer, facts).refused('NotParcelHolder');
    for (const past of [[], [sealed], [begun(), calledOff]]) given(...past).when('AbandonParcel', { reason: 'Not today.' }, holder, facts).refused('NothingToDecide');
    given(begun(), calledOff).when('OpenParcel', {}, holder, facts).refused('NoSuchParcel');
  });

  it('takes ten thousand lots: of more than a thousand it tells heading and origins as a whole only', () => {
    const decided = (ids: string[]) => parcel.decide.DecideParcel({ ...parcel.initial, status: 'begun', holder: holder.party, seal: 'BW-77', wanted: ids }, {}, {
      subject: 'SYN-P', command: 'DecideParcel', by: LEDGER, occurredAt: '2005-07-01T08:00:00Z', recordedAt: '2005-07-01T08:00:00Z', cause: 'test', correlation: 'test',
      facts: { ...facts, lots: new Map(ids.map((id) => [id, packed])) },
    }) as Event[];
    expect(decided(numbered(1_000))[0]).toMatchObject({ type: 'ParcelSealed', data: { lots: expect.arrayContaining([{ lot: numbered(1)[0], milliCarats: 100, usdCents: 10, hsCode: '7102.31', origins: packed.origins }]) } });
    expect(decided(numbered(10_000))[0]).toMatchObject({ type: 'ParcelSealed', data: { milliCarats: 1_000_000, lots: expect.arrayContaining([{ lot: numbered(1)[0], milliCarats: 100, usdCents: 10 }]) } });
    expect(decided(numbered(10_000, 64))[0]).toMatchObject({ type: 'ParcelAbandoned', data: { obstacle: { code: 'BeyondCount' } } });
  });
});

describe('presenting', () => {
  const named = { certificate: 'BWSYN000001' };

  it('KPCS Annex II ¶17: claims the parcel for one certificate that is not issued yet', () => {
    given(sealed).when('PresentParcel', named, holder, facts).then(presented);
    given(sealed, presented).when('PresentParcel', { certificate: 'BWSYN000002' }, holder, facts).refused('AlreadyPresented', { figures: named });
    given(sealed, presented, withdrawn).when('PresentParcel', { certificate: 'BWSYN000002' }, holder, facts)
      .then({ type: 'ParcelPresented', data: { holder: holder.party, certificate: 'BWSYN000002' } });
    for (const status of ['requested', 'issued', 'void', 'confirmed'] as const) {
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
  it('needs a certificate that will never carry the parcel, or has brought it back: refused, void, expired, returned, or for other parcels', () => {
    for (const status of ['refused', 'void', 'expired', 'returned'] as const) given(sealed, presented).when('WithdrawParcel', {}, holder, known(status, 'SYN-P')).then(withdrawn);
    for (const status of ['requested', 'issued'] as const) given(sealed, presented).when('WithdrawParcel', {}, holder, known(status, 'SYN-P2')).then(withdrawn);
    given(sealed, presented).when('WithdrawParcel', {}, holder, facts).refused('UnderCertificate', { figures: { certificate: 'BWSYN000001' } });
    for (const status of ['requested', 'issued', 'replaced', 'subdivided', 'confirmed'] as const) given(sealed, presented).when('WithdrawParcel', {}, holder, known(status, 'SYN-P')).refused('UnderCertificate');
  });

  it('is done by whoever presented it', () => {
    given(sealed, presented).when('WithdrawParcel', {}, importer, known('void')).refused('NotParcelHolder');
    given(sealed).when('WithdrawParcel', {}, holder, facts).refused('NotPresented');
    given().when('WithdrawParcel', {}, holder, facts).refused('NoSuchParcel');
  });
});

describe('passing to another certificate', () => {
  const toAnother = { from: 'BWSYN000001', certificate: 'BWSYN000002' };
  const reissued = (replaces: string, ...parcels: string[]): Facts => ({ ...facts, certificate: { ...certificate.initial, status: 'issued', importer: importer.party, to: 'EU', parcels, replaces } });
  const reassigned: Event = { type: 'ParcelReassigned', data: { holder: holder.party, ...toAnother } };

  it('happens when that one stands in the place of its own, and carries it', () => {
    given(sealed, presented).when('ReassignParcel', toAnother, LEDGER, reissued('BWSYN000001', 'SYN-P')).then(reassigned);
    given(sealed, presented).when('ReassignParcel', toAnother, LEDGER, reissued('BWSYN000009', 'SYN-P'))
      .refused('NotReissued', { detail: 'Certificate BWSYN000002 does not carry SYN-P in the place of BWSYN000001.' });
    given(sealed, presented).when('ReassignParcel', toAnother, LEDGER, reissued('BWSYN000001', 'SYN-P2')).refused('NotReissued');
    for (const past of [[], [sealed], [sealed, presented, reassigned], [sealed, opened]]) {
      given(...past).when('ReassignParcel', toAnother, LEDGER, reissued('BWSYN000001', 'SYN-P')).refused('NotReissued', { detail: 'Parcel SYN-P is not presented for BWSYN000001.' });
    }
    given(sealed, presented).when('ReassignParcel', toAnother, holder, reissued('BWSYN000001', 'SYN-P')).refused('NotTheLedger');
  });

  it('lets the importer open it under the number under which it came', () => {
    given(sealed, presented, reassigned).when('OpenParcel', {}, importer, known('confirmed', 'SYN-P'))
      .then({ type: 'ParcelOpened', data: { ...opened.data, holder: importer.party, certificate: 'BWSYN000002' } });
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

describe('an inspection', () => {
  const officer: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-P1' };
  const abroad: Actor = { ...officer, party: 'SYN-EU-FPS', participant: 'EU' };
  const look = { officers: ['SYN-P1', 'SYN-P2'], reason: 'Random check.', newSeal: 'GDV-1' };
  const bound = (by: Actor): Facts => ({ ...known('issued', 'SYN-P'), seal: { ...ready, holder: by.party } });
  const inspected = (by: Actor, more: object = {}): Event => ({ type: 'ParcelInspected', data: { authority: by.party, ...look, seal: 'BW-77', ...more } });

  it('is made by two officers of the territory where the parcel lies, or goes, who close it with a seal of theirs', () => {
    given(sealed).when('InspectParcel', look, officer, bound(officer)).then(inspected(officer));
    given(sealed, presented).when('InspectParcel', { ...look, foundMilliCarats: 99 }, abroad, bound(abroad)).then(inspected(abroad, { foundMilliCarats: 99 }));
    given(sealed).when('InspectParcel', look, abroad, bound(abroad)).refused('NotInspector', { detail: 'The parcel lies in BW.' });
    given(sealed, presented).when('InspectParcel', look, { ...officer, participant: 'IL' }, bound(officer)).refused('NotInspector', { detail: 'The parcel lies in BW, and goes to EU.' });
    given(sealed).when('InspectParcel', look, holder, { ...bound(holder), holder: {} }).refused('NotInspector', { detail: 'The parcel lies in no territory.' });
    given().when('InspectParcel', look, officer, bound(officer)).refused('NoSuchParcel');
  });

  it('is not made by one alone', () => {
    for (const officers of [['SYN-P1'], ['SYN-P2', 'SYN-P3']]) given(sealed).when('InspectParcel', { ...look, officers }, officer, bound(officer)).refused('TwoOfficers', { pointer: '#/officers' });
  });

  it('ends under a new seal that was used for it before; the next one finds that one', () => {
    given(sealed).when('InspectParcel', { ...look, newSeal: 'BW-77' }, officer, bound(officer)).refused('SealNotBound', { detail: 'Seal BW-77 is the one that was opened.', pointer: '#/newSeal' });
    given(sealed).when('InspectParcel', look, officer, facts).refused('SealNotBound', { detail: 'Seal GDV-1 is not in use for SYN-P by SYN-BW-GDV.' });
    given(sealed, inspected(officer)).when('OpenParcel', {}, holder, facts).then({ type: 'ParcelOpened', data: { ...opened.data, seal: 'GDV-1' } });
  });
});

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, command: string, data: object, past: object = {}) => parcel.facts![fact].subjects(data, { ...parcel.initial, ...past }, { command, by: holder } as never);
  const begun = { status: 'begun', wanted: ['SYN-W'], seal: 'BW-1', holder: 'SYN-H' };

  it('are asked for only where a rule needs them', () => {
    expect([subjectsOf('lots', 'SealParcel', { lots: ['SYN-A'] }), subjectsOf('lots', 'AssembleParcel', { lots: ['SYN-A'] }), subjectsOf('lots', 'OpenParcel', {})]).toEqual([['SYN-A'], [], []]);
    expect([subjectsOf('lots', 'DecideParcel', {}, begun), subjectsOf('lots', 'DecideParcel', { obstacle: {} }, begun), subjectsOf('lots', 'DecideParcel', {})]).toEqual([['SYN-W'], [], []]);
    expect([subjectsOf('seal', 'DecideParcel', {}, begun), subjectsOf('seal', 'SealParcel', { seal: 'BW-2' }), subjectsOf('seal', 'InspectParcel', { newSeal: 'BW-3' }), subjectsOf('seal', 'OpenParcel', {}, begun)])
      .toEqual([['BW-1'], ['BW-2'], ['BW-3'], []]);
    expect([subjectsOf('holder', 'InspectParcel', {}, begun), subjectsOf('holder', 'InspectParcel', {}), subjectsOf('holder', 'OpenParcel', {}, begun)]).toEqual([['SYN-H'], [], []]);
    expect([subjectsOf('certificate', 'P', { certificate: 'C' }), subjectsOf('certificate', 'P', {}, { status: 'presented', certificate: 'D' }), subjectsOf('certificate', 'P', {}, { status: 'sealed' })])
      .toEqual([['C'], ['D'], []]);
  });
});

describe('a detention', () => {
  const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
  const abroad: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
  const stop = { case: 'SYN-C', grounds: 'False declaration' };
  const suspected = (participant: string, base: Facts = facts, more: Partial<Facts['case']> = {}): Facts => ({ ...base, case: { ...enforcementCase.initial, status: 'open', participant, parcels: ['SYN-P'], ...more } });
  const detained: Event = { type: 'ParcelDetained', data: { ...stop, authority: authority.party, participant: 'BW', holder: holder.party, milliCarats: 100 } };
  const onArrival: Event = { type: 'ParcelDetained', data: { ...stop, authority: abroad.party, participant: 'EU', holder: importer.party, milliCarats: 100, certificate: 'BWSYN000001' } };
  const away = (there: boolean, status: Facts['certificate']['status'] = 'issued'): Facts => ({ ...facts, certificate: { ...known(status, 'SYN-P').certificate, left: true, there } });

  it('stops a parcel before it leaves, or where it was shown, and not on its way', () => {
    given(sealed).when('DetainParcel', stop, authority, suspected('BW')).then(detained);
    given(sealed, presented).when('DetainParcel', stop, authority, suspected('BW', known('issued', 'SYN-P'))).then(detained);
    given(sealed, presented).when('DetainParcel', stop, abroad, suspected('EU', away(true))).then(onArrival);
    given(sealed, presented).when('DetainParcel', stop, abroad, suspected('EU', away(true, 'confirmed'))).then(onArrival);
    for (const [by, code] of [[authority, 'BW'], [abroad, 'EU']] as const) given(sealed, presented).when('DetainParcel', stop, by, suspected(code, away(false))).refused('OnItsWay', { figures: { certificate: 'BWSYN000001' } });
    given(sealed, presented).when('DetainParcel', stop, authority, suspected('BW', away(true))).refused('NotDetaining');
  });

  it('needs an open case of that territory, which names the parcel or a lot in it', () => {
    given(sealed).when('DetainParcel', stop, authority, suspected('BW', facts, { parcels: [], lots: ['SYN-A'] })).then(detained);
    given(sealed).when('DetainParcel', stop, authority, suspected('BW', facts, { parcels: [], lots: ['SYN-Z'] })).refused('NoCase', { detail: 'Case SYN-C names neither parcel SYN-P nor a lot in it.' });
    for (const status of ['none', 'dismissed'] as const) given(sealed).when('DetainParcel', stop, authority, suspected('BW', facts, { status })).refused('NoCase', { figures: { case: 'SYN-C', status } });
    given(sealed).when('DetainParcel', stop, abroad, suspected('EU')).refused('NotDetaining', { detail: 'Parcel SYN-P lies in BW; the case is of EU.' });
    given(sealed).when('DetainParcel', stop, holder, suspected('BW')).refused('NotDetaining');
    given(sealed, detained).when('DetainParcel', stop, authority, suspected('BW')).refused('ParcelFrozen');
    given(sealed, opened).when('DetainParcel', stop, authority, suspected('BW')).refused('AlreadyOpened');
  });

  it('lets nobody else do anything with it, and is lifted by the authority that made it', () => {
    const lifted: Event = { type: 'ParcelDetentionLifted', data: { case: 'SYN-C', authority: authority.party, holder: holder.party, milliCarats: 100, reason: 'It was right' } };
    given(sealed, detained).when('PresentParcel', { certificate: 'BWSYN000001' }, holder, facts).refused('ParcelFrozen', { detail: 'Parcel SYN-P is detained by SYN-BW-GDV under case SYN-C.' });
    given(sealed, presented, detained).when('WithdrawParcel', {}, holder, known('void')).refused('ParcelFrozen');
    given(sealed, detained).when('OpenParcel', {}, holder, facts).refused('ParcelFrozen');
    given(sealed, detained).when('LiftParcelDetention', { reason: 'It was right' }, authority, facts).then(lifted);
    given(sealed, detained).when('LiftParcelDetention', { reason: 'It was right' }, { ...authority, party: 'SYN-BW-POLICE' }, facts).refused('NotDetaining');
    given(sealed).when('LiftParcelDetention', { reason: 'It was right' }, authority, facts).refused('NotDetained');
    given(sealed, detained, lifted).when('OpenParcel', {}, holder, facts).then(opened);
  });

  it('goes over to the lots, when the authority opens it; under a certificate it stays closed', () => {
    const detention = { case: 'SYN-C', authority: authority.party, stage: 'detained' as const };
    given(sealed, detained).when('OpenParcel', {}, authority, facts).then({ ...opened, data: { ...opened.data, detention } });
    given(sealed, presented, detained).when('OpenParcel', {}, authority, known('void')).then({ ...opened, data: { ...opened.data, detention } });
    given(sealed, presented, detained).when('OpenParcel', {}, authority, known('issued', 'SYN-P')).refused('UnderCertificate');
    given(sealed, presented, onArrival).when('OpenParcel', {}, abroad, away(true, 'confirmed')).then({ ...opened, data: {
      ...opened.data, holder: importer.party, certificate: 'BWSYN000001', detention: { ...detention, authority: abroad.party } } });
  });
});
