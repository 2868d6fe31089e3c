import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { openLedger, type OpenedLedger } from '../../api/index.ts';
import { ADMISSIONS, ASIDES, DECISIONS, EMBARGOES, STANDINGS, ZONES } from '../reference/timeline.ts';
import { LINES as ALL, loadTimeline } from './participants.ts';

let [folder, opened] = ['', undefined as unknown as OpenedLedger];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-participants-'));
  opened = await openLedger(folder);
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

const LINES = ALL.length;
const stood = async (on: string, participant: string): Promise<readonly string[]> => {
  const { answer } = await opened.inquire('identity/standings', { on, participant });
  const { exports, imports } = (answer as { participants: { exports: string; imports: string }[] }).participants[0]!;
  return [exports, imports];
};

describe('the timeline of the scheme', () => {
  it('is in the order of days, admits everybody once, and says where each line is known from', () => {
    const days = STANDINGS.map(({ from }) => from);
    expect(days).toEqual([...days].sort());
    const admitted = ADMISSIONS.map(({ participant }) => participant);
    expect(new Set(admitted).size).toBe(admitted.length);
    for (const { participant } of [...STANDINGS, ...ASIDES]) expect(admitted).toContain(participant);
    for (const { source } of [...ADMISSIONS, ...ASIDES]) expect(source.length).toBeGreaterThan(5);
    for (const { document } of DECISIONS) expect(document.length).toBeGreaterThan(5);
    const ids = DECISIONS.map(({ id }) => id);
    for (const { document } of [...STANDINGS, ...EMBARGOES]) expect(ids).toContain(document);
    const zones = ZONES.map(({ zone }) => zone);
    for (const { zone } of STANDINGS) if (zone !== undefined) expect(zones).toContain(zone);
  });

  it('knows nothing from before the scheme, and nothing from after 2025', () => {
    for (const { from } of [...ADMISSIONS, ...STANDINGS, ...EMBARGOES]) expect(from >= '2003-01-01' && from <= '2025-12-31').toBe(true);
  });
});

describe('participants --load', () => {
  it('records all of it by the rules of the Chair, and nothing twice', async () => {
    expect(await loadTimeline(opened)).toEqual({ lines: LINES, recorded: LINES, known: 0, differing: [] });
    const events = await opened.events.count();
    expect(events).toBe(LINES);
    await loadTimeline(opened);
    expect(await opened.events.count()).toBe(events);
  });

  it('tells for any day whether a corridor was open', async () => {
    expect([await stood('2013-05-22', 'CF'), await stood('2013-05-23', 'CF'), await stood('2024-11-15', 'CF')]).toEqual([['participant', 'participant'], ['suspended', 'suspended'], ['participant', 'participant']]);
    expect([await stood('2008-01-01', 'VE'), await stood('2006-12-01', 'GH'), await stood('2007-06-30', 'GH')]).toEqual([
      ['self-suspended', 'self-suspended'], ['supervised', 'participant'], ['participant', 'participant']]);
    expect([await stood('2005-06-30', 'CG'), await stood('2006-12-31', 'RO'), await stood('2007-01-01', 'RO'), await stood('2024-11-14', 'UZ')]).toEqual([
      ['removed', 'removed'], ['participant', 'participant'], ['removed', 'removed'], ['none', 'none']]);
  });

  it('tells embargoes, zones and conditions of a day', async () => {
    const found = async (on: string, participant: string) => ((await opened.inquire('identity/standings', { on, participant })).answer as { participants: object[] }).participants[0]!;
    expect(await found('2010-01-01', 'CI')).toMatchObject({ exports: 'participant', embargoes: [{ flow: 'export', from: '2005-12-15', document: 'UNSC-1643' }] });
    expect(await found('2014-04-29', 'CI')).toMatchObject({ embargoes: [] });
    expect(await found('2007-04-26', 'LR')).toMatchObject({ exports: 'none', embargoes: [{ from: '2003-12-22' }] });
    const ofTheTeam = (approval: string) => ({ approval, monitor: 'KP-MONITORING-TEAM-CF' });
    expect(await found('2016-06-01', 'CF')).toMatchObject({ exports: 'suspended', zones: [{ zone: 'CF-BERBERATI', name: 'Berberati', exports: 'participant', conditions: ofTheTeam('ex-ante') }] });
    const { zones } = await found('2019-11-22', 'CF') as { zones: { conditions: object }[] };
    expect(zones.map(({ conditions }) => conditions)).toEqual(Array.from({ length: 4 }, () => ofTheTeam('ex-post')));
    expect(((await found('2024-11-15', 'CF')) as { zones: object[] }).zones[0]).not.toHaveProperty('conditions');
  });

  it('leaves alone what the ledger was told otherwise, and says so', async () => {
    const other = mkdtempSync(join(tmpdir(), 'kimberlite-participants-'));
    const told = await openLedger(other);
    try {
      const chair: Actor = { party: 'SYN-CHAIR', participant: 'BW', roles: ['chair'] };
      const send = (type: string, subject: string, data: object, from: string) => {
        const { command: Command } = told.buses.commands.find((one) => one.type === type)!;
        return told.bus.execute(new Command(subject, data, { by: chair, cause: `told/${type}`, occurredAt: `${from}T06:00:00Z` }));
      };
      await send('AdmitParticipant', 'LB', { name: 'Lebanon', kind: 'state', from: '2003-01-01' }, '2003-01-01');
      await send('RecordDecision', 'SYN-NOTICE', { title: 'Notice (synthetic)', kind: 'notice', madeOn: '2004-04-15', document: 'SYN 1' }, '2004-04-15');
      await send('ChangeStanding', 'LB', { standing: 'suspended', from: '2004-04-15', document: 'SYN-NOTICE' }, '2004-04-15');
      await send('AdmitParticipant', 'SI', { name: 'Slovenia', kind: 'state', from: '2003-01-01' }, '2003-01-01');
      const { known, recorded, differing } = await loadTimeline(told);
      expect([known, recorded]).toEqual([2, LINES - 3]);
      expect(differing).toEqual([expect.stringMatching(/^LB, ChangeStanding from 2004-03-01: StandingTheSame: .*from 2004-04-15/)]);
    } finally {
      await told.close();
      rmSync(other, { recursive: true });
    }
  });
});
