import { createHash } from 'node:crypto';
import type { View } from '#kernel';
import type { Generation } from './row-store.ts';

const PAGE = 1_000;
const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The order in which a fold happened to set the fields says nothing. */
const sorted = (_: string, value: unknown): unknown =>
  (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);

/** A hash over every row of these views in the order of their keys (SHA-256, hexadecimal). Equal rows have equal digests, in any store. */
export const digest = async (generation: Generation, views: readonly View[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const view of [...views].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${JSON.stringify(view.name)}\n`);
    let after: string | undefined;
    for (;;) {
      const page = await generation.find(view, { limit: PAGE, ...(after !== undefined && { after }) });
      for (const { key, row } of page) hash.update(`${JSON.stringify([key, row], sorted)}\n`);
      if (page.length < PAGE) break;
      after = page.at(-1)!.key;
    }
  }
  return hash.digest('hex');
};
