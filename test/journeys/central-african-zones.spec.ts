import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day, digest, done, openCountries, type Countries, type Country, type Export } from './countries.ts';
import type { Answer, Player } from './stage.ts';

/** The Central African Republic, 2013 to 2024: suspended, zones opened one by one, a framework, readmitted. Days and zones are those that are known; parties, goods and documents are synthetic. */
let on: Countries;
let [africa, belgium]: Country[] = [];
let [house, importer, team]: Player[] = [];
let [berberati, nola] = ['', ''];

beforeAll(async () => {
  on = await openCountries();
  [africa, belgium] = [await on.country('CF', 'Central African Republic'), await on.country('BE', 'Belgium')];
  [house, importer, team] = [await on.party(africa, 'house', 'trader'), await on.party(belgium, 'importer', 'trader'), await on.party(belgium, 'team', 'monitor')];
  const miner = await on.party(africa, 'cooperative', 'producer');
  [berberati, nola] = [await on.site(africa, miner, 'berberati', 'ASM'), await on.site(africa, miner, 'nola', 'ASM')];
}, 60_000);
afterAll(() => on.stage.close());

/** A miner’s stones, in the hands of the buying house. */
const buy = async (lot: string, at: string, site: string, milliCarats: number): Promise<Answer> => done(await house!.ask(`extraction/productions/${lot}/record-purchase`, {
  site, milliCarats, usdCents: 10 * milliCarats, miner: 'Synthetic Miner', licence: 'Carnet 7', latitude: 4_261_000, longitude: 15_789_000,
}, day(at)));
let serial = 0;
/** Sealed, and shown for the next number. */
const shown = async (lots: readonly string[], milliCarats: number, at: string): Promise<Export> => {
  serial += 1;
  const [number, parcel] = [`CFSYN0000${String(serial).padStart(2, '0')}`, `SYN-P-${serial}`];
  await on.pack(house!, parcel, lots, { at, certificate: number });
  const documents = [{ kind: 'purchase', reference: 'SYN slips', milliCarats }];
  return { number, from: africa!, exporter: house!, to: belgium!, importer: importer!, parcels: [parcel], milliCarats, documents };
};
/** The blank is spoiled, if it was not used, and the parcel is opened: the lots lie free again. */
const unpack = async (one: Export, at: string): Promise<void> => {
  const [parcel] = one.parcels;
  if ((await on.says(`certification/certificates/${one.number}`))['status'] !== 'returned') done(await on.step(africa!.signer, `${one.number}/void`, at, { reason: 'The request was refused.' }));
  for (const what of ['withdraw', 'open']) done(await house!.ask(`custody/parcels/${parcel}/${what}`, {}, day(at)));
};
const file = (name: string, { parcels, milliCarats }: Export, at: string, more: object = {}) => house!.ask(`certification/packages/${name}/file`, {
  parcels, photographs: [digest('a')], sieveSet: 'SYN set', sieves: [{ sieve: '+3', milliCarats: milliCarats - 100 }, { sieve: '-3', milliCarats: 100 }], ...more,
}, day(at));
const approve = (name: string, at: string, more: object = {}) => team!.ask(`certification/packages/${name}/approve`, { finding: 'Trail and sizes agree.', ...more }, day(at));
const blend = async (name: string, lots: readonly string[], at: string): Promise<void> => {
  const { body } = done(await house!.ask(`custody/blends/${name}/start`, { lots }, day(at)));
  expect(body.events.map(({ type }) => type)).toContain('BlendCommitted');
};
const lot = (name: string) => on.says(`custody/lots/${name}`);
const recalled = async (zone: string) => (await on.chair.look(`custody/recall?of=zone:${zone}`)).body as unknown as { lots: { lot: string; milliCarats: number; stemMilliCarats: number; taintedMilliCarats?: number }[] };
const register = (by: Player, code: string, zone: string) => by.ask(`identity/participants/${code}/register-zone`, { zone, name: `Zone ${zone}` }, day('2012-01-02'));
const zoned = (site: string, zone: string) => africa!.authority.ask(`extraction/sites/${site}/zone`, { zone, from: '2012-01-03' }, day('2012-01-03'));

