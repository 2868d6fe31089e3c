import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day, digest, done, openCountries, type Countries, type Country, type Export } from './countries.ts';
import type { Player } from './stage.ts';

/** The case of Ghana in 2006: watched, then supervised, then cleared. The decisions are told as they were made; parties, goods and documents are synthetic. */
let on: Countries;
let [ghana, belgium]: Country[] = [];
let [mine, importer, monitor, stranger]: Player[] = [];
let site = '';

beforeAll(async () => {
  on = await openCountries();
  [ghana, belgium] = [await on.country('GH', 'Ghana'), await on.country('BE', 'Belgium')];
  [mine, importer] = [await on.party(ghana, 'mine', 'producer'), await on.party(belgium, 'importer', 'trader')];
  [monitor, stranger] = [await on.party(belgium, 'monitor', 'monitor'), await on.party(belgium, 'other-monitor', 'monitor')];
  site = await on.site(ghana, mine, 'river');
}, 60_000);
afterAll(() => on.stage.close());

/** Dug, sealed and shown for its number. */
const shown = async (n: number, at: string): Promise<Export> => {
  const [number, milliCarats] = [`GHSYN00000${n}`, 1_000 * n];
  done(await on.dig(mine!, `SYN-G-${n}`, at, { site, milliCarats }));
  await on.pack(mine!, `SYN-P-${n}`, [`SYN-G-${n}`], { at, certificate: number });
  return { number, from: ghana!, exporter: mine!, to: belgium!, importer: importer!, parcels: [`SYN-P-${n}`], milliCarats };
};
const file = (name: string, one: Export, at: string, data: object = {}) => one.exporter.ask(`certification/packages/${name}/file`, {
  parcels: one.parcels, photographs: [digest('a'), digest('b')], sieveSet: 'SYN set', sieves: [{ sieve: '+5', milliCarats: one.milliCarats - 400 }, { sieve: '-5', milliCarats: 400 }], ...data,
}, { at });
const approve = (by: Player, name: string, at: string) => by.ask(`certification/packages/${name}/approve`, { finding: 'Trail, stones and sizes agree.' }, { at });

describe('Chapter 1: before anything was decided', () => {
  it('goods of Ghana leave and arrive like those of anybody', async () => {
    const one = await shown(1, '2006-03-01');
    await on.leave(one, '2006-03-02', '2006-05-31');
    await on.arrive(one, '2006-03-05');
    expect(await on.says('certification/certificates/GHSYN000001')).toMatchObject({ status: 'confirmed', milliCarats: 1_000 });
    expect(await on.stood('GH', '2006-03-01')).toMatchObject({ open: 1, participants: [{ exports: 'participant', imports: 'participant', grounds: [{ standing: 'participant' }] }] });
  });
});

describe('Chapter 2: vigilance', () => {
  it('others look twice: trade goes on, the certificate and an alert say so', async () => {
    await on.decide('KP-2006-GH-NOTICE', '2006-07-10');
    done(await on.stand('GH', 'vigilance', '2006-07-10', { document: 'KP-2006-GH-NOTICE', flow: 'export' }));
    const two = await shown(2, '2006-08-01');
    await on.leave(two, '2006-08-02', '2006-10-31');
    expect((await on.chair.look('enforcement/alerts?kind=vigilance')).body.rows).toMatchObject([{ certificate: 'GHSYN000002', why: 'GH: vigilance' }]);
    await on.arrive(two, '2006-08-05');
    expect(await on.says('certification/certificates/GHSYN000002')).toMatchObject({ status: 'confirmed', vigilance: [{ participant: 'GH', standing: 'vigilance' }] });
    expect((await on.chair.look('enforcement/alerts?kind=vigilance')).body.rows).toEqual([]);
  });
});

