import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Answer } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
let before: { position: string; instant: string };
const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
const record = (lot: string, at: string, more: object = {}) => on.mine.ask(`extraction/productions/${lot}/record`, { ...production, ...more }, { at });
const lotsOf = async (query: string) => (await on.mine.look(`custody/lots?${query}`)).body.rows.map(({ key }) => key);

/** Two lots in time; then, later by the ledger’s clock, one that lay ten days in a drawer, and work on the first. */
beforeAll(async () => {
  on = await openTwoCountries();
  await on.begin();
  await record('SYN-PR-1', '2005-02-01');
  const { body } = await record('SYN-PR-2', '2005-02-03');
  await pause(5);
  before = { position: body.position, instant: new Date().toISOString() };
  await pause(5);
  const late = await record('SYN-PR-LATE', '2005-02-02', { to: '2005-01-20' });
  expect(late.status).toBe(201);
  expect((await on.mine.ask('custody/lots/SYN-PR-1/split', { parts: [{ milliCarats: 1_000 }, { milliCarats: 250 }] }, { at: '2005-02-12' })).status).toBe(201);
}, 30_000);
afterAll(() => on.stage.close());

it('what is entered ten days late belongs to the day on which it happened, and was not known before it was entered', async () => {
  expect(await lotsOf('asOf=2005-02-02')).toEqual(['SYN-PR-1', 'SYN-PR-LATE']);
  expect(await lotsOf('asOf=2005-02-01')).toEqual(['SYN-PR-1']);
  for (const then of [before.position, before.instant]) {
    expect(await lotsOf(`knownAt=${then}`)).toEqual(['SYN-PR-1', 'SYN-PR-2']);
    expect(await lotsOf(`asOf=2005-02-02&knownAt=${then}`)).toEqual(['SYN-PR-1']);
  }
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  expect(await lotsOf(`asOf=2005-02-02&knownAt=${yesterday}`)).toEqual([]);
  expect(await lotsOf('')).toEqual(['SYN-PR-1', 'SYN-PR-1.1', 'SYN-PR-1.2', 'SYN-PR-2', 'SYN-PR-LATE']);
});

it('the answer says of which moment it is, and what is entered meanwhile is in the next one', async () => {
  expect((await on.mine.look('custody/lots?asOf=2005-02-03&limit=1')).body).toMatchObject({ asOf: '2005-02-03', notYet: 0, position: expect.any(String), next: expect.any(String) });
  await record('SYN-PR-LATER', '2005-02-03');
  expect(await lotsOf('asOf=2005-02-03')).toEqual(['SYN-PR-1', 'SYN-PR-2', 'SYN-PR-LATE', 'SYN-PR-LATER']);
  expect((await on.mine.look('custody/lots')).body).not.toHaveProperty('asOf');
});

it('one row and a walk look back likewise', async () => {
  expect((await on.mine.look('custody/lots/SYN-PR-1')).body).toMatchObject({ status: 'split' });
  const page = await on.mine.look('custody/lots/SYN-PR-1?asOf=2005-02-11');
  expect(page.body).toMatchObject({ status: 'held' });
  expect(['as-of', 'not-yet', 'position'].map((name) => page.headers.get(name))).toEqual(['2005-02-11', '0', expect.any(String)]);
  expect((await on.mine.look(`custody/lots/SYN-PR-LATE?knownAt=${before.position}`)).status).toBe(404);
  const walked = async (query: string) => (await on.mine.look(`custody/lineage/site:SYN-BW-site/forward?${query}`)).body.nodes;
  expect(await walked('')).toContain('lot:SYN-PR-1.1');
  expect(await walked('asOf=2005-02-02')).toEqual(['site:SYN-BW-site', 'lot:SYN-PR-1', 'lot:SYN-PR-LATE']);
});

it('clocks that show nothing are refused by name', async () => {
  const wrong = async (query: string) => {
    const { status, body } = await on.mine.look(`custody/lots?${query}`);
    return [status, body.errors?.map(({ pointer }) => pointer)];
  };
  for (const query of ['asOf=2005-02-30', 'asOf=yesterday', 'asOf=2005-02-01T00:00:00Z', 'asOf=2005-02-01&asOf=2005-02-02']) expect(await wrong(query)).toEqual([400, ['#/asOf']]);
  for (const query of ['knownAt=', 'knownAt=2005-13-01', 'knownAt=2005-02-01T00:00:00', 'knownAt=9999999999999999']) expect(await wrong(query)).toEqual([400, ['#/knownAt']]);
});

it('what the log does not hold is not reached, and a past needs no more than the log', async () => {
  expect((await on.mine.look(`custody/lots?knownAt=${before.position}`, { 'min-position': '9999999999999999' })).status).toBe(504);
  expect((await on.mine.look(`custody/lots?knownAt=${before.position}`)).body.position).toBe(before.position);
});

it('an inquiry is answered at its address, as it stands and as it stood', async () => {
  const recalled = async (query: string): Promise<Answer> => on.chair.look(`custody/recall?${query}`);
  const { status, body } = await recalled('of=site:SYN-BW-site&from=2005-01-25');
  expect({ status, body }).toMatchObject({ status: 200, body: {
    starts: ['SYN-PR-1', 'SYN-PR-2', 'SYN-PR-LATER'], position: expect.any(String),
    lots: expect.arrayContaining([{ lot: 'SYN-PR-1.1', holder: 'SYN-BW-mine', owner: 'SYN-BW-mine', status: 'held', milliCarats: 1_000, stemMilliCarats: 1_000 }]),
    holders: [{ holder: 'SYN-BW-mine', lots: 4, milliCarats: 3_750, stemMilliCarats: 3_750 }],
  } });
  expect((await recalled('of=site:SYN-BW-site&asOf=2005-02-02')).body).toMatchObject({ asOf: '2005-02-02', notYet: 0, starts: ['SYN-PR-1', 'SYN-PR-LATE'] });
  expect((await on.chair.look('custody/whereabouts?of=production:SYN-PR-1')).body).toMatchObject({ lots: [{ lot: 'SYN-PR-1.1' }, { lot: 'SYN-PR-1.2' }] });
});

it('an inquiry names what is wrong with its question', async () => {
  const wrong = async (query: string) => {
    const { status, body } = await on.chair.look(`custody/recall?${query}`);
    return [status, body.errors?.map(({ pointer }) => pointer)];
  };
  expect(await wrong('')).toEqual([400, ['#/of']]);
  expect(await wrong('of=nothing&from=soon&more=1')).toEqual([400, ['#/more', '#/of', '#/from']]);
  expect(await wrong('of=lot:SYN-PR-1&to=2005-01-01')).toEqual([400, ['#/to']]);
  expect(await wrong('of=lot:SYN-PR-1&asOf=never')).toEqual([400, ['#/asOf']]);
});
