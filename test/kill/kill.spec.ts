import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openLedger } from '../../apps/api/index.ts';
import { programs } from '../servers/postgres/postgres.ts';
import { logOf } from '../simulation/verdict.ts';
import { findingsIn, judge } from './judge.ts';
import { isFine, rounds, type Round } from './rounds.ts';
import type { EngineKind } from './town.ts';

const play = async (kind: EngineKind): Promise<Round> => {
  for await (const round of rounds({ rounds: 1, seed: 11, kinds: [kind] })) return round;
  throw new Error('There was no round.');
};
const itNeedsSessions = programs() && process.env['TEST_POSTGRES'] !== 'pglite' ? it : it.skip; // because PGlite has one session for all processes

describe('killed under load, and begun again: every acknowledged event is there once, and the rows are those of a clean rebuild', () => {
  it('on the embedded store', async () => {
    const round = await play('embedded');
    expect([round.blows, round.wrong, round.strange, round.lost, round.doubled, round.rowsEqual]).toEqual([expect.any(String), [], [], 0, 0, true]);
    expect([isFine(round), round.commands > 0]).toEqual([true, true]);
  }, 240_000);

  itNeedsSessions('on EventStoreDB (its test double) and PostgreSQL', async () => {
    const round = await play('engines');
    expect([round.wrong, round.strange, round.lost, round.doubled, round.rowsEqual]).toEqual([[], [], 0, 0, true]);
  }, 240_000);
});

describe('the judge', () => {
  const folders: string[] = [];
  afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true }); });

  it('is not painted on: it finds an acknowledged event that is not there, one that is there again under whatever id, and rows that are not those of the log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'judge-'));
    folders.push(folder);
    const opened = await openLedger(folder);
    const { command: Admit } = opened.buses.commands.find(({ type }) => type === 'AdmitParticipant')!;
    await opened.bus.execute(new Admit('BW', { name: 'Botswana', kind: 'state', from: '2003-01-01' }, { by: { party: 'SYN-chair', participant: 'RU', roles: ['chair'] }, cause: 'first' }));
    const [event] = await opened.events.after('', 1);
    await opened.projection.reached(event!.position);
    expect(await judge({ dataFolder: folder }, [event!.id])).toMatchObject({ events: 1, lost: 0, doubled: 0, rowsEqual: true, wrong: [] });
    expect(await judge({ dataFolder: folder }, [event!.id, 'another', 'another'])).toMatchObject({ lost: 1 });
    const [once, again] = [await logOf(opened.events), { ...event!, id: 'of another name', revision: 2 }];
    expect(findingsIn({ ...once, log: [event!, event!] }, [])).toMatchObject({ lost: 0, doubled: 1 });
    expect(findingsIn({ ...once, log: [event!, again] }, [])).toMatchObject({ lost: 0, doubled: 1 });
    expect(findingsIn({ ...once, log: [event!, { ...again, cause: 'second' }] }, [])).toMatchObject({ doubled: 0 });
    expect(findingsIn({ log: [event!], streams: new Map([['participant-BW', [again]]]) }, []).wrong).toEqual(['participant-BW has a gap or a repeat']);
    const generation = await opened.projection.current();
    const view = opened.buses.views.find(({ name }) => name === 'identity/participants')!;
    const row = (await generation.get(view, 'BW'))!;
    await generation.commit(event!.position, event!.position, [{ view, key: 'BW', row: { ...row, name: 'Elsewhere' } }]);
    expect(await judge({ dataFolder: folder }, [])).toMatchObject({ rowsEqual: false });
    await opened.close();
  }, 60_000);
});
