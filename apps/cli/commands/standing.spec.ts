import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { openLedger } from '../../api/index.ts';
import { loadTimeline } from './participants.ts';
import { standingCommand } from './standing.ts';

jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-standing-'));
  const opened = await openLedger(folder);
  await loadTimeline(opened);
  await opened.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command writes, line by line. */
const told = async (participant: string, options: object): Promise<string[]> => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { lines.push(String(text)); return true; });
  try {
    await standingCommand(participant, { data: folder, ...options });
  } finally {
    write.mockRestore();
  }
  return lines;
};
const answered = async (participant: string, at: string) => JSON.parse((await told(participant, { at, json: true })).at(-1)!) as object;
const byTheTeam = (approval: string) => ({ approval, monitor: 'KP-MONITORING-TEAM-CF' });

it('answers how the Central African Republic stood on 1 June 2016: suspended but for one zone, on conditions, by which decisions', async () => {
  expect(await answered('CF', '2016-06-01')).toMatchObject({
    on: '2016-06-01', participant: 'CF', exports: 'suspended', imports: 'suspended', since: '2013-05-23', embargoes: [],
    zones: [{ zone: 'CF-BERBERATI', name: 'Berberati', exports: 'participant', conditions: byTheTeam('ex-ante') }],
    grounds: [{ standing: 'suspended', document: 'KP-2013-CF' }, { standing: 'participant', zone: 'CF-BERBERATI', document: 'KP-2015-CF', from: '2016-05-31' }],
  });
});

it('answers for the day before and the day of a change', async () => {
  expect([await answered('CF', '2013-05-22'), await answered('CF', '2013-05-23')]).toMatchObject([{ exports: 'participant', zones: [] }, { exports: 'suspended', zones: [] }]);
  expect([await answered('CF', '2024-11-14'), await answered('CF', '2024-11-15')]).toMatchObject([{ exports: 'suspended' }, { exports: 'participant' }]);
  expect(await answered('GH', '2006-12-01')).toMatchObject({ exports: 'supervised', imports: 'participant', grounds: [{ standing: 'participant' }, { standing: 'supervised', document: 'KP-2006-GH', conditions: { approval: 'ex-ante' } }] });
  expect(await answered('CI', '2010-01-01')).toMatchObject({ exports: 'participant', embargoes: [{ flow: 'export', from: '2005-12-15', document: 'UNSC-1643' }] });
});

it('says the same in sentences and tables', async () => {
  const text = (await told('CF', { at: '2016-06-01' })).join('');
  for (const said of ['Central African Republic (CF) on 2016-06-01: exports suspended, imports suspended.', 'Berberati', 'ex-ante by KP-MONITORING-TEAM-CF', '2013-05-23']) expect(text).toContain(said);
  expect((await told('CI', { at: '2010-01-01' })).join('')).toContain('Embargo on exports from 2005-12-15');
});

it('refuses what is no day, no code, or nobody it knows', async () => {
  await expect(told('CF', { at: '2016-13-01' })).rejects.toThrow('--at: 2016-13-01 is not a day of the calendar');
  await expect(told('Chad', { at: '2016-06-01' })).rejects.toThrow('Chad is not');
  await expect(told('TD', { at: '2016-06-01' })).rejects.toThrow('The ledger knows no Participant TD.');
});
