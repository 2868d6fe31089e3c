import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Answer } from './stage.ts';

/** Goods that the State seized go to a laboratory abroad, under a technical certificate: watched over like any other shipment, and not trade. */
const on = await openTwoCountries();
const done = (answer: Answer) => expect(answer).toMatchObject({ status: 201 });
const NUMBER = 'BWTEC0001';
const page = `certification/certificates/${NUMBER}`;

beforeAll(async () => {
  for (const answer of await on.begin()) done(answer);
  done(await on.mine.ask('extraction/productions/SYN-PR-1/record', production, { at: '2005-02-01' }));
  done(await on.authority.ask('enforcement/cases/SYN-C-1/open', { holder: on.mine.party, lots: ['SYN-PR-1'], grounds: 'other', summary: 'Synthetic case' }, { at: '2005-02-02' }));
  done(await on.authority.ask('enforcement/cases/SYN-C-1/order-confiscation', { order: 'SYN order 5/2005' }, { at: '2005-02-03' }));
  done(await on.authority.ask('custody/lots/SYN-PR-1/confiscate', { case: 'SYN-C-1' }, { at: '2005-02-04' }));
  for (const [prefix, digits, series] of [['BWTEC', 4, 'technical']] as const) {
    done(await on.authority.ask('certification/numberings/BW/set-pattern', { prefix, digits, series, from: '2003-01-01', decision: 'SYN notice 2' }, { at: '2005-02-04' }));
    done(await on.authority.ask('certification/numberings/BW/allocate-block', { prefix, first: 1, last: 9, year: 2005, printedBy: 'State Printer (synthetic)', receivedOn: '2005-02-04' }, { at: '2005-02-04' }));
  }
  done(await on.authority.ask('custody/sealranges/SYN-A/issue-seals', { to: on.authority.party, kind: 'seal', first: 1, last: 9 }, { at: '2005-02-04' }));
}, 30_000);
afterAll(() => on.stage.close());

it('what was seized is sealed by the authority that holds it, and leaves under a technical number only', async () => {
  done(await on.authority.ask('custody/parcels/SYN-P-1/assemble', { seal: 'SYN-A-1', lots: ['SYN-PR-1'] }, { at: '2005-02-05' }));
  done(await on.authority.ask('custody/parcels/SYN-P-1/present', { certificate: NUMBER }, { at: '2005-02-05' }));
  const wanted = { to: 'BE', importer: on.importer.party, parcels: ['SYN-P-1'], documents: [{ kind: 'order', reference: 'SYN order 5/2005', milliCarats: 1_250 }] };
  expect(await on.authority.ask(`${page}/request`, wanted, { at: '2005-02-05' })).toMatchObject({ status: 422, body: { code: 'WrongSeries' } });
  done(await on.authority.ask(`${page}/request`, { ...wanted, purpose: 'technical' }, { at: '2005-02-05' }));
});

it('it travels and arrives like any other, stays seized, and no corridor counts it', async () => {
  for (const answer of await on.certify(NUMBER, '2005-02-06', '2005-12-31')) done(answer);
  done(await on.authority.ask(`${page}/dispatch-export`, { mode: 'air' }, { at: '2005-02-07' }));
  done(await on.customs.ask(`${page}/present-shipment`, { seals: [{ parcel: 'SYN-P-1', state: 'intact' }] }, { at: '2005-02-08' }));
  done(await on.inspector.ask(`${page}/confirm-import`, { foundMilliCarats: 1_250, seals: 'intact' }, { at: '2005-02-08' }));
  done(await on.importer.ask('custody/parcels/SYN-P-1/open', {}, { at: '2005-02-09' }));
  expect(await on.chair.look('custody/lots/SYN-PR-1')).toMatchObject({ body: { status: 'confiscated', regime: 'seized', holder: on.importer.party } });
  expect((await on.chair.look('certification/corridors')).body.rows).toEqual([]);
  expect((await on.chair.look('custody/balances')).body.rows.map(({ residualMilliCarats }) => residualMilliCarats)).toEqual([0, 0, 0]);
});

it('and whoever has it cannot sell, split or blend it', async () => {
  expect(await on.importer.ask('custody/lots/SYN-PR-1/split', { parts: [{ milliCarats: 1_250 }] }, { at: '2005-02-10' })).toMatchObject({ status: 422, body: { code: 'NotFree' } });
  expect(await on.importer.ask('custody/lots/SYN-PR-1/transfer-ownership', { to: on.customs.party }, { at: '2005-02-10' })).toMatchObject({ status: 422, body: { code: 'OutOfTrade' } });
});
