/**
 * Who may import whom. Everything not listed is refused. The map is in the README at the top; each rule here is pushed by boundaries.spec.ts.
 * Specs, contract suites and the test kit may look anywhere; production code may not look at them.
 */
const testCode = '([.]spec|[.]contract|/testing)[.]ts$';
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'];

/** Files under `path` may reach only the `allowed` ones of ours. */
const from = (path, name, comment, ...allowed) => ({
  name, comment, severity: 'error',
  from: { path, pathNot: '[.]spec[.]ts$' },
  to: { path: '^(apps|libs|test)/', pathNot: allowed },
});

const kernel = '^libs/kernel/';
const proof = '^libs/proof/';
const events = '^libs/contexts/[^/]+/events[.]ts$';
const doors = '^libs/(contexts|platform|interop)/[^/]+/(index|events)[.]ts$';

module.exports = {
  forbidden: [
    from('^libs/(kernel|proof)/', 'the-floor-stands-alone', 'Kernel and proof depend on nothing of ours, and not on each other.', '^libs/$1/'),
    from('^libs/contexts/([^/]+)/', 'contexts-know-only-the-kernel-and-their-neighbours-events',
      'A context imports the kernel, itself, and what other contexts publish in events.ts.', kernel, '^libs/contexts/$1/', events),
    from('^libs/platform/([^/]+)/', 'platform-knows-no-context', 'Storage and transport carry any context, so they know none; among themselves they use the door.',
      kernel, proof, '^libs/platform/$1/', '^libs/platform/[^/]+/index[.]ts$'),
    from('^libs/interop/([^/]+)/', 'interop-translates-published-events', 'A translation sees published events only.',
      kernel, proof, '^libs/interop/$1/', events),
    from('^libs/contexts/([^/]+)/events[.]ts$', 'the-neighbours-door-shows-its-own-events-only', 'events.ts re-exports event files of its context, nothing else.',
      '^libs/contexts/$1/.*[.]events[.]ts$'),
    from('^apps/verifier/', 'the-verifier-needs-only-proof', 'It must be readable in an afternoon and run without us.', proof, '^apps/verifier/'),
    from('^apps/console/', 'the-console-is-a-neighbour', 'The browser sees published events and proofs, never rules or storage.',
      kernel, proof, '^apps/console/', events),
    from('^apps/([^/]+)/', 'apps-enter-by-the-door', 'Apps compose libs through index.ts, and each other through theirs; they do not reach inside.',
      kernel, proof, '^apps/$1/', doors, '^apps/[^/]+/index[.]ts$'),
    { name: 'rules-are-pure', severity: 'error', comment: 'No package and no Node module in a decider, an event, a recollection or a view; words come from the kernel.',
      from: { path: '^libs/contexts/', pathNot: '[.]spec[.]ts$' }, to: { dependencyTypes: packages } },
    { name: 'the-kernel-speaks-class-validator-only', severity: 'error', comment: 'One place knows the library behind our words.',
      from: { path: kernel, pathNot: testCode },
      to: { dependencyTypes: packages, pathNot: 'node_modules/(class-validator|class-transformer|reflect-metadata)/' } },
    { name: 'proof-uses-nothing', severity: 'error', comment: 'Arithmetic that runs in a browser, a command line and a courtroom.',
      from: { path: proof, pathNot: testCode }, to: { dependencyTypes: packages } },
    { name: 'the-verifier-is-offline', severity: 'error', comment: 'A verifier that could ask the network would have to trust it.',
      from: { path: '^apps/verifier/', pathNot: testCode }, to: { path: '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$|node_modules/' } },
    { name: 'events-stand-alone', severity: 'error', comment: 'What is on disk may not depend on today’s rules.',
      from: { path: '[.]events[.]ts$' }, to: { path: '^(apps|libs|test)/', pathNot: [kernel, '[.]events[.]ts$', events] } },
    { name: 'the-test-kit-stays-out-of-production', severity: 'error', comment: 'Specs, contracts, the scenario kit and jest stay out of the build.',
      from: { path: '^(apps|libs)/', pathNot: testCode }, to: { path: `${testCode}|^test/|node_modules/(@?jest|fast-check)` } },
    { name: 'packages-are-declared', severity: 'error', comment: 'What runs in production is a dependency in package.json, not a guest of another package or of the tests.',
      from: { path: '^(apps|libs)/', pathNot: testCode }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] } },
    { name: 'every-import-leads-somewhere', severity: 'error', comment: 'A lib has one door (contexts have two); a path past the door does not resolve.',
      from: { path: '^(apps|libs)/' }, to: { couldNotResolve: true } },
    { name: 'no-file-is-dead', severity: 'error', comment: 'A file that imports nothing and is imported by nobody is forgotten.',
      from: { orphan: true, path: '^(apps|libs)/', pathNot: '[.]spec[.]ts$' }, to: {} },
    { name: 'nothing-depends-on-itself', severity: 'error', comment: 'What depends on itself cannot be read from the start.', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' }, exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: { conditionNames: ['@kimberlite/source', 'import', 'require', 'node', 'default'], exportsFields: ['exports'] },
  },
};
