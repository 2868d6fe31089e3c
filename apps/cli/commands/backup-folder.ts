import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../output.ts';

export const MANIFEST = 'manifest.json';
/** What we make; nothing else is ever taken away. */
const OURS = /^((ledger|access|reactions|arriving)[.]db(-wal|-shm|-journal)?|manifest[.]json)$/;
const OWNER_ONLY = 0o700;

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

/** @throws UsageError if something is there */
export const refuseFull = (folder: string, option: string): void => {
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) throw new UsageError(`${option}: ${folder} is not empty. Name a new folder; nothing is ever written over a ledger or a backup.`);
};

/** What a run that was killed has left. */
const sweep = (aside: string): void => {
  if (!existsSync(aside)) return;
  const strange = readdirSync(aside).find((name) => !OURS.test(name));
  if (strange !== undefined) throw new UsageError(`${aside} is in the way and holds ${strange}, which is not ours. Move it.`);
  rmSync(aside, { recursive: true });
};

/** A full disk is the user’s business, who needs no stack to see to it. */
const inWords = (error: unknown, folder: string): unknown => {
  const { code } = error as { code?: string };
  return code === 'ENOSPC' || code === 'SQLITE_FULL' ? new UsageError(`There is no room left for ${folder}. Nothing was kept of it. Make room, or name a folder on another disk.`) : error;
};

/**
 * Makes a folder under another name and gives it its own when all of it is on disk. A kill at any moment leaves nothing that looks whole; the next run takes
 * away what it left. @throws UsageError if there is something already
 */
export const madeAside = async <T>(folder: string, option: string, make: (aside: string) => Promise<T>): Promise<T> => {
  const [target, aside] = [resolve(folder), `${resolve(folder)}.partial`];
  refuseFull(target, option);
  sweep(aside);
  mkdirSync(aside, { recursive: true, mode: OWNER_ONLY });
  try {
    const made = await make(aside);
    for (const name of readdirSync(aside)) flush(join(aside, name));
    flush(aside);
    renameSync(aside, target);
    flush(dirname(target));
    return made;
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw inWords(error, folder);
  }
};

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** Says of these files how long they are and what is in them. */
export const filesOf = async (folder: string): Promise<Manifest['files']> => {
  const named = readdirSync(folder).filter((name) => name !== MANIFEST).sort();
  return Object.fromEntries(await Promise.all(named.map(async (name) => [name, { bytes: statSync(join(folder, name)).size, sha256: await sha256Of(join(folder, name)) }] as const)));
};

export const writeManifest = (folder: string, manifest: Manifest): void => writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);

/** Reads a backup’s own word and holds every file against it. @throws UsageError if it is none, of a later version, or not what was written */
export const readBackup = async (folder: string): Promise<Manifest> => {
  if (!existsSync(join(folder, MANIFEST))) throw new UsageError(`${folder} is not a backup: it has no ${MANIFEST}.`);
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  if (manifest.layout !== 1) throw new UsageError(`${folder} has layout ${String(manifest.layout)}; this program reads layout 1. Use the program that made it, or a newer one.`);
  const found = await filesOf(folder);
  const names = new Set([...Object.keys(manifest.files), ...Object.keys(found)]);
  for (const name of names) {
    if (found[name]?.sha256 !== manifest.files[name]?.sha256) throw new UsageError(`${basename(folder)}: ${name} is not what was backed up. Use another backup.`);
  }
  return manifest;
};
