import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textIn } from '../../libs/interop/certificate-document/testing.ts';
import { day, digest, done, openCountries, type Countries, type Country, type Export } from './countries.ts';
import type { Answer, Player } from './stage.ts';

/** A parcel under suspicion: detained, divided, taken, forfeit; sold by the State and exported again, destroyed, given away, kept. Everything but the countries is synthetic. */
let on: Countries;
let [angola, belgium]: Country[] = [];
let [trader, buyer, mine, importer, museum, rival]: Player[] = [];

beforeAll(async () => {
  on = await openCountries();
  [angola, belgium] = [await on.country('AO', 'Angola'), await on.country('BE', 'Belgium')];
  [mine, trader, buyer] = [await on.party(angola, 'mine', 'producer'), await on.party(angola, 'trader', 'trader'), await on.party(angola, 'buyer', 'trader')];
  [museum, importer, rival] = [await on.party(angola, 'museum', 'trader'), await on.party(belgium, 'importer', 'trader'), await on.party(angola, 'customs', 'authority')];
  const site = await on.site(angola, mine, 'lunda');
  for (const [lot, milliCarats] of [['SYN-L-1', 10_000], ['SYN-L-2', 2_000], ['SYN-L-3', 3_000]] as const) {
    done(await on.dig(mine, lot, '2005-02-01', { site, milliCarats }));
    done(await mine.ask(`custody/lots/${lot}/dispatch`, { to: trader.party }, day('2005-02-02')));
    done(await trader.ask(`custody/lots/${lot}/receive`, {}, day('2005-02-03')));
  }
}, 60_000);
afterAll(() => on.stage.close());

const act = (by: Player, lot: string, what: string, data: object, at: string) => by.ask(`custody/lots/${lot}/${what}`, data, day(at));
const state = (lot: string, what: string, data: object, at: string) => act(angola!.authority, lot, what, data, at);
const onCase = (what: string, data: object, at: string, by = angola!.authority) => by.ask(`enforcement/cases/SYN-C-1/${what}`, data, day(at));
const lot = (name: string) => on.says(`custody/lots/${name}`);
const typesOf = ({ body }: Answer) => body.events.map(({ type }) => type);

