/**
 * npm run test:simulation -- [--seeds N] [--seed S] [--broken no-fold-check|any-revision]
 * Runs the seeds 1 to N, or one of them step by step. Says which went wrong, and then ends with 1.
 */
import { parseArgs } from 'node:util';
import type { Broken } from './remote.ts';
import { simulate, type Outcome } from './simulate.ts';

const SHOWN = 10;
const { seeds, seed, broken } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string' }, broken: { type: 'string' } } }).values;
const write = (text: string): void => { process.stdout.write(`${text}\n`); };

if (broken !== undefined && broken !== 'no-fold-check' && broken !== 'any-revision') throw new TypeError('--broken is no-fold-check or any-revision.');
for (const figure of [seeds, seed ?? '1']) if (!/^[1-9][0-9]{0,8}$/.test(figure)) throw new TypeError(`${figure} is not a number of seeds, nor a seed.`);

const tell = ({ seed: one, violations }: Outcome): void => write(`seed ${one}: ${violations.join('; ')}`);

const replay = async (one: number): Promise<number> => {
  const outcome = await simulate(one, broken as Broken | undefined);
  for (const [step, what] of outcome.trace.entries()) write(`${step + 1} ${what}`);
  if (outcome.violations.length > 0) tell(outcome);
  return outcome.violations.length;
};

const runAll = async (count: number): Promise<number> => {
  let [failed, steps] = [0, 0];
  const ends = { committed: 0, aborted: 0, sealed: 0, abandoned: 0 };
  const beganMs = performance.now();
  for (let one = 1; one <= count; one += 1) {
    const outcome = await simulate(one, broken as Broken | undefined);
    for (const end of Object.keys(ends) as (keyof typeof ends)[]) ends[end] += outcome[end];
    steps += outcome.trace.length;
    if (outcome.violations.length === 0) continue;
    failed += 1;
    if (failed <= SHOWN) tell(outcome);
  }
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
  write(`${count} seeds in ${seconds} s, ${steps} steps; blends: ${ends.committed} committed, ${ends.aborted} aborted; parcels: ${ends.sealed} sealed, ${ends.abandoned} abandoned`);
  write(`${failed} seeds failed${failed > 0 ? '; --seed S shows one step by step' : ''}`);
  return failed;
};

process.exitCode = (seed === undefined ? await runAll(Number(seeds)) : await replay(Number(seed))) > 0 ? 1 : 0;
