import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the project: its path from the root, with slashes, and what is in it. */
export type File = Readonly<{ path: string; text: string }>;

const BUILT = new Set(['node_modules', 'dist', 'coverage', '.git', '.cache']);
const ROOT_ONLY = new Set(['data']);
const NOT_TEXT = /[.](png|jpg|gif|ico|woff2?|db(-wal|-shm)?)$/;

/** Every text file of the project; what is installed, built or recorded at run time is none. */
export const tree = (root = '.', under = ''): File[] => readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
  const path = under ? `${under}/${entry.name}` : entry.name;
  if (BUILT.has(entry.name) || (!under && ROOT_ONLY.has(entry.name)) || NOT_TEXT.test(entry.name)) return [];
  if (entry.isDirectory()) return tree(root, path);
  return entry.isFile() ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
});
