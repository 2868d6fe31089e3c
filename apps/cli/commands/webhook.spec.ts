import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { runFile } from '../../../test/processes/from-source.ts';
import { openLedger } from '../../api/index.ts';

jest.setTimeout(240_000);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-webhook-'));
  const ledger = await openLedger(folder);
  for (const code of ['BW', 'ZA']) {
    const { command: Command } = ledger.buses.commands.find(({ type }) => type === 'AdmitParticipant')!;
    await ledger.bus.execute(new Command(code, { name: code, kind: 'state', from: '2003-01-01' }, { by: { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] }, cause: code }));
  }
  await ledger.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: string[], env: Record<string, string> = {}) => {
  const child = runFile(join(import.meta.dirname, '../main.ts'), ['webhook', ...args, '--data', folder], env);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk) => { out += String(chunk); });
  child.stderr!.on('data', (chunk) => { said += String(chunk); });
  const [code] = await once(child, 'close') as [number];
  return { code, out, said };
};
type Shown = Readonly<{ id: string; url: string; types: string[]; position: string; secret?: string }>;
const json = async (...args: string[]) => JSON.parse((await run([...args, '--json'])).out) as unknown;

it('a webhook is added at the end, the beginning or a place of the log, listed without its secret, and removed', async () => {
  const added = [
    await json('add', 'https://93.184.215.14/hook') as Shown, await json('add', 'https://93.184.215.14/hook', '--after', '0', '--types', 'LotSplit, LotOpened') as Shown,
    await json('add', 'https://93.184.215.14/hook', '--after', '0000000000000001') as Shown,
  ];
  expect(added.map(({ position, types }) => [position, types])).toEqual([['0000000000000002', []], ['', ['LotSplit', 'LotOpened']], ['0000000000000001', []]]);
  expect(added[0]!.secret).toMatch(/^whsec_/);
  expect(await json('list')).toEqual(added.map(({ secret: _, ...shown }) => shown));
  expect((await run(['remove', added[0]!.id])).out).toContain('is removed');
  expect(await run(['remove', added[0]!.id])).toMatchObject({ code: 1, said: `There is no webhook ${added[0]!.id}.\n` });
  expect(await run(['resume', added[1]!.id])).toMatchObject({ code: 1, said: `There is no webhook ${added[1]!.id} that is stuck.\n` });
});

it('what cannot be meant, and what leads inside, is refused in one line that says what to do', async () => {
  const refused = (args: string[], env?: Record<string, string>) => run(['add', ...args], env);
  expect((await refused(['https://10.0.0.1/'])).said).toMatch(/^URL: https:\/\/10\.0\.0\.1\/ is an address that is not for everybody.* set KIMBERLITE_WEBHOOKS=anywhere[^\n]*\n$/);
  expect((await refused(['https://93.184.215.14/', '--types', 'NoSuchThing'])).said).toMatch(/^--types: there are no events "NoSuchThing"[^\n]*\n$/);
  expect((await refused(['https://93.184.215.14/', '--after', '0000000000000003'])).said).toMatch(/^--after: 0000000000000003 is not a position of this log\. [^\n]*it ends at 0000000000000002\.\n$/);
  expect((await refused(['http://127.0.0.1:9/', '--after', '0'], { KIMBERLITE_WEBHOOKS: 'anywhere' })).code).toBe(0);
  expect((await refused(['https://93.184.215.14/'], { KIMBERLITE_WEBHOOKS: 'perhaps' })).said).toMatch(/^KIMBERLITE_WEBHOOKS: "perhaps" cannot be used\. Write public or anywhere\.\n$/);
});
