import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day, digest, done, openCountries, type Countries, type Country, type Export } from './countries.ts';
import type { Player } from './stage.ts';

/** Ivorian diamonds through Ghana, 2005 and 2006 (UN A/61/589 ¶11, ¶24): every way in that somebody tries, and the rule that stands in it. Parties, goods and papers are synthetic. */
let on: Countries;
let [ivory, ghana, belgium]: Country[] = [];
let [house, mine, buyer, importer, monitor]: Player[] = [];
let [seguela, birim]: string[] = [];

beforeAll(async () => {
  on = await openCountries();
  [ivory, ghana, belgium] = [await on.country('CI', 'Côte d’Ivoire'), await on.country('GH', 'Ghana'), await on.country('BE', 'Belgium')];
  [house, mine, buyer] = [await on.party(ivory, 'house', 'producer'), await on.party(ghana, 'mine', 'producer'), await on.party(ghana, 'buyer', 'trader')];
  [importer, monitor] = [await on.party(belgium, 'importer', 'trader'), await on.party(belgium, 'monitor', 'monitor')];
  [seguela, birim] = [await on.site(ivory, house, 'seguela', 'ASM'), await on.site(ghana, mine, 'birim')];
}, 60_000);
afterAll(() => on.stage.close());

const outOf = (from: Country, exporter: Player, number: string, parcel: string, milliCarats: number): Export =>
  ({ number, from, exporter, to: belgium!, importer: importer!, parcels: [parcel], milliCarats });
const impose = (document: string, from: string) => on.chair.ask('identity/participants/CI/impose-embargo', { flow: 'export', from, document }, day(from));
const lot = (name: string) => on.says(`custody/lots/${name}`);

describe('Chapter 1: the resolution of the Security Council', () => {
  const caught = () => outOf(ivory!, house!, 'CISYN000001', 'SYN-P-CI-1', 2_000);

  it('is the only ground of an embargo, and one runs at a time', async () => {
    done(await on.dig(house!, 'SYN-CI-1', '2005-12-01', { site: seguela!, milliCarats: 2_000 }));
    await on.pack(house!, 'SYN-P-CI-1', ['SYN-CI-1'], { at: '2005-12-09', certificate: 'CISYN000001' });
    await on.leave(caught(), '2005-12-10', '2006-03-31');
    await on.decide('KP-2005-CI', '2005-11-17', 'plenary', '2005-11-17');
    await on.refuses('NotOfTheCouncil', () => impose('KP-2005-CI', '2005-12-15'), { cites: 'UN Charter, Article 41', figures: { document: 'KP-2005-CI', kind: 'plenary' } });
    await on.decide('UNSC-1643', '2005-12-15', 'security-council');
    await on.refuses('NotInForce', () => impose('UNSC-1643', '2005-12-14'), { figures: { inForceFrom: '2005-12-15', from: '2005-12-14' } });
    done(await impose('UNSC-1643', '2005-12-15'));
    await on.refuses('EmbargoRunning', () => impose('UNSC-1643', '2006-01-01'), { figures: { flow: 'export', since: '2005-12-15', from: '2006-01-01' } });
  });

  it('holds what is on its way before the counter, whatever the standing', async () => {
    expect(done(await on.present(caught(), '2005-12-16')).body.events[1]).toMatchObject({ type: 'ShipmentOvertaken', data: { standing: 'embargoed', from: '2005-12-15', document: 'UNSC-1643', rule: 'hold', dispatchedOn: '2005-12-10' } });
    await on.refuses('HeldInTransit', () => on.confirm(caught(), '2005-12-16'), { cites: 'certification/55', figures: { participant: 'CI', flow: 'export', from: '2005-12-15' } });
    expect(await on.stood('CI', '2005-12-16')).toMatchObject({ open: 0, participants: [{ exports: 'participant', embargoes: [{ flow: 'export', from: '2005-12-15', document: 'UNSC-1643' }] }] });
  });

  it('stops every certificate, and taints what is dug', async () => {
    expect(done(await on.dig(house!, 'SYN-CI-2', '2006-02-01', { site: seguela!, milliCarats: 3_000 })).body.events).toMatchObject([{ data: { taint: 'zone', milliCarats: 3_000 } }]);
    done(await house!.ask('custody/lots/SYN-CI-2/split', { parts: [{ milliCarats: 1_000 }, { milliCarats: 2_000 }] }, day('2006-02-02')));
    await on.pack(house!, 'SYN-P-CI-2', ['SYN-CI-2.1'], { at: '2006-02-02', certificate: 'CISYN000002' });
    await on.refuses('Embargoed', () => on.request(outOf(ivory!, house!, 'CISYN000002', 'SYN-P-CI-2', 1_000), '2006-02-02'),
      { cites: 'UN Charter, Article 41', figures: { participant: 'CI', flow: 'export', from: '2005-12-15', document: 'UNSC-1643', day: '2006-02-02' } });
  });
});

