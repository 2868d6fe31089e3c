import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from './event-store.ts';

/** Node, from this on, has what the call needs. */
const KEPT_SINCE = 26;

const installed = (): string => join(dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json')), 'build/Release/better_sqlite3.node');

const isSound = (binding: string, node: string): boolean =>
  parseInt(node, 10) >= KEPT_SINCE || !existsSync(binding) || !readFileSync(binding).includes('RemoveEnvironmentCleanupHook');

let isKnownSound = false;

/**
 * Refuses a better-sqlite3 that would abort the process at some collection of garbage: one compiled against Node’s headers from 24.19 on (`binding.mjs` tells why, and mends it).
 * @param binding the compiled file, if not the one that is installed
 * @throws StoreUnavailable with the remedy
 */
export const assertSoundBinding = (binding?: string, node = process.versions.node): void => {
  if (binding === undefined && isKnownSound) return;
  if (!isSound(binding ?? installed(), node)) {
    throw new StoreUnavailable('better-sqlite3 was compiled in a way that ends processes on this Node. Run: node libs/platform/event-store/binding.mjs (npm ci does, unless it is told to run no scripts).');
  }
  if (binding === undefined) isKnownSound = true;
};
