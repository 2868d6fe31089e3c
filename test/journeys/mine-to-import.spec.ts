import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTwoCountries, production } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
beforeAll(async () => { on = await openTwoCountries(); }, 30_000);
afterAll(() => on.stage.close());

const LOT = 'SYN-PR-1';
const done = (answer: { status: number; body: unknown }) => expect(answer).toMatchObject({ status: 201 });

describe('Chapter 1: who takes part', () => {
  it('the Chair admits Participants, authorities register parties and license a site', async () => {
    for (const answer of await on.begin()) done(answer);
    const { body, status } = await on.chair.look('identity/parties?participant=BW');
    expect(status).toBe(200);
    expect(body.rows.map(({ key }) => key)).toEqual(['SYN-BW-authority', 'SYN-BW-mine', 'SYN-BW-trader']);
  });
});

describe('Chapter 2: production', () => {
  const record = (more: object = {}, key = 'shift-1') => on.mine.ask(`extraction/productions/${LOT}/record`, { ...production, ...more }, { key, at: '2005-02-01' });

  it('the mine records what it found, and the answer tells what was written', async () => {
    const answer = await record();
    done(answer);
    expect(answer.body).toMatchObject({ stream: `production-${LOT}`, revision: 1, events: [{ type: 'ProductionRecorded', data: { operator: 'SYN-BW-mine', participant: 'BW', milliCarats: 1_250 } }] });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('location')).toBe(`/extraction/productions/${LOT}`);
    expect((await on.mine.look(answer.headers.get('location')!.slice(1))).body).toMatchObject({ key: LOT, site: 'SYN-BW-site' });
  });

  it('the same again gives the same answer and writes nothing', async () => {
    const before = await on.stage.events();
    const [first, again] = [await record(), await record()];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await on.stage.events()).toBe(before);
  });

  it('the same key for another request is refused', async () => {
    const before = await on.stage.events();
    const answer = await record({ milliCarats: 9_999 });
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/key-reused', code: 'KeyReused' } });
    expect(await on.stage.events()).toBe(before);
  });

  it('run of mine is in the hands of the mine, as one lot', async () => {
    const { status, body } = await on.mine.look(`custody/lots/${LOT}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { holder: 'SYN-BW-mine', milliCarats: 1_250, origins: [{ participant: 'BW', milliCarats: 1_250 }] } });
  });
});

describe('Chapter 3: sorting and sale', () => {
  it('parts that do not weigh what the lot weighed are refused, with the missing carats', async () => {
    const answer = await on.mine.ask(`custody/lots/${LOT}/split`, { parts: [{ milliCarats: 800 }, { milliCarats: 400 }] }, { at: '2005-02-02' });
    expect(answer).toMatchObject({ status: 422, body: {
      type: '/problems/weight-not-conserved', code: 'WeightNotConserved', figures: { missingMilliCarats: 50 }, pointer: '#/parts',
    } });
    expect(answer.body.detail).toContain('0.050 ct are missing');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('a loss beyond the limit of its reason is not written by one alone; the authority may set another limit', async () => {
    const parts = { parts: [{ milliCarats: 1_200 }], lossMilliCarats: 50, lossReason: 'acidising' };
    expect(await on.mine.ask(`custody/lots/${LOT}/split`, parts, { at: '2005-02-02' })).toMatchObject({ status: 422, body: { code: 'LossBeyondLimit', figures: { lossMilliCarats: 50, limitMilliCarats: 37 } } });
    done(await on.authority.ask('custody/limits/BW/set-limits', { limits: [{ cause: 'acidising', milliCarats: 0, permyriad: 500 }], decision: 'Order 1/2005' }, { at: '2005-02-02' }));
  });

  it('parts and a stated loss that weigh what the lot weighed are written', async () => {
    done(await on.mine.ask(`custody/lots/${LOT}/split`, {
      parts: [{ milliCarats: 800, hsCode: '7102.31' }, { milliCarats: 400, hsCode: '7102.21' }], lossMilliCarats: 50, lossReason: 'acidising',
    }, { at: '2005-02-02' }));
    const { body } = await on.mine.look('custody/holdings?holder=SYN-BW-mine');
    expect(body.rows.map(({ key }) => key)).toEqual([`lot:${LOT}.1`, `lot:${LOT}.2`]);
  });

  it('the mine sells both lots with an invoice and its warranty; the trader receives them', async () => {
    done(await on.mine.ask('warranties/invoices/SYN-INV-1/issue', {
      buyer: 'SYN-BW-trader', lines: [{ lot: `${LOT}.1`, usdCents: 90_000 }, { lot: `${LOT}.2`, usdCents: 20_000 }], statement: '2002', language: 'en',
    }, { at: '2005-02-03' }));
    for (const lot of [`${LOT}.1`, `${LOT}.2`]) {
      done(await on.mine.ask(`custody/lots/${lot}/dispatch`, { to: 'SYN-BW-trader', invoice: 'SYN-INV-1' }, { at: '2005-02-03' }));
      done(await on.trader.ask(`custody/lots/${lot}/receive`, {}, { at: '2005-02-04' }));
    }
    const { body } = await on.trader.look('warranties/members?member=SYN-BW-trader');
    expect(body.rows).toMatchObject([{ year: 2005, receivedInvoices: 1, receivedMilliCarats: 1_200 }]);
  });
});

describe('Chapter 4: parcel, certificate, export', () => {
  it('the trader packs and seals; packed goods cannot be dispatched', async () => {
    for (const lot of [`${LOT}.1`, `${LOT}.2`]) done(await on.trader.ask(`custody/lots/${lot}/pack`, { parcel: 'SYN-P-1' }, { at: '2005-03-01' }));
    expect(await on.trader.ask(`custody/lots/${LOT}.1/dispatch`, { to: 'SYN-BW-mine' }, { at: '2005-03-01' })).toMatchObject({ status: 422 });
    expect(await on.trader.ask('custody/seals/SYN-S-1/use', { parcel: 'SYN-P-1' }, { at: '2005-03-01' })).toMatchObject({ status: 422, body: { detail: 'No seal SYN-S-1 was ever issued.' } });
    done(await on.authority.ask('custody/sealranges/SYN-S/issue-seals', { to: 'SYN-BW-trader', kind: 'seal', first: 1, last: 100 }, { at: '2005-03-01' }));
    done(await on.trader.ask('custody/seals/SYN-S-1/use', { parcel: 'SYN-P-1' }, { at: '2005-03-01' }));
    done(await on.trader.ask('custody/parcels/SYN-P-1/seal', { seal: 'SYN-S-1', lots: [`${LOT}.1`, `${LOT}.2`] }, { at: '2005-03-01' }));
    expect((await on.trader.look('custody/parcels/SYN-P-1')).body).toMatchObject({ milliCarats: 1_200, usdCents: 110_000, status: 'sealed' });
  });

  it('a lot cannot cross the border without a certificate', async () => {
    expect(await on.trader.ask(`custody/lots/${LOT}.1/dispatch`, { to: 'SYN-BE-importer' }, { at: '2005-03-01' })).toMatchObject({ status: 422 });
  });

  it('the trader asks for a certificate over what was sealed; nobody types its weight', async () => {
    done(await on.trader.ask('custody/parcels/SYN-P-1/present', { certificate: 'BWSYN000001' }, { at: '2005-03-02' }));
    const wanted = { importer: 'SYN-BE-importer', to: 'BE', parcels: ['SYN-P-1'], documents: [{ kind: 'purchase', reference: 'SYN-INV-1', milliCarats: 1_200 }] };
    expect(await on.trader.ask('certification/certificates/BWSYN000001/request', { ...wanted, milliCarats: 5_000 }, { at: '2005-03-02' }))
      .toMatchObject({ status: 400, body: { errors: [{ pointer: '#/milliCarats' }] } });
    const requested = await on.trader.ask('certification/certificates/BWSYN000001/request', wanted, { at: '2005-03-02' });
    done(requested);
    expect(requested.body.events[0]!.data).toMatchObject({ milliCarats: 1_200, from: 'BW', to: 'BE', origins: [{ participant: 'BW', milliCarats: 1_200 }] });
  });

  it('two officers of the authority review, issue and validate it', async () => {
    const answers = await on.certify('BWSYN000001', '2005-03-02', '2005-05-31');
    for (const answer of answers) done(answer);
    expect(answers[1]!.body.events[0]!.data).toMatchObject({ milliCarats: 1_200, usdCents: 110_000, issuedOn: '2005-03-02', issuedBy: 'SYN-BW-officer-2' });
  });

  it('the export leaves, and from then on its confirmation is awaited', async () => {
    done(await on.trader.ask('certification/certificates/BWSYN000001/dispatch-export', {}, { at: '2005-03-03' }));
    expect((await on.authority.look('enforcement/alerts?kind=unconfirmed')).body.rows).toMatchObject([{ certificate: 'BWSYN000001', dueOn: '2005-04-02' }]);
  });
});

describe('Chapter 5: import', () => {
  it('the importing authority sees it, confirms, and reports what does not weigh what it should', async () => {
    done(await on.inspector.ask('certification/certificates/BWSYN000001/present-shipment', { seals: [{ parcel: 'SYN-P-1', state: 'intact' }] }, { at: '2005-03-09' }));
    const answer = await on.inspector.ask('certification/certificates/BWSYN000001/confirm-import', { foundMilliCarats: 1_100, seals: 'intact' }, { at: '2005-03-10' });
    done(answer);
    expect(answer.body.events.map(({ type }) => type)).toEqual(['ImportConfirmed', 'DiscrepancyReported']);
    expect((await on.authority.look('enforcement/alerts?participant=BW')).body.rows).toMatchObject([{ kind: 'weight', certificate: 'BWSYN000001' }]);
  });

  it('the importer opens the parcel and has the lots', async () => {
    done(await on.importer.ask('custody/parcels/SYN-P-1/open', {}, { at: '2005-03-11' }));
    const { body } = await on.importer.look('custody/holdings?holder=SYN-BE-importer');
    expect(body.rows.map(({ key }) => key)).toEqual([`lot:${LOT}.1`, `lot:${LOT}.2`]);
    expect((await on.importer.look(`custody/lots/${LOT}.1`)).body).toMatchObject({ status: 'held', holder: 'SYN-BE-importer', pastParcels: ['SYN-P-1'] });
  });
});

describe('Chapter 6: what the ledger proves', () => {
  it('the trail of the certificate leads back to the mine', async () => {
    const { body } = await on.customs.look('custody/lineage/certificate:BWSYN000001/back');
    expect(body.truncated).toBe(false);
    expect(body.nodes).toContain('site:SYN-BW-site');
    expect(new Set(body.nodes.map((node) => node.split(':')[0]))).toEqual(new Set(['certificate', 'parcel', 'lot', 'site']));
  });

  it('and from the mine forward to the lots in Belgium; a walk can be cut short', async () => {
    const { body } = await on.customs.look('custody/lineage/site:SYN-BW-site/forward');
    expect(body.nodes).toContain('certificate:BWSYN000001');
    const cut = await on.customs.look('custody/lineage/site:SYN-BW-site/forward?limit=2');
    expect(cut.body).toMatchObject({ truncated: true });
    expect(cut.body.edges).toHaveLength(2);
  });

  it('nobody’s balance has a residual', async () => {
    const { body } = await on.chair.look('custody/balances');
    expect(body.rows.map(({ key, residualMilliCarats }) => [key, residualMilliCarats]))
      .toEqual([['SYN-BE-importer', 0], ['SYN-BW-mine', 0], ['SYN-BW-trader', 0]]);
    expect(body.rows[1]).toMatchObject({ producedMilliCarats: 1_250, lostMilliCarats: 50, dispatchedMilliCarats: 1_200, closingMilliCarats: 0 });
  });

  it('the corridor counts one certificate', async () => {
    expect((await on.chair.look('certification/corridors/BW-BE-2005-Q1')).body).toMatchObject({ certificatesIssued: 1, exportedMilliCarats: 1_200, importedCertificates: 1 });
    expect((await on.chair.look('certification/corridors?from=BW&year=2005')).body.rows).toHaveLength(1);
  });

  it('all of it is there after a restart', async () => {
    const before = await on.chair.look('custody/balances');
    await on.stage.restart();
    expect((await on.chair.look('custody/balances')).body.rows).toEqual(before.body.rows);
    done(await on.mine.ask(`extraction/productions/${LOT}/record`, production, { key: 'shift-1', at: '2005-02-01' }));
  });
});
