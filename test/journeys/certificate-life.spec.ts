import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Player } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
let fourth: Player;
beforeAll(async () => {
  on = await openTwoCountries();
  for (const answer of await on.begin()) expect(answer.status).toBe(201);
  fourth = await on.stage.enter('SYN-BW-authority/SYN-BW-officer-4', 'BW', 'authority');
  done(await on.authority.ask('custody/sealranges/SYN-S/issue-seals', { to: on.mine.party, kind: 'seal', first: 1, last: 100 }, { at: '2005-01-02' }));
}, 30_000);
afterAll(() => on.stage.close());

const done = (answer: { status: number; body: unknown }) => expect(answer).toMatchObject({ status: 201 });
const page = (number: string) => `certification/certificates/${number}`;
const step = (by: Player, number: string, what: string, at: string, data: object = {}) => by.ask(`${page(number)}/${what}`, data, { at });
const says = async (number: string) => (await on.chair.look(page(number))).body;

/** What the mine found in a month, sealed in a parcel and shown for this number. */
const shown = async (n: number, number: string, at: string, milliCarats = 1_000 * n): Promise<string> => {
  const parcel = `SYN-P-${n}`;
  done(await on.mine.ask(`extraction/productions/SYN-PR-${n}/record`, { ...production, milliCarats, usdCents: 100 * milliCarats }, { at: '2005-02-01' }));
  done(await on.mine.ask(`custody/parcels/${parcel}/assemble`, { seal: `SYN-S-${n}`, lots: [`SYN-PR-${n}`] }, { at }));
  done(await on.mine.ask(`custody/parcels/${parcel}/present`, { certificate: number }, { at }));
  return parcel;
};
const wanted = (parcel: string, milliCarats: number) => ({ to: 'BE', importer: on.importer.party, parcels: [parcel], documents: [{ kind: 'production', reference: 'Shift book 7', milliCarats }] });

/** All the way to the border, by air. */
const dispatched = async (n: number, number: string, at: string): Promise<string> => {
  const parcel = await shown(n, number, at);
  done(await step(on.mine, number, 'request', at, wanted(parcel, 1_000 * n)));
  for (const answer of await on.certify(number, at, '2005-12-31')) done(answer);
  done(await step(on.mine, number, 'dispatch-export', at, { mode: 'air' }));
  return parcel;
};
const intact = (parcel: string) => ({ seals: [{ parcel, state: 'intact' }] });

describe('Chapter 1: the request', () => {
  it('goods must be covered by documents, to the thousandth of a carat', async () => {
    const parcel = await shown(1, 'BWSYN000001', '2005-03-01');
    const answer = await step(on.mine, 'BWSYN000001', 'request', '2005-03-01', wanted(parcel, 999));
    expect(answer).toMatchObject({ status: 422, body: { code: 'NotCovered', figures: { coveredMilliCarats: 999, milliCarats: 1_000 }, pointer: '#/documents' } });
  });

  it('no weight, no value, no heading can be typed, and the number has one spelling on a blank that was printed', async () => {
    for (const field of ['milliCarats', 'usdCents', 'lines', 'origins']) {
      expect(await step(on.mine, 'BWSYN000001', 'request', '2005-03-01', { ...wanted('SYN-P-1', 1_000), [field]: 1 })).toMatchObject({ status: 400, body: { errors: [{ pointer: `#/${field}` }] } });
    }
    for (const [number, code] of [['BWSYN1', 'NotOurForm'], ['BWSYN000101', 'NeverPrinted'], ['BESYN000001', 'NumberOfOthers']] as const) {
      expect(await step(on.mine, number, 'request', '2005-03-01', wanted('SYN-P-1', 1_000))).toMatchObject({ status: 422, body: { code } });
    }
  });

  it('what the certificate says is computed from the sealed parcels', async () => {
    const { body } = await step(on.mine, 'BWSYN000001', 'request', '2005-03-01', wanted('SYN-P-1', 1_000));
    expect(body.events).toMatchObject([{ type: 'CertificateRequested', data: { from: 'BW', milliCarats: 1_000, usdCents: 100_000, lines: [{ hsCode: '7102.10', milliCarats: 1_000, usdCents: 100_000 }] } }]);
  });
});

