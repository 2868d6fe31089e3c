import { shareOut } from '#kernel';
import { ROUNDS } from './calendar.ts';
import type { Goods, Split } from './goods.ts';
import { destinationsOf } from './participants.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';

/** Goods that go over one border together, under one certificate. */
export type Passage = Readonly<{ round: number; exporter: string; from: string; importer: string; to: string; goods: readonly Goods[] }>;
/** Goods that change hands within one Participant, at the start of a round. */
export type HandOver = Readonly<{ round: number; participant: string; seller: string; buyer: string; goods: Goods }>;
export type Flow = Readonly<{ passages: readonly Passage[]; handOvers: readonly HandOver[] }>;

type Whereabouts = { holder: string; participant: string; crossed: number };

const MOST_LOTS = 6;
const SOLD_AT_HOME = { diggers: 0.8, mines: 0.25, later: 0.05 };

/** Lets the goods go their ways, round by round; about `lots` of them share a certificate, where so many are in one hand. */
class Market {
  readonly passages: Passage[] = [];
  readonly handOvers: HandOver[] = [];
  private readonly due: Goods[][] = Array.from({ length: ROUNDS }, () => []);
  private readonly whereabouts = new Map<string, Whereabouts>();
  private wanted = 0;

  constructor(private readonly world: World, private readonly lots: number, private readonly random: Random) {}

  add(goods: Goods): void {
    this.whereabouts.set(goods.lot, { holder: goods.record.site.operator, participant: goods.record.site.participant, crossed: 0 });
    this.due[goods.from]!.push(goods);
  }

  hold(round: number): void {
    for (const goods of this.due[round]!) this.sellAtHome(round, goods);
    const inHands = new Map<string, Goods[]>();
    for (const goods of this.due[round]!) {
      const { holder } = this.whereabouts.get(goods.lot)!;
      const inHand = inHands.get(holder);
      if (inHand) inHand.push(goods);
      else inHands.set(holder, [goods]);
    }
    for (const [holder, inHand] of inHands) for (const goods of this.grouped(this.random.shuffle(inHand))) this.send(round, holder, goods);
    this.due[round] = [];
  }

  private sellAtHome(round: number, goods: Goods): void {
    const now = this.whereabouts.get(goods.lot)!;
    const odds = now.crossed > 0 ? SOLD_AT_HOME.later : goods.record.site.scale === 'ASM' ? SOLD_AT_HOME.diggers : SOLD_AT_HOME.mines;
    const buyers = this.world.participants.get(now.participant)!.traders.filter((id) => id !== now.holder);
    if (buyers.length === 0 || !this.random.chance(odds)) return;
    const buyer = this.trader(buyers);
    this.handOvers.push({ round, participant: now.participant, seller: now.holder, buyer, goods });
    now.holder = buyer;
  }

  /** Cuts what one hand exports in a round into certificates, so that over the year about the wanted number comes out. */
  private grouped(inHand: readonly Goods[]): Goods[][] {
    this.wanted += inHand.length / this.lots;
    const least = Math.ceil(inHand.length / MOST_LOTS);
    const count = Math.min(inHand.length, Math.max(least, Math.round(this.wanted) - this.passages.length));
    const groups: Goods[][] = inHand.slice(0, count).map((goods) => [goods]);
    const open = [...groups];
    for (const goods of inHand.slice(count)) {
      const i = this.random.between(0, open.length - 1);
      open[i]!.push(goods);
      if (open[i]!.length === MOST_LOTS) open.splice(i, 1);
    }
    return groups;
  }

  private send(round: number, exporter: string, goods: readonly Goods[]): void {
    const { participant: from } = this.whereabouts.get(goods[0]!.lot)!;
    const isFirst = goods.some(({ lot }) => this.whereabouts.get(lot)!.crossed === 0);
    const { codes, weights } = destinationsOf(from, isFirst, this.world.centres);
    const to = codes[this.random.weighted(weights)]!;
    const importer = this.trader(this.world.participants.get(to)!.traders);
    this.passages.push({ round, exporter, from, importer, to, goods });
    for (const one of goods) this.arrive(round, one, { holder: importer, participant: to, crossed: this.whereabouts.get(one.lot)!.crossed + 1 });
  }

  private arrive(round: number, goods: Goods, now: Whereabouts): void {
    this.whereabouts.set(goods.lot, now);
    const left = goods.borders - now.crossed;
    if (left <= 0) return;
    const slack = ROUNDS - 1 - round - left;
    this.due[round + 1 + Math.min(Math.max(slack, 0), this.random.between(0, 3))]!.push(goods);
  }

  /** A few traders do most of the business. */
  private trader(traders: readonly string[]): string { return traders[this.random.weighted(traders.map((_, i) => 1 / (i + 1)))]!; }
}

export const flowOf = (splits: readonly Split[], world: World, { lots, seed }: { lots: number; seed: number }): Flow => {
  const market = new Market(world, lots, new Random(seed, 'market'));
  for (const { goods } of splits) for (const one of goods) market.add(one);
  for (let round = 0; round < ROUNDS; round++) market.hold(round);
  return market;
};

/** Takes the last certificates of the year away, and the sales that only led to them. */
export const shortened = ({ passages, handOvers }: Flow, count: number): Flow => {
  const dropped = new Set(passages.slice(count).flatMap(({ round, goods }) => goods.map(({ lot }) => `${round} ${lot}`)));
  return { passages: passages.slice(0, count), handOvers: handOvers.filter(({ round, goods }) => !dropped.has(`${round} ${goods.lot}`)) };
};

/** Gives goods that went together certificates of their own, until there are so many. */
export const lengthened = ({ passages, handOvers }: Flow, count: number): Flow => {
  let lacking = count - passages.length;
  const parted = passages.flatMap((passage) => {
    const parts = Math.min(passage.goods.length, lacking + 1);
    lacking -= parts - 1;
    const sizes = shareOut(passage.goods.length, Array.from({ length: parts }, () => 1));
    let from = 0;
    return sizes.map((size) => ({ ...passage, goods: passage.goods.slice(from, from += size) }));
  });
  return { passages: parted, handOvers };
};
