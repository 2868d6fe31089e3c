import { expect, it } from '@jest/globals';
import { habits, type Habit } from './tidy.ts';
import { tree, type File } from './tree.ts';

const file = (path: string, text = ''): File => ({ path, text });
const lines = (count: number) => 'x\n'.repeat(count);
const page = (...below: string[]) => ['# A lib', '', ...below].join('\n');
const decided = page('## Decisions', '', '2026-11-21. Rows, not tables, because.');

/** Each habit is pushed once: who must be named, and who must not. */
const pushed: Record<keyof typeof habits, { bad: File[]; good: File[] }> = {
  roles: {
    bad: ['libs/contexts/custody/lot/lot.service.ts', 'libs/contexts/custody/lot/notes.md', 'libs/contexts/custody/helper.ts', 'libs/contexts/custody/a/b/c.view.ts'].map((path) => file(path)),
    good: ['index.ts', 'events.ts', 'README.md', 'lot/lot.recollection.ts', 'lot/a-becomes-b.reaction.spec.ts', 'lot/lot.rules.ts', 'recall/recall.inquiry.ts', 'recall/recall.inquiry.spec.ts', 'lot/lot.spec.ts'].map((path) => file(`libs/contexts/custody/${path}`)),
  },
  nounNames: {
    bad: [file('libs/contexts/custody/lot/parcel.events.ts'), file('libs/contexts/custody/lot/lots.decider.ts')],
    good: [file('libs/contexts/custody/lot/lot.events.ts'), file('libs/contexts/custody/lot/opened.reaction.ts')],
  },
  names: {
    bad: [file('libs/platform/http/utils/a.ts'), file('apps/cli/helpers.ts'), file('libs/platform/http/dto/a.ts'), file('libs/common/a.ts'), file('apps/cli/mapper.ts')],
    good: [file('libs/platform/http/problem.ts'), file('apps/cli/commonwealth.ts')],
  },
  ignoredFolders: { bad: [file('apps/cli/data/returns.csv')], good: [file('apps/cli/demo/returns.csv')] },
  specs: {
    bad: [file('libs/contexts/a/b/b.decider.ts'), file('libs/contexts/a/c/c.view.ts'), file('libs/contexts/a/d/d.reaction.ts'), file('libs/contexts/a/f/f.inquiry.ts')],
    good: [file('libs/contexts/a/e/e.decider.ts'), file('libs/contexts/a/e/e.decider.spec.ts'), file('libs/contexts/a/e/e.recollection.ts')],
  },
  doors: { bad: [file('libs/platform/http/route.ts')], good: ['index.ts', 'README.md', 'word.ts'].map((name) => file(`libs/kernel/${name}`)) },
  decisions: {
    bad: [
      file('libs/kernel/README.md', page('## Use')), file('libs/proof/README.md', page('## Decisions', '', 'Some day.')),
      file('libs/contexts/a/README.md', page('## Decisions', '2026-11-21. Yes.', '## More')), file('libs/contexts/b/README.md', `${page(lines(150))}\n${decided}`),
    ],
    good: [file('libs/platform/http/README.md', decided), file('libs/platform/a/README.md', page('## Decisions', '', '**2026-11-21. So.**')), file('README.md', page())],
  },
  examples: {
    bad: [file('a.md', '```ts\n// a.ts\nconst b = 2;\n```\n'), file('b.md', '```ts\n// gone.ts\nconst b = 2;\n```\n')],
    good: [file('c.md', '```ts\n// a.ts\nconst a = 1;\n…\n```\n```ts\nfree();\n```\n'), file('a.ts', 'const a = 1;\n')],
  },
  oneTitle: { bad: [file('a.md', 'Text'), file('b.md', '# One\n\n# Two\n')], good: [file('c.md', '# One\n\n```sh\n# a comment\n```\n## Below\n')] },
  length: {
    bad: [file('libs/kernel/a.ts', lines(251)), file('libs/kernel/a.spec.ts', lines(401)), file('test/bench/a.mjs', lines(251))],
    good: [file('libs/kernel/b.ts', lines(250)), file('libs/kernel/b.spec.ts', lines(400)), file('package-lock.json', lines(9_000)), file('a.csv', lines(9_000))],
  },
  leftovers: { bad: ['// TO' + 'DO: later', '/* FIX' + 'ME */', '// X' + 'XX'].map((text, i) => file(`${i}.ts`, text)), good: [file('a.ts', '// to do one thing'), file('a.csv', 'XXXL')] },
  onlyOne: { bad: [`it.${'only'}('a', f);`, `describe.${'only'}('a', f);`, `f${'it'}('a', f);`].map((text, i) => file(`${i}.spec.ts`, text)), good: [file('a.spec.ts', "it('is the only one', f); profit('x');")] },
  skipped: { bad: [file('a.spec.ts', `it.${'skip'}('a', f);`), file('b.spec.ts', `x${'it'}('a', f);`), file('c.spec.ts', `const a = here ? it : it.${'skip'};`)], good: [file('c.spec.ts', `it.${'skip'}('a, because no server runs here', f);`), file('d.spec.ts', `// because the file is not here\nconst a = here ? it : it.${'skip'};`)] },
  anything: { bad: [file('a.ts', 'const a = b as a' + 'ny;'), file('b.ts', 'f(<a' + 'ny>x);')], good: [file('c.ts', '/** as a' + 'ny other */ const a = b as unknown; // as a' + 'ny'), file('d.ts', 'type A = Map<string, a' + 'ny>;')] },
  machines: {
    bad: ['/' + 'work/main', 'see `/' + 'home/me`', 'https://registry.' + 'npmjs.org', 'cd "/' + 'root"', "'/" + "tmp/x'"].map((text, i) => file(`${i}.md`, text)),
    good: [file('a.md', 'framework/main, ./data, https://example.org/work, node_modules/x')],
  },
  lockfile: { bad: [file('package-lock.json', '"resolved": "https://somewhere/x.tgz"')], good: [file('package-lock.json', '"integrity": "sha512-x"'), file('package-lock.json', '"resolved": "apps/cli/command"')] },
  changelog: {
    bad: [file('package.json', '{"version":"0.2.0"}'), file('CHANGELOG.md', '## [0.1.0]')],
    good: [file('package.json', '{"version":"0.2.0"}'), file('CHANGELOG.md', '## [0.2.0] - unreleased')],
  },
  disk: { bad: [file('libs/contexts/a/b/b.events.ts', 'class Done {}')], good: [file('libs/contexts/a/b/b.events.ts', '// Names and fields below are on disk: add, never rename.')] },
};
const everyHabit = Object.entries(habits) as [keyof typeof habits, Habit][];

it.each(everyHabit)('%s: catches its offenders, and nobody else', (name, { offenders }) => {
  const { bad, good } = pushed[name];
  const found = offenders(name === 'examples' ? [...bad, file('a.ts', 'const a = 1;\n')] : bad);
  for (const { path } of name === 'doors' || name === 'changelog' ? [] : bad) expect(found.some((line) => line === path || line.startsWith(`${path}:`))).toBe(true);
  expect(found.length).toBeGreaterThan(0);
  expect(offenders(good)).toEqual([]);
});

const files = tree();
it('reads the tree', () => {
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['package.json', '.gitignore', 'libs/kernel/index.ts', 'test/architecture/tidy.spec.ts']));
});

it.each(everyHabit.map(([name, habit]) => ({ name, ...habit })))('in this tree $says', ({ offenders }) => {
  expect(offenders(files)).toEqual([]);
});
