import { setImmediate } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { complaints, type Context, type Inquiry, type Sights, type View } from '#kernel';
import { walk, type Generation } from '#platform/read-models';
import { Malformed } from './answers.ts';
import { named } from './looking.ts';
import { Outlook, type Outlooker, type Told, type When } from './outlook.ts';

/** What an inquiry answers, and what the answer knows of the log. */
export type Answered = Told & Readonly<{ answer: object }>;

/** An inquiry on the bus. */
export abstract class Inquiring extends Query<Answered> {
  constructor(readonly asked: unknown, readonly when: When = {}) { super(); }
}

/** An inquiry looked at more rows and edges than one answer may rest on. Nothing is wrong with the ledger: ask for less. */
export class TooMuch extends Error {
  override name = 'TooMuch';
  constructor(readonly most: number) { super(`This would take more than ${most} rows and edges.`); }
}

/** Rows and edges that one inquiry may look at. Ten blends of 10,000 lots, traced both ways, are within it. */
const MOST = 500_000;
const PAGE = 1_000;
/** So many looks, each of them short, then others have their turn. */
const LOOKS = 100;

/** What an inquiry sees of the rows: chunk by chunk, in turns with others, and not without end. @throws TooMuch from any look */
class Seeing implements Sights {
  private left: number;
  private looks = 0;
  constructor(private readonly outlooker: Outlooker, private readonly most = MOST) { this.left = most; }

  async row(view: View, key: string): Promise<unknown> { return this.look(view, (generation) => generation.get(view, key), () => 1); }

  async* rows(view: View, where: Parameters<Sights['rows']>[1], ranges: Parameters<Sights['rows']>[2] = {}): AsyncGenerator {
    for (let after: string | undefined; ;) {
      const wanted = { where, ranges, limit: PAGE, ...(after !== undefined && { after }) };
      const page = await this.look(view, (generation) => generation.find(view, wanted), ({ length }) => length);
      for (const { row } of page) yield row;
      if (page.length < PAGE) return;
      after = page.at(-1)!.key;
    }
  }

  async walk(view: View, start: string, direction: 'back' | 'forward'): ReturnType<Sights['walk']> {
    const way = { start, direction, maxEdges: this.left };
    const { nodes, edges, truncated } = await this.look(view, (generation) => walk(generation, view, way), (graph) => graph.edges.length + 1);
    if (truncated) throw new TooMuch(this.most);
    return { nodes, edges };
  }

  private async look<T>(view: View, work: (generation: Generation) => Promise<T>, cost: (found: T) => number): Promise<T> {
    this.looks += 1;
    if (this.looks % LOOKS === 0) await setImmediate();
    const found = await this.outlooker.on(view, work);
    this.left -= cost(found);
    if (this.left < 0) throw new TooMuch(this.most);
    return found;
  }
}

/** What an inquiry sees of rows of one generation: for specs of inquiries. */
export const sightsOf = (generation: Generation, most?: number): Sights =>
  new Seeing({ told: () => ({ position: '' }), on: (_, work) => work(generation) }, most);

/** A bus query, and its handler, for one inquiry. */
export const inquiryOf = (context: Context, inquiry: Inquiry) => {
  class InquiryQuery extends Inquiring {}

  @QueryHandler(InquiryQuery)
  class InquiryHandler {
    constructor(private readonly outlook: Outlook) {}
    async execute({ asked, when }: Inquiring): Promise<Answered> {
      const wrong = complaints(inquiry.asks, asked);
      if (wrong.length > 0) throw new Malformed(wrong);
      const amiss = inquiry.amiss?.(asked as never) ?? [];
      if (amiss.length > 0) throw new Malformed(amiss);
      const outlooker = await this.outlook.from(when);
      const answer = await inquiry.answer(asked as never, new Seeing(outlooker)) as object;
      return { ...outlooker.told(), answer };
    }
  }

  return { context, inquiry, query: named(inquiry.name, InquiryQuery), handler: named(`${inquiry.name}Handler`, InquiryHandler) as Type };
};
