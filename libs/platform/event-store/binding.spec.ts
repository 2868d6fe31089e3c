import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { assertSoundBinding } from './binding.ts';

const UNSOUND = 'ELF… RemoveEnvironmentCleanupHook';
/** In optimised code garbage is collected where Node knows no environment: a statement that asks for it there ends the process. */
const DROPPED = `const db = new (require('better-sqlite3'))(':memory:');
  const make = (n) => { let last; for (let i = 0; i < n; i++) last = { before: last && last.i, i }; return last; };
  for (let turn = 0; turn < 100; turn++) { for (let i = 0; i < 10; i++) db.prepare('SELECT 1'); make(100_000); }
  console.log('well');`;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-binding-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const place = (name: string): string => join(folder, 'node_modules/better-sqlite3', name);

/** A package that is installed in the same way, and compiles in no time: what it makes of its source. */
const installed = (source: string, binding: string | undefined, compiled: string): void => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', private: true, dependencies: { 'better-sqlite3': '12.11.1' }, allowScripts: { 'better-sqlite3': true } }));
  mkdirSync(place('src'), { recursive: true });
  mkdirSync(place('build/Release'), { recursive: true });
  writeFileSync(place('package.json'), JSON.stringify({ name: 'better-sqlite3', version: '12.11.1', scripts: { install: 'node make.cjs' } }));
  writeFileSync(place('make.cjs'), `require('node:fs').writeFileSync('build/Release/better_sqlite3.node', process.env.npm_config_build_from_source === 'true' ? ${JSON.stringify(compiled)} : 'fetched')`);
  writeFileSync(place('src/better_sqlite3.cpp'), source);
  if (binding !== undefined) writeFileSync(place('build/Release/better_sqlite3.node'), binding);
};

const run = () => spawnSync(process.execPath, [join(import.meta.dirname, 'binding.mjs')], { cwd: folder, encoding: 'utf8' });
const binding = (): string => readFileSync(place('build/Release/better_sqlite3.node'), 'utf8');

it('statements that nobody holds any more are let go of, whatever collects them', () => {
  expect(spawnSync(process.execPath, ['--eval', DROPPED], { encoding: 'utf8' })).toMatchObject({ stdout: 'well\n', status: 0 });
});

it('the binding that is installed is taken; one that ends processes is refused with the remedy', () => {
  expect(() => { assertSoundBinding(); }).not.toThrow();
  const file = join(folder, 'x.node');
  writeFileSync(file, UNSOUND);
  expect(() => { assertSoundBinding(file, '24.21.0'); }).toThrow(/Run: node libs\/platform\/event-store\/binding[.]mjs/);
  expect(() => { assertSoundBinding(file, '26.4.0'); }).not.toThrow();
});

it('what was compiled in that way is compiled again, from a source that does without the call', () => {
  installed('#include <node.h>\n#include <node_object_wrap.h>\n#include <x.h>\n', UNSOUND, 'sound');
  expect(run().status).toBe(0);
  expect(binding()).toBe('sound');
  expect(readFileSync(place('src/better_sqlite3.cpp'), 'utf8')).toMatch(/^#include <node.h>\n#define AddEnv.*\n#define RemoveEnv.*\n#include <node_object_wrap.h>\n#undef AddEnv.*\n#undef RemoveEnv.*\n#include <x.h>\n$/);
});

it('what is sound is left alone, and what is not there is fetched or compiled', () => {
  installed('#include <node_object_wrap.h>\n', 'as it was', 'sound');
  expect(run().status).toBe(0);
  expect(binding()).toBe('as it was');
  rmSync(place('build/Release/better_sqlite3.node'));
  expect(run().status).toBe(0);
  expect(binding()).toBe('fetched');
});

it('an install that cannot be mended fails: the compiler makes the same again, or the source is another', () => {
  installed('#include <node_object_wrap.h>\n', UNSOUND, UNSOUND);
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('could not be compiled') });
  installed('#include <another.h>\n', UNSOUND, 'sound');
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('must be looked at again') });
});
