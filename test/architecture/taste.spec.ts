import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

type Message = { ruleId: string; line: number };

/** What the linter says about a text, as if it stood in that file. The file must be one that exists: rules with types ask the compiler about it. */
const lint = (file: string, lines: string[]): string[] => {
  const args = ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', file, '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const [{ messages }] = JSON.parse(stdout) as [{ messages: Message[] }];
  return messages.map(({ line, ruleId }) => `${lines[line - 1]} << ${ruleId}`);
};

const impure: Record<string, string> = {
  'export const a = Date.now();': 'no-restricted-syntax',
  'export const b = new Date();': 'no-restricted-syntax',
  'export const c = Date();': 'no-restricted-syntax',
  "export const d = Date['now']();": 'no-restricted-syntax',
  'const { now } = Date; export const e = now();': 'no-restricted-syntax',
  'export const f = Math.random();': 'no-restricted-syntax',
  "export const g = Math['random']();": 'no-restricted-syntax',
  'const { random } = Math; export const h = random();': 'no-restricted-syntax',
  'export const i = process.env.HOME;': 'no-restricted-globals',
  "export const j = () => void fetch('x');": 'no-restricted-globals',
  'export const k = () => setTimeout(() => 1, 1);': 'no-restricted-globals',
  'export const l = globalThis.name;': 'no-restricted-globals',
  'export const m = () => crypto.randomUUID();': 'no-restricted-globals',
  "export const n = 'a'.localeCompare('b');": 'no-restricted-syntax',
  'export const o = (1234).toLocaleString();': 'no-restricted-syntax',
  'export const p = import.meta.url;': 'no-restricted-syntax',
  "export const q = () => void import('node:fs');": 'no-restricted-syntax',
  'export const r = async () => { await 1; };': 'no-restricted-syntax',
};
const pure = [
  "export const ok1 = new Date('2005-06-30T00:00:00Z');",
  "export const ok2 = Date.parse('2005-06-30T00:00:00Z');",
  'export const ok3 = Math.ceil(4 / 3);',
];

const long = (lines: number) => Array.from({ length: lines }, (_, i) => `  list.push(${i});`);
const tasteless: Record<string, string[]> = {
  complexity: [`export const a = (n: number) => ${'n === 1 ? 1 : '.repeat(9)}0;`],
  'max-depth': ['export const b = (n: number) => { if (n) { if (n) { if (n) { if (n) return 1; } } } return 0; };'],
  'max-params': ['export const c = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;'],
  'max-lines-per-function': ['export const d = (list: number[]) => {', ...long(60), '};'],
  'max-lines': long(251).map((_, i) => `export const n${i} = ${i};`),
  '@typescript-eslint/no-explicit-any': ['export const e = (x: any): unknown => x;'],
  '@typescript-eslint/no-unused-vars': ['const unused = 1;'],
  '@typescript-eslint/ban-ts-comment': ['// @ts-expect-error', 'export const f: number = 1;'],
  '@typescript-eslint/no-floating-promises': ['export const g = () => { Promise.resolve(1); };'],
  '@typescript-eslint/await-thenable': ['export const h = async () => { await 1; };'],
  '@typescript-eslint/switch-exhaustiveness-check': ["export const i = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } return 2; };"],
  'no-console': ["export const j = () => console.log('x');"],
  eqeqeq: ['export const k = (x: unknown) => x == 1;'],
};
const rulesOf = (found: string[]) => new Set(found.map((line) => line.split(' << ')[1]));

it.each(['libs/kernel/carats.ts', 'libs/contexts/custody/lot/lot.events.ts'])('rules and words stay pure: %s may not know the time, throw dice, or reach out', (file) => {
  const found = lint(file, [...Object.keys(impure), ...pure]);
  for (const [line, rule] of Object.entries(impure)) expect(found).toContain(`${line} << ${rule}`);
  expect(found.filter((line) => !(line.split(' << ')[0]! in impure))).toEqual([]);
}, 60_000);

it('every rule of taste catches its offender', () => {
  const rules = Object.keys(tasteless);
  const found = rulesOf(lint('libs/platform/event-store/event-store.ts', Object.values(tasteless).flat()));
  expect(rules.filter((rule) => !found.has(rule))).toEqual([]);
}, 60_000);
