import { plusDays, sumOf, type Actor } from '#kernel';
import { AFTERWARDS, at, dayOfRound, roundOf } from '../plan/calendar.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedRecord } from '../plan/production.ts';
import type { Split } from '../plan/goods.ts';
import type { Sale } from '../plan/trade.ts';
import type { World } from '../plan/world.ts';
import { counts, enrolmentsOf, questions } from './belonging.ts';
import type { Chain, Phase } from './chain.ts';
import { forging, numberings, officers, technicalNumberings, voiding } from './officers.ts';
import { seizing } from './seizing.ts';
import { admissions, filings, parties, seals, sites } from './setting-up.ts';
import { shipping, warrantyOf } from './shipping.ts';

const producer = ({ site }: PlannedRecord): Actor => ({ party: site.operator, participant: site.participant, roles: ['producer'] });

const recording = (record: PlannedRecord): Chain => {
  const { id, site, from, to, milliCarats, usdCents, on } = record;
  return { key: id, steps: [{ type: 'RecordProduction', subject: id, by: producer(record), occurredAt: at(on, 10), data: { site: site.id, from, to, milliCarats, usdCents } }] };
};

/** The whole run-of-mine lot: its goods, what was lost in cleaning, and the rest as the last part. */
const splitting = ({ record, on, goods, lossMilliCarats }: Split): Chain => {
  const rest = record.milliCarats - lossMilliCarats - sumOf(goods, ({ milliCarats }) => milliCarats);
  const parts = [...goods.map(({ milliCarats, hsCode }) => ({ milliCarats, hsCode })), ...(rest > 0 ? [{ milliCarats: rest }] : [])];
  const loss = lossMilliCarats > 0 ? { lossMilliCarats, lossReason: 'acidising' } : {};
  return { key: `split-${record.id}`, steps: [{ type: 'SplitLot', subject: record.id, by: producer(record), occurredAt: at(on, 10), data: { parts, ...loss } }] };
};

const selling = (world: World, { number, participant, seller, buyer, goods: { lot }, usdCents, on }: Sale): Chain => {
  const invoice = `SYN-INV-${world.year}-${`${number}`.padStart(6, '0')}`;
  const by = (party: string): Actor => ({ party, participant, roles: ['trader'] });
  const terms = { buyer, lines: [{ lot, usdCents }], ...warrantyOf(world, by(seller), on) };
  return { key: invoice, steps: [
    { type: 'IssueInvoice', subject: invoice, by: by(seller), occurredAt: at(on, 10), data: terms },
    { type: 'DispatchLot', subject: lot, by: by(seller), occurredAt: at(on, 12), data: { to: buyer, invoice } },
    { type: 'ReceiveLot', subject: lot, by: by(buyer), occurredAt: at(plusDays(on, 1), 10), data: {} },
  ] };
};

/** Things by the round in which they are due, each list in its own order. */
const byRound = <T>(things: readonly T[], round: (thing: T) => number): T[][] => {
  const rounds: T[][] = Array.from({ length: AFTERWARDS + 1 }, () => []);
  for (const thing of things) rounds[round(thing)]!.push(thing);
  return rounds;
};

function* made<T>(things: readonly T[], chain: (thing: T) => Chain): Generator<Chain> {
  for (const thing of things) yield chain(thing);
}

function* chained(...lists: readonly Iterable<Chain>[]): Generator<Chain> {
  for (const list of lists) yield* list;
}

function* before(plan: Plan): Generator<Phase> {
  yield { title: 'Participants', chains: admissions(plan) };
  yield { title: 'authorities', chains: parties(plan, 'authorities') };
  yield { title: 'officers and numbers', chains: chained(officers(plan), numberings(plan), technicalNumberings(plan)) };
  yield { title: 'parties', chains: parties(plan, 'others') };
  yield { title: 'questions', chains: questions(plan) };
  yield { title: 'sites', chains: sites(plan) };
  yield { title: 'seals', chains: seals(plan) };
}

/** The year in phases, in the order of time. Nothing of it exists before it is asked for. */
export function* phasesOf(plan: Plan): Generator<Phase> {
  const { world, trade } = plan;
  const enrolments = byRound(enrolmentsOf(plan), ({ on }) => roundOf(world.year, on));
  const records = byRound(plan.records, ({ on }) => roundOf(world.year, on));
  const splits = byRound(trade.splits, ({ on }) => roundOf(world.year, on));
  const sales = byRound(trade.sales, ({ round }) => round);
  const shipments = byRound(trade.shipments, ({ round }) => round);
  const cases = byRound(trade.confiscations, ({ round }) => round);
  const forgeries = byRound(trade.forgeries, ({ round }) => round);
  const firstHalfDue = roundOf(world.year, `${world.year}-08-31`);
  yield* before(plan);
  for (let round = 0; round <= AFTERWARDS; round++) {
    const title = round === AFTERWARDS ? `after ${world.year}` : dayOfRound(world.year, round);
    yield { title, chains: made(enrolments[round]!, ({ chain }) => chain) };
    yield { title, chains: made(records[round]!, recording) };
    yield { title, chains: made(splits[round]!, splitting) };
    yield { title, chains: made(sales[round]!, (sale) => selling(world, sale)) };
    yield { title, chains: made(shipments[round]!, (shipment) => shipping(world, shipment)) };
    yield { title, chains: made(cases[round]!, (one) => seizing(world, one, trade.confiscations.indexOf(one))) };
    yield { title, chains: made(forgeries[round]!, (forgery) => forging(world, forgery)) };
    if (round === firstHalfDue) yield { title, chains: filings(plan, 1) };
  }
  yield { title: `after ${world.year}`, chains: made(trade.blanks, (blank) => voiding(world, blank)) };
  yield { title: `after ${world.year}`, chains: chained(counts(plan), filings(plan, 2)) };
}

/** How many commands a year makes. It makes them all, and keeps none. */
export const stepsIn = (plan: Plan): number => {
  let steps = 0;
  for (const { chains } of phasesOf(plan)) for (const chain of chains) steps += chain.steps.length;
  return steps;
};
