import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

type Rule = { name: string; comment?: string };
const { forbidden } = createRequire(import.meta.url)('./boundaries.cjs') as { forbidden: Rule[] };

/** A wall that was never pushed may be painted on: each of these files must be caught, by that rule. */
const planted: Record<string, [rule: string, line: string]> = {
  'libs/kernel/planted-a.ts': ['the-floor-stands-alone', "import '#contexts/planted';"],
  'libs/kernel/planted-b.ts': ['the-kernel-speaks-class-validator-only', "import 'uuid';"],
  'libs/kernel/planted-c.ts': ['the-kernel-speaks-class-validator-only', "import 'node:fs';"],
  'libs/proof/planted-a.ts': ['the-floor-stands-alone', "import '#platform/planted';"],
  'libs/proof/planted-b.ts': ['proof-uses-nothing', "import 'node:crypto';"],
  'libs/contexts/planted/a.ts': ['contexts-know-only-the-kernel-and-their-neighbours-events', "import '#contexts/neighbour';"],
  'libs/contexts/planted/b.recollection.ts': ['contexts-know-only-the-kernel-and-their-neighbours-events', "import '../neighbour/noun/noun.decider.ts';"],
  'libs/contexts/planted/c.ts': ['contexts-know-only-the-kernel-and-their-neighbours-events', "import '#platform/planted';"],
  'libs/contexts/planted/d.ts': ['rules-are-pure', "import 'node:fs';"],
  'libs/contexts/planted/e.ts': ['rules-are-pure', "import '@nestjs/common';"],
  'libs/contexts/planted/f.ts': ['rules-are-pure', "import 'class-validator';"],
  'libs/contexts/planted/g.events.ts': ['events-stand-alone', "import '../neighbour/noun/noun.decider.ts';"],
  'libs/contexts/planted/h.ts': ['every-import-leads-somewhere', "import '#contexts/neighbour/noun/noun.decider';"],
  'libs/contexts/planted/i.ts': ['no-file-is-dead', 'export {};'],
  'libs/contexts/planted/events.ts': ['the-neighbours-door-shows-its-own-events-only', "import './index.ts';"],
  'libs/contexts/planted2/events.ts': ['the-neighbours-door-shows-its-own-events-only', "import '../neighbour/noun/noun.events.ts';"],
  'libs/platform/planted/a.ts': ['platform-knows-no-context', "import '#contexts/neighbour/events';"],
  'libs/platform/planted/b.ts': ['platform-knows-no-context', "import '../next-door/inside.ts';"],
  'libs/platform/planted/c.ts': ['the-test-kit-stays-out-of-production', "import '@jest/globals';"],
  'libs/platform/planted/d.ts': ['the-test-kit-stays-out-of-production', "import '#kernel/testing';"],
  'libs/platform/planted/e.ts': ['packages-are-declared', "import 'typescript';"],
  'libs/platform/planted/x.ts': ['nothing-depends-on-itself', "import './y.ts';"],
  'libs/interop/planted/a.ts': ['interop-translates-published-events', "import '#contexts/neighbour';"],
  'apps/planted/a.ts': ['apps-enter-by-the-door', "import '../../libs/contexts/neighbour/noun/noun.decider.ts';"],
  'apps/planted/b.ts': ['apps-enter-by-the-door', "import '../planted2/inside.ts';"],
  'apps/verifier/planted-a.ts': ['the-verifier-needs-only-proof', "import '#kernel';"],
  'apps/verifier/planted-b.ts': ['the-verifier-is-offline', "import 'node:https';"],
  'apps/console/planted.ts': ['the-console-is-a-neighbour', "import '#contexts/neighbour';"],
};

/** Lawful, or there only to be imported. None of these may be caught, but for the second half of the circle. */
const lawful: Record<string, string> = {
  'libs/contexts/neighbour/index.ts': "import './noun/noun.decider.ts'; import './noun/next.recollection.ts';",
  'libs/contexts/neighbour/events.ts': "import './noun/noun.events.ts';",
  'libs/contexts/neighbour/noun/noun.events.ts': "import '#kernel';",
  'libs/contexts/neighbour/noun/noun.decider.ts': "import '#kernel'; import './noun.events.ts';",
  'libs/contexts/neighbour/noun/next.recollection.ts': "import '#contexts/third/events';",
  'libs/contexts/neighbour/noun/noun.decider.spec.ts': "import '#kernel/testing'; import '@jest/globals'; import '#contexts/third';",
  'libs/contexts/third/index.ts': "import '#kernel';",
  'libs/contexts/third/events.ts': "import './noun/noun.events.ts';",
  'libs/contexts/third/noun/noun.events.ts': "import '#contexts/neighbour/events';",
  'libs/contexts/planted/index.ts': "import '#kernel';",
  'libs/platform/planted/index.ts': "import '#kernel'; import '#platform/next-door'; import 'uuid'; import 'node:fs';",
  'libs/platform/planted/y.ts': "import './x.ts';",
  'libs/platform/planted/port.contract.ts': "import '@jest/globals'; import './index.ts';",
  'libs/platform/next-door/index.ts': "import './inside.ts';",
  'libs/platform/next-door/inside.ts': "import '#kernel';",
  'libs/interop/planted/b.ts': "import '#contexts/neighbour/events';",
  'apps/planted/main.ts': "import '#contexts/neighbour'; import '#platform/planted'; import '../planted2/index.ts';",
  'apps/planted2/index.ts': "import './inside.ts';",
  'apps/planted2/inside.ts': "import '#kernel';",
  'apps/console/lawful.ts': "import '#contexts/neighbour/events';",
};
const otherHalf = 'libs/platform/planted/y.ts';

const copy = mkdtempSync(join(tmpdir(), 'walls-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const plant = (file: string, line: string) => {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${line}\n`);
};

const cruise = (): Buffer => {
  const args = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', '--config', resolve('test/architecture/boundaries.cjs'), '--output-type', 'json'];
  try {
    return execFileSync(process.execPath, args, { cwd: copy, maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return (error as { stdout: Buffer }).stdout;
  }
};

let caught: { file: string; rule: string }[] = [];
beforeAll(() => {
  for (const part of ['apps', 'libs', 'test/processes', 'test/servers', 'package.json', 'tsconfig.json']) cpSync(part, join(copy, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  for (const file of [...Object.keys(planted), ...Object.keys(lawful)]) expect({ file, taken: existsSync(join(copy, file)) }).toEqual({ file, taken: false });
  for (const [file, [, line]] of Object.entries(planted)) plant(file, line);
  for (const [file, line] of Object.entries(lawful)) plant(file, line);
  const { summary } = JSON.parse(cruise().toString()) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  caught = summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
}, 60_000);

it.each(Object.entries(planted).map(([file, [rule]]) => ({ file, rule })))('catches $file: $rule', ({ file, rule }) => {
  expect(caught).toContainEqual({ file, rule });
});

it('catches nothing else: neither lawful imports nor the tree as it stands (`npm run boundaries` says more)', () => {
  expect(caught.filter(({ file }) => !(file in planted) && file !== otherHalf)).toEqual([]);
});

it('pushes every wall; a wall has a sentence for a name, and says why it stands', () => {
  const pushed = new Set(Object.values(planted).map(([rule]) => rule));
  expect(forbidden.map(({ name }) => name).filter((name) => !pushed.has(name))).toEqual([]);
  expect(forbidden.filter(({ name, comment }) => !comment || !/^[a-z]+(-[a-z]+){2,}$/.test(name)).map(({ name }) => name)).toEqual([]);
});