describe('Chapter 2: through the neighbour', () => {
  it('he records what was dug across the border: sites are recorded by their operator', async () => {
    await on.refuses('NotOwnSite', () => on.dig(mine!, 'SYN-GH-X', '2006-03-01', { site: seguela!, milliCarats: 2_000 }), { status: 403, cites: 'extraction/5', figures: { site: seguela, operator: 'SYN-CI-house' } });
  });

  it('he buys it from the miner as a first buyer: those are of the territory of the pit', async () => {
    await on.refuses('NotFirstBuyer', () => buyer!.ask('extraction/productions/SYN-GH-X/record-purchase', {
      site: seguela, milliCarats: 2_000, usdCents: 20_000, miner: 'Synthetic Miner', licence: 'Carnet 9', latitude: 7_961_000, longitude: -6_673_000,
    }, day('2006-03-01')), { status: 403, cites: 'KPCS Annex II ¶13', figures: { party: 'SYN-GH-buyer', participant: 'CI' } });
  });

  it('his authority takes the pit over: a site is registered where it lies, for an operator of that territory', async () => {
    const register = (by: Player, participant: string) => by.ask('extraction/sites/SYN-GH-border/register', {
      name: 'Border pit (synthetic)', participant, operator: 'SYN-CI-house', deposit: 'alluvial', scale: 'ASM', licence: 'SYN-9', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
    }, day('2006-03-02'));
    await on.refuses('NotItsAuthority', () => register(ghana!.authority, 'CI'), { status: 403, figures: { participant: 'CI' } });
    await on.refuses('ForeignOperator', () => register(ghana!.authority, 'GH'), { cites: 'extraction/2', figures: { registeredIn: 'CI', participant: 'GH' } });
  });

  it('he takes it from hand to hand: borders are crossed under a certificate', async () => {
    await on.refuses('BorderUncertified', () => house!.ask('custody/lots/SYN-CI-2.2/dispatch', { to: buyer!.party }, day('2006-03-03')), { cites: 'KPCS III(a)', figures: { from: 'CI', to: 'GH' } });
    expect(await lot('SYN-CI-2.2')).toMatchObject({ holder: 'SYN-CI-house', taintedMilliCarats: 2_000 });
  });

  it('he shows a paper of a country that issues none, and one that nobody printed: both are alerts, and nothing moves', async () => {
    const show = (number: string) => ghana!.clerk.ask(`certification/certificates/${number}/present-shipment`, { seals: [{ parcel: 'SYN-P-FALSE', state: 'intact' }] }, day('2006-03-10'));
    expect(done(await show('LRSYN000007')).body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'not-a-participant', to: 'GH' } }]);
    expect(done(await show('CISYN000999')).body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'never-issued', to: 'GH' } }]);
    expect((await on.chair.look('enforcement/alerts?kind=false-presentation')).body.rows).toHaveLength(2);
    expect(await on.says('certification/verify?number=LRSYN000007')).toMatchObject({ status: 'never-issued' });
  });

  it('he says of more than he dug that it is his: every carat that leaves came into the ledger, and is covered by a document', async () => {
    done(await on.dig(mine!, 'SYN-GH-1', '2006-03-15', { site: birim!, milliCarats: 5_000 }));
    done(await on.dig(mine!, 'SYN-GH-2', '2006-03-15', { site: birim!, milliCarats: 1_000 }));
    await on.refuses('WeightNotConserved', () => mine!.ask('custody/lots/SYN-GH-2/split', { parts: [{ milliCarats: 500 }, { milliCarats: 2_500 }] }, day('2006-03-15')), { cites: 'custody/7', figures: { surplusMilliCarats: 2_000 } });
    expect(done(await mine!.ask('custody/lots/SYN-GH-2/weigh', { foundMilliCarats: 3_000 }, day('2006-03-15'))).body.events).toContainEqual(expect.objectContaining({ type: 'LotApprovalRequested' }));
    await on.pack(mine!, 'SYN-P-GH-1', ['SYN-GH-1'], { at: '2006-03-16', certificate: 'GHSYN000001' });
    const one = outOf(ghana!, mine!, 'GHSYN000001', 'SYN-P-GH-1', 5_000);
    const shown = (documents: Export['documents']) => on.request({ ...one, documents: documents! }, '2006-03-16');
    await on.refuses('NotCovered', () => shown([{ kind: 'production', reference: 'SYN book', milliCarats: 3_000 }]), { figures: { coveredMilliCarats: 3_000, milliCarats: 5_000 } });
    await on.refuses('ImportOfOthers', () => shown([{ kind: 'import-certificate', reference: 'CISYN000001', milliCarats: 5_000 }]), { cites: 'certification/11', figures: { certificate: 'CISYN000001' } });
    done(await shown([{ kind: 'production', reference: 'SYN book', milliCarats: 5_000 }]));
  });

  it('he puts it into a shipment that was examined before: then it is not that shipment', async () => {
    await on.decide('KP-2006-GH', '2006-11-09');
    done(await on.stand('GH', 'supervised', '2006-11-20', { document: 'KP-2006-GH', flow: 'export', conditions: { approval: 'ex-ante', monitor: monitor!.party } }));
    done(await on.dig(mine!, 'SYN-GH-3', '2006-11-21', { site: birim!, milliCarats: 2_000 }));
    done(await on.dig(mine!, 'SYN-GH-4', '2006-11-21', { site: birim!, milliCarats: 700 }));
    await on.pack(mine!, 'SYN-P-GH-3', ['SYN-GH-3'], { at: '2006-11-22', certificate: 'GHSYN000002' });
    await on.pack(mine!, 'SYN-P-GH-4', ['SYN-GH-4'], { at: '2006-11-22', certificate: 'GHSYN000002' });
    done(await mine!.ask('certification/packages/SYN-K-GH/file', { parcels: ['SYN-P-GH-3'], photographs: [digest('a')], sieveSet: 'SYN set', sieves: [{ sieve: '+3', milliCarats: 2_000 }] }, day('2006-11-22')));
    done(await monitor!.ask('certification/packages/SYN-K-GH/approve', { finding: 'In order.' }, day('2006-11-23')));
    const fuller: Export = { ...outOf(ghana!, mine!, 'GHSYN000002', 'SYN-P-GH-3', 2_700), parcels: ['SYN-P-GH-3', 'SYN-P-GH-4'], package: 'SYN-K-GH' };
    await on.refuses('PackageDiffers', () => on.request(fuller, '2006-11-24'), { cites: 'certification/54', figures: { packageMilliCarats: 2_000, milliCarats: 2_700 } });
  });
});

