import { afterAll, expect, it } from '@jest/globals';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import {
  ask, at, context, factOf, gone, IsLotId, IsMilliCarats, recollectionOf, refusals, type Actor, type Decider, type Reaction, type View,
} from '#kernel';
import { EventStore, MemoryEventStore } from '#platform/event-store';
import { Past, Projection, Projector, RowStore, SqliteRowStore } from '#platform/read-models';
import { Malformed, Refused } from './answers.ts';
import { busesOf } from './buses.ts';
import { Checkpoints } from './checkpoints.ts';
import { ContextsModule } from './contexts.module.ts';
import { Importer, type Line, type Outcome } from './importer.ts';
import { MemoryCheckpoints } from './memory.checkpoints.ts';
import { Reactor } from './reactor.ts';

class Weighed { @IsMilliCarats() milliCarats!: number }
class Nothing {}
type State = { open: boolean; milliCarats: number };
const no = refusals({ Closed: { cites: 'box/1', says: 'The box is closed.' }, Empty: { cites: 'bag/1', says: 'There is no such bag.' } });
const boxEvents = { BoxFilled: Weighed, BoxClosed: Nothing };

const box: Decider<State, typeof boxEvents, { Fill: typeof Weighed; Close: typeof Nothing }> = {
  noun: 'box', id: IsLotId, events: boxEvents, commands: { Fill: Weighed, Close: Nothing }, refusals: no, initial: { open: true, milliCarats: 0 },
  evolve: { BoxFilled: (state, { milliCarats }) => ({ ...state, milliCarats: state.milliCarats + milliCarats }), BoxClosed: (state) => ({ ...state, open: false }) },
  decide: {
    Fill: ({ open }, data) => (open ? [{ type: 'BoxFilled', data }] : no.Closed),
    Close: ({ open }) => (open ? [{ type: 'BoxClosed', data: {} }] : no.Closed),
  },
};
/** A bag opens by itself when the box of its name is filled, and grows while that box is open. */
const bagEvents = { BagOpened: Weighed, BagGrew: Weighed };
const bag: Decider<number, typeof bagEvents, { OpenBag: typeof Weighed; Grow: typeof Weighed }, { box: State }> = {
  noun: 'bag', id: IsLotId, events: bagEvents, commands: { OpenBag: Weighed, Grow: Weighed }, internal: ['OpenBag'], refusals: no, initial: 0,
  facts: { box: factOf(recollectionOf(box), (_, __, { subject }) => subject) },
  evolve: { BagOpened: (_, { milliCarats }) => milliCarats, BagGrew: (all, { milliCarats }) => all + milliCarats },
  decide: {
    OpenBag: (all, data) => (all === 0 ? [{ type: 'BagOpened', data }] : no.Closed),
    Grow: (all, data, { facts }) => (!facts.box.open ? no.Closed : all === 0 ? no.Empty : [{ type: 'BagGrew', data }]),
  },
};
const bagFollows: Reaction = { name: 'bag-follows', on: { BoxFilled: ({ subject, data }) => [ask(bag, subject, 'OpenBag', data)] } };
const nothing: View = { name: 'boxes/nothing', version: 1, row: Nothing, index: [], on: { BoxClosed: ({ subject }: { subject: string }) => [at(subject, () => gone)] } };
const buses = busesOf([context('boxes', { deciders: [box, bag], views: [nothing], reactions: [bagFollows] })]);

@Global()
@Module({})
class Stores {
  static of(events: EventStore): DynamicModule {
    const rows = new SqliteRowStore(':memory:');
    const providers = [
      { provide: EventStore, useValue: events }, { provide: RowStore, useValue: rows }, { provide: Checkpoints, useValue: new MemoryCheckpoints() },
      { provide: Projection, useValue: new Projector(events, rows, buses.views, buses.eventTypes) },
      { provide: Past, useValue: new Past(events, buses.eventTypes) },
    ];
    return { module: Stores, providers, exports: providers.map(({ provide }) => provide) };
  }
}

