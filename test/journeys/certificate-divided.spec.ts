import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Answer, type Player } from './stage.ts';

/** Two parcels under one certificate come to a free zone, and each goes on by itself, under a number of the territory where the zone lies. */
const on = await openTwoCountries();
const done = (answer: Answer) => expect(answer).toMatchObject({ status: 201 });
const whole = 'BWSYN000001';
const step = (by: Player, number: string, what: string, at: string, data: object = {}) => by.ask(`certification/certificates/${number}/${what}`, data, { at });
const says = async (number: string) => (await on.chair.look(`certification/certificates/${number}`)).body;
const second = await on.stage.enter('SYN-BE-second', 'BE', 'trader');
const colleague = await on.stage.enter('SYN-BE-authority/SYN-BE-officer-4', 'BE', 'authority');

const weights = [4_000, 6_000];
const parcels = ['SYN-P-1', 'SYN-P-2'];
const seals = parcels.map((parcel) => ({ parcel, state: 'intact' }));
const child = (serial: number, importer: string) => ({ certificate: `BESYN00000${serial}`, to: 'BE', importer, parcels: [parcels[serial - 1]!] });

beforeAll(async () => {
  for (const answer of await on.begin()) done(answer);
  done(await on.customs.ask('identity/parties/SYN-BE-second/register', { name: 'Second importer (synthetic)', kind: 'trader', participant: 'BE' }, { at: '2005-01-02' }));
  done(await on.authority.ask('custody/sealranges/SYN-S/issue-seals', { to: on.mine.party, kind: 'seal', first: 1, last: 9 }, { at: '2005-01-02' }));
  for (const [i, milliCarats] of weights.entries()) {
    done(await on.mine.ask(`extraction/productions/SYN-PR-${i + 1}/record`, { ...production, milliCarats, usdCents: 100 * milliCarats }, { at: '2005-02-01' }));
    done(await on.mine.ask(`custody/parcels/${parcels[i]}/assemble`, { seal: `SYN-S-${i + 1}`, lots: [`SYN-PR-${i + 1}`] }, { at: '2005-03-01' }));
    done(await on.mine.ask(`custody/parcels/${parcels[i]}/present`, { certificate: whole }, { at: '2005-03-01' }));
  }
  done(await step(on.mine, whole, 'request', '2005-03-01', { to: 'BE', importer: on.importer.party, parcels, documents: [{ kind: 'production', reference: 'Shift book 7', milliCarats: 10_000 }] }));
  for (const answer of await on.certify(whole, '2005-03-01', '2005-12-31')) done(answer);
  done(await step(on.mine, whole, 'dispatch-export', '2005-03-02', { mode: 'air' }));
}, 30_000);
afterAll(() => on.stage.close());

it('of two officers at the counter the second is told of the first; nobody rings a bell', async () => {
  done(await step(on.inspector, whole, 'present-shipment', '2005-03-04', { seals }));
  expect(await step(colleague, whole, 'present-shipment', '2005-03-04', { seals: seals.toReversed() }))
    .toMatchObject({ status: 422, body: { code: 'PresentedAlready', figures: { who: 'SYN-BE-officer-3', presentedOn: '2005-03-04' } } });
  expect((await on.chair.look('enforcement/alerts?kind=false-presentation')).body.rows).toEqual([]);
});

it('a number of a pattern that is notified for later is not in use yet', async () => {
  const pattern = { prefix: 'BESYN', digits: 6, series: 'trade', from: '2005-03-05', decision: 'SYN notice 3' };
  done(await on.customs.ask('certification/numberings/BE/set-pattern', pattern, { at: '2005-03-03' }));
  done(await on.customs.ask('certification/numberings/BE/allocate-block', { prefix: 'BESYN', first: 1, last: 9, year: 2005, printedBy: 'State Printer (synthetic)', receivedOn: '2005-03-03' }, { at: '2005-03-03' }));
  const divide = (at: string) => step(on.inspector, whole, 'subdivide-shipment', at, { zone: 'Free zone (synthetic)', children: [child(1, on.importer.party), child(2, second.party)] });
  expect(await divide('2005-03-04')).toMatchObject({ status: 422, body: { code: 'NotYetInUse', pointer: '#/children/0/certificate', figures: { from: '2005-03-05', on: '2005-03-04' } } });
  done(await divide('2005-03-05'));
});

it('each part carries its own parcel from where the whole stood, and keeps its number once it goes on under it', async () => {
  expect(await says(whole)).toMatchObject({ status: 'subdivided', zone: 'Free zone (synthetic)', children: ['BESYN000001', 'BESYN000002'] });
  for (const [i, milliCarats] of weights.entries()) {
    expect(await says(`BESYN00000${i + 1}`)).toMatchObject({ status: 'dispatched', replaces: whole, from: 'BW', to: 'BE', milliCarats, parcels: [parcels[i]] });
  }
  expect(await step(on.inspector, whole, 'renumber-part', '2005-03-05', { part: 'BESYN000002', replacement: 'BESYN000003' })).toMatchObject({ status: 422, body: { code: 'GoesOnAlready' } });
});

it('each arrives by itself, in the hands of its own importer, and the books of both ends have the carats of the whole', async () => {
  for (const [i, importer] of [on.importer, second].entries()) {
    const number = `BESYN00000${i + 1}`;
    done(await step(on.inspector, number, 'present-shipment', '2005-03-06', { seals: [seals[i]] }));
    done(await step(on.inspector, number, 'confirm-import', '2005-03-06', { foundMilliCarats: weights[i], seals: 'intact' }));
    done(await importer.ask(`custody/parcels/${parcels[i]}/open`, {}, { at: '2005-03-07' }));
    done(await step(on.issuer, number, 'close', '2005-03-08'));
    expect(await on.chair.look(`custody/lots/SYN-PR-${i + 1}`)).toMatchObject({ body: { holder: importer.party, imports: [number] } });
  }
  expect((await on.chair.look('certification/corridors/BW-BE-2005-Q1')).body)
    .toMatchObject({ certificatesIssued: 1, exportedCertificates: 2, exportedMilliCarats: 10_000, importedCertificates: 2, importedMilliCarats: 10_000 });
  expect((await on.chair.look('custody/balances')).body.rows.map(({ residualMilliCarats }) => residualMilliCarats)).toEqual([0, 0, 0]);
});

it('the number of the whole is dead: shown on another day it is a second presentation', async () => {
  const { body } = await step(on.inspector, whole, 'present-shipment', '2005-03-09', { seals });
  expect(body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'second-presentation' } }]);
});
