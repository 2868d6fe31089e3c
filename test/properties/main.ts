import fc from 'fast-check';
import { parseArgs } from 'node:util';
import { histories, lived } from './histories.ts';

/** npm run test:properties -- --runs N: lives N histories, and says what was tried. Ends with 1, the seed and the shortest bad history, if a law is broken. */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '2005' }, longest: { type: 'string', default: '160' } } });
const [numRuns, seed, longest] = [values.runs, values.seed, values.longest].map(Number) as [number, number, number];
const begunMs = Date.now();
const counted = { histories: 0, commands: 0, refused: 0, events: 0, kinds: new Set<string>() };

const outcome = fc.check(fc.property(histories(longest), (history) => {
  const world = lived(history);
  counted.histories += 1;
  counted.commands += world.commands;
  counted.refused += world.refused.length;
  counted.events += world.log.length;
  for (const { type } of world.log) counted.kinds.add(type);
}), { numRuns, seed });

if (outcome.failed) {
  process.stderr.write(`${fc.defaultReportMessage(outcome)}\n${String(outcome.errorInstance)}\n`);
  process.exitCode = 1;
}
process.stdout.write(`${JSON.stringify({ ...counted, kinds: counted.kinds.size, seed, seconds: (Date.now() - begunMs) / 1_000, broken: outcome.failed })}\n`);
