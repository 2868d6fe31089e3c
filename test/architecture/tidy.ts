import type { File } from './tree.ts';

/** One habit of the house: a sentence, and who offends against it. Pure, so that each can be pushed once. */
export type Habit = Readonly<{ says: string; offenders: (files: readonly File[]) => string[] }>;

const isCode = (path: string) => /[.](ts|js|mjs|cjs)$/.test(path);
const isSpec = (path: string) => /[.](spec|contract)[.]ts$/.test(path);
const isGenerated = (path: string) => /^(package-lock|apps\/api\/openapi)[.]json$/.test(path);
const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

/** Habit about single files. */
const everyFile = (says: string, of: (path: string) => boolean, offends: (file: File, all: readonly File[]) => string | boolean | undefined): Habit => ({
  says,
  offenders: (files) => files.filter(({ path }) => of(path)).flatMap((file) => {
    const why = offends(file, files);
    return why ? [typeof why === 'string' ? `${file.path}: ${why}` : file.path] : [];
  }),
});

/** Habit about single lines; what excuses one may stand above it. */
const everyLine = (says: string, of: (path: string) => boolean, offends: RegExp, except: RegExp = /(?!)/): Habit => ({
  says,
  offenders: (files) => files.filter(({ path }) => of(path)).flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, i, all) => (offends.test(line) && !except.test(`${all[i - 1]}\n${line}`) ? [`${path}:${i + 1}: ${line.trim()}`] : []))),
});

const CONTEXT_FILES = new RegExp([
  '^libs/contexts/(README|EVENTS|REFUSALS|CERTIFICATE)[.]md$',
  '^libs/contexts/[a-z]+/(README[.]md|index[.]ts|events[.]ts)$',
  '^libs/contexts/[a-z]+/[a-z-]+/[a-z-]+[.](events|decider|view|reaction|inquiry|rules|recollection)([.]spec)?[.]ts$',
  '^libs/contexts/[a-z]+/([a-z-]+/)?[a-z-]+[.]spec[.]ts$',
].join('|'));
const BANNED_NAMES = /^(utils?|common|shared|helpers?|dtos?|mappers?|misc|lib)([.-].*)?$/;
const inLib = (path: string) => /^libs\/((contexts|platform|interop)\/[^/]+|kernel|proof)\//.exec(path)?.[0];

