import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SqliteCheckpoints } from '#platform/cqrs';
import { UsageError } from '../output.ts';

export const MANIFEST = 'manifest.json';
/** What we make; nothing else is ever taken away. */
const OURS = /^((ledger|access|reactions|arriving)[.]db(-wal|-shm|-journal)?|manifest[.]json)$/;
const OWNER_ONLY = 0o700;
/** Where it is made, in the folder that is to hold it. */
const ASIDE = '.partial';
const wholeIn = (folder: string): string => join(folder, ASIDE, 'whole');

/** What asks for a folder, and the file without which the folder is nothing. */
export type Making = Readonly<{ option: string; last: string }>;

/** What a backup says of itself. Positions are those of the ledger in it. */
export type Manifest = Readonly<{
  kimberlite: string; layout: 1; madeAt: string; ledgerId: string; from: 'embedded' | 'eventstoredb';
  position: string; events: number; streams: number;
  /** How far the reactions had come. */ reactions: string;
  /** The files beside this one. `access.db` is not there where tokens are kept in PostgreSQL. */
  files: Readonly<Record<string, Readonly<{ bytes: number; sha256: string }>>>;
}>;

const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** A run that was killed leaves its folder aside and, at most, some files out of it; without the last of them they are nothing. @throws UsageError if more is there */
const refuseFull = (folder: string, { option, last }: Making): void => {
  if (!existsSync(folder)) return;
  const names = statSync(folder).isDirectory() ? readdirSync(folder) : [folder];
  const wasBroken = names.includes(ASIDE) && !names.includes(last);
  if (names.some((name) => name !== ASIDE && !(wasBroken && OURS.test(name)))) throw new UsageError(`${option}: ${folder} is not empty. Name a new folder; nothing is ever written over a ledger or a backup.`);
};

/** A full disk is the user’s business, who needs no stack to see to it. */
const inWords = (error: unknown, folder: string): unknown => {
  const { code } = error as { code?: string };
  return code === 'ENOSPC' || code === 'SQLITE_FULL' ? new UsageError(`There is no room left for ${folder}. Nothing was kept of it. Make room, or name a folder on another disk.`) : error;
};

const unwritable = (error: unknown, folder: string, { option }: Making): unknown => (/^(E(ACCES|ROFS|PERM|NOENT|NOTDIR)|SQLITE_(CANTOPEN|READONLY))/.test(String((error as { code?: unknown }).code))
  ? new UsageError(`${option}: ${folder} cannot be written: ${(error as Error).message}. Name a folder that this user may write.`, { cause: error }) : inWords(error, folder));

/** Takes a folder for this process, until it ends, and sweeps away what a run that was killed has left. */
const alone = async (folder: string, making: Making): Promise<() => Promise<void>> => {
  const whole = wholeIn(folder);
  try {
    mkdirSync(whole, { recursive: true, mode: OWNER_ONLY });
    const locks = new SqliteCheckpoints(join(folder, ASIDE, 'making.db'));
    if (!await locks.take('making', String(process.pid))) {
      await locks.close();
      throw new UsageError(`${making.option}: another process is making ${folder}. Let it end, or name another folder.`);
    }
    const strange = readdirSync(whole).find((name) => !OURS.test(name));
    if (strange !== undefined) {
      await locks.close();
      throw new UsageError(`${whole} is in the way and holds ${strange}, which is not ours. Move it.`);
    }
    for (const name of readdirSync(whole)) rmSync(join(whole, name));
    return () => locks.close();
  } catch (error) {
    throw unwritable(error, folder, making);
  }
};

/** Moves all into place when it is on disk, and at the very end what makes it whole. */
const settle = (folder: string, last: string): void => {
  const whole = wholeIn(folder);
  const names = readdirSync(whole);
  for (const name of names) flush(join(whole, name));
  for (const name of names) if (name !== last) renameSync(join(whole, name), join(folder, name));
  flush(folder);
  renameSync(join(whole, last), join(folder, last));
  flush(folder);
};

/**
 * Makes what a folder is to hold aside, in the folder itself, for that may be the root of a disk, and gives it its place when all of it is on disk. A kill at any
 * moment leaves nothing that looks whole; the next run takes away what it left. @throws UsageError if there is something already, or another makes it
 */
export const madeAside = async <T>(folder: string, making: Making, make: (aside: string) => Promise<T>): Promise<T> => {
  const target = resolve(folder);
  refuseFull(target, making);
  const isNew = !existsSync(target);
  const leave = await alone(target, making);
  try {
    refuseFull(target, making); // another may have ended meanwhile
    const made = await make(wholeIn(target));
    settle(target, making.last);
    if (isNew) flush(dirname(target));
    return made;
  } catch (error) {
    throw inWords(error, folder);
  } finally {
    rmSync(join(target, ASIDE), { recursive: true, force: true });
    await leave();
    if (isNew && readdirSync(target).length === 0) rmdirSync(target);
  }
};

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** Says of these files how long they are and what is in them. */
export const filesOf = async (folder: string): Promise<Manifest['files']> => {
  const named = readdirSync(folder).filter((name) => name !== MANIFEST && name !== ASIDE).sort();
  return Object.fromEntries(await Promise.all(named.map(async (name) => [name, { bytes: statSync(join(folder, name)).size, sha256: await sha256Of(join(folder, name)) }] as const)));
};

export const writeManifest = (folder: string, manifest: Manifest): void => writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);

const isManifest = (found: Partial<Manifest> | null): found is Manifest =>
  typeof found?.layout === 'number' && found.files instanceof Object && Number.isSafeInteger(found.events) && !Number.isNaN(Date.parse(String(found.madeAt)));

const manifestIn = (folder: string): Manifest => {
  try {
    const found = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Partial<Manifest> | null;
    if (isManifest(found)) return found;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(`${folder}: ${MANIFEST} is not what was written. Use another backup.`);
};

/** Reads a backup’s own word and holds every file against it. @throws UsageError if it is none, of a later version, or not what was written */
export const readBackup = async (folder: string): Promise<Manifest> => {
  if (!existsSync(join(folder, MANIFEST))) throw new UsageError(`${folder} is not a backup: it has no ${MANIFEST}.`);
  const manifest = manifestIn(folder);
  if (manifest.layout !== 1) throw new UsageError(`${folder} has layout ${String(manifest.layout)}; this program reads layout 1. Use the program that made it, or a newer one.`);
  const found = await filesOf(folder);
  const names = new Set([...Object.keys(manifest.files), ...Object.keys(found)]);
  for (const name of names) {
    if (found[name]?.sha256 !== manifest.files[name]?.sha256) throw new UsageError(`${basename(folder)}: ${name} is not what was backed up. Use another backup.`);
  }
  return manifest;
};
