import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { runFile } from '../../test/processes/from-source.ts';

jest.setTimeout(180_000);

const main = join(import.meta.dirname, 'main.ts');
let folder: string;
let data: string;
const tokens: Record<string, string> = {};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-cli-'));
  data = join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: string[], input = '') => {
  const child = runFile(main, args);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => { out += String(chunk); });
  child.stderr!.on('data', (chunk) => { err += String(chunk); });
  child.stdin!.end(input);
  const [code] = await once(child, 'close');
  return { code, out, err, json: () => JSON.parse(out.trim().split('\n').at(-1)!) };
};
const kimberlite = (...args: string[]) => run([...args, '--data', data, '--json']);

const line = (type: string, subject: string, data: object, occurredAt = '2005-07-01T08:00:00Z') => JSON.stringify({ type, subject, key: `${type}/${subject}`, occurredAt, data });
const production = (n: number) => line('RecordProduction', `SYN-P${n}`, { site: 'SYN-S', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_000 + n, usdCents: 9_000 });
const imported = async (as: string, name: string, lines: string[], ...more: string[]) => {
  const file = join(folder, `${name}.ndjson`);
  writeFileSync(file, lines.join('\n'));
  return { file, ...await kimberlite('import', file, '--token', tokens[as]!, ...more) };
};

it('explains itself, and each of its commands', async () => {
  const { out } = await run(['--help']);
  for (const name of ['serve', 'demo', 'import', 'certificate', 'trail', 'recall', 'where', 'ask', 'statistics', 'rebuild', 'check', 'backup', 'restore', 'migrate', 'token']) expect(out).toContain(name);
  const { code, err } = await run(['nonsense']);
  expect([code, err]).toEqual([1, expect.stringContaining('unknown command')]);
});

it('makes tokens for parties, shows them once, and takes only roles that exist', async () => {
  for (const [name, roles] of [['KP-CHAIR', 'chair'], ['BW-AUTHORITY', 'authority'], ['SYN-MINE', 'producer']]) {
    tokens[name!] = (await kimberlite('token', 'create', '--party', name!, '--participant', 'BW', '--roles', roles!)).json().token;
  }
  const { out } = await kimberlite('token', 'list');
  for (const token of Object.values(tokens)) expect(out).not.toContain(token);
  expect(JSON.parse(out)).toHaveLength(3);
  const named = (await kimberlite('token', 'create', '--party', 'BW-AUTHORITY', '--participant', 'BW', '--roles', 'authority', '--person', 'SYN-OFFICER')).json();
  expect(named.person).toBe('SYN-OFFICER');
  expect(await kimberlite('token', 'revoke', named.id)).toMatchObject({ code: 0 });
  expect((await kimberlite('token', 'create', '--party', 'X1', '--participant', 'BW', '--roles', 'ledger')).err).toContain('--roles: ledger is not a role');
});

it('imports commands of a file, refuses bad rows with number and reason, and changes nothing the second time', async () => {
  await imported('KP-CHAIR', 'chair', [line('AdmitParticipant', 'BW', { name: 'Botswana', kind: 'state', from: '2003-01-01' })]);
  await imported('BW-AUTHORITY', 'authority', [
    line('RegisterParty', 'SYN-MINE', { name: 'Mine (synthetic)', kind: 'producer', participant: 'BW' }),
    line('RegisterSite', 'SYN-S', {
      name: 'Site (synthetic)', participant: 'BW', operator: 'SYN-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'L-1', licensedFrom: '2005-01-01', licensedTo: '2005-12-31',
    }),
  ]);
  const rows = [production(1), '{"type":"RecordProduction"', production(2), production(3).replace('SYN-S', 'SYN-ELSEWHERE'), production(4).replace('1004', '1004.5'), production(5).slice(0, -9)];
  const first = await imported('SYN-MINE', 'mine', rows);
  expect([first.code, first.json()]).toEqual([2, expect.objectContaining({ rows: 6, accepted: 2, refused: 4, refusals: `${first.file}.refusals.ndjson` })]);
  const refusals = readFileSync(`${first.file}.refusals.ndjson`, 'utf8').trim().split('\n').map((text) => JSON.parse(text));
  expect(refusals).toEqual([
    { row: 2, problem: expect.objectContaining({ status: 400 }) },
    { row: 4, key: 'RecordProduction/SYN-P3', problem: expect.objectContaining({ status: 422, code: 'UnknownSite', pointer: '#/site' }) },
    { row: 5, problem: expect.objectContaining({ status: 400, errors: [expect.objectContaining({ pointer: '#/data/milliCarats' })] }) },
    { row: 6, problem: expect.objectContaining({ status: 400 }) },
  ]);
  const before = (await kimberlite('check')).json().events;
  expect((await imported('SYN-MINE', 'mine', rows)).json()).toMatchObject({ accepted: 2, refused: 4 });
  expect((await kimberlite('check')).json()).toMatchObject({ ok: true, events: before });
});

it('imports from standard input, and not for strangers', async () => {
  const { json } = await run(['import', '-', '--token', tokens['SYN-MINE']!, '--data', data, '--json'], `${production(6)}\n`);
  expect(json()).toMatchObject({ rows: 1, accepted: 1, refused: 0 });
  expect((await kimberlite('import', '-')).err).toContain('Say who imports');
  expect((await kimberlite('import', '-', '--token', 'kmb_nobody')).err).toContain('unknown, expired or revoked');
  expect((await kimberlite('import', join(folder, 'nowhere.ndjson'), '--token', tokens['SYN-MINE']!)).err).toContain('ENOENT');
});