describe('Chapter 1: before the suspension', () => {
  it('zones are registered where they lie, and sites lie in registered zones of their own country', async () => {
    await on.refuses('UnknownZone', () => register(africa!.authority, 'CF', 'CM-KENZOU'), { cites: 'UN A/RES/77/277 ¶4(d)', figures: { zone: 'CM-KENZOU', participant: 'CF' }, pointer: '#/zone' });
    await on.refuses('NotItsTerritory', () => register(belgium!.authority, 'CF', 'CF-NOLA'), { status: 403 });
    for (const zone of ['CF-BERBERATI', 'CF-NOLA']) done(await register(africa!.authority, 'CF', zone));
    await on.refuses('UnknownZone', () => zoned(nola, 'CM-KENZOU'), { figures: { zone: 'CM-KENZOU', participant: 'CF' } });
    await on.refuses('UnknownZone', () => zoned(nola, 'CF-BRIA'), { figures: { zone: 'CF-BRIA' } });
    done(await zoned(berberati, 'CF-BERBERATI'));
    done(await zoned(nola, 'CF-NOLA'));
  });

  it('what is dug is clean, in whichever zone', async () => {
    expect((await buy('SYN-OLD', '2013-02-01', nola, 4_000)).body.events).toMatchObject([{ data: { zone: 'CF-NOLA' } }]);
    expect(await lot('SYN-OLD')).toMatchObject({ origins: [{ participant: 'CF', zone: 'CF-NOLA', milliCarats: 4_000 }] });
    expect(await lot('SYN-OLD')).not.toHaveProperty('taintedMilliCarats');
  });
});

describe('Chapter 2: suspended on 23 May 2013', () => {
  let way: Export;

  it('goods that are on their way then go back, as the decision says; the certificate tells it', async () => {
    await buy('SYN-WAY', '2013-05-02', berberati, 1_500);
    way = await shown(['SYN-WAY'], 1_500, '2013-05-20');
    await on.leave(way, '2013-05-21', '2013-08-31');
    await on.decide('KP-2013-CF', '2013-05-23');
    done(await on.stand('CF', 'suspended', '2013-05-23', { document: 'KP-2013-CF', inTransit: 'return' }));
    expect(done(await on.present(way, '2013-05-24')).body.events).toMatchObject([
      { type: 'ShipmentPresented' }, { type: 'ShipmentOvertaken', data: { participant: 'CF', flow: 'export', standing: 'suspended', from: '2013-05-23', document: 'KP-2013-CF', rule: 'return', dispatchedOn: '2013-05-21' } },
    ]);
    await on.refuses('OnlyReturn', () => on.confirm(way, '2013-05-24'), { cites: 'certification/56', figures: { from: '2013-05-23', dispatchedOn: '2013-05-21', document: 'KP-2013-CF' } });
    expect(await on.says(`certification/certificates/${way.number}`)).toMatchObject({ overtaken: [{ standing: 'suspended', rule: 'return', document: 'KP-2013-CF' }] });
    expect((await on.chair.look('enforcement/alerts?kind=overtaken')).body.rows).toMatchObject([{ certificate: way.number }]);
    done(await on.step(belgium!.clerk, `${way.number}/return-shipment`, '2013-05-25', { reason: 'The corridor is closed.' }));
    done(await on.step(africa!.clerk, `${way.number}/receive-return`, '2013-05-28', { foundMilliCarats: 1_500 }));
    await unpack(way, '2013-05-29');
    expect(await lot('SYN-WAY')).toMatchObject({ holder: 'SYN-CF-house', status: 'held', milliCarats: 1_500 });
  });

  it('nothing leaves, though it was dug before', async () => {
    const late = await shown(['SYN-WAY'], 1_500, '2013-06-01');
    await on.refuses('NotAParticipant', () => on.request(late, '2013-06-01'), { figures: { participant: 'CF', flow: 'export', standing: 'suspended', day: '2013-06-01' } });
    await unpack(late, '2013-06-02');
  });

  it('what is dug now is recorded, and tainted: nothing is refused, nothing is hidden', async () => {
    expect((await buy('SYN-NOLA', '2014-03-01', nola, 6_000)).body.events).toMatchObject([{ data: { zone: 'CF-NOLA', taint: 'zone', milliCarats: 6_000 } }]);
    await buy('SYN-BERB', '2014-03-02', berberati, 2_500);
    expect(await lot('SYN-NOLA')).toMatchObject({ taintedMilliCarats: 6_000, origins: [{ participant: 'CF', zone: 'CF-NOLA', taint: 'zone', milliCarats: 6_000 }] });
  });

  it('after a split and a blend every carat is told still', async () => {
    done(await house!.ask('custody/lots/SYN-NOLA/split', { parts: [{ milliCarats: 2_000 }, { milliCarats: 4_000 }] }, day('2014-04-01')));
    expect(await lot('SYN-NOLA.2')).toMatchObject({ taintedMilliCarats: 4_000 });
    await blend('SYN-MIX', ['SYN-NOLA.1', 'SYN-OLD'], '2014-04-02');
    const mixed = await lot('SYN-MIX.0');
    expect(mixed).toMatchObject({ milliCarats: 6_000, taintedMilliCarats: 2_000 });
    expect(mixed['origins']).toEqual(expect.arrayContaining([{ participant: 'CF', zone: 'CF-NOLA', milliCarats: 4_000 }, { participant: 'CF', zone: 'CF-NOLA', taint: 'zone', milliCarats: 2_000 }]));
    expect((await recalled('CF-NOLA')).lots.map(({ lot, milliCarats, taintedMilliCarats = 0 }) => [lot, milliCarats, taintedMilliCarats]).sort())
      .toEqual([['SYN-MIX.0', 6_000, 2_000], ['SYN-NOLA.2', 4_000, 4_000]]);
  });
});

