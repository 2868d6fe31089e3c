import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Taste that a machine can keep. Who may import whom is in test/architecture/boundaries.cjs; names, places and words are in test/architecture/tidy.ts. */
const taste = {
  complexity: ['error', 8],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', 60],
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-console': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
  'no-fallthrough': 'error',
  'no-self-compare': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-catch': 'error',
  'use-isnan': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true }],
};

/** Rules that need the types. They find what a reader does not see: a promise nobody waits for, a case nobody thought of. */
const typed = {
  '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

const world = (name) => ({ name, message: 'A rule is a pure function: what it needs to know is in its arguments.' });
const notPure = (selector, message) => ({ selector, message });

/** Rules, folds and words are functions of their arguments: the same log gives the same rows and the same answers, anywhere and at any time. */
const purity = {
  'no-restricted-globals': ['error', ...[
    'process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'console', 'globalThis', 'global', 'require', 'XMLHttpRequest', 'WebSocket',
  ].map(world)],
  'no-restricted-syntax': ['error',
    notPure('NewExpression[callee.name="Date"][arguments.length=0]', 'The time is in the command (occurredAt) or the event, not on the wall.'),
    notPure('MemberExpression[object.name="Date"][property.name="now"]', 'The time is in the command (occurredAt) or the event, not on the wall.'),
    notPure('MemberExpression[object.name="Date"][computed=true]', 'Say which function of Date you mean.'),
    notPure('CallExpression[callee.name="Date"]', 'The time is in the command (occurredAt) or the event, not on the wall.'),
    notPure('VariableDeclarator[init.name=/^(Date|Math)$/]', 'Clock and dice do not get another name.'),
    notPure('MemberExpression[object.name="Math"][property.name="random"]', 'A rule does not throw dice; ids follow from the cause.'),
    notPure('MemberExpression[object.name="Math"][computed=true]', 'Say which function of Math you mean.'),
    notPure('MemberExpression[property.name=/^(toLocale.*|localeCompare)$/]', 'The answer would depend on the language of the machine.'),
    notPure('MetaProperty', 'A rule does not know where it is stored.'),
    notPure('ImportExpression', 'A rule has all it needs when it is loaded.'),
    notPure('AwaitExpression', 'A rule does not wait.'),
  ],
};

export default defineConfig(
  { ignores: ['dist/**', 'coverage/**', 'data/**', '**/node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js,mjs,cjs}'],
    languageOptions: { parser: tseslint.parser, ecmaVersion: 2023 },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: taste,
  },
  {
    files: ['{apps,libs}/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  { files: ['libs/{kernel,contexts}/**/*.ts'], ignores: ['**/*.spec.ts', 'libs/kernel/testing.ts'], rules: purity },
  {
    // An inquiry decides nothing. It waits for rows, and for rows only: they are all it is given.
    files: ['libs/contexts/**/*.inquiry.ts'], ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': purity['no-restricted-syntax'].filter(({ selector }) => selector !== 'AwaitExpression') },
  },
  {
    // A list of deciders or views holds different states, events and rows: only `any` is above and below them all.
    files: ['libs/kernel/{decider,view,context,testing}.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  // A scenario is one sentence: given this past, when he asks that, knowing these facts, here.
  { files: ['libs/kernel/testing.ts'], rules: { 'max-params': ['error', 5] } },
  { files: ['apps/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.spec.ts', '**/*.contract.ts'], rules: { 'max-lines': ['error', 400], 'max-lines-per-function': 'off', 'max-params': 'off' } },
);
