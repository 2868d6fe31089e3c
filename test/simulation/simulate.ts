import { Cluster } from './cluster.ts';
import { Dice } from './dice.ts';
import { Machine, type World } from './machine.ts';
import type { Broken } from './remote.ts';
import { Schedule, type Faults } from './schedule.ts';
import { freeingWishes, mine, pursue, reactions, wishesOf } from './story.ts';
import { verdictOn } from './verdict.ts';

const NOW_MS = Date.parse('2026-02-01T12:00:00Z');
const QUIET = 0.1;

/** What came of one seed: what went wrong, what happened step by step, and how blends and parcels ended. */
export type Outcome = Readonly<{ seed: number; violations: readonly string[]; trace: readonly string[]; committed: number; aborted: number; sealed: number; abandoned: number }>;

/** Some runs are quiet, so that what goes wrong without any fault is seen too; in the others each kind of fault has its own share. */
const faultsOf = (dice: Dice): Faults => {
  if (dice.chance(QUIET)) return { lostRequest: 0, lostAnswer: 0, late: 0, crash: 0, stale: 0, until: 0 };
  const upTo = (most: number) => dice.throw() * most;
  return { lostRequest: upTo(0.1), lostAnswer: upTo(0.15), late: upTo(0.1), crash: upTo(0.06), stale: upTo(0.15), until: dice.between(40, 400) };
};

/**
 * One run: two machines, a store behind a bad network, a few people who want the same few lots. Everything that is left to chance in life is thrown by
 * dice here, so a seed always runs the same way. The faults stop at some step; then everything comes to an end by itself, and is looked at.
 */
export const simulate = async (seed: number, broken?: Broken): Promise<Outcome> => {
  const dice = new Dice(seed);
  const schedule = new Schedule(dice, faultsOf(dice));
  const cluster = new Cluster(new Date(NOW_MS).toISOString(), (stream) => broken === 'any-revision' && /^(blend|parcel)-/.test(stream));
  const failures: string[] = [];
  const world: World = { cluster, schedule, dice, reactions, nowMs: NOW_MS, broken, failures };
  mine(world);
  const machines = ['first', 'second'].map((name) => new Machine(name, world));
  cluster.onWrite = () => { for (const machine of machines) machine.wake(); };
  const answers: string[] = [];
  const wished = async (wishes: ReturnType<typeof wishesOf>): Promise<void> => {
    const answeredBefore = answers.length;
    for (const wish of wishes) pursue(world, machines, wish, (answer) => answers.push(`${wish.name}: ${answer}`));
    await schedule.run().catch((error: unknown) => failures.push(String(error)));
    const unanswered = wishes.length - (answers.length - answeredBefore);
    if (unanswered > 0) failures.push(`${unanswered} of ${wishes.length} were never answered`);
  };
  await wished(wishesOf(dice));
  await wished(freeingWishes(cluster));
  const count = (type: string) => cluster.log.filter((event) => event.type === type).length;
  return {
    seed, violations: [...failures, ...verdictOn(cluster)], trace: [...schedule.trace, ...answers],
    committed: count('BlendCommitted'), aborted: count('BlendAborted'), sealed: count('ParcelSealed'), abandoned: count('ParcelAbandoned'),
  };
};
