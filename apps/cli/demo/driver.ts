import type { Actor } from '#kernel';
import type { Receipt } from '#platform/cqrs';
import type { OpenedLedger } from '../../api/index.ts';
import type { Chain, Phase, Step } from './steps/chain.ts';

/** What the driver needs of a ledger. */
export type Driven = Pick<OpenedLedger, 'bus' | 'buses' | 'events' | 'reactor'>;

export type DriverOptions = Readonly<{
  /** Begins every cause, so that the same command of the same demo is recognised when it comes again. */ causes: string;
  /** How many chains go side by side. */ concurrency: number;
  onCommands?: (done: number, phase: string) => void;
}>;

/** A command of the demo was not accepted: the plan and the rules do not agree. */
export class DemoRefused extends Error {
  override name = 'DemoRefused';
  constructor({ type, subject }: Step, cause: unknown) { super(`${type} of ${subject}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause }); }
}

const REACTIONS_MS = 60_000;

/** Sends the year through the same bus as every other command, chain beside chain. Sent again, every command is recognised by its cause. */
export class Driver {
  commands = 0;
  private readonly types: ReadonlyMap<string, Driven['buses']['commands'][number]>;

  constructor(private readonly ledger: Driven, private readonly options: DriverOptions) {
    this.types = new Map(ledger.buses.commands.map((one) => [one.type, one]));
  }

  /** @throws DemoRefused at the first command that is not accepted; chains under way are left where they are */
  async drive(phases: Iterable<Phase>): Promise<void> {
    for (const { title, chains } of phases) {
      await this.sideBySide(chains, title);
      await this.settled();
    }
  }

  private async sideBySide(chains: Iterable<Chain>, title: string): Promise<void> {
    const waiting = chains[Symbol.iterator]();
    let failure: unknown;
    const worker = async () => {
      for (let next = waiting.next(); !next.done && failure === undefined; next = waiting.next()) {
        await this.inOrder(next.value, title).catch((error: unknown) => { failure ??= error; });
      }
    };
    await Promise.all(Array.from({ length: this.options.concurrency }, worker));
    if (failure !== undefined) throw failure;
  }

  private async inOrder({ key, steps }: Chain, title: string): Promise<void> {
    const correlation = `${this.options.causes}/${key}`;
    for (const [i, step] of steps.entries()) {
      if (step.afterReactions) await this.settled();
      const { events } = await this.send(step, { cause: `${correlation}/${i}`, correlation });
      if (step.approvedBy && events.some(({ type }) => type === 'LotApprovalRequested')) await this.approve(step, step.approvedBy, { cause: `${correlation}/${i}/approved`, correlation });
      this.commands += 1;
      this.options.onCommands?.(this.commands, title);
    }
  }

  private approve({ subject, occurredAt }: Step, by: Actor, known: { cause: string; correlation: string }): Promise<Receipt> {
    return this.send({ type: 'ApproveChange', subject, by, occurredAt, data: {} }, known);
  }

  private async send(step: Step, known: { cause: string; correlation: string }): Promise<Receipt> {
    const { type, subject, by, occurredAt, data } = step;
    const { command: Command } = this.types.get(type)!;
    try {
      return await this.ledger.bus.execute(new Command(subject, data, { by, occurredAt, ...known }));
    } catch (error) {
      throw new DemoRefused(step, error);
    }
  }

  /** Waits for everything that follows from what was done. */
  private async settled(): Promise<void> {
    const head = await this.ledger.events.head();
    if (await this.ledger.reactor.reached(head, REACTIONS_MS)) return;
    throw new Error(`The reactions have not come to ${head}: ${JSON.stringify(this.ledger.reactor.status())}`);
  }
}