describe('Chapter 1: detained', () => {
  const detain = (data: object, by = angola!.authority) => act(by, 'SYN-L-1', 'detain', { case: 'SYN-C-1', grounds: 'No slips for these stones.', ...data }, '2005-03-02');

  it('under a case that names the goods, by the authority whose case it is', async () => {
    await on.refuses('NoCase', () => detain({}), { cites: 'custody/140', figures: { case: 'SYN-C-1', status: 'none' }, pointer: '#/case' });
    done(await onCase('open', { holder: trader!.party, lots: ['SYN-L-2'], grounds: 'R-MIXED', summary: 'Synthetic case' }, '2005-03-01'));
    await on.refuses('NoCase', () => detain({}), { figures: { lots: 1 } });
    done(await onCase('extend', { lots: ['SYN-L-1'], reason: 'Stones of the same bag.' }, '2005-03-02'));
    await on.refuses('NotItsAuthority', () => detain({}, belgium!.authority), { status: 403, figures: { participant: 'AO' } });
    done(await detain({}));
    await on.refuses('AlreadyDetained', () => detain({}), { figures: { case: 'SYN-C-1' } });
    expect(await lot('SYN-L-1')).toMatchObject({ status: 'held', holder: 'SYN-AO-trader', detention: { case: 'SYN-C-1', authority: 'SYN-AO-authority', stage: 'detained' } });
    done(await onCase('add-evidence', { kind: 'photo', sha256: digest('e') }, '2005-03-02'));
    await on.refuses('EvidenceKnown', () => onCase('add-evidence', { kind: 'scan', sha256: digest('e') }, '2005-03-02'));
  });

  it('nothing moves frozen goods: each verb is refused by name of authority and case', async () => {
    const verbs: readonly (readonly [string, object])[] = [
      ['dispatch', { to: buyer!.party }], ['transfer-ownership', { to: buyer!.party }], ['move', { place: 'Another vault' }], ['split', { parts: [{ milliCarats: 4_000 }, { milliCarats: 6_000 }] }],
      ['sort', { by: 'quality', parts: [{ sorted: 'a', milliCarats: 4_000 }, { sorted: 'b', milliCarats: 6_000 }] }], ['treat', { treatment: 'acid-rinse', afterMilliCarats: 9_990 }], ['record-loss', { lossMilliCarats: 10, reason: 'other' }],
      ['weigh', { foundMilliCarats: 9_999 }], ['value', { usdCents: 1, method: 'transaction', basis: 'FOB' }], ['correct', { milliCarats: 9_000, explanation: 'Wrong.' }], ['pack', { parcel: 'SYN-P-9' }],
    ];
    const answers = new Map<string, unknown>();
    for (const [verb, data] of verbs) {
      const { body, status } = await act(trader!, 'SYN-L-1', verb, data, '2005-03-03');
      answers.set(verb, status === 400 ? body : [status, body.code]);
      if (body.code === 'Frozen') expect(body).toMatchObject({ cites: 'custody/146', figures: { authority: 'SYN-AO-authority', case: 'SYN-C-1' } });
    }
    expect([...answers]).toEqual(verbs.map(([verb]) => [verb, [422, 'Frozen']]));
  });

  it('nor is it sold, blended, sealed or put into a group', async () => {
    await on.refuses('LotStopped', () => trader!.ask('warranties/invoices/SYN-INV-9/issue', { buyer: buyer!.party, lines: [{ lot: 'SYN-L-1', usdCents: 1 }], statement: '2002', language: 'en' }, day('2005-03-03')), { cites: 'warranties/9' });
    expect(typesOf(done(await trader!.ask('custody/blends/SYN-B-9/start', { lots: ['SYN-L-1', 'SYN-L-3'] }, day('2005-03-03'))))).toEqual(expect.arrayContaining(['BlendStarted', 'BlendAborted']));
    expect(typesOf(done(await trader!.ask('custody/parcels/SYN-P-9/assemble', { seal: 'SYN-AO-trader-S-90', lots: ['SYN-L-1', 'SYN-L-3'] }, day('2005-03-03'))))).toEqual(['ParcelBegun', 'ParcelAbandoned']);
    await on.refuses('NotGroupable', () => trader!.ask('custody/groups/SYN-G-9/group-lots', { name: 'Group', lots: ['SYN-L-1', 'SYN-L-3'] }, day('2005-03-03')));
    expect(await lot('SYN-L-3')).toMatchObject({ status: 'held', milliCarats: 3_000 });
    expect(await lot('SYN-L-1')).toMatchObject({ status: 'held', holder: 'SYN-AO-trader', milliCarats: 10_000 });
  });
});

describe('Chapter 2: a sealed parcel is detained with all that lies in it', () => {
  const shipped = (): Export => ({ number: 'AOSYN000001', from: angola!, exporter: trader!, to: belgium!, importer: importer!, parcels: ['SYN-P-2'], milliCarats: 2_000 });
  const onParcel = (what: string, data: object, by = angola!.authority) => by.ask(`custody/parcels/SYN-P-2/${what}`, data, day('2005-03-04'));

  it('its certificate goes no step further', async () => {
    await on.pack(trader!, 'SYN-P-2', ['SYN-L-2'], { at: '2005-03-03', certificate: 'AOSYN000001' });
    await on.refuses('NotDetainable', () => state('SYN-L-2', 'detain', { case: 'SYN-C-1', grounds: 'The same bag.' }, '2005-03-04'), { figures: { status: 'packed', parcel: 'SYN-P-2' } });
    done(await on.request(shipped(), '2005-03-04'));
    done(await on.step(angola!.clerk, `${shipped().number}/review`, '2005-03-04', { finding: 'Documents agree.' }));
    done(await onParcel('detain', { case: 'SYN-C-1', grounds: 'The same bag.' }));
    await on.refuses('Detained', () => on.step(angola!.signer, `${shipped().number}/issue`, '2005-03-04', { expiresOn: '2005-05-31' }), { figures: { case: 'SYN-C-1', parcel: 'SYN-P-2' } });
    expect(await onParcel('withdraw', {}, trader)).toMatchObject({ status: 422 });
    expect(await onParcel('open', {}, trader)).toMatchObject({ status: 422 });
    await on.refuses('LotStopped', () => trader!.ask('warranties/invoices/SYN-INV-8/issue', { buyer: importer!.party, lines: [{ lot: 'SYN-L-2', usdCents: 1 }], statement: '2002', language: 'en' }, day('2005-03-04')));
  });

  it('only who stopped it lets it go; then it leaves', async () => {
    await on.refuses('NotDetaining', () => onParcel('lift-parcel-detention', { reason: 'Mine.' }, rival), { status: 403, figures: { authority: 'SYN-AO-authority', case: 'SYN-C-1' } });
    done(await onParcel('lift-parcel-detention', { reason: 'Slips were found.' }));
    done(await on.step(angola!.signer, `${shipped().number}/issue`, '2005-03-05', { expiresOn: '2005-05-31' }));
    done(await on.step(angola!.clerk, `${shipped().number}/validate`, '2005-03-05', { checked: 'every-container' }));
    done(await on.dispatch(shipped(), '2005-03-05'));
    await on.arrive(shipped(), '2005-03-08');
  });
});