describe('Chapter 3: a decision of the plenary', () => {
  const supervise = (from: string, more: object = { conditions: { approval: 'ex-ante', monitor: 'SYN-BE-monitor', note: 'Each export' } }) =>
    on.stand('GH', 'supervised', from, { document: 'KP-2006-GH', flow: 'export', ...more });

  it('begins nothing without a document, and nothing before it is there in all five languages', async () => {
    await on.refuses('NoDecision', () => supervise('2006-11-20'), { cites: 'UN A/61/589 ¶22.14', figures: { document: 'KP-2006-GH' }, pointer: '#/document' });
    await on.decide('KP-2006-GH', '2006-11-09', 'plenary');
    await on.refuses('NotInForce', () => supervise('2006-11-20'), { cites: 'UN A/61/589, annex 1, ¶15', figures: { madeOn: '2006-11-09', missing: 'en, fr, pt, es, ru', from: '2006-11-20' } });
    for (const [language, date] of [['en', '2006-11-09'], ['fr', '2006-11-15'], ['pt', '2006-11-20'], ['es', '2006-11-20'], ['ru', '2006-11-24']]) {
      done(await on.chair.ask('identity/decisions/KP-2006-GH/translate', { language, on: date }, day(date!)));
    }
    await on.refuses('NotInForce', () => supervise('2006-11-20'), { figures: { inForceFrom: '2006-11-24', from: '2006-11-20' }, pointer: '#/from' });
  });

  it('says who examines, and he is a registered monitor', async () => {
    await on.refuses('NobodyExamines', () => supervise('2006-11-24', {}), { pointer: '#/conditions' });
    const by = (monitored: string) => ({ conditions: { approval: 'ex-ante', monitor: monitored } });
    await on.refuses('NotAMonitor', () => supervise('2006-11-24', by('SYN-BE-importer')), { figures: { monitor: 'SYN-BE-importer' }, pointer: '#/conditions/monitor' });
    expect(await mine!.ask('identity/participants/GH/change-standing', { standing: 'participant', from: '2006-11-24', document: 'KP-2006-GH' }, day('2006-11-24'))).toMatchObject({ status: 403 });
    done(await supervise('2006-11-24'));
    await on.refuses('BeforeLastChange', () => on.stand('GH', 'participant', '2006-11-23', { document: 'KP-2006-GH-NOTICE', flow: 'export' }), { figures: { from: '2006-11-23', lastFrom: '2006-11-24' }, pointer: '#/from' });
  });
});

describe('Chapter 4: supervised exports', () => {
  let three: Export;

  it('without an approved package nothing is certified', async () => {
    three = await shown(3, '2006-12-01');
    await on.refuses('PackageMissing', () => on.request(three, '2006-12-01'), { figures: { package: '', status: 'none', day: '2006-12-01' }, pointer: '#/package' });
    await on.refuses('SievesDiffer', () => file('SYN-K-3', three, '2006-12-01', { sieves: [{ sieve: '+5', milliCarats: 2_999 }] }), { figures: { sievedMilliCarats: 2_999, milliCarats: 3_000 } });
    const { body } = done(await file('SYN-K-3', three, '2006-12-01'));
    expect(body.events).toMatchObject([{ data: { exporter: 'SYN-GH-mine', participant: 'GH', milliCarats: 3_000, lots: [{ lot: 'SYN-G-3', milliCarats: 3_000 }], origins: [{ participant: 'GH', milliCarats: 3_000 }] } }]);
    three = { ...three, package: 'SYN-K-3' };
    await on.refuses('PackageMissing', () => on.request(three, '2006-12-02'), { figures: { package: 'SYN-K-3', status: 'filed' } });
  });

  it('only the monitor of the decision examines, once; what he rejects is filed anew', async () => {
    await on.refuses('NotTheMonitor', () => approve(stranger!, 'SYN-K-3', '2006-12-03'), { status: 403, figures: { monitor: 'SYN-BE-monitor' } });
    done(await monitor!.ask('certification/packages/SYN-K-3/reject', { reason: 'The photographs are of other stones.' }, day('2006-12-03')));
    await on.refuses('PackageMissing', () => on.request(three, '2006-12-03'), { figures: { status: 'rejected' } });
    done(await file('SYN-K-3', three, '2006-12-04', { photographs: [digest('c')] }));
    done(await approve(monitor!, 'SYN-K-3', '2006-12-05'));
    await on.refuses('ExaminedAlready', () => approve(monitor!, 'SYN-K-3', '2006-12-05'));
  });

  it('an approved package is good for its own goods, and for no others', async () => {
    const other = await shown(4, '2006-12-05');
    await on.refuses('PackageDiffers', () => on.request({ ...other, package: 'SYN-K-3' }, '2006-12-05'), { figures: { packageMilliCarats: 3_000, milliCarats: 4_000 } });
    done(await on.request(three, '2006-12-06'));
    await on.certify(three, '2006-12-06', '2007-02-28');
    done(await on.dispatch(three, '2006-12-07'));
    await on.arrive(three, '2006-12-10');
    expect(await on.says('certification/certificates/GHSYN000003')).toMatchObject({ status: 'confirmed', package: 'SYN-K-3', approval: 'ex-ante', vigilance: [{ participant: 'GH', standing: 'supervised' }] });
  });
});

