import { setImmediate } from 'node:timers/promises';
import { StoreUnavailable } from '#platform/event-store';
import type { Dice } from './dice.ts';

/** Something that may happen next. What a crash takes with it belongs to a machine’s life. */
export type Happening = Readonly<{
  what: string;
  life?: Life | undefined;
  /** The step before which it does not happen. */
  notBefore?: number;
  /** Does it. A call to the store: writes or reads, and answers. */
  go: () => void;
  /** Of a call to the store only: does it without an answer, answers that the store is away without doing it, answers from a copy that lags behind. */
  mute?: () => void;
  fail?: (why: Error) => void;
  stale?: () => void;
}>;

/** One life of a machine, from its start to its crash. */
export type Life = { readonly name: string; over: boolean; readonly crash: () => void };

/** How likely each fault is at each call, in this run. */
export type Faults = Readonly<{ lostRequest: number; lostAnswer: number; late: number; crash: number; stale: number; /** The step after which there are none any more. */ until: number }>;

const MOST_STEPS = 20_000;

/** Lets one thing happen at a time, chosen by dice from all that may happen now. Whatever runs concurrently runs here, in an order that a seed repeats. */
export class Schedule {
  readonly trace: string[] = [];
  private readonly waiting: Happening[] = [];
  private step = 0;

  constructor(private readonly dice: Dice, private readonly faults: Faults) {}

  add(happening: Happening): void { this.waiting.push(happening); }

  /** Until nothing waits any more. @throws if that never comes */
  async run(): Promise<void> {
    while (this.waiting.length > 0) {
      this.step += 1;
      if (this.step > MOST_STEPS) throw new Error(`It does not come to an end: ${this.trace.slice(-20).join('; ')}`);
      this.happen(this.take());
      // Everything that follows in the program runs before the next choice.
      await setImmediate();
    }
  }

  private take(): Happening {
    const ready = this.waiting.filter(({ notBefore = 0 }) => notBefore <= this.step);
    const chosen = this.dice.pick(ready.length > 0 ? ready : this.waiting);
    this.waiting.splice(this.waiting.indexOf(chosen), 1);
    return chosen;
  }

  private happen(chosen: Happening): void {
    const fault = chosen.fail && this.step <= this.faults.until ? this.fault() : undefined;
    this.trace.push(fault === undefined ? chosen.what : `${chosen.what}: ${fault}`);
    if (fault === undefined) chosen.go();
    else this.wrong[fault](chosen as Required<Happening>);
  }

  private fault(): keyof Schedule['wrong'] | undefined {
    let left = this.dice.throw();
    for (const name of ['lostRequest', 'lostAnswer', 'late', 'crash', 'stale'] as const) {
      left -= this.faults[name];
      if (left < 0) return name;
    }
    return undefined;
  }

  private readonly wrong = {
    lostRequest: ({ fail }: Required<Happening>): void => fail(new StoreUnavailable('lost on the way there')),
    lostAnswer: ({ mute, fail }: Required<Happening>): void => { mute(); fail(new StoreUnavailable('lost on the way back')); },
    /** Given up by whoever asked, and done later. */
    late: ({ what, mute, fail }: Required<Happening>): void => { fail(new StoreUnavailable('no answer in time')); this.add({ what: `${what}, late`, go: mute }); },
    stale: ({ stale }: Required<Happening>): void => stale(),
    crash: ({ life, mute }: Required<Happening>): void => {
      if (this.dice.chance(0.5)) mute();
      this.kill(life);
    },
  };

  /** What it had asked for is still on its way, or was never sent. */
  private kill(life: Life | undefined): void {
    if (!life) return;
    life.over = true;
    const mine = this.waiting.filter((one) => one.life === life);
    for (const one of mine) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      if (one.mute && this.dice.chance(0.3)) this.add({ what: `${one.what}, late`, go: one.mute });
    }
    life.crash();
  }
}