describe('Chapter 3: caught on the way, and on the table', () => {
  it('goods that were sent are stopped where they are: neither received nor called back', async () => {
    done(await act(trader!, 'SYN-L-3', 'dispatch', { to: buyer!.party }, '2005-03-06'));
    done(await onCase('extend', { lots: ['SYN-L-3'], reason: 'Of the same miner.' }, '2005-03-06'));
    done(await state('SYN-L-3', 'detain', { case: 'SYN-C-1', grounds: 'Of the same miner.' }, '2005-03-06'));
    await on.refuses('Frozen', () => act(buyer!, 'SYN-L-3', 'receive', {}, '2005-03-07'));
    await on.refuses('Frozen', () => act(buyer!, 'SYN-L-3', 'decline', { reason: 'Not now.' }, '2005-03-07'));
    await on.refuses('Frozen', () => act(trader!, 'SYN-L-3', 'recall', { reason: 'Not now.' }, '2005-03-07'));
    done(await state('SYN-L-3', 'lift-detention', { reason: 'The miner was found.' }, '2005-03-08'));
    done(await act(trader!, 'SYN-L-3', 'recall', { reason: 'Now.' }, '2005-03-08'));
  });

  it('a parcel on the table is not shown for a certificate; whose authority stopped it opens it, and its lots stay stopped', async () => {
    const onParcel = (what: string, data: object, by = angola!.authority) => by.ask(`custody/parcels/SYN-P-4/${what}`, data, day('2005-03-09'));
    await on.pack(trader!, 'SYN-P-4', ['SYN-L-3'], { at: '2005-03-09' });
    done(await onParcel('detain', { case: 'SYN-C-1', grounds: 'Of the same miner.' }));
    for (const [what, data] of [['present', { certificate: 'AOSYN000004' }], ['open', {}]] as const) expect(await onParcel(what, data, trader!)).toMatchObject({ status: 422, body: { code: 'ParcelFrozen', cites: 'custody/155' } });
    done(await onParcel('open', {}));
    expect(await lot('SYN-L-3')).toMatchObject({ status: 'held', holder: 'SYN-AO-trader', detention: { stage: 'detained', case: 'SYN-C-1' } });
    await on.refuses('Frozen', () => act(trader!, 'SYN-L-3', 'move', { place: 'Elsewhere' }, '2005-03-09'));
    done(await state('SYN-L-3', 'lift-detention', { reason: 'In order.' }, '2005-03-09'));
  });
});

