/**
 * npm run bench -- NAME… [--json] [options of the bench]
 * Builds what is out of date, installs the peers when they are missing, then runs each bench in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const known = readdirSync(here).filter((name) => name.endsWith('.bench.mjs')).map((name) => name.slice(0, -'.bench.mjs'.length)).sort();

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
const names = firstOption === -1 ? words : words.slice(0, firstOption);
const options = firstOption === -1 ? [] : words.slice(firstOption);
if (names.length === 0 || names.some((name) => !known.includes(name))) {
  process.stderr.write(`Usage: npm run bench -- NAME… [--json] [options of the bench]\nBenches: ${known.join(', ')}\n`);
  process.exit(2);
}

/** Runs a program; its words go to stderr, for stdout belongs to the results. */
const must = (command, args, cwd = root) => {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

const newestMs = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(spec|contract)\.ts$/.test(entry.name))
  .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

const door = join(root, 'dist', 'libs', 'kernel', 'index.js');
if (!existsSync(door) || statSync(door).mtimeMs < Math.max(newestMs(join(root, 'libs')), newestMs(join(root, 'apps')))) must('npx', ['nest', 'build']);
if (!existsSync(join(here, 'node_modules'))) must('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund']);

for (const name of names) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--enable-source-maps', join(here, `${name}.bench.mjs`), ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
