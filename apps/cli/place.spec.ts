import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { openLedger, openTokens } from '../api/index.ts';
import { askCommand, recallCommand, whereCommand } from './commands/ask.ts';
import { certificateCommand } from './commands/certificate.ts';
import { checkCommand } from './commands/check.ts';
import { importCommand } from './commands/import.ts';
import { participantsCommand } from './commands/participants.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { standingCommand } from './commands/standing.ts';
import { statisticsCommand } from './commands/statistics.ts';
import { createToken, listTokens, revokeToken } from './commands/token.ts';
import { trailCommand } from './commands/trail.ts';
import { warrantiesCommand } from './commands/warranties.ts';
import { addWebhook, listWebhooks, removeWebhook } from './commands/webhook.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-place-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command writes for people: on standard output and on standard error. */
const told = async (work: () => Promise<void>): Promise<readonly [out: string, err: string]> => {
  const texts = ['', ''];
  const writes = ([process.stdout, process.stderr] as const).map((stream, i) => jest.spyOn(stream, 'write').mockImplementation((text) => { texts[i] += String(text); return true; }));
  await work().finally(() => { for (const write of writes) write.mockRestore(); });
  return [texts[0]!, texts[1]!];
};

it('no command that looks takes a folder that is not there for an empty ledger, or makes it', async () => {
  const options = { data: join(folder, 'nowhere') };
  for (const work of [
    () => checkCommand(options), () => whereCommand('lot:X', options), () => recallCommand('lot:X', options), () => askCommand('whereabouts', ['--of', 'lot:X'], options), () => certificateCommand('X', options),
    () => trailCommand('X', options), () => participantsCommand(options), () => standingCommand('BW', options), () => warrantiesCommand('X', { ...options, year: '2005' }), () => statisticsCommand(options),
    () => rebuildCommand(options), () => listWebhooks(options), () => removeWebhook('X', options), () => addWebhook('https://93.184.215.14/', options),
  ]) await expect((async () => work())()).rejects.toThrow(/^--data: there is no ledger in .*nowhere\. Name the folder of one; kimberlite serve begins a new one\.$/);
  for (const work of [() => listTokens(options), () => revokeToken('X', options), () => importCommand('-', { ...options, token: 'kmb_X' })]) {
    await expect(work()).rejects.toThrow(/^--data: there are no tokens in .*nowhere\. Name the folder of a ledger, or make its first one: kimberlite token create\.$/);
  }
  expect(existsSync(options.data)).toBe(false);
});

it('the first token is made before the ledger begins; it stands alone on standard output, and what is said of it beside', async () => {
  const options = { data: join(folder, 'new'), party: 'SYN-MINE', participant: 'BW', roles: 'producer' };
  const [out, err] = await told(() => createToken(options));
  expect([out, err]).toEqual([expect.stringMatching(/^kmb_\S+\n$/), expect.stringMatching(/^Token .* for SYN-MINE \(BW\): producer\. It is shown only now\.\n$/)]);
  const tokens = await openTokens({ dataFolder: options.data });
  expect((await tokens.find(out.trim()))?.actor.party).toBe('SYN-MINE');
  await tokens.close();
  expect((await told(() => listTokens(options)))[0]).toContain('SYN-MINE');
  await expect(createToken({ ...options, expires: '2020-01-01' })).rejects.toThrow('--expires: 2020-01-01 is over, and nobody could use the token');
});

it('a check says of a store that is whole what that does not prove', async () => {
  await (await openLedger(join(folder, 'whole'))).close();
  expect((await told(() => checkCommand({ data: join(folder, 'whole') })))[0]).toMatch(/The store is whole: .* This does not prove that no event was rewritten/);
});
