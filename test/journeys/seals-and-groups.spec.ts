import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTwoCountries, production } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
const done = (answer: { status: number; body: unknown }) => expect(answer).toMatchObject({ status: 201 });
const LOTS = ['SYN-PR-1', 'SYN-PR-2', 'SYN-PR-3', 'SYN-PR-4'];

beforeAll(async () => {
  on = await openTwoCountries();
  for (const answer of await on.begin()) done(answer);
  for (const lot of LOTS) done(await on.mine.ask(`extraction/productions/${lot}/record`, production, { at: '2005-02-01' }));
  done(await on.authority.ask('custody/sealranges/SYN-BW/issue-seals', { to: 'SYN-BW-mine', kind: 'seal', first: 1, last: 9 }, { at: '2005-02-01' }));
  done(await on.authority.ask('custody/sealranges/SYN-GDV/issue-seals', { to: 'SYN-BW-authority', kind: 'seal', first: 1, last: 9 }, { at: '2005-02-01' }));
}, 30_000);
afterAll(() => on.stage.close());

const assemble = (parcel: string, seal: string, ...lots: string[]) => on.mine.ask(`custody/parcels/${parcel}/assemble`, { seal, lots }, { at: '2005-02-02' });

describe('a parcel of several lots, asked for in one command', () => {
  it('is sealed with all of them', async () => {
    done(await assemble('SYN-P-1', 'SYN-BW-1', 'SYN-PR-1', 'SYN-PR-2'));
    expect((await on.mine.look('custody/parcels/SYN-P-1')).body).toMatchObject({ status: 'sealed', seal: 'SYN-BW-1', milliCarats: 2_500 });
    expect((await on.mine.look('custody/lots?status=packed')).body.rows.map(({ key }) => key)).toEqual(['SYN-PR-1', 'SYN-PR-2']);
  });

  it('or is given up, when one of them is elsewhere: the others are free, and its seal is void', async () => {
    done(await assemble('SYN-P-2', 'SYN-BW-2', 'SYN-PR-3', 'SYN-PR-1'));
    expect((await on.mine.look('custody/parcels/SYN-P-2')).body).toMatchObject({ status: 'abandoned', obstacle: { lot: 'SYN-PR-1', code: 'NotFree' } });
    expect((await on.mine.look('custody/lots/SYN-PR-3')).body).toMatchObject({ status: 'held' });
    expect((await on.mine.look('custody/seals/SYN-BW-2')).body).toMatchObject({ status: 'void' });
  });

  it('with a seal that was not used before', async () => {
    for (const seal of ['SYN-BW-1', 'SYN-BW-2', 'SYN-BW-10', 'SYN-GDV-1']) expect(await assemble('SYN-P-3', seal, 'SYN-PR-3')).toMatchObject({ status: 422, body: { code: 'SealNotFree' } });
  });
});

describe('seals are stock', () => {
  it('an inspection breaks one and puts another in its place', async () => {
    done(await on.authority.ask('custody/seals/SYN-GDV-1/use', { parcel: 'SYN-P-1' }, { at: '2005-02-03' }));
    const look = { officers: ['SYN-BW-authority', 'SYN-P-2'], reason: 'Random check.', newSeal: 'SYN-GDV-1' };
    expect(await on.authority.ask('custody/parcels/SYN-P-1/inspect', { ...look, officers: ['SYN-BW-authority'] }, { at: '2005-02-03' })).toMatchObject({ status: 422, body: { code: 'TwoOfficers' } });
    done(await on.authority.ask('custody/parcels/SYN-P-1/inspect', look, { at: '2005-02-03' }));
    expect((await on.mine.look('custody/parcels/SYN-P-1')).body).toMatchObject({ status: 'sealed', seal: 'SYN-GDV-1' });
    expect((await on.mine.look('custody/seals/SYN-BW-1')).body).toMatchObject({ status: 'broken' });
  });

  it('what was issued is used, broken, void, missing, or still there', async () => {
    done(await on.mine.ask('custody/seals/SYN-BW-3/miss', { reason: 'Not in the box.' }, { at: '2005-02-03' }));
    expect((await on.mine.look('custody/sealranges/SYN-BW')).body).toMatchObject({ issued: 9, used: 0, broken: 1, void: 1, missing: 1, unused: 6 });
    done(await on.mine.ask('custody/parcels/SYN-P-1/open', {}, { at: '2005-02-04' }));
    expect((await on.mine.look('custody/sealranges/SYN-GDV')).body).toMatchObject({ used: 0, broken: 1, unused: 8 });
    expect((await on.mine.look('custody/lots?status=held')).body.rows.map(({ key }) => key)).toEqual(LOTS);
  });
});

describe('lots are seen together, and counted', () => {
  it('a group changes nothing: grouped and ungrouped, the lots are what they were', async () => {
    const before = (await on.mine.look('custody/lots/SYN-PR-3')).body;
    done(await on.mine.ask('custody/groups/SYN-G-1/group-lots', { name: 'For the February sight', lots: ['SYN-PR-3', 'SYN-PR-4'] }, { at: '2005-02-05' }));
    expect((await on.mine.look('custody/groups/SYN-G-1')).body).toMatchObject({ milliCarats: 2_500 });
    done(await on.mine.ask('custody/groups/SYN-G-1/ungroup-lots', {}, { at: '2005-02-05' }));
    const { position: _, ...after } = (await on.mine.look('custody/lots/SYN-PR-3')).body as Record<string, unknown>;
    expect(before).toMatchObject(after);
  });

  it('a spot check finds what the ledger says, or says what it does not find', async () => {
    const lots = [{ lot: 'SYN-PR-3', foundMilliCarats: 1_250 }, { lot: 'SYN-PR-4', foundMilliCarats: 1_200 }];
    const check = { holder: 'SYN-BW-mine', kind: 'spot-check', officers: ['SYN-BW-authority'], lots };
    done(await on.authority.ask('custody/stocktakes/SYN-T-1/take-stock', check, { at: '2005-02-06' }));
    expect((await on.authority.look('custody/stocktakes/SYN-T-1')).body).toMatchObject({ bookMilliCarats: 2_500, foundMilliCarats: 2_450, differing: 1 });
    done(await on.authority.ask('custody/stocktakes/SYN-T-1/close', { finding: 'Weighed again: within tolerance after cleaning.' }, { at: '2005-02-07' }));
  });
});