describe('Chapter 3: the first zone opens', () => {
  const conditions = { approval: 'ex-ante', monitor: 'SYN-BE-team', note: 'Each export, collected monthly' };
  const open = (zone: string, from: string, more: object = {}) => on.stand('CF', 'participant', from, { document: 'KP-2015-CF', flow: 'export', zone, conditions, ...more });

  it('by a decision that is in force, with conditions; not a zone of a neighbour', async () => {
    await on.decide('KP-2015-CF', '2015-07-17', 'written-procedure');
    await on.refuses('NotInForce', () => open('CF-BERBERATI', '2016-05-31'), { figures: { madeOn: '2015-07-17', missing: 'en, fr, pt, es, ru' } });
    for (const language of ['en', 'fr', 'pt', 'es', 'ru']) done(await on.chair.ask('identity/decisions/KP-2015-CF/translate', { language, on: '2016-02-01' }, day('2016-02-01')));
    await on.refuses('UnknownZone', () => open('CM-KENZOU', '2016-05-31'), { figures: { zone: 'CM-KENZOU', participant: 'CF' } });
    done(await open('CF-BERBERATI', '2016-05-31'));
    expect(await on.stood('CF', '2016-06-01')).toMatchObject({ participants: [{ exports: 'suspended', zones: [{ zone: 'CF-BERBERATI', exports: 'participant', conditions }] }] });
  });

  it('goods of that zone leave with an approved package, with trail, photographs and sizes', async () => {
    expect((await buy('SYN-GREEN', '2016-06-10', berberati, 3_000)).body.events[0]!.data).not.toHaveProperty('taint');
    const green = await shown(['SYN-GREEN'], 3_000, '2016-06-20');
    await on.refuses('PackageMissing', () => on.request(green, '2016-06-20'), { cites: 'certification/53', figures: { day: '2016-06-20' } });
    done(await file('SYN-K-GREEN', green, '2016-06-21'));
    done(await approve('SYN-K-GREEN', '2016-06-25'));
    const packed: Export = { ...green, package: 'SYN-K-GREEN' };
    await on.leave(packed, '2016-06-26', '2016-09-30');
    await on.arrive(packed, '2016-06-29');
    expect(await on.says('certification/packages/SYN-K-GREEN')).toMatchObject({ status: 'approved', certificate: green.number, origins: [{ zone: 'CF-BERBERATI', milliCarats: 3_000 }], sieveSet: 'SYN set' });
    expect(await on.says('certification/package-matching?participant=CF&month=2016-06'))
      .toMatchObject({ packages: 1, certificates: 1, confirmed: 1, agreeing: 1, lines: [{ certificate: green.number, package: 'SYN-K-GREEN', packageMilliCarats: 3_000, certificateMilliCarats: 3_000, foundMilliCarats: 3_000, faults: [] }] });
  });

  it('goods of the closed zone do not, alone or blended with green ones: the refusal counts the carats by zone', async () => {
    await buy('SYN-GREEN-2', '2016-07-01', berberati, 1_000);
    await blend('SYN-HIDE', ['SYN-GREEN-2', 'SYN-NOLA.2'], '2016-07-02');
    expect(await lot('SYN-HIDE.0')).toMatchObject({ milliCarats: 5_000, taintedMilliCarats: 4_000 });
    const hidden = await shown(['SYN-HIDE.0'], 5_000, '2016-07-03');
    const { body } = await on.refuses('ZoneClosed', () => on.request(hidden, '2016-07-03'), { figures: { participant: 'CF', day: '2016-07-03', open: 'CF-BERBERATI', milliCarats: 4_000 } });
    expect(body.detail).toContain('CF-NOLA 4.000 ct');
    done(await file('SYN-K-HIDE', hidden, '2016-07-03'));
    done(await approve('SYN-K-HIDE', '2016-07-04'));
    await on.refuses('ZoneClosed', () => on.request({ ...hidden, package: 'SYN-K-HIDE' }, '2016-07-04'), { figures: { milliCarats: 4_000 } });
    await unpack(hidden, '2016-07-05');
  });

  it('goods of the open zone from before it was opened are tainted still', async () => {
    const stock = await shown(['SYN-BERB'], 2_500, '2016-07-06');
    done(await file('SYN-K-BERB', stock, '2016-07-06'));
    done(await approve('SYN-K-BERB', '2016-07-06'));
    const { body } = await on.refuses('TaintedGoods', () => on.request({ ...stock, package: 'SYN-K-BERB' }, '2016-07-06'), { cites: 'certification/52', figures: { milliCarats: 2_500, zones: 'CF-BERBERATI' } });
    expect(body.detail).toContain('CF-BERBERATI 2.500 ct');
    await unpack(stock, '2016-07-07');
  });
});