describe('Chapter 3: the incident', () => {
  const incident = (by: Player, what: string, data: object, at: string) => by.ask(`enforcement/incidents/SYN-I-1/${what}`, data, day(at));

  it('is reported where it was detected, with the rule that it breaks, whom it names, and what proves it', async () => {
    const report = { participant: 'GH', detectedOn: '2006-03-10', code: 'R-NEIGHBOUR', summary: 'Ivorian goods with a false paper (synthetic).', parties: ['SYN-CI-house'], certificates: ['CISYN000001', 'LRSYN000007'], lots: ['SYN-CI-2.2'], milliCarats: 2_000 };
    await on.refuses('NotReporter', () => incident(belgium!.authority, 'report', report, '2006-12-01'), { status: 403, figures: { participant: 'GH' } });
    await on.refuses('UnknownNamed', () => incident(ghana!.authority, 'report', { ...report, parties: ['SYN-NOBODY'] }, '2006-12-01'), { figures: { party: 'SYN-NOBODY' }, pointer: '#/parties/0' });
    await on.refuses('DetectedLater', () => incident(ghana!.authority, 'report', { ...report, detectedOn: '2006-12-02' }, '2006-12-01'), { figures: { detectedOn: '2006-12-02', on: '2006-12-01' } });
    done(await incident(ghana!.authority, 'report', report, '2006-12-01'));
    done(await incident(ghana!.authority, 'add-incident-evidence', { kind: 'photo', sha256: digest('d') }, '2006-12-01'));
    expect((await on.chair.look('enforcement/alerts?kind=incident')).body.rows).toMatchObject([{ incident: 'SYN-I-1', why: 'R-NEIGHBOUR' }]);
  });

  it('tells the other Participant, whose authority answers, once', async () => {
    await on.refuses('ToItself', () => incident(ghana!.authority, 'send-incident-notice', { to: 'GH' }, '2006-12-02'));
    done(await incident(ghana!.authority, 'send-incident-notice', { to: 'CI', text: 'Is this number yours?' }, '2006-12-02'));
    await on.refuses('NotTold', () => incident(belgium!.authority, 'answer-incident-notice', { text: 'No.' }, '2006-12-03'), { status: 403, figures: { participant: 'BE' } });
    done(await incident(ivory!.authority, 'answer-incident-notice', { text: 'The number is ours; the goods are held in Antwerp.' }, '2006-12-05'));
  });

  it('warns of a number, true or false, and everybody who looks at it sees the warning', async () => {
    for (const certificate of ['CISYN000001', 'LRSYN000007']) done(await incident(ghana!.authority, 'flag-number', { certificate, reason: 'Copies are about.' }, '2006-12-02'));
    for (const [certificate, status] of [['CISYN000001', 'presented'], ['LRSYN000007', 'never-issued']]) {
      const verified = await on.says(`certification/verify?number=${certificate}`);
      expect(verified).toMatchObject({ status, warnings: [{ incident: 'SYN-I-1', reason: 'Copies are about.', since: '2006-12-02' }] });
      expect(verified['says']).toContain('An authority warns of this number.');
    }
    const shown = await belgium!.clerk.ask('certification/certificates/LRSYN000007/present-shipment', { seals: [{ parcel: 'SYN-P-FALSE', state: 'intact' }] }, day('2006-12-06'));
    expect(done(shown).body.events).toMatchObject([{ type: 'FalsePresentation' }, { type: 'FlaggedPresentation', data: { incidents: ['SYN-I-1'], to: 'BE' } }]);
    expect((await on.chair.look('enforcement/alerts?kind=flagged')).body.rows).toMatchObject([{ certificate: 'LRSYN000007', incident: 'SYN-I-1', counterparty: 'BE' }]);
  });

  it('is closed when what was agreed is done; who is cleared is cleared', async () => {
    done(await incident(ghana!.authority, 'agree-corrective-action', { action: 'Footprint of Birim', by: 'SYN-GH-mine', dueOn: '2007-03-31' }, '2006-12-10'));
    const close = () => incident(ghana!.authority, 'close', { outcome: 'substantiated', finding: 'Goods of Séguéla.' }, '2007-02-01');
    await on.refuses('ActionsOpen', close, { figures: { open: 1 } });
    done(await incident(mine!, 'complete-corrective-action', { action: 'Footprint of Birim' }, '2007-01-31'));
    done(await close());
    done(await incident(ghana!.authority, 'lift-flag', { certificate: 'CISYN000001', reason: 'The original lies in Antwerp.' }, '2007-02-02'));
    expect(await on.says('certification/verify?number=CISYN000001')).not.toHaveProperty('warnings');
    expect(await on.says('enforcement/incidents/SYN-I-1')).toMatchObject({ status: 'closed', daysOpen: 62, notices: [{ to: 'CI', answeredOn: '2006-12-05' }], actions: [{ doneOn: '2007-01-31' }] });
  });
});

