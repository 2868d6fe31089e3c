const swc = { jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true } } };

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/bench/node_modules/'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@kimberlite/source', 'node', 'node-addons'] },
  injectGlobals: false,
  // One worker for each processor: in a single process the compiled modules of all suites add up, and collecting them takes longer than the tests.
  maxWorkers: '100%',
  // Nothing is timed by it: it only ends what hangs. A machine that does much else at once is slow, not wrong.
  testTimeout: 30_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['libs/contexts/**/*.{decider,rules,view,reaction,inquiry}.ts'],
};
