import type { CommandBus } from '@nestjs/cqrs';
import type { Actor, Decider } from '#kernel';
import { streamOf } from '#platform/event-store';
import { Malformed, Refused, type Receipt } from './answers.ts';
import type { Buses } from './buses.ts';
import { Order } from './order.ts';
import { isPassing } from './reactor.ts';

/** One command of a file: its type and subject, a key of its own, when it happened, and its fields. */
export type Line = Readonly<{ type: string; subject: string; key: string; occurredAt?: string; data: unknown }>;

/** The answer to one line: written, or why not. `row` counts lines from 1. */
export type Outcome = Readonly<{ row: number; key?: string; receipt?: Receipt; error?: unknown }>;

/** How many commands are under way at once, and so what the store may commit together. */
const WINDOW = 256;
const PASSING_RETRIES = 8;
const RETRY_AFTER_MS = 50;
const FIELDS = new Set(['type', 'subject', 'key', 'occurredAt', 'data']);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The same decisions for a whole file, with the same answers as one after another, in the order of the lines: what touches the same
 * streams keeps its order, the rest runs side by side. A refusal may only mean that an earlier line had not taken effect yet; so it
 * is asked once more when all earlier lines are settled, and later lines on its streams wait for that. Memory is bounded by the window.
 */
export class Importer {
  private readonly commands: ReadonlyMap<string, Buses['commands'][number]>;
  constructor(private readonly bus: CommandBus, buses: Buses) {
    const open = buses.commands.filter(({ decider, type }) => !decider.internal?.includes(type));
    this.commands = new Map(open.map((one) => [one.type, one]));
  }

  /** Lines that could not even be read come as errors in place of a line, and keep their row. */
  async *run(lines: AsyncIterable<Line | Error>, by: Actor): AsyncGenerator<Outcome> {
    const order = new Order();
    const underWay: Promise<Outcome>[] = [];
    let row = 0;
    let earlier: Promise<unknown> = Promise.resolve();
    for await (const line of lines) {
      row += 1;
      const outcome = this.settle({ row, line, by, order, earlier });
      earlier = Promise.all([earlier, outcome]);
      if (underWay.push(outcome) >= WINDOW) yield await underWay.shift()!;
    }
    for (const outcome of underWay) yield await outcome;
  }

  private async settle({ row, line, by, order, earlier }: { row: number; line: Line | Error; by: Actor; order: Order; earlier: Promise<unknown> }): Promise<Outcome> {
    if (line instanceof Error) return { row, error: line };
    try {
      const one = this.found(line);
      const { writes, reads } = streamsOf(one.decider, line);
      const receipt = await order.run(writes, reads, async () => {
        try {
          return await this.ask(one, line, by);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          await earlier;
          return this.ask(one, line, by);
        }
      });
      return { row, key: line.key, receipt };
    } catch (error) {
      return { row, ...(isText(line.key) && { key: line.key }), error };
    }
  }

  private found(line: Line) {
    const surplus = Object.keys(line).filter((name) => !FIELDS.has(name)).map((name) => ({ pointer: `#/${name}`, detail: 'is not a field of a line' }));
    const missing = (['type', 'subject', 'key'] as const).filter((name) => !isText(line[name])).map((name) => ({ pointer: `#/${name}`, detail: 'must be a text' }));
    if (surplus.length + missing.length > 0) throw new Malformed([...surplus, ...missing]);
    const one = this.commands.get(line.type);
    if (!one) throw new Malformed([{ pointer: '#/type', detail: 'must be the name of a command' }]);
    return one;
  }

  private async ask({ command: Command }: Buses['commands'][number], { subject, data, key, occurredAt }: Line, by: Actor): Promise<Receipt> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.bus.execute(new Command(subject, data, { by, cause: `${by.party}/${key}`, occurredAt }));
      } catch (error) {
        if (!isPassing(error) || attempt > PASSING_RETRIES) throw error;
        await new Promise((resolve) => { setTimeout(resolve, RETRY_AFTER_MS * attempt); });
      }
    }
  }
}

/** What a command writes to and looks at, as far as its data tell. */
const streamsOf = (decider: Decider, { type, subject, data }: Line): { writes: string; reads: string[] } => {
  const asked = { subject, command: type, by: { party: '', participant: '', roles: [] }, occurredAt: '', recordedAt: '', cause: '', correlation: '' };
  const reads = Object.values(decider.facts ?? {}).flatMap(({ of, subjects }) => {
    try {
      return subjects(data, decider.initial, asked).map((found) => streamOf(of.noun, found));
    } catch {
      return []; // data of another form: the command will be told so
    }
  });
  return { writes: streamOf(decider.noun, subject), reads };
};
