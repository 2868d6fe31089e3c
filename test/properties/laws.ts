import type { Recorded } from '#kernel';
import { Borders } from './borders.ts';
import { Frozen } from './frozen.ts';
import { composed, demand, whenceOf, sumOf, type Row, type RowOf } from './goods.ts';
import { Measures } from './measures.ts';
import { Taint } from './taint.ts';

/** What each event takes out of the ledger’s carats, as the event itself says it. Negative: it brings some in. */
const LOST: Readonly<Record<string, (data: Row) => number>> = {
  LotSplit: ({ lossMilliCarats }) => lossMilliCarats,
  LotSorted: ({ lossMilliCarats }) => lossMilliCarats,
  LotTreated: ({ lossMilliCarats }) => lossMilliCarats,
  LotLossRecorded: ({ lossMilliCarats }) => lossMilliCarats,
  LotLost: ({ milliCarats }) => milliCarats,
  LotDisposed: ({ disposal, milliCarats }) => (disposal === 'destroyed' ? milliCarats : 0),
  LotWeighed: ({ differenceMilliCarats }) => -differenceMilliCarats,
  LotCorrected: ({ wasMilliCarats = 0, milliCarats = 0 }) => wasMilliCarats - milliCarats,
  LotDisputeSettled: ({ differenceMilliCarats }) => -differenceMilliCarats,
};
const PRODUCED: typeof LOST = { ProductionRecorded: ({ milliCarats }) => milliCarats, PurchaseRecorded: ({ milliCarats }) => milliCarats };
const CONSUMED = new Set(['LotSplit', 'LotSorted', 'StonesPromoted', 'LotBlended', 'LotLost']);

/** A blend is the sum of what went in, country by country and zone by zone, to the thousandth of a carat and to the stone. */
const blended = ({ inputs, made, lot }: Row, rowOf: RowOf): void => {
  const lots = (inputs as Row[]).map((input) => rowOf('custody/lots', input.lot));
  for (const amount of ['milliCarats', 'usdCents']) demand(sumOf(inputs, amount) === made[amount] && sumOf(lots, amount) === made[amount], () => `${amount} of ${lot} are not the sum of its lots`);
  const composition = composed(lots);
  demand(composition.size === made.origins.length, () => `${lot} has ${made.origins.length} origins, its lots ${composition.size}`);
  for (const { milliCarats, stones, ...whence } of made.origins as Row[]) {
    const wanted = composition.get(whenceOf(whence));
    demand(wanted?.milliCarats === milliCarats && (stones === undefined || wanted?.stones === stones), () => `${lot} says ${milliCarats} of ${whenceOf(whence)}, its lots ${wanted?.milliCarats}`);
  }
};

/** Sealed or certified figures are the sums of what is inside. */
const totalled = (data: Row, inside: readonly Row[]): void => {
  for (const amount of ['milliCarats', 'usdCents']) demand(sumOf(inside, amount) === data[amount], () => `${amount} do not add up`);
  for (const figures of [data.lines, data.origins]) demand(sumOf(figures, 'milliCarats') === data.milliCarats, () => 'lines or origins do not add up');
};

/** What must add up in an event. */
const TOTALLED: Readonly<Record<string, (data: Row, rowOf: RowOf) => void>> = {
  BlendCommitted: blended,
  ParcelSealed: (data) => totalled(data, data.lots),
};

/** What happens once, if at all. */
const ONCE: Readonly<Record<string, (event: Recorded) => readonly string[]>> = {
  LotOpened: ({ subject }) => [`opening of ${subject}`],
  SealUsed: ({ subject }) => [`seal ${subject}`],
  BlendCommitted: ({ subject }) => [`decision of ${subject}`],
  BlendAborted: ({ subject }) => [`decision of ${subject}`],
};