describe('Chapter 2: four eyes', () => {
  it('only an appointed officer signs, and not who reviewed', async () => {
    const finding = { finding: 'Seen.' };
    expect(await step(on.authority, 'BWSYN000001', 'review', '2005-03-01', finding)).toMatchObject({ status: 403, body: { code: 'NoMandate' } });
    expect(await step(fourth, 'BWSYN000001', 'review', '2005-03-01', finding)).toMatchObject({ status: 403, body: { code: 'NoMandate' } });
    expect(await step(on.issuer, 'BWSYN000001', 'issue', '2005-03-01', { expiresOn: '2005-12-31' })).toMatchObject({ status: 422, body: { code: 'NotInThisState' } });
    done(await step(on.reviewer, 'BWSYN000001', 'review', '2005-03-01', finding));
    expect(await step(on.reviewer, 'BWSYN000001', 'issue', '2005-03-01', { expiresOn: '2005-12-31' })).toMatchObject({ status: 403, body: { code: 'FourEyes' } });
  });

  it('of two officers who sign at once one wins, and the other is told what happened', async () => {
    done(await on.authority.ask('identity/officers/SYN-BW-officer-4/appoint', {
      authority: on.authority.party, participant: 'BW', name: 'Fourth (synthetic)', powers: ['issue'], from: '2005-03-01', decision: 'SYN order 2',
    }, { at: '2005-03-01' }));
    const answers = await Promise.all([on.issuer, fourth].map((by) => step(by, 'BWSYN000001', 'issue', '2005-03-01', { expiresOn: '2005-12-31' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const told = answers.find(({ status }) => status === 422)!.body;
    expect(told).toMatchObject({ code: 'NotInThisState', figures: { status: 'issued', step: 'IssueCertificate', since: '2005-03-01', who: expect.stringContaining('SYN-BW') } });
    expect(told.detail).toContain('BWSYN000001 is issued since 2005-03-01');
    expect(told.detail).toContain('ValidateCertificate');
  });

  it('the container is sealed under an officer’s eyes, and leaves; a message goes ahead', async () => {
    expect(await step(on.mine, 'BWSYN000001', 'dispatch-export', '2005-03-02')).toMatchObject({ status: 422, body: { code: 'NotInThisState' } });
    done(await step(on.reviewer, 'BWSYN000001', 'validate', '2005-03-02', { checked: 'every-container', foundMilliCarats: 1_000 }));
    const { body } = await step(on.mine, 'BWSYN000001', 'dispatch-export', '2005-03-02', { mode: 'hand-carry', handCarriedBy: 'A. Courier' });
    expect(body.events.map(({ type }) => type)).toEqual(['ExportDispatched', 'PreAdviceSent']);
    expect((await on.customs.look('certification/expected-arrivals?to=BE')).body.rows.map(({ key }) => key)).toEqual(['BWSYN000001']);
  });
});

describe('Chapter 3: the import', () => {
  it('seals are seen, a share is opened, the weight is told, and the file is closed', async () => {
    done(await step(on.inspector, 'BWSYN000001', 'present-shipment', '2005-03-05', intact('SYN-P-1')));
    done(await step(on.inspector, 'BWSYN000001', 'inspect-shipment', '2005-03-05', { samplePermyriad: 2_500, foundMilliCarats: 1_000, contents: 'agrees' }));
    expect(await step(on.issuer, 'BWSYN000001', 'close', '2005-03-05')).toMatchObject({ status: 422, body: { code: 'NotInThisState' } });
    done(await step(on.inspector, 'BWSYN000001', 'confirm-import', '2005-03-06', { foundMilliCarats: 1_000, seals: 'intact' }));
    done(await step(on.issuer, 'BWSYN000001', 'close', '2005-03-07'));
    done(await on.importer.ask('custody/parcels/SYN-P-1/open', {}, { at: '2005-03-08' }));
    expect(await says('BWSYN000001')).toMatchObject({ status: 'closed', issuedOn: '2005-03-01', dispatchedOn: '2005-03-02', receivedOn: '2005-03-06', closedOn: '2005-03-07' });
    expect((await on.customs.look('certification/expected-arrivals?to=BE')).body.rows).toEqual([]);
  });

  it('shown a second time, it moves nothing and raises an alert', async () => {
    const { body } = await step(on.inspector, 'BWSYN000001', 'present-shipment', '2005-03-09', intact('SYN-P-1'));
    expect(body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'second-presentation', to: 'BE' } }]);
    expect(await says('BWSYN000001')).toMatchObject({ status: 'closed' });
    expect((await on.customs.look('enforcement/alerts?kind=false-presentation')).body.rows).toContainEqual(expect.objectContaining({ certificate: 'BWSYN000001', counterparty: 'BE' }));
  });
});

describe('Chapter 4: loss and replacement', () => {
  it('a lost paper is replaced by another number, under which the goods arrive', async () => {
    const parcel = await dispatched(2, 'BWSYN000002', '2005-03-10');
    done(await step(on.mine, 'BWSYN000002', 'lose', '2005-03-11', { reason: 'The pouch was stolen.' }));
    expect(await step(on.issuer, 'BWSYN000002', 'replace', '2005-03-11', { replacement: 'BWSYN000001' })).toMatchObject({ status: 422, body: { code: 'NumberUsed' } });
    done(await step(on.issuer, 'BWSYN000002', 'replace', '2005-03-11', { replacement: 'BWSYN000012' }));
    expect(await says('BWSYN000002')).toMatchObject({ status: 'replaced' });
    expect(await says('BWSYN000012')).toMatchObject({ status: 'dispatched', milliCarats: 2_000, parcels: [parcel] });
    expect((await on.mine.look(`custody/parcels/${parcel}`)).body).toMatchObject({ certificate: 'BWSYN000012' });
  });

  it('the dead number is a false presentation, the living one is confirmed, and one export is counted', async () => {
    const dead = await step(on.inspector, 'BWSYN000002', 'present-shipment', '2005-03-14', intact('SYN-P-2'));
    expect(dead.body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'void' } }]);
    done(await step(on.inspector, 'BWSYN000012', 'present-shipment', '2005-03-14', intact('SYN-P-2')));
    done(await step(on.inspector, 'BWSYN000012', 'confirm-import', '2005-03-14', { foundMilliCarats: 2_000, seals: 'intact' }));
    expect((await on.chair.look('certification/corridors/BW-BE-2005-Q1')).body).toMatchObject({ exportedCertificates: 2, exportedMilliCarats: 3_000, importedCertificates: 2, importedMilliCarats: 3_000 });
  });
});

