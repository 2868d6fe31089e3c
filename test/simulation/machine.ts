import type { Ask, Position, Reaction } from '#kernel';
import { Ledger, Performing, type Question, type Receipt } from '#platform/cqrs';
import { StoreUnavailable } from '#platform/event-store';
import { isPassing } from '../../libs/platform/cqrs/reactor.ts';
import type { Cluster } from './cluster.ts';
import type { Dice } from './dice.ts';
import { RemoteStore, type Broken } from './remote.ts';
import type { Life, Schedule } from './schedule.ts';

/** Where all machines are, and what they run. */
export type World = Readonly<{ cluster: Cluster; schedule: Schedule; dice: Dice; reactions: readonly Reaction[]; nowMs: number; broken?: Broken | undefined; failures: string[] }>;

/** A process that takes commands and runs all reactions, with the real ledger. It crashes and comes again: of what it knew, only its checkpoint is left. */
export class Machine {
  private ledger!: Ledger;
  private performing!: Performing;
  private store!: RemoteStore;
  private life!: Life;
  private checkpoint: Position = '';
  private died: (why: Error) => void = () => {};
  private death!: Promise<never>;
  private idle: (() => void) | undefined;

  constructor(private readonly name: string, private readonly world: World) { this.start(); }

  /** Decides a command here. @throws StoreUnavailable when the machine dies of it */
  ask(ask: Ask, question: Question): Promise<Receipt> { return Promise.race([this.ledger.decide(ask, question), this.death]); }

  /** There is something new in the log. */
  wake(): void {
    const { idle, life } = this;
    if (!idle) return;
    this.idle = undefined;
    this.world.schedule.add({ what: `${this.name} wakes`, life, go: idle });
  }

  private start(): void {
    const { cluster, schedule, dice, reactions, nowMs, broken } = this.world;
    this.life = { name: this.name, over: false, crash: () => this.crash() };
    this.store = new RemoteStore(cluster, schedule, this.life, { dice, broken });
    this.ledger = new Ledger(this.store, () => nowMs);
    this.performing = new Performing(this.ledger, reactions, () => {});
    this.death = new Promise((_, reject) => { this.died = reject; });
    this.death.catch(() => {});
    this.follow(this.life).catch((error: unknown) => this.world.failures.push(`${this.name} stopped: ${String(error)}`));
  }

  private crash(): void {
    this.idle = undefined;
    this.died(new StoreUnavailable(`${this.name} crashed.`));
    this.world.schedule.add({ what: `${this.name} starts again`, go: () => this.start() });
  }

  /** What the reactor does: reads on, has everything performed that follows, and sometimes notes how far it is. */
  private async follow(life: Life): Promise<void> {
    let position = this.checkpoint;
    while (!life.over) {
      try {
        position = await this.batch(position);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  }

  private async batch(position: Position): Promise<Position> {
    const { dice } = this.world;
    const batch = await this.store.after(position, dice.between(1, 8));
    if (batch.length === 0) {
      await this.news(position);
      return position;
    }
    await this.performing.perform(batch);
    const reached = batch.at(-1)!.position;
    if (dice.chance(0.5)) this.checkpoint = reached;
    return reached;
  }

  private news(position: Position): Promise<void> {
    return new Promise((resolve) => {
      this.idle = resolve;
      if (this.world.cluster.head() > position) this.wake();
    });
  }
}