const readmeFault = ({ text }: File): string | undefined => {
  const headings = text.match(/^## .*$/gm) ?? [];
  if (headings.at(-1) !== '## Decisions') return 'does not end with "## Decisions"';
  return /^\W{0,4}20\d\d-\d\d-\d\d/m.test(text.slice(text.lastIndexOf('## Decisions'))) ? undefined : 'no decision has a date (a paragraph that begins 2026-11-21)';
};

const maxLines = (path: string) => (isSpec(path) ? 400 : 250);
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');

/** A block of code whose first line is `// path`: every line below it, but for an ellipsis, must be a line of that file. */
const exampleFault = ({ text }: File, all: readonly File[]): string | undefined => {
  for (const [, path, body] of text.matchAll(/^```\w+\n\/\/ (\S+[.]\w+)\n([\s\S]*?)^```/gm)) {
    const source = all.find((file) => file.path === path);
    if (!source) return `shows ${path}, which does not exist`;
    const missing = linesOf(body!).find((line) => line.trim() !== '…' && !linesOf(source.text).includes(line));
    if (missing !== undefined) return `shows a line that ${path} does not have: ${missing.trim()}`;
  }
  return undefined;
};

export const habits = {
  roles: everyFile('a file in a context has one of the roles of the house', (path) => path.startsWith('libs/contexts/'), ({ path }) => !CONTEXT_FILES.test(path)),

  nounNames: everyFile('a decider is named after the noun it stands under; so are its events, and words of theirs stand beside them', (path) => /[.](events|decider)[.]ts$/.test(path) && path.startsWith('libs/contexts/'), ({ path }, all) => {
    const [noun, file] = path.split('/').slice(-2) as [string, string];
    if (path.split('/').length !== 5 || file.startsWith(`${noun}.`)) return false;
    return file.endsWith('.decider.ts') || !all.some((other) => other.path === path.replace(file, `${noun}.events.ts`));
  }),

  names: everyFile('no file and no folder is a drawer for odds and ends: say what is in it', isCode, ({ path }) => path.split('/').some((part) => BANNED_NAMES.test(part))),

  ignoredFolders: everyFile('no source lies in a folder that .gitignore hides (data, dist, coverage)', () => true,
    ({ path }) => path.split('/').slice(0, -1).some((part) => ['data', 'dist', 'coverage'].includes(part))),

  specs: everyFile('a decider, a view, a reaction and an inquiry have a spec beside them', (path) => /[.](decider|view|reaction|inquiry)[.]ts$/.test(path),
    ({ path }, all) => !all.some((file) => file.path === path.replace(/ts$/, 'spec.ts'))),

  doors: {
    says: 'a lib has a door (index.ts) and one page (README.md)',
    offenders: (files) => {
      const libs = new Set(files.flatMap(({ path }) => inLib(path) ?? []));
      return [...libs].flatMap((lib) => ['index.ts', 'README.md'].map((name) => `${lib}${name}`)).filter((path) => !files.some((file) => file.path === path));
    },
  },

  decisions: everyFile('the page of a lib is one page and ends with dated decisions', (path) => `${inLib(path)}README.md` === path,
    (file) => (linesOf(file.text).length > 150 ? 'is longer than a page (150 lines)' : readmeFault(file))),

  examples: everyFile('an example in a document that names its file stands in that file', (path) => path.endsWith('.md'), exampleFault),

  oneTitle: everyFile('a document has one title, in its first line', (path) => path.endsWith('.md'),
    ({ text }) => !text.startsWith('# ') || (text.replace(/^```[\s\S]*?^```/gm, '').match(/^# /gm) ?? []).length !== 1),

  length: everyFile('a file is read in one go: 250 lines, a spec 400', (path) => isCode(path) && !isGenerated(path), ({ path, text }) => {
    const lines = linesOf(text).length;
    return lines > maxLines(path) && `${lines} lines`;
  }),

  leftovers: everyLine('nothing is left for later in the code', (path) => !isGenerated(path), /\b(TO[D]O|FIX[M]E|X[X]X)\b/),

  onlyOne: everyLine('no spec runs alone', isCode, /\b(it|test|describe)[.]only\b|\b(fit|fdescribe)\(/),

  skipped: everyLine('a skipped test says why: its title, or the line above, has a "because"', isCode, /(^|[^=]=|[?:;]) *(it|test|describe)[.]skip\b|\b(xit|xtest|xdescribe)\(/, /because/),

  anything: {
    says: 'nothing is cast to anything',
    offenders: (files) => everyLine('', (path) => path.endsWith('.ts'), /\bas a[n]y\b|<a[n]y>\s*[\w(]/)
      .offenders(files.map(({ path, text }) => ({ path, text: withoutComments(text) }))),
  },

  machines: everyLine('no file knows this machine, or where packages are fetched from', (path) => !/^package-lock[.]json$/.test(path),
    /(^|[\s'"`(=])\/(work|root|home\/\w|Users\/\w|tmp\/\w)|[A-Z]:\\Users|registry[.](npmjs|yarnpkg|npmmirror)|\b(artifac[t]ory|nex[u]s|verdac[c]io)\b/i),

  lockfile: everyLine('the lock file names no registry', (path) => path === 'package-lock.json', /"resolved": "[a-z+]+:\/\//),

  changelog: {
    says: 'the changelog tells of this version',
    offenders: (files) => {
      const { version } = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}') as { version?: string };
      const told = files.find(({ path }) => path === 'CHANGELOG.md')?.text.includes(`## [${version}]`);
      return told ? [] : [`CHANGELOG.md: no "## [${version}]"`];
    },
  },

  disk: everyFile('a file of events says that it is on disk', (path) => /^libs\/contexts\/.*[.]events[.]ts$/.test(path),
    ({ text }) => !/on disk: add, never rename/.test(text)),
} satisfies Record<string, Habit>;
