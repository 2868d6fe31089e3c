import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '#kernel';
import type { Line } from '#platform/cqrs';
import { openEventStoreDb, SqliteEventStore } from '#platform/event-store';
import { runFile } from '../../../test/processes/from-source.ts';
import { EventStoreTestServer } from '../../../test/servers/eventstoredb/server.ts';
import { openLedger } from '../../api/index.ts';
import { backup } from './backup.ts';
import { madeAside } from './backup-folder.ts';
import { check } from './check.ts';
import { migrate, migrateCommand } from './migrate.ts';
import { restore, restoreCommand } from './restore.ts';

jest.setTimeout(240_000);

const main = join(import.meta.dirname, '..', 'main.ts');
const server = new EventStoreTestServer();
let folder: string;
let data: string;
const place = (...names: string[]) => join(folder, ...names);
const CHAIR: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const AUTHORITY: Actor = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const MINE: Actor = { party: 'SYN-MINE', participant: 'BW', roles: ['producer'] };

const line = (type: string, subject: string, fields: object): Line => ({ type, subject, key: `${type}/${subject}`, occurredAt: '2005-07-01T08:00:00Z', data: fields });
const production = (n: number): Line => line('RecordProduction', `SYN-P${n}`, { site: 'SYN-S', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_000 + n, usdCents: 9_000 });
const inOrder = async function* (lines: readonly Line[]) { yield* lines; };
/** Asks for these in the ledger of a folder, with all that follows from them. */
const ask = async (dataFolder: string, ...asked: readonly (readonly [by: Actor, lines: readonly Line[]])[]): Promise<void> => {
  const ledger = await openLedger(dataFolder);
  for (const [by, lines] of asked) {
    for await (const { error } of ledger.importer.run(inOrder(lines), by)) if (error) throw error as Error;
  }
  await ledger.reactor.reached(await ledger.events.head());
  await ledger.close();
};
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => production(from + i));

beforeAll(async () => {
  await server.start();
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-backup-'));
  data = place('data');
  await ask(data, [CHAIR, [line('AdmitParticipant', 'BW', { name: 'Botswana', kind: 'state', from: '2003-01-01' })]], [AUTHORITY, [
    line('RegisterParty', 'SYN-MINE', { name: 'Mine (synthetic)', kind: 'producer', participant: 'BW' }),
    line('RegisterSite', 'SYN-S', { name: 'Site (synthetic)', participant: 'BW', operator: 'SYN-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'L-1', licensedFrom: '2005-01-01', licensedTo: '2005-12-31' }),
  ]], [MINE, numbers(0, 300)]);
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});

/** What a command writes for people. */
const told = async (work: () => Promise<void>): Promise<string> => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { lines.push(String(text)); return true; });
  await work().finally(() => write.mockRestore());
  return lines.join('');
};

/** Runs a command and kills it as soon as something is seen. If it was faster, what it made is taken away, and it runs again. */
const killed = async (args: string[], seen: () => boolean, made: string): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    const child = runFile(main, args);
    const ended = once(child, 'close');
    while (!seen() && child.exitCode === null) await new Promise((resolve) => { setTimeout(resolve, 1); });
    child.kill('SIGKILL');
    const [, signal] = await ended as [number, string];
    if (signal === 'SIGKILL' && !existsSync(made)) return;
    rmSync(dirname(made) === folder ? made : dirname(made), { recursive: true, force: true });
  }
  throw new Error(`${args[0]} was always faster.`);
};