describe('Chapter 5: return', () => {
  it('goods that are not let in go home under their own certificate, and may leave again under another', async () => {
    const parcel = await dispatched(3, 'BWSYN000003', '2005-04-01');
    done(await step(on.inspector, 'BWSYN000003', 'present-shipment', '2005-04-03', { seals: [{ parcel, state: 'broken' }] }));
    done(await step(on.inspector, 'BWSYN000003', 'return-shipment', '2005-04-03', { reason: 'The seal is broken.' }));
    expect(await step(on.inspector, 'BWSYN000003', 'confirm-import', '2005-04-04', { foundMilliCarats: 3_000, seals: 'broken' })).toMatchObject({ status: 422, body: { code: 'NotInThisState' } });
    done(await step(on.reviewer, 'BWSYN000003', 'receive-return', '2005-04-05', { foundMilliCarats: 3_000 }));
    done(await on.mine.ask(`custody/parcels/${parcel}/withdraw`, {}, { at: '2005-04-05' }));
    expect((await on.mine.look('custody/holdings?holder=SYN-BW-mine')).body.rows).toMatchObject([{ key: `parcel:${parcel}`, status: 'held' }]);
    expect((await on.chair.look('certification/corridors/BW-BE-2005-Q2')).body).toMatchObject({ exportedCertificates: 0, exportedMilliCarats: 0, importedCertificates: 0 });
  });

  it('the two authorities agree what the broken seal was; then the file is closed', async () => {
    expect(await step(on.issuer, 'BWSYN000003', 'close', '2005-04-06')).toMatchObject({ status: 422, body: { code: 'DiscrepancyOpen' } });
    done(await step(on.inspector, 'BWSYN000003', 'propose-settlement', '2005-04-06', { kind: 'seal', finding: 'Torn on the belt; nothing is missing.' }));
    expect(await step(on.inspector, 'BWSYN000003', 'agree-settlement', '2005-04-06', { kind: 'seal' })).toMatchObject({ status: 403, body: { code: 'OwnProposal' } });
    done(await step(on.issuer, 'BWSYN000003', 'agree-settlement', '2005-04-07', { kind: 'seal' }));
    done(await step(on.issuer, 'BWSYN000003', 'close', '2005-04-07'));
  });
});

