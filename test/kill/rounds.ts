import { setTimeout as wait } from 'node:timers/promises';
import { Dice } from '../simulation/dice.ts';
import { judge, type Verdict } from './judge.ts';
import { Load } from './load.ts';
import { Engines, Town, VICTIMS, type EngineKind } from './town.ts';

/** A ledger lives through so many rounds before the next one begins anew: the longer, the longer is the clean rebuild. */
const ROUNDS_OF_A_TOWN = 10;
const WRITERS = 8;
const MOST_MS_BEFORE_A_BLOW = 1_000;
/** Short, or so long that others take over what the frozen one held. */
const FROZEN_MS = { briefly: { least: 50, most: 2_000 }, pastTheLease: { least: 11_000, most: 13_000 } };

export type Round = Verdict & Readonly<{ round: number; kind: EngineKind; blows: string; commands: number; retries: number; slowestMs: number; strange: readonly string[] }>;
export type Wish = Readonly<{ rounds: number; seed: number; kinds: readonly EngineKind[] }>;

/** What a round was told and what came of it, in one verdict. */
export const isFine = ({ lost, doubled, rowsEqual, wrong, strange }: Round): boolean => lost + doubled + wrong.length + strange.length === 0 && rowsEqual;

/** Three of four are killed, the fourth is frozen. */
const strike = (town: Town, dice: Dice): Promise<string> => {
  const victim = dice.pick(VICTIMS);
  if (dice.chance(0.75)) return town.kill(victim, dice.between(0, 400));
  const { least, most } = FROZEN_MS[dice.chance(0.7) ? 'briefly' : 'pastTheLease'];
  return town.freeze(victim, dice.between(least, most));
};

/** The load goes on from before the first blow until all have got up again. */
const play = async (town: Town, load: Load, dice: Dice): Promise<string> => {
  const ending = new AbortController();
  const running = load.run(WRITERS, ending.signal);
  const blows: string[] = [];
  for (let left = dice.between(1, 2); left > 0; left -= 1) {
    await wait(dice.between(0, MOST_MS_BEFORE_A_BLOW));
    blows.push(await strike(town, dice));
  }
  await wait(dice.between(0, MOST_MS_BEFORE_A_BLOW));
  ending.abort();
  await running;
  return blows.join('; then ');
};

/** Kills and freezes at random under load, and looks what is left, round by round. */
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
      const blows = await play(town, load, dice);
      const verdict = await judge(town.place, load.told.acknowledged);
      yield { ...verdict, round, kind, blows, commands: load.told.commands - commands, retries: load.told.retries - retries, slowestMs: Math.round(load.told.slowestMs), strange: load.told.strange.splice(0) };
    }
  } finally {
    for (const { town } of towns.values()) await town.close();
    await engines?.stop();
  }
};