describe('a backup', () => {
  it('is made while the ledger is written, is whole, and is as far as its manifest says', async () => {
    const store = await openLedger(data);
    const writing = (async () => { for await (const { error } of store.importer.run(inOrder(numbers(1_000, 400)), MINE)) if (error) throw error as Error; })();
    const { manifest, check: found } = await backup({ dataFolder: data }, place('first'));
    await writing;
    const total = await store.events.count();
    await store.close();
    expect(found).toMatchObject({ ok: true, events: manifest.events });
    expect(manifest).toMatchObject({ layout: 1, from: 'embedded', position: String(manifest.events).padStart(16, '0'), ledgerId: new SqliteEventStore(place('data', 'ledger.db')).ledgerId });
    expect(manifest.events).toBeGreaterThan(300);
    expect(manifest.events).toBeLessThanOrEqual(total);
    expect(readdirSync(place('first')).sort()).toEqual(['access.db', 'ledger.db', 'manifest.json']);
    expect(statSync(place('first')).mode & 0o077).toBe(0);
    expect(statSync(place('first', 'access.db')).mode & 0o077).toBe(0);
    expect(manifest.reactions <= manifest.position).toBe(true);
  });

  it('is restored into a new folder, as of its end, of a position, of an instant and of a day; each passes check and goes on', async () => {
    const events = check(place('first')).events;
    const whole = await restore(place('first'), place('whole'));
    expect(whole).toMatchObject({ events, leftOut: 0, check: { ok: true } });
    expect(readFileSync(place('whole', 'ledger.db'))).toEqual(readFileSync(place('first', 'ledger.db')));
    const cut = await restore(place('first'), place('cut'), '0000000000000150');
    expect(cut).toMatchObject({ position: '0000000000000150', events: 150, leftOut: events - 150, check: { ok: true, events: 150 } });
    const log = new SqliteEventStore(place('first', 'ledger.db'));
    const { recordedAt } = (await log.after('0000000000000199', 1))[0]!;
    await log.close();
    rmSync(place('first'), { recursive: true });
    await backup({ dataFolder: data }, place('first')); // that look has changed the file
    const then = await restore(place('first'), place('then'), recordedAt);
    expect(then.events).toBeGreaterThanOrEqual(200);
    const halves = check(place('then')).events;
    expect((await restore(place('first'), place('halved'), String(halves))).events).toBe(halves);
    expect(await restore(place('first'), place('yesterday'), '2005-01-01')).toMatchObject({ position: '', events: 0, check: { ok: true } });
    expect(await restore(place('first'), place('today'), recordedAt.slice(0, 10))).toMatchObject({ leftOut: 0 });
    await ask(place('cut'), [MINE, numbers(5_000, 10)]);
    expect(check(place('cut'))).toMatchObject({ ok: true, balanceResidualMilliCarats: 0 });
    expect(check(place('cut')).events).toBeGreaterThanOrEqual(160);
  });

  it('is not opened with rows and checkpoints that know more than was restored', async () => {
    await restore(place('first'), place('older'), '100');
    rmSync(place('older', 'reactions.db'));
    cpSync(place('data', 'reactions.db'), place('older', 'reactions.db'));
    await expect(openLedger(place('older'))).rejects.toThrow(/KIMBERLITE_DATA: .* beyond its end, 0000000000000100: the log was restored from an older copy/);
  });

  it('refuses what is full, what is no backup, what was changed, and moments that cannot be meant', async () => {
    for (const [work, says] of [
      [() => backup({ dataFolder: data }, data), 'is not empty'], [() => backup({ dataFolder: place('nowhere') }, place('new')), 'there is no ledger'],
      [() => restore(place('first'), data), 'is not empty'], [() => restore(place('data'), place('new')), 'is not a backup'],
      [() => restore(place('first'), place('new'), 'soon'), '--until: soon is not'], [() => restore(place('first'), place('new'), '9999999999999999'), 'the backup ends at position'],
    ] as const) await expect(work()).rejects.toThrow(says);
    cpSync(place('first'), place('changed'), { recursive: true });
    appendFileSync(place('changed', 'access.db'), ' ');
    await expect(restore(place('changed'), place('new'))).rejects.toThrow('changed: access.db is not what was backed up');
    mkdirSync(place('new', '.partial', 'whole'), { recursive: true });
    writeFileSync(place('new', '.partial', 'whole', 'mine.txt'), '');
    await expect(restore(place('first'), place('new'))).rejects.toThrow('holds mine.txt, which is not ours');
    expect(existsSync(place('new', '.partial', 'whole', 'mine.txt'))).toBe(true);
    rmSync(place('new'), { recursive: true });
  });

  it('whose manifest is no manifest, or speaks of other events than there are, is refused for that', async () => {
    cpSync(place('first'), place('misled'), { recursive: true });
    const [path, restored] = [place('misled', 'manifest.json'), () => restore(place('misled'), place('new'))];
    const text = readFileSync(path, 'utf8');
    for (const garbage of ['{"layout":', 'null', '{"layout":1}']) {
      writeFileSync(path, garbage);
      await expect(restored()).rejects.toThrow(/misled: manifest\.json is not what was written\. Use another backup/);
    }
    writeFileSync(path, text.replace(/"events": \d+/, '"events": 7'));
    await expect(restored()).rejects.toThrow(/^There are \d+ events, and the manifest of the backup speaks of 7; nothing was kept/);
    expect(existsSync(place('new'))).toBe(false);
  });

  it('is not restored as of a moment later than itself, and says so if nothing is left before a moment', async () => {
    await expect(restore(place('first'), place('new'), '2199-01-01')).rejects.toThrow('--until: 2199-01-01 is later than the backup, which was made at ');
    await expect(restore(place('first'), place('new'), '2199-01-01T00:00:00Z')).rejects.toThrow('is later than the backup');
    expect(await told(() => restoreCommand(place('first'), { data: place('empty'), until: '2005-01-01' }))).toContain('The ledger is EMPTY');
  });

  it('is made and restored in a folder that is there and cannot be moved, as the root of a disk', async () => {
    for (const name of ['root-1', 'root-2']) mkdirSync(place(name));
    const inodes = () => ['root-1', 'root-2'].map((name) => statSync(place(name)).ino);
    const before = inodes();
    await backup({ dataFolder: data }, place('root-1'));
    expect((await restore(place('root-1'), place('root-2'))).check.ok).toBe(true);
    expect(inodes()).toEqual(before);
    expect([readdirSync(place('root-1')).sort(), readdirSync(place('root-2')).sort()]).toEqual([['access.db', 'ledger.db', 'manifest.json'], ['access.db', 'ledger.db', 'reactions.db']]);
    expect(readdirSync(folder).filter((name) => name.startsWith('root-')).sort()).toEqual(['root-1', 'root-2']);
  });

  it('into one folder is made once, though two ask for it at the same time; the other hears why', async () => {
    for (const [name, last, work] of [
      ['both', 'manifest.json', () => backup({ dataFolder: data }, place('both'))], ['both-data', 'ledger.db', () => restore(place('first'), place('both-data'))],
    ] as const) {
      await madeAside(place(name), { option: name, last }, async (aside) => {
        await expect(work()).rejects.toThrow(`another process is making ${place(name)}. Let it end, or name another folder.`);
        writeFileSync(join(aside, last), 'mine');
      });
      expect([readdirSync(place(name)), readFileSync(place(name, last), 'utf8')]).toEqual([[last], 'mine']);
    }
  });

  it('says in a sentence that a folder cannot be written', async () => {
    const under = place('first', 'manifest.json', 'new');
    await expect(backup({ dataFolder: data }, under)).rejects.toThrow(/^backup: .*new cannot be written: ENOTDIR.* Name a folder that this user may write\.$/);
    await expect(restore(place('first'), under)).rejects.toThrow(/^--data: .*new cannot be written/);
  });

  it('for which there is no room is not made, and says so in a sentence', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    await expect(madeAside(place('large'), { option: 'backup', last: 'manifest.json' }, () => Promise.reject(full))).rejects.toThrow(/^There is no room left for .*large\. Nothing was kept of it/);
    expect(existsSync(place('large'))).toBe(false);
  });

  it('of a damaged ledger is not made', async () => {
    cpSync(data, place('damaged'), { recursive: true });
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(place('damaged', 'ledger.db'));
    db.exec("DROP TRIGGER events_are_not_changed; UPDATE events SET data = replace(data, '1007', '1008')");
    db.close();
    await expect(backup({ dataFolder: place('damaged') }, place('of-damaged'))).rejects.toThrow(/NOT whole, so no backup was made/);
    expect(readdirSync(folder).filter((name) => name.startsWith('of-damaged'))).toEqual([]);
  });

  it('that was killed leaves nothing that looks whole, and neither does a restore; the next one succeeds', async () => {
    await killed(['backup', place('struck'), '--data', data], () => existsSync(place('struck', '.partial', 'whole', 'ledger.db')), place('struck', 'manifest.json'));
    expect(readdirSync(place('struck'))).toEqual(['.partial']);
    await expect(restore(place('struck'), place('new'))).rejects.toThrow('is not a backup');
    expect((await backup({ dataFolder: data }, place('struck'))).check.ok).toBe(true);
    await killed(['restore', place('struck'), '--data', place('new')], () => existsSync(place('new', '.partial', 'whole', 'ledger.db')), place('new', 'ledger.db'));
    writeFileSync(place('new', 'access.db'), ''); // it may be struck between two files, too
    expect((await restore(place('struck'), place('new'))).check.ok).toBe(true);
    expect([existsSync(place('struck', '.partial')), readdirSync(place('new')).sort()]).toEqual([false, ['access.db', 'ledger.db', 'reactions.db']]);
    expect(statSync(place('new', 'access.db')).size).toBeGreaterThan(0);
  });
});