describe('Chapter 4: the audit of the stockpile', () => {
  const release = (by: Player, name: string, at: string) => by.ask(`custody/lots/${name}/release-stockpile`, { audit: 'Forensic audit 1 (synthetic)' }, day(at));

  it('is the monitor’s: neither the house nor its authority releases anything, and what is clean needs no release', async () => {
    for (const by of [house!, africa!.authority]) await on.refuses('NotTheMonitor', () => release(by, 'SYN-BERB', '2016-08-01'), { status: 403, figures: { taintedMilliCarats: 2_500, participants: 'CF' } });
    await on.refuses('NotTainted', () => release(team!, 'SYN-WAY', '2016-08-01'), { figures: { milliCarats: 1_500 } });
    expect(done(await release(team!, 'SYN-BERB', '2016-08-01')).body.events).toMatchObject([{ type: 'LotTaintReleased', data: { releasedBy: 'SYN-BE-team', milliCarats: 2_500, taintedMilliCarats: 0, origins: [{ zone: 'CF-BERBERATI', milliCarats: 2_500 }] } }]);
  });

  it('released stock leaves, also of the zone that is closed, with a package that names the audit', async () => {
    done(await release(team!, 'SYN-HIDE.0', '2016-08-02'));
    expect(await lot('SYN-HIDE.0')).not.toHaveProperty('taintedMilliCarats');
    const stock = await shown(['SYN-BERB', 'SYN-HIDE.0'], 7_500, '2016-08-03');
    done(await file('SYN-K-STOCK', stock, '2016-08-03'));
    const packed: Export = { ...stock, package: 'SYN-K-STOCK' };
    await on.refuses('ZoneClosed', () => on.request(packed, '2016-08-03'), { figures: { milliCarats: 4_000 } });
    done(await approve('SYN-K-STOCK', '2016-08-04', { audit: 'Forensic audit 1 (synthetic)' }));
    await on.leave(packed, '2016-08-05', '2016-10-31');
    await on.arrive(packed, '2016-08-08');
    // What was blended in 2014 was not released, and stays where it is.
    expect(await lot('SYN-MIX.0')).toMatchObject({ holder: 'SYN-CF-house', taintedMilliCarats: 2_000 });
  });
});

