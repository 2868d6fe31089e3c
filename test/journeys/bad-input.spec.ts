import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Answer, type Body } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
beforeAll(async () => {
  on = await openTwoCountries();
  await on.begin();
}, 30_000);
afterAll(() => on.stage.close());

const ADDRESS = 'extraction/productions/SYN-PR-1/record';
const post = (body: RequestInit['body'], headers: Record<string, string> = {}, address = ADDRESS) =>
  on.stage.send(address, { method: 'POST', body: body!, headers: { authorization: `Bearer ${on.mine.token}`, 'content-type': 'application/json', ...headers } });
const raw = (field: string, value: string) => JSON.stringify({ ...production, [field]: '@' }).replace('"@"', value);

/** The answer is a problem of this status about this field, nothing was written, and the process lives. */
const refusesSilently = async (ask: () => Promise<Answer>, status: number, pointer?: string) => {
  const before = await on.stage.events();
  const answer = await ask();
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { status } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|\.js:|SQLITE|at Object/);
  if (pointer !== undefined) expect((answer.body.errors ?? [answer.body]).map((one) => one.pointer)).toContain(pointer);
  expect(await on.stage.events()).toBe(before);
  expect((await on.stage.send('health/live', {})).status).toBe(200);
  return answer;
};

it.each([
  ['an unknown field', raw('ownerId', '"me"'), '#/ownerId'],
  ['a field that the rules compute', raw('operator', '"SYN-BW-mine"'), '#/operator'],
  ['a missing field', JSON.stringify({ ...production, site: undefined }), '#/site'],
  ['a text for a weight', raw('milliCarats', '"1250"'), '#/milliCarats'],
  ['a fraction', raw('milliCarats', '1.5'), '#/milliCarats'],
  ['a whole number written as a fraction', raw('milliCarats', '1.0'), '#/milliCarats'],
  ['an exponent', raw('milliCarats', '1e3'), '#/milliCarats'],
  ['beyond 2^53', raw('milliCarats', '9007199254740993'), '#/milliCarats'],
  ['beyond every double', raw('usdCents', '1e309'), '#/usdCents'],
  ['zero carats', raw('milliCarats', '0'), '#/milliCarats'],
  ['negative carats', raw('milliCarats', '-1'), '#/milliCarats'],
  ['negative zero', raw('usdCents', '-0'), '#/usdCents'],
  ['null', raw('usdCents', 'null'), '#/usdCents'],
  ['a list for a text', raw('site', '["SYN-BW-site"]'), '#/site'],
  ['an object for a text', raw('site', '{"$ne":""}'), '#/site'],
  ['true for a number', raw('milliCarats', 'true'), '#/milliCarats'],
  ['the same name twice', '{"milliCarats":1,"milliCarats":1}', '#/milliCarats'],
  ['the same name twice, with another value', raw('usdCents', '1,"usdCents":2'), '#/usdCents'],
  ['half a surrogate pair', raw('site', '"\\ud800"'), '#/site'],
  ['a control character', raw('site', '"SYN\\u0000"'), '#/site'],
  ['a line end', raw('site', '"SYN\\n"'), '#/site'],
  ['a Cyrillic letter that looks Latin', raw('site', '"SYN-ВW"'), '#/site'],
  ['full-width letters', raw('site', '"ＳＹＮ"'), '#/site'],
  ['a zero-width space', raw('site', '"SYN\\u200b"'), '#/site'],
  ['a right-to-left override', raw('site', '"SYN\\u202e"'), '#/site'],
  ['a combining mark', raw('site', '"SYNe\\u0301"'), '#/site'],
  ['a day that is none', raw('to', '"2005-02-29"'), '#/to'],
  ['Arabic digits in a day', raw('to', '"٢٠٠٥-٠١-٠١"'), '#/to'],
  ['a moment in the future', raw('occurredAt', '"2999-01-01T00:00:00Z"'), '#/occurredAt'],
  ['a moment of another zone', raw('occurredAt', '"2005-02-01T00:00:00+02:00"'), '#/occurredAt'],
  ['a moment that is null', raw('occurredAt', 'null'), '#/occurredAt'],
  ['__proto__', raw('__proto__', '{"isAdmin":true}'), '#/__proto__'],
  ['constructor', raw('constructor', '{"prototype":{"x":1}}'), '#/constructor'],
  ['a list for the command', '[]', '#'],
  ['a text for the command', '"record"', '#'],
  ['null for the command', 'null', '#'],
  ['an empty body', '', '#'],
  ['half of an object', '{"site":"SYN', '#'],
  ['something after the object', `${JSON.stringify(production)}{}`, '#'],
  ['a byte order mark', `\ufeff${JSON.stringify(production)}`, '#'],
])('%s is refused by name', async (_, body, pointer) => {
  await refusesSilently(() => post(body), 400, pointer);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

it('bytes that are not UTF-8 are refused', () => refusesSilently(() => post(Buffer.from([0x22, 0xff, 0x22])), 400, '#'));

it('100,000 levels of nesting are refused, by name', async () => {
  await refusesSilently(() => post('['.repeat(100_000) + ']'.repeat(100_000)), 400);
  await refusesSilently(() => post(`{"site":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 400);
  await refusesSilently(() => post('{"a":'.repeat(40_000)), 400, '#');
});

it('a body of more than 256 KiB is refused, also if its length was not told', async () => {
  await refusesSilently(() => post(raw('site', `"${'x'.repeat(262_144)}"`)), 413);
  await refusesSilently(() => chunked(300_000), 413);
});

it('every field of a body of 256 KiB is read, and at most 50 complaints come back', async () => {
  const fields = Array.from({ length: 10_000 }, (_, i) => `"f${i}":${i}`).join(',');
  const { body } = await refusesSilently(() => post(`{${fields}}`), 400, '#/f0');
  expect(body.errors).toHaveLength(50);
});

it('only JSON is taken, not compressed, in UTF-8', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json; charset=utf-16', 'application/problem+json', 'application/jsonx'])
    await refusesSilently(() => post(JSON.stringify(production), { 'content-type': type }), 415);
  await refusesSilently(() => post(gzipSync(JSON.stringify(production)), { 'content-encoding': 'gzip' }), 415);
  await refusesSilently(() => post(gzipSync(gzipSync(Buffer.alloc(10_000_000))), { 'content-encoding': 'gzip, gzip' }), 415);
});

it('an id in the address is held to its word', async () => {
  for (const id of ['SYN PR', '$all', '$streams', 'SYN.1', 'ВW', 'x'.repeat(65), 'x'.repeat(3_000), 'a%2Fb', '%00', '-x', '__proto__'])
    await refusesSilently(() => post(JSON.stringify(production), {}, `extraction/productions/${encodeURIComponent(decodeURIComponent(id))}/record`), 400, '#/id');
  for (const broken of ['%zz', '%', '%c3']) await refusesSilently(() => post('{}', {}, `extraction/productions/${broken}/record`), 400);
});

it('a certificate number has one form', async () => {
  for (const number of ['bw00012345', 'BW-00012345', 'BW 00012345', 'ВW00012345', 'BW０00012345', 'BW00012345\u200b', 'B1'])
    await refusesSilently(() => on.authority.ask(`certification/certificates/${encodeURIComponent(number)}/void`, { reason: 'spoiled' }), 400, '#/id');
});

it('headers and parameters that are not understood are refused by name', async () => {
  const key = (value: string) => post(JSON.stringify(production), { 'idempotency-key': value });
  for (const value of ['', ' ', 'a b', 'é', 'x'.repeat(129)]) await refusesSilently(() => key(value), 400, '#/Idempotency-Key');
  for (const value of ['1', '*', '"1", "2"', 'W/"1"', '"-1"', '"01"', '"1e3"']) await refusesSilently(() => post(JSON.stringify(production), { 'if-match': value }), 400, '#/If-Match');
  await refusesSilently(() => post(JSON.stringify(production), { 'x-correlation-id': 'a b' }), 400, '#/X-Correlation-Id');
  await refusesSilently(() => post(JSON.stringify(production), {}, `${ADDRESS}?dryRun=true`), 400, '#/dryRun');
});

it('what a rule refuses is told with its clause, and with the field', async () => {
  const { body } = await refusesSilently(() => on.mine.ask(ADDRESS, { ...production, site: 'SYN-nowhere' }, { at: '2005-02-01' }), 422, '#/site');
  expect(body).toMatchObject({ code: 'UnknownSite', cites: 'KPCS Annex II ¶9', type: '/problems/unknown-site' });
  await refusesSilently(() => on.mine.ask(ADDRESS, { ...production, to: '2005-03-31' }, { at: '2005-02-01' }), 422, '#/to');
});

it('lists take the parameters they name, each once', async () => {
  const bad = {
    'holder=': '#/holder', 'holder=a%20b': '#/holder', 'status=vanished': '#/status', 'milliCarats=1': '#/milliCarats', 'sort=carats;DROP': '#/sort',
    'holder=a&holder=b': '#/holder', 'holder[]=a': '#/holder[]', 'holder[$ne]=a': '#/holder[$ne]', '__proto__[x]=1': '#/__proto__[x]', 'constructor=1': '#/constructor',
    'limit=0': '#/limit', 'limit=1001': '#/limit', 'limit=1e2': '#/limit', 'limit=-1': '#/limit', 'limit=10&limit=20': '#/limit', 'limit=': '#/limit',
    'cursor=*': '#/cursor', 'cursor=': '#/cursor', 'cursor=_-_': '#/cursor', 'minPosition=': '#/minPosition', 'asOf=': '#/asOf', 'asOf=2005-02-30': '#/asOf', 'knownAt=2005-13-01': '#/knownAt', 'knownAt=a&knownAt=b': '#/knownAt', '$select=usdCents': '#/$select',
  };
  for (const [query, pointer] of Object.entries(bad)) await refusesSilently(() => on.mine.look(`custody/lots?${query}`), 400, pointer);
  await refusesSilently(() => on.mine.look('statistics/returns?year=2005.0'), 400, '#/year');
  await refusesSilently(() => on.mine.look('statistics/returns?yearFrom=x&yearTo=9999'), 400, '#/yearTo');
  await refusesSilently(() => on.mine.look('custody/lineage/lot:X/back?limit=0'), 400, '#/limit');
  await refusesSilently(() => on.mine.look('custody/lots/SYN-1?fields=usdCents'), 400, '#/fields');
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

it('unknown addresses, methods and keys have their own answers', async () => {
  await refusesSilently(() => on.mine.look('nothing/here'), 404);
  await refusesSilently(() => on.mine.look('custody/lots/SYN-none'), 404);
  await refusesSilently(() => post('{}', {}, 'custody/lots/SYN-1/open'), 404);
  await refusesSilently(() => post('{}', {}, 'custody/lots/SYN-1/free'), 404);
  const wrong = await refusesSilently(() => on.mine.look(ADDRESS), 405);
  expect(wrong.headers.get('allow')).toBe('POST');
  await refusesSilently(() => on.stage.send('custody/lots', { method: 'DELETE' }), 405);
});

it('what is no HTTP is turned away and harms nobody', async () => {
  expect(await spoken('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect(await spoken(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await spoken('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect((await on.stage.send('health/live', {})).status).toBe(200);
});

const chunked = (bytes: number): Promise<Answer> => new Promise((resolve, reject) => {
  const asking = request(`${on.stage.url()}/${ADDRESS}`, {
    method: 'POST', headers: { authorization: `Bearer ${on.mine.token}`, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
  }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
      const headers = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
      resolve({ status: response.statusCode!, headers, body: JSON.parse(text) as Body });
    });
  }).on('error', reject);
  for (let sent = 0; sent < bytes; sent += 10_000) asking.write('x'.repeat(10_000));
});

const spoken = (text: string): Promise<string> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(on.stage.url());
  let heard = '';
  connect(Number(port), hostname).on('data', (chunk) => { heard += chunk.toString(); }).on('close', () => resolve(heard)).on('error', reject).end(text);
});
