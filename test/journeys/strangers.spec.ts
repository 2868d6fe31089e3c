import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
beforeAll(async () => {
  on = await openTwoCountries();
  await on.begin();
}, 30_000);
afterAll(() => on.stage.close());

const ADDRESS = 'extraction/productions/SYN-PR-1/record';

it('without a valid token there is neither command nor view, and always the same answer', async () => {
  const { token } = on.mine;
  const before = await on.stage.events();
  const odd = ['', 'Bearer', 'Bearer ', 'Bearer kmb_', `Basic ${token}`, token, `Bearer ${token}x`, `Bearer ${token} ${token}`, `Bearer kmb_${'A'.repeat(43)}`, 'Bearer ledger', 'Bearer null'];
  for (const authorization of [undefined, ...odd]) {
    const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
    for (const init of [{ headers, method: 'POST', body: JSON.stringify(production) }, { headers }]) {
      const answer = await on.stage.send(init.method ? ADDRESS : 'custody/lots', init);
      expect({ authorization, status: answer.status, type: answer.body.type }).toEqual({ authorization, status: 401, type: '/problems/unauthenticated' });
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  }
  expect((await on.stage.send(`custody/lots?access_token=${token}`, {})).status).toBe(401);
  expect(await on.stage.events()).toBe(before);
});

it('health, documentation and the meaning of problems are open', async () => {
  // Ready is who has built his views: a look waits for that.
  expect((await on.mine.look('custody/lots')).status).toBe(200);
  for (const open of ['health/live', 'health/ready', 'docs', 'openapi.json', 'problems/not-holder', 'problems/malformed'])
    expect([open, (await on.stage.send(open, {})).status]).toEqual([open, 200]);
});

it('a mine records for its own sites only', async () => {
  const other = await on.stage.enter('SYN-BW-other-mine', 'BW', 'producer');
  expect(await other.ask(ADDRESS, production, { at: '2005-02-01' })).toMatchObject({ status: 403, body: { code: 'NotOwnSite', pointer: '#/site' } });
});

it('the operator’s party without the role of a producer records nothing', async () => {
  const reader = await on.stage.enter(on.mine.party, 'BW', 'auditor');
  expect(await reader.ask(ADDRESS, production, { at: '2005-02-01' })).toMatchObject({ status: 403, body: { code: 'NotOwnSite' } });
});

it('an authority acts in its own jurisdiction only', async () => {
  const site = { name: 'Synthetic', participant: 'BW', operator: on.mine.party, deposit: 'kimberlite', scale: 'LSM', licence: 'SYN-2', licensedFrom: '2003-01-01', licensedTo: '2030-12-31' };
  expect(await on.customs.ask('extraction/sites/SYN-BW-site-2/register', site)).toMatchObject({ status: 403, body: { code: 'NotItsAuthority', pointer: '#/participant' } });
  expect(await on.customs.ask('identity/parties/SYN-BW-x/register', { name: 'x', kind: 'trader', participant: 'BW' })).toMatchObject({ status: 403 });
  expect(await on.authority.ask('identity/participants/FR/admit', { name: 'France', kind: 'state', from: '2003-01-01' })).toMatchObject({ status: 403, body: { code: 'NotChair' } });
  expect(await on.customs.ask('certification/certificates/BWSYN9/void', { reason: 'spoiled' })).toMatchObject({ status: 403, body: { code: 'NotExportingAuthority' } });
});

it('only the holder disposes of a lot, and strangers learn no more than that', async () => {
  expect(await on.mine.ask(ADDRESS, production, { at: '2005-02-01' })).toMatchObject({ status: 201 });
  const before = await on.stage.events();
  const split = { parts: [{ milliCarats: 1_250 }] };
  expect(await on.trader.ask('custody/lots/SYN-PR-1/split', split)).toMatchObject({ status: 403, body: { code: 'NotHolder' } });
  expect(await on.trader.ask('custody/lots/SYN-PR-1/receive', {})).toMatchObject({ status: 422 });
  expect(await on.stage.events()).toBe(before);
});

it('the same key of two parties means two things', async () => {
  const asked = { name: 'Somebody', kind: 'trader' };
  expect(await on.authority.ask('identity/parties/SYN-BW-a/register', { ...asked, participant: 'BW' }, { key: 'same' })).toMatchObject({ status: 201 });
  expect(await on.customs.ask('identity/parties/SYN-BW-a/register', { ...asked, participant: 'BE' }, { key: 'same' })).toMatchObject({ status: 422, body: { code: 'AlreadyRegistered' } });
});

it('nobody is made the ledger, whatever he says of himself', async () => {
  await expect(on.stage.enter('ledger', 'BW', 'producer')).rejects.toThrow('#/party');
  await expect(on.stage.enter('SYN-x', 'BW', 'ledger')).rejects.toThrow('#/roles');
  const headers = { 'x-actor': 'ledger', 'x-forwarded-user': 'ledger', 'x-client-cert': 'ledger' };
  expect(await on.trader.ask(ADDRESS.replace('1', '2'), production, { headers, at: '2005-02-01' })).toMatchObject({ status: 403 });
  expect(await on.trader.ask('custody/lots/SYN-x/open', {}, { headers })).toMatchObject({ status: 404 });
});

it('one of two writers who saw the same revision, here a lot to which nothing happened yet, is told to look again', async () => {
  const revalue = (usdCents: number, revision: string) => on.mine.ask('custody/lots/SYN-PR-1/value', { usdCents, method: 'declared', basis: 'ex-mine' }, { headers: { 'if-match': revision } });
  const answers = await Promise.all([revalue(1, '"0"'), revalue(2, '"0"')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  expect(answers.find(({ status }) => status === 412)!.body).toMatchObject({ type: '/problems/stale-revision', figures: { expected: 0, actual: 2 } });
  expect(answers.find(({ status }) => status === 201)!.headers.get('etag')).toBe('"2"');
  expect(await revalue(3, '"2"')).toMatchObject({ status: 201, body: { revision: 3 } });
});

it('many who ask the same at once write it once', async () => {
  const before = await on.stage.events();
  const ask = () => on.mine.ask('custody/lots/SYN-PR-1/value', { usdCents: 7, method: 'declared', basis: 'FOB' }, { key: 'at-once' });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  expect(await on.stage.events()).toBe(before + 1);
});

it('of two who split one lot at once, one succeeds and the carats stay whole', async () => {
  const ask = (milliCarats: number) => on.mine.ask('custody/lots/SYN-PR-1/split', { parts: [{ milliCarats }, { milliCarats: 1_250 - milliCarats }] });
  const answers = await Promise.all([ask(100), ask(200)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  const { body } = await on.mine.look('custody/holdings?holder=SYN-BW-mine');
  expect(body.rows.reduce((sum, { milliCarats }) => sum + milliCarats, 0)).toBe(1_250);
});

it('pages and lists: tags, cursors, positions', async () => {
  const page = await on.mine.look('extraction/sites/SYN-BW-site');
  const tag = page.headers.get('etag')!;
  expect(await on.mine.look('extraction/sites/SYN-BW-site', { 'if-none-match': tag })).toMatchObject({ status: 304, body: '' });
  expect(await on.mine.look('extraction/sites/SYN-BW-site', { 'if-none-match': 'W/"x"' })).toMatchObject({ status: 200 });
  const all = (await on.mine.look('identity/parties')).body.rows.map(({ key }) => key);
  const seen: string[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const { body } = await on.mine.look(`identity/parties?limit=2${next && `&cursor=${next}`}`);
    seen.push(...body.rows.map(({ key }) => key));
    next = body.next;
  }
  expect(seen).toEqual(all);
  expect(await on.mine.look('identity/parties', { 'min-position': '9'.repeat(16) })).toMatchObject({ status: 504, body: { type: '/problems/not-reached' } });
}, 20_000);

it('request ids come back, and log lines tell who did what without what nobody should read', async () => {
  const secret = 'kmb_QUERYSECRETQUERYSECRET';
  await on.mine.look(`custody/lots?holder=${secret}`, { 'x-request-id': 'mine-1' });
  const answer = await on.mine.look('custody/lots', { 'x-request-id': 'two words' });
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  await on.stage.send('nothing%0a{"level":60,"forged":true}', {});
  expect(on.stage.lines).toContainEqual(expect.objectContaining({ requestId: 'mine-1', method: 'GET', route: '/custody/lots', status: 200, latencyMs: expect.any(Number), party: 'SYN-BW-mine' }));
  const everything = JSON.stringify(on.stage.lines);
  for (const hidden of [on.mine.token, on.mine.token.slice(4), secret, 'milliCarats', 'forged']) expect(everything).not.toContain(hidden);
});

it('answers are guarded against what a browser might do with them', async () => {
  const { headers } = await on.mine.look('custody/lots');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
});