describe('Chapter 5: from 2019 on the monitor looks afterwards', () => {
  const due = async (on_: string) => (await on.chair.look(`certification/watch-list?participant=CF&on=${on_}`)).body as unknown as { items: { kind: string; certificate: string; milliCarats: number }[] };
  let [first, second]: Export[] = [];

  it('certificates are issued at will, and each waits for its package', async () => {
    await on.decide('KP-2019-CF', '2019-11-22', 'plenary', '2019-11-22');
    const conditions = { approval: 'ex-post', monitor: 'SYN-BE-team' };
    for (const zone of ['CF-BERBERATI', 'CF-NOLA']) done(await on.stand('CF', 'participant', '2019-11-22', { document: 'KP-2019-CF', flow: 'export', zone, conditions }));
    await buy('SYN-POST-1', '2019-12-02', nola, 2_000);
    await buy('SYN-POST-2', '2019-12-03', berberati, 3_000);
    [first, second] = [await shown(['SYN-POST-1'], 2_000, '2019-12-05'), await shown(['SYN-POST-2'], 3_000, '2019-12-05')];
    for (const one of [first, second]) await on.leave(one, '2019-12-06', '2020-02-28');
    expect((await due('2020-02-10')).items.filter(({ kind }) => kind === 'package-due').map(({ certificate, milliCarats }) => [certificate, milliCarats]).sort())
      .toEqual([[first.number, 2_000], [second.number, 3_000]]);
  });

  it('package, certificate and confirmation are held against each other, month by month, to the thousandth of a carat', async () => {
    await on.refuses('OtherShipment', () => file('SYN-K-POST', first!, '2020-01-04', { certificate: second!.number }), { figures: { certificate: second!.number } });
    done(await file('SYN-K-POST', first!, '2020-01-04', { certificate: first!.number }));
    await on.arrive(first!, '2020-01-05');
    done(await on.present(second!, '2020-01-05'));
    done(await on.confirm(second!, '2020-01-05', 2_600));
    const match = await on.says('certification/package-matching?participant=CF&month=2019-12');
    expect(match).toMatchObject({ packages: 1, packageMilliCarats: 2_000, certificates: 2, certificateMilliCarats: 5_000, confirmed: 2, foundMilliCarats: 4_600, agreeing: 1 });
    expect(match['lines']).toEqual(expect.arrayContaining([
      expect.objectContaining({ certificate: first!.number, package: 'SYN-K-POST', packageDifferenceMilliCarats: 0, foundDifferenceMilliCarats: 0, faults: [] }),
      expect.objectContaining({ certificate: second!.number, foundDifferenceMilliCarats: -400, faults: ['no-package', 'found'] }),
    ]));
    expect((await due('2020-02-10')).items.filter(({ kind }) => kind === 'package-due')).toMatchObject([{ certificate: second!.number }]);
  });
});

describe('Chapter 6: readmitted on 15 November 2024', () => {
  it('trade goes on as before 2013; what was tainted and not released is so still', async () => {
    await on.decide('KP-2024-CF', '2024-11-15', 'plenary', '2024-11-15');
    done(await on.stand('CF', 'participant', '2024-11-15', { document: 'KP-2024-CF' }));
    for (const zone of ['CF-BERBERATI', 'CF-NOLA']) done(await on.stand('CF', 'participant', '2024-11-15', { document: 'KP-2024-CF', flow: 'export', zone }));
    await buy('SYN-NEW', '2024-11-20', nola, 2_000);
    const free = await shown(['SYN-NEW', 'SYN-WAY'], 3_500, '2024-11-21');
    await on.leave(free, '2024-11-21', '2025-01-31');
    await on.arrive(free, '2024-11-24');
    const kept = await shown(['SYN-MIX.0'], 6_000, '2024-11-25');
    await on.refuses('TaintedGoods', () => on.request(kept, '2024-11-25'), { figures: { milliCarats: 2_000, zones: 'CF-NOLA' } });
  });

  it('every day has its standing, and no carat is missing', async () => {
    const stood = async (on_: string) => {
      const { participants: [found] } = await on.stood('CF', on_) as { participants: { exports: string; imports: string; zones: { zone: string; exports: string; conditions?: { approval: string } }[] }[] };
      return [found!.exports, found!.imports, ...found!.zones.map(({ zone, exports, conditions }) => `${zone} ${exports} ${conditions?.approval ?? ''}`.trim())];
    };
    expect(await stood('2013-05-22')).toEqual(['participant', 'participant']);
    expect(await stood('2013-05-23')).toEqual(['suspended', 'suspended']);
    expect(await stood('2016-05-31')).toEqual(['suspended', 'suspended', 'CF-BERBERATI participant ex-ante']);
    expect((await stood('2019-11-22')).sort()).toEqual(['CF-BERBERATI participant ex-post', 'CF-NOLA participant ex-post', 'suspended', 'suspended']);
    expect((await stood('2024-11-15')).sort()).toEqual(['CF-BERBERATI participant', 'CF-NOLA participant', 'participant', 'participant']);
    expect((await on.chair.look('custody/balances')).body.rows.map(({ residualMilliCarats }) => residualMilliCarats)).toEqual([0, 0]);
  });
});