describe('Chapter 6: a forged number', () => {
  const verify = async (number: string) => (await on.customs.look(`certification/verify?number=${encodeURIComponent(number)}`)).body;

  it('a number beyond the printed blanks was never issued, whatever it looks like', async () => {
    expect(await verify('BWSYN000999')).toMatchObject({ status: 'never-issued' });
    expect(await verify('ВWSYN 000001')).toMatchObject({ number: 'BWSYN000001', status: 'closed', flags: expect.arrayContaining(['look-alike']) });
  });

  it('shown at the border it moves nothing, and is an alert', async () => {
    const answer = await step(on.inspector, 'BWSYN000999', 'present-shipment', '2005-04-10', { seals: [{ parcel: 'SYN-P-X', state: 'intact' }], seenAs: 'ВWSYN-000999' });
    expect(answer.body.events).toMatchObject([{ type: 'FalsePresentation', data: { why: 'never-issued', seenAs: 'ВWSYN-000999' } }]);
    expect((await on.customs.look('enforcement/alerts?kind=false-presentation')).body.rows).toContainEqual(expect.objectContaining({ certificate: 'BWSYN000999', counterparty: 'BE' }));
  });
});

describe('Chapter 7: a corridor that was closed', () => {
  it('refuses what would leave that day, lets the same leave the next, and takes nothing back of the past', async () => {
    const parcel = await shown(5, 'BWSYN000005', '2005-05-01');
    done(await step(on.mine, 'BWSYN000005', 'request', '2005-05-01', wanted(parcel, 5_000)));
    for (const answer of await on.certify('BWSYN000005', '2005-05-01', '2005-12-31')) done(answer);
    done(await on.chair.ask('identity/decisions/SYN-NOTICE/record', { title: 'SYN decision', kind: 'notice', madeOn: '2005-05-01', document: 'SYN notice 4' }, { at: '2005-05-01' }));
    const standing = (as: string, from: string) => on.chair.ask('identity/participants/BE/change-standing', { standing: as, from, document: 'SYN-NOTICE', flow: 'import' }, { at: from });
    done(await standing('suspended', '2005-05-02'));
    done(await standing('participant', '2005-05-03'));
    const leave = (at: string) => step(on.mine, 'BWSYN000005', 'dispatch-export', at, { mode: 'air' });
    expect(await leave('2005-05-02')).toMatchObject({ status: 422, body: { code: 'NotAParticipant', figures: { participant: 'BE', standing: 'suspended', day: '2005-05-02' } } });
    done(await leave('2005-05-03'));
    expect(await says('BWSYN000001')).toMatchObject({ status: 'closed' });
  });
});