@Module({})
class Root {}

const opened: { close: () => Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));

const open = async () => {
  const events = new MemoryEventStore();
  const app = await NestFactory.createApplicationContext({ module: Root, imports: [Stores.of(events), ContextsModule.of(buses)] }, { logger: false });
  await app.init();
  const reactor = app.get(Reactor);
  await reactor.start();
  opened.push({ close: async () => { await reactor.stop(); await app.close(); } });
  return { events, importer: app.get(Importer), bus: app.get(CommandBus), reactor };
};

const me: Actor = { party: 'me', participant: 'BW', roles: ['producer'] };
async function* from(lines: readonly (Line | Error)[]) { yield* lines; }

const run = async (importer: Importer, lines: readonly (Line | Error)[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for await (const outcome of importer.run(from(lines), me)) outcomes.push(outcome);
  return outcomes;
};
const fill = (subject: string, key: string): Line => ({ type: 'Fill', subject, key, data: { milliCarats: 1 } });
/** What a line was answered: which events, or which refusal. */
const answer = ({ receipt, error }: Outcome) => receipt?.events.map(({ type }) => type) ?? (error instanceof Refused ? error.refusal.refused : String(error));

it('answers every line in order, a bad one without stopping the others', async () => {
  const { importer } = await open();
  const outcomes = await run(importer, [
    fill('A', '1'), new SyntaxError('no JSON'), { ...fill('A', '3'), type: 'Grab' }, { type: 'OpenBag', subject: 'A', key: '4', data: {} },
    { ...fill('A', '5'), data: { milliCarats: 0.5 } }, { ...fill('A', ''), by: 'another' } as Line, fill('A', '7'),
  ]);
  expect(outcomes.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(outcomes.map(({ receipt }) => receipt !== undefined)).toEqual([true, false, false, false, false, false, true]);
  expect((outcomes[2]!.error as Malformed).complaints).toEqual([{ pointer: '#/type', detail: 'must be the name of a command' }]);
  expect((outcomes[3]!.error as Malformed).complaints).toEqual([{ pointer: '#/type', detail: 'must be the name of a command' }]);
  expect((outcomes[5]!.error as Malformed).complaints.map(({ pointer }) => pointer)).toEqual(['#/by', '#/key']);
});

it('changes nothing when the same file comes again', async () => {
  const { importer, events } = await open();
  const lines = Array.from({ length: 600 }, (_, i) => fill(`B-${i % 50}`, `${i}`));
  const first = await run(importer, lines);
  const before = await events.head();
  expect(await run(importer, lines)).toEqual(first);
  expect(await events.head()).toBe(before);
});

it('lets a line use what an earlier line only sets off', async () => {
  const { importer } = await open();
  const lines: Line[] = Array.from({ length: 100 }, (_, i) => [fill(`B-${i}`, `f${i}`), { type: 'Grow', subject: `B-${i}`, key: `g${i}`, data: { milliCarats: 2 } }]).flat();
  expect((await run(importer, lines)).every(({ receipt }) => receipt)).toBe(true);
});

it('gives the same answers as one line after another', async () => {
  const line = fc.record({ type: fc.constantFrom('Fill', 'Fill', 'Grow', 'Grow', 'Close'), subject: fc.constantFrom('A', 'B', 'C') });
  await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (wanted) => {
    const lines = wanted.map(({ type, subject }, i): Line => ({ type, subject, key: `${i}`, data: type === 'Close' ? {} : { milliCarats: 1 } }));
    const [together, alone] = [await open(), await open()];
    const expected: unknown[] = [];
    for (const one of lines) {
      expected.push(...(await run(alone.importer, [one])).map(answer));
      await alone.reactor.reached(await alone.events.head());
    }
    expect((await run(together.importer, lines)).map(answer)).toEqual(expected);
  }), { numRuns: 30 });
}, 30_000);
