import type { Type } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { Context, Decider } from '#kernel';
import type { Question, Receipt } from './answers.ts';
import { inquiryOf } from './inquiring.ts';
import { Ledger } from './ledger.ts';
import { named, queryOf } from './looking.ts';
import { Reactor } from './reactor.ts';

/** A command on the bus: for which subject, with which data, asked how. */
export abstract class Asking extends Command<Receipt> {
  constructor(readonly subject: string, readonly data: unknown, readonly question: Question) { super(); }
}

/** A bus command, and its handler, for one command of a decider. Nobody writes them by hand. */
const commandOf = (context: Context, decider: Decider, type: string) => {
  class DeciderCommand extends Asking {}

  @CommandHandler(DeciderCommand)
  class DeciderHandler {
    constructor(private readonly ledger: Ledger, private readonly reactor: Reactor) {}
    /** The answer waits for what follows by itself, and tells it, as far as it happened on the same stream: the caller finds it done. */
    async execute({ subject, data, question }: Asking): Promise<Receipt> {
      return this.reactor.settled(await this.ledger.decide({ decider, subject, type, data }, question));
    }
  }

  return { context, decider, type, command: named(type, DeciderCommand), handler: named(`${type}Handler`, DeciderHandler) as Type };
};

/** Everything that can be asked of these contexts, and everything that can be looked at. @throws if two commands, events, views or inquiries share a name */
export const busesOf = (contexts: readonly Context[]) => {
  const deciders = contexts.flatMap((context) => context.deciders.map((decider) => ({ context, decider })));
  const commands = deciders.flatMap(({ context, decider }) => Object.keys(decider.commands).map((type) => commandOf(context, decider, type)));
  const queries = contexts.flatMap((context) => context.views.map((view) => queryOf(context, view)));
  const inquiries = contexts.flatMap((context) => context.inquiries.map((inquiry) => inquiryOf(context, inquiry)));
  const eventTypes = deciders.flatMap(({ decider }) => Object.keys(decider.events));
  const shown = [...queries.map(({ view }) => view.name), ...inquiries.map(({ inquiry }) => inquiry.name)];
  for (const names of [commands.map(({ type }) => type), shown, eventTypes, deciders.map(({ decider }) => decider.noun)]) refuseTwins(names);
  return {
    commands, queries, inquiries, eventTypes: new Set(eventTypes), views: queries.map(({ view }) => view),
    reactions: contexts.flatMap(({ reactions }) => reactions), watches: contexts.flatMap(({ watches }) => watches),
  };
};

const refuseTwins = (names: readonly string[]): void => {
  const twin = names.find((name, i) => names.indexOf(name) !== i);
  if (twin !== undefined) throw new TypeError(`${twin} is the name of two things: the bus would quietly keep one.`);
};

export type Buses = ReturnType<typeof busesOf>;