it('loses nothing that was accepted when an import is killed, and comes to the same when run again', async () => {
  const rows = Array.from({ length: 4_000 }, (_, i) => production(1_000 + i));
  const file = join(folder, 'many.ndjson');
  writeFileSync(file, rows.join('\n'));
  const killed = runFile(main, ['import', file, '--token', tokens['SYN-MINE']!, '--data', data, '--json']);
  const store = new Database(join(data, 'ledger.db'), { readonly: true });
  const count = () => store.prepare<[], number>('SELECT count(*) FROM events').pluck().get()!;
  const start = count();
  while (count() < start + 500) await new Promise((resolve) => { setTimeout(resolve, 5); });
  killed.kill('SIGKILL');
  await once(killed, 'close');
  expect((await kimberlite('check')).json()).toMatchObject({ ok: true });
  expect(count()).toBeLessThan(start + 4_000);
  expect((await imported('SYN-MINE', 'many', rows)).json()).toMatchObject({ rows: 4_000, accepted: 4_000, refused: 0 });
  expect(count()).toBe(start + 4_000);
  store.close();
  expect((await kimberlite('check')).json()).toMatchObject({ ok: true, balanceResidualMilliCarats: 0 });
});

it('rebuilds the views to the same rows, also after a rebuild was killed', async () => {
  const first = (await kimberlite('rebuild')).json();
  const killed = runFile(main, ['rebuild', '--data', data, '--json']);
  await new Promise((resolve) => { setTimeout(resolve, 700); });
  killed.kill('SIGKILL');
  await once(killed, 'close');
  expect((await kimberlite('rebuild')).json()).toMatchObject({ events: first.events, digest: first.digest });
  expect((await kimberlite('statistics', '--participant', 'BW', '--year', '2005')).json().production).toEqual([expect.objectContaining({ recordedMilliCarats: expect.any(Number), returns: 0 })]);
});

it('prints a trail, or says that there is none', async () => {
  expect((await kimberlite('trail', 'BWSYN000001')).err).toContain('knows no certificate BWSYN000001');
});

it('prints no certificate that is not there, in no unknown language and with no unknown address', async () => {
  expect((await kimberlite('certificate', 'BWSYN000001')).err).toContain('knows no certificate BWSYN000001');
  expect((await kimberlite('certificate', 'BWSYN000001', '--language', 'de')).err).toContain('--language: de is not one of en, fr');
  expect((await kimberlite('certificate', 'BWSYN000001', '--address', 'javascript:alert(1)')).err).toContain('--address: javascript:alert(1) is not an address');
});

it('answers inquiries, as things stand and as they stood', async () => {
  const recalled = (await kimberlite('recall', '--site', 'SYN-S', '--to', '2005-03-01')).json();
  expect(recalled.starts).toHaveLength(4_003);
  expect(recalled.holders).toEqual([expect.objectContaining({ holder: 'SYN-MINE', lots: 4_003 })]);
  expect((await kimberlite('ask', 'recall', '--of', 'site:SYN-S', '--to', '2005-03-01')).json()).toEqual(recalled);
  expect((await kimberlite('where', 'lot:SYN-P1')).json().lots).toEqual([expect.objectContaining({ lot: 'SYN-P1', holder: 'SYN-MINE', milliCarats: 1_001 })]);
  expect((await kimberlite('where', 'lot:SYN-P1', '--as-of', '2005-06-30')).json()).toMatchObject({ lots: [], asOf: '2005-06-30', notYet: 0 });
  expect((await run(['where', 'lot:SYN-P1', '--data', data])).out).toMatch(/lot +holder.*\n.*\nSYN-P1 +SYN-MINE .*1\.001/);
});

it('names what is wrong with an inquiry', async () => {
  for (const [words, said] of [
    [['ask', 'nothing'], 'There is no inquiry nothing. They are '], [['ask', 'recall'], '--of must be given'], [['ask', 'recall', '--of', 'lot:X', '--for', 'fun'], '--for is not a parameter'],
    [['ask', 'recall', 'lot:X'], 'given as --name value'], [['recall'], 'Say which goods'], [['recall', 'lot:X', '--site', 'S'], 'Say which goods'], [['recall', '--site', 'SYN-NO'], 'knows no such goods'],
    [['where', 'lot:SYN-P1', '--as-of', 'soon'], '--as-of: soon is not a day'], [['where', 'lot:SYN-P1', '--known-at', '9999999999999999'], '--known-at: The log does not reach'],
  ] as const) {
    const { code, err } = await kimberlite(...words);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
  }
});

it('finds what was changed behind its back, and names the first place', async () => {
  const broken = join(folder, 'broken');
  cpSync(data, broken, { recursive: true });
  const db = new Database(join(broken, 'ledger.db'));
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  const sql = db.prepare<[], string>("SELECT sql FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  const position = db.prepare<[], number>("SELECT min(position) FROM events WHERE type = 'ProductionRecorded'").pluck().get()!;
  db.prepare('UPDATE events SET metadata = replace(metadata, \'SYN-MINE/\', \'SYN-MIN3/\') WHERE position = ?').run(position);
  for (const one of sql) db.exec(one);
  db.close();
  const { code, json } = await run(['check', '--data', broken, '--json']);
  expect([code, json()]).toEqual([1, expect.objectContaining({
    ok: false, fault: { position: String(position).padStart(16, '0'), stream: 'production-SYN-P1', revision: 1, says: 'the id does not follow from stream, cause and ordinal' },
  })]);
  expect(await run(['check', '--data', join(folder, 'nowhere')])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^--data: there is no ledger in [^\n]*\n$/) });
});
