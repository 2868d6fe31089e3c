import { setTimeout as wait } from 'node:timers/promises';
import { Dice } from '../simulation/dice.ts';
import { judge, type Verdict } from './judge.ts';
import { Load } from './load.ts';
import { Engines, Town, VICTIMS, type EngineKind } from './town.ts';

/** A ledger lives through so many rounds before the next one begins anew: the longer, the longer is the clean rebuild. */
const ROUNDS_OF_A_TOWN = 10;
const WRITERS = 8;
const MOST_MS_BEFORE_A_KILL = 1_000;

export type Round = Verdict & Readonly<{ round: number; kind: EngineKind; killed: string; commands: number; retries: number; slowestMs: number; strange: readonly string[] }>;
export type Wish = Readonly<{ rounds: number; seed: number; kinds: readonly EngineKind[] }>;

/** What a round was told and what came of it, in one verdict. */
export const isFine = ({ lost, doubled, rowsEqual, wrong, strange }: Round): boolean => lost + doubled + wrong.length + strange.length === 0 && rowsEqual;

/** The load goes on from before the first kill until all have got up again. */
const play = async (town: Town, load: Load, dice: Dice): Promise<string> => {
  const killing = new AbortController();
  const running = load.run(WRITERS, killing.signal);
  const killed: string[] = [];
  for (let kills = dice.between(1, 2); kills > 0; kills -= 1) {
    await wait(dice.between(0, MOST_MS_BEFORE_A_KILL));
    killed.push(await town.kill(dice.pick(VICTIMS), dice.between(0, 400)));
  }
  await wait(dice.between(0, MOST_MS_BEFORE_A_KILL));
  killing.abort();
  await running;
  return killed.join('; then ');
};

/** Kills at random under load, and looks what is left, round by round. */
export const rounds = async function* ({ rounds: wanted, seed, kinds }: Wish): AsyncGenerator<Round> {
  const dice = new Dice(seed);
  const engines = kinds.includes('engines') ? await Engines.start() : undefined;
  const towns = new Map<EngineKind, Readonly<{ town: Town; load: Load; since: number }>>();
  try {
    for (let round = 1; round <= wanted; round += 1) {
      const kind = kinds[(round - 1) % kinds.length]!;
      let one = towns.get(kind);
      if (!one || round - one.since >= ROUNDS_OF_A_TOWN * kinds.length) {
        await one?.town.close();
        const town = new Town(kind, engines);
        towns.set(kind, one = { town, load: new Load(town), since: round });
        await town.begin();
        await one.load.furnish();
      }
      const { town, load } = one;
      const [commands, retries] = [load.told.commands, load.told.retries];
      load.told.slowestMs = 0;
      const killed = await play(town, load, dice);
      const verdict = await judge(town.place, load.told.acknowledged);
      yield { ...verdict, round, kind, killed, commands: load.told.commands - commands, retries: load.told.retries - retries, slowestMs: Math.round(load.told.slowestMs), strange: load.told.strange.splice(0) };
    }
  } finally {
    for (const { town } of towns.values()) await town.close();
    await engines?.stop();
  }
};