describe('a migration', () => {
  const ledger = 'moved';
  it('to EventStoreDB, killed on the way, goes on and ends with a proof; nobody opens the ledger before', async () => {
    await killed(['migrate', '--from', data, '--to', server.url, '--ledger', ledger], () => server.calls.append > 100, place('nothing'));
    const target = await openEventStoreDb(server.url, { ledger });
    await expect(target.ledgerId()).rejects.toThrow('a migration into it has begun and not ended');
    const there = await target.count();
    expect(there).toBeGreaterThan(50);
    const report = await migrate({ from: data, to: server.url, ledger });
    expect(report).toMatchObject({ found: there, equal: true });
    expect(report.source).toEqual(report.target);
    expect(report.found + report.copied).toBe(check(data).events);
    expect(await target.ledgerId()).toBe(report.ledgerId);
    await target.close();
    expect(await migrate({ from: data, to: server.url, ledger })).toMatchObject({ copied: 0, equal: true });
  });

  it('back to a folder, killed on the way, gives the same ledger: it passes check, and can be gone on with', async () => {
    const args = ['migrate', '--from', server.url, '--to', place('back'), '--ledger', ledger];
    await killed(args, () => existsSync(place('back', 'arriving.db')), place('back', 'ledger.db'));
    expect(existsSync(place('back', 'ledger.db'))).toBe(false);
    const report = await migrate({ from: server.url, to: place('back'), ledger });
    expect(report).toMatchObject({ equal: true, source: { events: check(data).events } });
    expect(check(place('back'))).toEqual(check(data));
    expect(await migrate({ from: server.url, to: place('back'), ledger })).toMatchObject({ copied: 0, equal: true });
    await ask(place('back'), [MINE, numbers(9_000, 5)]);
    await expect(migrate({ from: data, to: place('whole') })).rejects.toThrow('Say a folder and an address');
    await expect(migrate({ from: server.url, to: place('back'), ledger })).rejects.toThrow('holds more than the log');
  });

  it('refuses a ledger that is at work, a place with another one, and a folder without any', async () => {
    const open = await openLedger(data);
    await expect(migrate({ from: data, to: server.url, ledger: 'another' })).rejects.toThrow('a process is at work');
    await open.close();
    await ask(place('other'), [CHAIR, [line('AdmitParticipant', 'ZA', { name: 'South Africa', kind: 'state', from: '2003-01-01' })]]);
    await expect(migrate({ from: place('other'), to: server.url, ledger })).rejects.toThrow(/on the server is .*, and not/);
    await expect(migrate({ from: place('nowhere'), to: server.url, ledger })).rejects.toThrow('there is no ledger');
  });

  it('takes a place from EVENTSTORE_URL, says what it leaves behind, and fills no folder in which something is', async () => {
    mkdirSync(place('filled'));
    writeFileSync(place('filled', 'mine.txt'), '');
    await expect(migrate({ from: server.url, to: place('filled'), ledger })).rejects.toThrow(/--to: .*filled is not empty: it holds mine\.txt\. Name a new folder/);
    await expect(migrateCommand({ from: 'EVENTSTORE_URL', to: place('named'), ledger })).rejects.toThrow('EVENTSTORE_URL is not set.');
    const said = await told(() => migrateCommand({ from: 'EVENTSTORE_URL', to: place('named'), ledger, engines: { eventStore: { address: server.url } } }));
    expect(said).toMatch(/Both are the same.*\nOnly the log has moved\. Tokens and webhooks stay where they are kept.*Do not serve the old place any more/);
  });

  it('out of the mirror that a lost server leaves gives the same ledger on another one', async () => {
    const open = await openLedger({ dataFolder: place('mirrored'), eventStore: { address: server.url, ledger } });
    expect(await open.events.count()).toBe(check(data).events);
    await open.close();
    const report = await migrate({ from: place('mirrored'), to: server.url, ledger: 'saved' });
    expect(report).toMatchObject({ equal: true, source: { events: check(data).events } });
    expect(report.source).toEqual((await migrate({ from: data, to: server.url, ledger })).source);
  });

  it('of a ledger on EventStoreDB there is a backup too, as a ledger of its own', async () => {
    const { manifest, check: found } = await backup({ dataFolder: place('mirror'), eventStore: { address: server.url, ledger } }, place('of-server'));
    expect(found).toEqual(check(data));
    expect(manifest).toMatchObject({ from: 'eventstoredb', events: found.events });
    expect(await restore(place('of-server'), place('from-server'))).toMatchObject({ check: { ok: true, events: found.events } });
  });
});