describe('Chapter 4: the embargo is lifted on 29 April 2014', () => {
  it('what waited at the counter comes in; the end is told once, and not before the beginning', async () => {
    await on.decide('UNSC-2153', '2014-04-29', 'security-council');
    const lift = (from: string) => on.chair.ask('identity/participants/CI/lift-embargo', { flow: 'export', from, document: 'UNSC-2153' }, day(from));
    done(await lift('2014-04-29'));
    await on.refuses('NoEmbargo', () => lift('2014-04-30'), { figures: { flow: 'export' } });
    const held = outOf(ivory!, house!, 'CISYN000001', 'SYN-P-CI-1', 2_000);
    done(await on.confirm(held, '2014-05-02'));
    expect(await on.says('certification/certificates/CISYN000001')).toMatchObject({ status: 'confirmed', overtaken: [{ standing: 'embargoed', rule: 'hold' }] });
  });

  it('what was dug meanwhile is tainted still, also under a blend with clean goods: the refusal counts it', async () => {
    done(await on.dig(house!, 'SYN-CI-9', '2014-05-05', { site: seguela!, milliCarats: 4_000 }));
    done(await house!.ask('custody/blends/SYN-CI-MIX/start', { lots: ['SYN-CI-2.2', 'SYN-CI-9'] }, day('2014-05-06')));
    expect(await lot('SYN-CI-MIX.0')).toMatchObject({ milliCarats: 6_000, taintedMilliCarats: 2_000 });
    await on.pack(house!, 'SYN-P-CI-9', ['SYN-CI-MIX.0'], { at: '2014-05-07', certificate: 'CISYN000009' });
    await on.refuses('TaintedGoods', () => on.request(outOf(ivory!, house!, 'CISYN000009', 'SYN-P-CI-9', 6_000), '2014-05-07'), { cites: 'certification/52', figures: { milliCarats: 2_000 } });
    expect((await on.chair.look('custody/balances')).body.rows.every(({ residualMilliCarats }) => residualMilliCarats === 0)).toBe(true);
  });
});