describe('Chapter 5: cleared', () => {
  it('by a later decision exports are free again; the same request passes that was refused before', async () => {
    const four: Export = { number: 'GHSYN000004', from: ghana!, exporter: mine!, to: belgium!, importer: importer!, parcels: ['SYN-P-4'], milliCarats: 4_000 };
    await on.refuses('PackageMissing', () => on.request(four, '2007-05-31'), { figures: { day: '2007-05-31' } });
    await on.decide('KP-2007-GH', '2007-05-20', 'written-procedure', '2007-05-28');
    done(await on.stand('GH', 'participant', '2007-06-01', { document: 'KP-2007-GH', flow: 'export' }));
    await on.leave(four, '2007-06-01', '2007-08-31');
    await on.arrive(four, '2007-06-04');
    const page = await on.says('certification/certificates/GHSYN000004');
    expect(page).toMatchObject({ status: 'confirmed' });
    expect(page).not.toHaveProperty('vigilance');
  });

  it('what was lawful on its day is so still, and every day has its standing, decision and conditions', async () => {
    for (const number of ['GHSYN000001', 'GHSYN000002', 'GHSYN000003']) expect(await on.says(`certification/certificates/${number}`)).toMatchObject({ status: 'confirmed' });
    const conditions = { approval: 'ex-ante', monitor: 'SYN-BE-monitor' };
    const days: readonly (readonly [string, string, object])[] = [
      ['2006-07-09', 'participant', { from: '2003-01-01' }], ['2006-07-10', 'vigilance', { document: 'KP-2006-GH-NOTICE', inForceFrom: '2006-07-10' }],
      ['2006-11-23', 'vigilance', { document: 'KP-2006-GH-NOTICE' }], ['2006-11-24', 'supervised', { document: 'KP-2006-GH', madeOn: '2006-11-09', inForceFrom: '2006-11-24', conditions }],
      ['2007-05-31', 'supervised', { conditions }], ['2007-06-01', 'participant', { document: 'KP-2007-GH', inForceFrom: '2007-05-28' }],
    ];
    for (const [date, exports, ground] of days) {
      const { participants } = await on.stood('GH', date) as { participants: { grounds: { flow: string; standing: string }[] }[] };
      expect(participants[0]).toMatchObject({ exports, imports: 'participant' });
      expect(participants[0]!.grounds.find(({ flow }) => flow === (date < '2006-07-10' ? 'both' : 'export'))).toMatchObject(ground);
    }
  });

  it('nobody’s balance has a residual', async () => {
    expect((await on.chair.look('custody/balances')).body.rows.map(({ key, residualMilliCarats }) => [key, residualMilliCarats])).toEqual([['SYN-BE-importer', 0], ['SYN-GH-mine', 0]]);
  });
});
