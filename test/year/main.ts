/** The demo year twice: in one folder, and on a test double of EventStoreDB with PostgreSQL. `--scale 0.01 --seed 1`. Fails if the figures differ. */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { bothYears } from './both.ts';

const { values } = parseArgs({ options: { scale: { type: 'string', default: '0.01' }, seed: { type: 'string', default: '1' }, year: { type: 'string', default: '2005' } } });
const { called, embedded, onEngines } = await bothYears({ scale: Number(values.scale), seed: Number(values.seed), year: Number(values.year), projecting: 'thread' });
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`In one folder:                                    ${embedded.seconds} s, rows ${embedded.rows.slice(0, 16)}…`);
say(`On the test double and ${called}: ${onEngines.seconds} s, rows ${onEngines.rows.slice(0, 16)}…`);
for (const [name, figure] of Object.entries(embedded.figures)) {
  const there = (onEngines.figures as Record<string, unknown>)[name];
  say(`${isDeepStrictEqual(figure, there) ? 'same' : 'DIFFERS'}  ${name}: ${JSON.stringify(figure)}${isDeepStrictEqual(figure, there) ? '' : ` and ${JSON.stringify(there)}`}`);
}
const same = isDeepStrictEqual(embedded.figures, onEngines.figures) && embedded.rows === onEngines.rows && !onEngines.difference;
say(same ? 'Figures and rows are the same.' : `They are NOT the same. ${JSON.stringify(onEngines.difference ?? {})}`);
process.exitCode = same ? 0 : 1;