describe('Chapter 4: seized in part, and forfeit', () => {
  it('the authority divides the goods; a part is let go, by it alone', async () => {
    done(await state('SYN-L-1', 'split', { parts: [{ milliCarats: 6_000 }, { milliCarats: 4_000 }] }, '2005-03-10'));
    for (const part of ['SYN-L-1.1', 'SYN-L-1.2']) expect(await lot(part)).toMatchObject({ detention: { stage: 'detained', case: 'SYN-C-1' } });
    for (const by of [rival!, belgium!.authority]) {
      await on.refuses('NotWhoStopped', () => act(by, 'SYN-L-1.2', 'lift-detention', { reason: 'An order (synthetic)' }, '2005-03-11'), { status: 403, cites: 'custody/144', figures: { authority: 'SYN-AO-authority', case: 'SYN-C-1' } });
    }
    done(await state('SYN-L-1.2', 'lift-detention', { reason: 'Slips cover these.' }, '2005-03-11'));
    done(await act(trader!, 'SYN-L-1.2', 'move', { place: 'Vault 2' }, '2005-03-11'));
  });

  it('what is taken lies with the State, and is still its owner’s: nothing is sold, destroyed or given away before the order', async () => {
    done(await state('SYN-L-1.1', 'seize', { case: 'SYN-C-1' }, '2005-03-12'));
    expect(await lot('SYN-L-1.1')).toMatchObject({ holder: 'SYN-AO-authority', owner: 'SYN-AO-trader', detention: { stage: 'seized', from: 'SYN-AO-trader' } });
    await on.refuses('Taken', () => state('SYN-L-1.1', 'lift-detention', { reason: 'Enough.' }, '2005-03-13'), { figures: { from: 'SYN-AO-trader' } });
    await on.refuses('NotForfeitYet', () => state('SYN-L-1.1', 'dispose', { disposal: 'destroyed', order: 'SYN order' }, '2005-03-13'), { cites: 'UN A/RES/77/277 ¶5', figures: { case: 'SYN-C-1' } });
    await on.refuses('NotOrdered', () => state('SYN-L-1.1', 'confiscate', { case: 'SYN-C-1' }, '2005-03-13'));
    await on.refuses('Frozen', () => state('SYN-L-1.1', 'dispatch', { to: buyer!.party }, '2005-03-13'));
    done(await state('SYN-L-1.1', 'split', { parts: [{ milliCarats: 3_000 }, { milliCarats: 2_000 }, { milliCarats: 601 }, { milliCarats: 399 }] }, '2005-03-14'));
    done(await onCase('order-confiscation', { order: 'SYN judgment 7/2005', court: 'Court of Luanda (synthetic)', sha256: digest('f') }, '2005-04-01'));
    for (const n of [1, 2, 3, 4]) done(await state(`SYN-L-1.1.${n}`, 'confiscate', { case: 'SYN-C-1' }, '2005-04-02'));
    expect(await lot('SYN-L-1.1.1')).toMatchObject({ status: 'confiscated', owner: 'SYN-AO-authority', regime: 'seized', confiscations: ['SYN-C-1'] });
  });
});

describe('Chapter 5: what the State does with it', () => {
  const auction = (more: object = {}) => state('SYN-L-1.1.1', 'dispose', { disposal: 'auctioned', order: 'SYN auction 1', to: buyer!.party, usdCents: 45_000, ...more }, '2005-05-02');

  it('sells it back into trade only under its own rule, for a price, to a registered buyer at home who did not lose it', async () => {
    await on.refuses('NoDisposalRule', () => auction(), { cites: 'custody/149', figures: { participant: 'AO' } });
    const rule = (by: Player) => by.ask('custody/limits/AO/set-disposal-rule', { trade: 'allowed', origin: 'as-found', decision: 'SYN law 3' }, day('2005-05-01'));
    await on.refuses('NotItsAuthority', () => rule(belgium!.authority), { status: 403 });
    done(await rule(angola!.authority));
    await on.refuses('TermsOfDisposal', () => auction({ usdCents: undefined }), { figures: { disposal: 'auctioned', field: 'usdCents' } });
    await on.refuses('RecipientUnfit', () => auction({ to: trader!.party }), { figures: { owner: 'SYN-AO-trader' } });
    await on.refuses('AcrossTheBorder', () => auction({ to: importer!.party }), { figures: { participant: 'BE' } });
    await on.refuses('NotItsGoods', () => act(rival!, 'SYN-L-1.1.1', 'dispose', { disposal: 'destroyed', order: 'SYN' }, '2005-05-02'), { status: 403, figures: { holder: 'SYN-AO-authority' } });
    done(await auction());
    expect(await lot('SYN-L-1.1.1')).toMatchObject({ holder: 'SYN-AO-buyer', owner: 'SYN-AO-buyer', status: 'held', regime: 'trade', usdCents: 45_000, confiscations: ['SYN-C-1'] });
  });

  it('destroys, gives away, keeps: each carat is told, and none comes back', async () => {
    done(await state('SYN-L-1.1.2', 'dispose', { disposal: 'destroyed', order: 'SYN order 8' }, '2005-05-03'));
    done(await state('SYN-L-1.1.3', 'dispose', { disposal: 'donated', order: 'SYN order 9', to: museum!.party }, '2005-05-03'));
    done(await state('SYN-L-1.1.4', 'dispose', { disposal: 'evidence', order: 'SYN order 10', place: 'Strong room of the court' }, '2005-05-03'));
    expect(await lot('SYN-L-1.1.2')).toMatchObject({ status: 'destroyed' });
    expect(await lot('SYN-L-1.1.3')).toMatchObject({ holder: 'SYN-AO-museum', regime: 'seized' });
    expect(await act(museum!, 'SYN-L-1.1.3', 'dispatch', { to: buyer!.party }, '2005-05-04')).toMatchObject({ status: 422 });
    for (const n of [2, 4]) expect(await state(`SYN-L-1.1.${n}`, 'dispose', { disposal: 'auctioned', order: 'SYN', to: buyer!.party, usdCents: 1 }, '2005-05-02')).toMatchObject({ status: 422 });
  });
});

