import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TokenStore } from '#platform/access';
import { eventId } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { createLogger } from '#platform/http';
import { textIn } from '../../libs/interop/certificate-document/testing.ts';
import { createApi, openLedger, printedAddress } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'papers-'));
let app: NestFastifyApplication;
let position = '';
let authorization = '';

/** What a printed certificate rests on, as the log holds it: a parcel that was opened by officers on its way, two of four names, and a blank that was spoiled. */
const told: readonly (readonly [stream: string, type: string, occurredAt: string, data: object])[] = [
  ['party-SYN-CD-EXP', 'PartyRegistered', '2005-01-01', { name: 'Comptoir (synthétique)', kind: 'trader', participant: 'CD' }],
  ['party-SYN-CD-CEEC', 'PartyRegistered', '2005-01-01', { name: 'Centre d’expertise (synthétique)', kind: 'authority', participant: 'CD' }],
  ['parcel-SYN-P-1', 'ParcelSealed', '2005-06-30', {
    holder: 'SYN-CD-EXP', seal: 'CD-77', lots: [{ lot: 'SYN-L', milliCarats: 30_000, usdCents: 900_000 }], milliCarats: 30_000, usdCents: 900_000,
    lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'CD', milliCarats: 30_000 }],
  }],
  ['certificate-CD004199', 'CertificateIssued', '2005-07-01', {
    exporter: 'SYN-CD-EXP', importer: 'SYN-EU-IMP', from: 'CD', to: 'EU', milliCarats: 30_000, usdCents: 900_000, authority: 'SYN-CD-CEEC', issuedOn: '2005-07-01', expiresOn: '2005-08-30',
    parcels: [{ parcel: 'SYN-P-1', seal: 'CD-77', milliCarats: 30_000, usdCents: 900_000 }],
    lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'CD', milliCarats: 30_000 }],
  }],
  ['parcel-SYN-P-1', 'ParcelInspected', '2005-07-03', { authority: 'SYN-CD-CEEC', officers: ['SYN-O-1', 'SYN-O-2'], reason: 'customs', seal: 'CD-77', newSeal: 'CD-78', milliCarats: 30_000 }],
  ['certificate-CD004200', 'CertificateVoided', '2005-07-03', { reason: 'spoiled in print', parcels: [], kind: 'blank-spoiled', participant: 'CD' }],
  ['certificate-CD004199', 'CertificateVoided', '2005-07-04', { reason: 'wrong importer', parcels: [], kind: 'cancelled', participant: 'CD' }],
];

beforeAll(async () => {
  const opened = await openLedger(folder, { start: false });
  const revisions = new Map<string, number>();
  for (const [i, [stream, type, day, data]] of told.entries()) {
    const [cause, revision] = [`test-${i}`, revisions.get(stream) ?? 0];
    await opened.events.append(stream, revision, [
      { id: eventId(stream, cause, 0), type, data, occurredAt: `${day}T12:00:00Z`, by: 'SYN-KP-chair', cause, correlation: cause, request: '0'.repeat(64) },
    ]);
    revisions.set(stream, revision + 1);
  }
  await opened.close();
  app = await createApi({ dataFolder: folder, logger: createLogger({ write: () => {} }), address: 'https://ledger.example.org' });
  await app.listen(0, '127.0.0.1');
  position = await app.get(EventStore).head();
  authorization = `Bearer ${(await app.get(TokenStore).create({ party: 'SYN-AUDITOR', participant: 'BW', roles: ['auditor'] })).token}`;
}, 60_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${await app.getUrl()}/certification/certificates/${path}`, { headers: { authorization, 'min-position': position, ...headers } });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
};

it('prints a certificate from the rows that the API shows, in the language that is asked for', async () => {
  const { status, headers, body } = await get('CD004199/document?language=pt&asOf=2005-07-03');
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, 'application/pdf', 'inline; filename="CD004199.pdf"']);
  expect(headers.get('as-of')).toBe('2005-07-03');
  const text = textIn(body);
  for (const said of ['CERTIFICADO DO PROCESSO DE KIMBERLEY', 'CD004199', 'Comptoir (synthétique)', 'SYN-CD-EXP', 'SYN-EU-IMP', 'Centre d’expertise (synthétique)', 'CD-77, CD-78', '***30.000*** ct', 'ledger.example.org'])
    expect(text).toContain(said);
  expect(text).not.toContain('ANULADO');
});

it('says on the paper of today what has become of it since, and takes the Participant’s language by itself', async () => {
  expect(textIn((await get('CD004199/document')).body)).toContain('ANNULÉ');
});

it('is fetched once by whoever has it already', async () => {
  const first = await get('CD004199/document');
  const again = await get('CD004199/document', { 'if-none-match': first.headers.get('etag')! });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

it('prints nothing of a blank or of an unknown number, in no other language, and for nobody without a token', async () => {
  expect((await get('CD004200/document')).status).toBe(404);
  expect((await get('CD009999/document')).status).toBe(404);
  expect((await get('CD004199/document?language=de')).status).toBe(400);
  expect((await get('CD004199/document?colour=red')).status).toBe(400);
  expect((await get('CD004199/document', { authorization: '' })).status).toBe(401);
});

it('prints only addresses under which a browser finds something', () => {
  expect(['https://ledger.example.org/', 'http://127.0.0.1:3000', 'https://example.org/kp'].map(printedAddress)).toEqual(['https://ledger.example.org', 'http://127.0.0.1:3000', 'https://example.org/kp']);
  for (const none of ['javascript:alert(1)', 'ledger', 'https://a:b@example.org', 'https://example.org/?x=1', 'https://example.org/#x', 'file:///tmp']) expect(printedAddress(none)).toBeUndefined();
});
