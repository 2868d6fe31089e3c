import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runFile, urlOf } from '../../test/processes/from-source.ts';
import { openLedger } from './open-ledger.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-thread-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that serves a folder with its projection in a thread, does this, and tells what came of it. */
const told = async (work: string) => {
  // A file, not a text on the command line: the thread inherits the options of the process.
  const file = join(folder, 'work.mjs');
  writeFileSync(file, `import { openLedger } from ${urlOf(join(import.meta.dirname, 'open-ledger.ts'))};
    const opened = await openLedger(process.argv[2], { projecting: 'thread' });
    const admit = (code) => { const { command: Command } = opened.buses.commands.find(({ type }) => type === 'AdmitParticipant');
      return opened.bus.execute(new Command(code, { name: code, kind: 'state', from: '2003-01-01' }, { by: { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] }, cause: code })); };
    const count = async () => (await opened.look('identity/participants', { ask: 'rows', wanted: { limit: 1000 } })).rows.length;
    ${work}
    await opened.close();`);
  const child = runFile(file, [join(folder, 'data')]);
  let text = '';
  child.stdout.on('data', (chunk) => { text += String(chunk); });
  child.stderr!.pipe(process.stderr);
  const [code] = await once(child, 'close');
  return { code, ...JSON.parse(text.trim().split('\n').at(-1)!) };
};
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CODES = letters.flatMap((a) => letters.slice(0, 8).map((b) => a + b));

it('shows every write to whoever asks for it, and ends cleanly', async () => {
  const { code, seen, status } = await told(`
    const seen = [];
    for (const code of ${JSON.stringify(CODES.slice(0, 20))}) { await admit(code); seen.push(await count()); }
    await Promise.all(${JSON.stringify(CODES.slice(20))}.map(admit));
    seen.push(await count());
    console.log(JSON.stringify({ seen, status: await opened.projection.status() }));`);
  expect(code).toBe(0);
  expect(seen).toEqual([...Array.from({ length: 20 }, (_, i) => i + 1), CODES.length]);
  expect(status).toMatchObject({ caughtUp: true, lagMs: 0 });
}, 60_000);

it('says within the time given that a view does not know a position yet', async () => {
  const { name } = await told(`
    const name = await opened.projection.reached('9999999999999999', { timeoutMs: 50 }).catch((error) => error.name);
    console.log(JSON.stringify({ name }));`);
  expect(name).toBe('NotReached');
}, 60_000);

it('leaves rows with which a projection in the process itself goes on', async () => {
  const opened = await openLedger(join(folder, 'data'));
  const { rows } = await opened.look('identity/participants', { ask: 'rows', wanted: { limit: 1_000 } });
  expect(rows!.map(({ key }) => key)).toEqual([...CODES].sort());
  await opened.close();
});