describe('Chapter 6: back in trade', () => {
  const sold = (): Export => ({
    number: 'AOSYN000002', from: angola!, exporter: museum!, to: belgium!, importer: importer!, parcels: ['SYN-P-3'], milliCarats: 3_000,
    documents: [{ kind: 'order', reference: 'SYN auction 1', milliCarats: 3_000 }],
  });

  it('is sold on with a warranty that goes back to the case', async () => {
    done(await buyer!.ask('warranties/invoices/SYN-INV-1/issue', { buyer: museum!.party, lines: [{ lot: 'SYN-L-1.1.1', usdCents: 50_000 }], statement: '2002', language: 'pt' }, day('2005-06-01')));
    done(await act(buyer!, 'SYN-L-1.1.1', 'dispatch', { to: museum!.party, invoice: 'SYN-INV-1' }, '2005-06-02'));
    done(await act(museum!, 'SYN-L-1.1.1', 'receive', {}, '2005-06-03'));
    expect(await on.says('warranties/chain?invoice=SYN-INV-1')).toMatchObject({ chain: 'whole', milliCarats: 3_000, unwarrantedMilliCarats: 0, ends: [{ end: 'disposal', of: 'SYN-C-1', milliCarats: 3_000 }] });
  });

  it('is exported with its provenance on the certificate, and in print', async () => {
    await on.pack(museum!, 'SYN-P-3', ['SYN-L-1.1.1'], { at: '2005-06-10', certificate: 'AOSYN000002' });
    expect(done(await on.request(sold(), '2005-06-10')).body.events[0]).toMatchObject({ data: { confiscations: ['SYN-C-1'], milliCarats: 3_000 } });
    await on.certify(sold(), '2005-06-11', '2005-08-31');
    done(await on.dispatch(sold(), '2005-06-12'));
    expect(await on.says('certification/certificates/AOSYN000002')).toMatchObject({ status: 'dispatched', confiscations: ['SYN-C-1'] });
    const printed = await fetch(`${on.stage.url()}/certification/certificates/AOSYN000002/document`, { headers: { authorization: `Bearer ${on.chair.token}` } });
    expect(printed.status).toBe(200);
    const text = textIn(Buffer.from(await printed.arrayBuffer()));
    for (const said of ['Provenance: confiscated, and sold by the State', 'Proveniência: confiscados e vendidos pelo Estado', 'SYN-C-1']) expect(text).toContain(said);
    await on.arrive(sold(), '2005-06-15');
    expect(await lot('SYN-L-1.1.1')).toMatchObject({ holder: 'SYN-BE-importer', confiscations: ['SYN-C-1'] });
  });

  it('the case tells every carat, and the balances tie to the thousandth', async () => {
    expect(await on.says('enforcement/cases/SYN-C-1')).toMatchObject({ sums: {
      detainedMilliCarats: 0, seizedMilliCarats: 0, confiscatedMilliCarats: 0, liftedMilliCarats: 9_000, auctionedMilliCarats: 3_000, destroyedMilliCarats: 2_000, donatedMilliCarats: 601, evidenceMilliCarats: 399,
    } });
    const rows = new Map((await on.chair.look('custody/balances')).body.rows.map((row) => [row.key, row as unknown as Record<string, number>]));
    expect([...rows.values()].map(({ residualMilliCarats }) => residualMilliCarats)).toEqual(Array.from({ length: rows.size }, () => 0));
    expect(rows.get('SYN-AO-trader')).toMatchObject({ receivedMilliCarats: 15_000, dispatchedMilliCarats: 2_000, confiscatedMilliCarats: 6_000, closingMilliCarats: 7_000 });
    expect(rows.get('SYN-AO-authority')).toMatchObject({ receivedMilliCarats: 6_000, dispatchedMilliCarats: 3_601, destroyedMilliCarats: 2_000, closingMilliCarats: 399 });
    expect([...rows.values()].reduce((sum, { closingMilliCarats }) => sum + closingMilliCarats!, 0)).toBe(15_000 - 2_000);
  });
});
