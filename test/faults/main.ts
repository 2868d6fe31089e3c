/** Prints the fault table: each fault, what the callers see, what is stored. Ends with 1 if anything was lost, doubled, hung, or not as it should be. */
import { TABLE } from './table.ts';
import { DEADLINE_MS, trial, type Outcome } from './trial.ts';

const line = (cells: readonly string[]): void => { process.stdout.write(`| ${cells.join(' | ')} |\n`); };

const HEADS = ['fault', 'the callers see', 'stored', 'slowest ms', 'goes on by itself'];
line(HEADS);
line(HEADS.map(() => '---'));
const outcomes: Outcome[] = [];
let strange = 0;
for (const row of TABLE) {
  const outcome = await trial(row);
  const isAsExpected = outcome.sees === row.sees && outcome.stored === row.stored && outcome.recovers;
  if (!isAsExpected) strange += 1;
  outcomes.push(outcome);
  line([outcome.fault, outcome.sees, outcome.stored, `${outcome.slowestMs}`, `${outcome.recovers ? 'yes' : 'NO'}${isAsExpected ? '' : ` (should be: ${row.sees}; ${row.stored})`}`]);
}
const sum = (what: 'lost' | 'doubled' | 'hangs'): number => outcomes.reduce((all, one) => all + one[what], 0);
process.stdout.write(`\n${TABLE.length} faults: ${sum('lost')} acknowledged events lost, ${sum('doubled')} duplicated, ${sum('hangs')} calls beyond 1.2 x ${DEADLINE_MS} ms, ${strange} otherwise not as they should be\n`);
process.exit(sum('lost') + sum('doubled') + sum('hangs') + strange > 0 ? 1 : 0);