/** What must be true of every history, kept up to date with every event: it costs what the event costs, however long the history is. */
export class Laws {
  #producedMilliCarats = 0;
  #lostMilliCarats = 0;
  #allMilliCarats = 0;
  readonly #inHand = new Map<string, number>();
  readonly #balances = new Map<string, Row>();
  readonly #touched = new Set<string>();
  readonly #consumed = new Set<string>();
  readonly #once = new Set<string>();
  readonly borders = new Borders();
  readonly frozen = new Frozen();
  readonly taint = new Taint();
  readonly measures = new Measures();

  /** What an event may say, beside what the rows say before it. */
  before(event: Recorded, rowOf: RowOf): void {
    const { noun, type, subject, data } = event;
    this.#producedMilliCarats += PRODUCED[type]?.(data) ?? 0;
    this.#lostMilliCarats += LOST[type]?.(data) ?? 0;
    if (noun === 'lot') this.#lot(type, subject, data);
    this.#twice(event);
    TOTALLED[type]?.(data, rowOf);
    this.borders.before(event, rowOf);
    this.frozen.before(event, rowOf);
    this.taint.before(event, rowOf);
    this.measures.before(event, rowOf);
  }

  /** A row became another one. */
  changed(view: string, key: string, before: Row | undefined, after: Row | undefined): void {
    if (view === 'custody/holdings') this.#holding(before, after);
    else if (view === 'custody/balances') { this.#balances.set(key, after); this.#touched.add(key); }
    else if (view === 'custody/lots') this.#lotRow(key, before, after);
  }

  #lotRow(key: string, before: Row | undefined, after: Row | undefined): void {
    this.frozen.changed(key, after);
    this.taint.changed(key, before, after);
    if (after) demand(sumOf(after.origins, 'milliCarats') === after.milliCarats, () => `the origins of lot ${key} weigh ${sumOf(after.origins, 'milliCarats')}, the lot ${after.milliCarats}`);
  }

  /** After a command: carats are conserved, of every holder it touched, and of the whole system. */
  check(): void {
    for (const holder of this.#touched) {
      const { residualMilliCarats = 0, closingMilliCarats = 0 } = this.#balances.get(holder) ?? {};
      demand(residualMilliCarats === 0, () => `the account of ${holder} leaves ${residualMilliCarats} unexplained`);
      const inHand = this.#inHand.get(holder) ?? 0;
      demand(closingMilliCarats === inHand, () => `the account of ${holder} closes with ${closingMilliCarats}, in his hands are ${inHand}`);
    }
    this.#touched.clear();
    this.measures.check();
    const accounted = this.#allMilliCarats + this.#lostMilliCarats;
    demand(accounted === this.#producedMilliCarats, () => `${this.#producedMilliCarats} were produced, ${accounted} are accounted for`);
  }

  #lot(type: string, subject: string, data: Row): void {
    demand(!this.#consumed.has(subject), () => `${type} of ${subject}, which was consumed before`);
    if (CONSUMED.has(type) || (type === 'LotDisposed' && data.disposal === 'destroyed')) this.#consumed.add(subject);
    if (data.parts) demand(sumOf(data.parts, 'milliCarats') + data.lossMilliCarats === data.milliCarats, () => `the parts of ${subject} do not weigh what it weighs`);
  }

  #holding(before: Row | undefined, after: Row | undefined): void {
    this.#hold(before, -1);
    this.#hold(after, 1);
  }

  #hold(row: Row | undefined, sign: 1 | -1): void {
    if (!row) return;
    this.#allMilliCarats += sign * row.milliCarats;
    if (row.status !== 'held') return;
    this.#inHand.set(row.holder, (this.#inHand.get(row.holder) ?? 0) + sign * row.milliCarats);
    this.#touched.add(row.holder);
  }

  #twice(event: Recorded): void {
    for (const what of ONCE[event.type]?.(event) ?? []) this.#onlyOnce(what);
  }

  #onlyOnce(what: string): void {
    demand(!this.#once.has(what), () => `${what} happened twice`);
    this.#once.add(what);
  }
}
