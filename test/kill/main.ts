/** `npm run test:kill -- --rounds 100 [--seed 1] [--on embedded|engines|both]`: SIGKILL at random under load, and now and then SIGSTOP and on again; says what each round left. Ends with 1 if anything was lost, doubled or wrong. */
import { parseArgs } from 'node:util';
import { isFine, rounds, type Round } from './rounds.ts';
import type { EngineKind } from './town.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string', default: `${Date.now() % 1_000_000}` }, on: { type: 'string', default: 'both' } } });
const kinds: readonly EngineKind[] = values.on === 'both' ? ['embedded', 'engines'] : [values.on as EngineKind];

const say = (text: string): void => { process.stdout.write(`${text}\n`); };
const done: Round[] = [];
say(`seed ${values.seed}`);
for await (const one of rounds({ rounds: Number(values.rounds), seed: Number(values.seed), kinds })) {
  done.push(one);
  say(`${one.round} ${one.kind}: ${one.blows}; ${one.commands} commands answered, ${one.retries} asked again, slowest ${one.slowestMs} ms; ${one.events} events; settled in ${one.settledMs} ms; `
    + `${one.lost} lost, ${one.doubled} doubled, rows ${one.rowsEqual ? 'equal' : 'NOT EQUAL'}${[...one.wrong, ...one.strange].map((what) => `\n  ${what}`).join('')}`);
}
const sum = (of: (one: Round) => number): number => done.reduce((all, one) => all + of(one), 0);
const bad = done.filter((one) => !isFine(one)).length;
say(`${done.length} rounds: ${sum(({ commands }) => commands)} commands answered; ${sum(({ lost }) => lost)} acknowledged events lost, ${sum(({ doubled }) => doubled)} doubled, `
  + `${done.filter(({ rowsEqual }) => !rowsEqual).length} times rows unlike a clean rebuild, ${bad} rounds not as they should be`);
process.exit(bad > 0 ? 1 : 0);
