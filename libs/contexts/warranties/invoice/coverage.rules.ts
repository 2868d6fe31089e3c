import { shareOut, sumOf, type DataOf } from '#kernel';
import type { SaleableLot, Source } from '../lot/lot.recollection.ts';
import type { Gap, InvoiceLine } from './invoice.events.ts';
import { unwarrantedOf, type IssuedInvoice } from './invoice.recollection.ts';

type Line = DataOf<typeof InvoiceLine>;
type Lots = ReadonlyMap<string, SaleableLot>;
/** So many carats that came in one way. */
export type Portion = Readonly<{ source: Source; milliCarats: number }>;

/** The lots that a blend made, each after those in which it is: what flows into it has all arrived when its turn comes. */
const inOrder = (start: string, lots: Lots): string[] => {
  const [seen, order] = [new Set<string>(), [] as string[]];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { lot } of lots.get(name)?.inputs ?? []) {
      const source = lots.get(lot)?.source;
      if (source?.kind === 'blend') visit(source.of);
    }
    order.push(name);
  };
  visit(start);
  return order.reverse();
};

/** What comes out of a blend waits under its name until its turn comes; everything else stays as it is. */
const arrive = (arrived: Map<string, Portion>, source: Source, milliCarats: number): void => {
  const key = source.kind === 'blend' ? source.of : `${source.kind}/${source.of}/${source.lot}/${source.on}`;
  arrived.set(key, { source, milliCarats: milliCarats + (arrived.get(key)?.milliCarats ?? 0) });
};

/** How the goods of a lot came to their owner. A lot came one way; a blend as what went into it came, share by share, exact to 0.001 ct. */
export const portionsOf = ({ source, milliCarats }: SaleableLot, lots: Lots): readonly Portion[] => {
  if (source.kind !== 'blend') return [{ source, milliCarats }];
  const arrived = new Map([[source.of, { source, milliCarats }]]);
  for (const blend of inOrder(source.of, lots)) {
    const [inputs, whole] = [lots.get(blend)!.inputs!, arrived.get(blend)];
    arrived.delete(blend);
    const shares = shareOut(whole?.milliCarats ?? 0, inputs.map((input) => input.milliCarats));
    for (const [i, { lot }] of inputs.entries()) if (shares[i]! > 0) arrive(arrived, lots.get(lot)!.source, shares[i]!);
  }
  return [...arrived.values()];
};

/** Which invoices stand behind these lots. */
export const invoicesBehind = (names: readonly string[], lots: Lots): readonly string[] =>
  [...new Set(names.flatMap((name) => portionsOf(lots.get(name)!, lots)).flatMap(({ source }) => (source.kind === 'invoice' ? [source.of] : [])))];

/** What the line says of where its carats are from, while it is put together. */
export type Behind = Readonly<{ invoices: ReadonlyMap<string, IssuedInvoice>; /** The stock that was there before the ledger, as the seller’s own. */ opening: Readonly<{ on: string; milliCarats: number }> | undefined }>;

const merged = <T extends { milliCarats: number }>(rows: readonly T[], keyOf: (row: T) => string): T[] => {
  const sums = new Map<string, T>();
  for (const row of rows) sums.set(keyOf(row), { ...row, milliCarats: row.milliCarats + (sums.get(keyOf(row))?.milliCarats ?? 0) });
  return [...sums.values()];
};

const of = (portions: readonly Portion[], kind: Source['kind']): readonly Portion[] => portions.filter(({ source }) => source.kind === kind);

const upstreamOf = (portions: readonly Portion[], invoices: ReadonlyMap<string, IssuedInvoice>): NonNullable<Line['upstream']> =>
  merged(of(portions, 'invoice').map(({ source, milliCarats }) => ({ invoice: source.of, lot: source.lot, milliCarats })), ({ invoice, lot }) => `${invoice}/${lot}`).map((one) => {
    const unwarrantedMilliCarats = unwarrantedOf(invoices.get(one.invoice)!, one.lot, one.milliCarats);
    return unwarrantedMilliCarats === 0 ? one : { ...one, unwarrantedMilliCarats };
  });

type Gaps = NonNullable<Line['gaps']>;

/** What is not covered, reason by reason; of goods that came without an invoice, after the opening stock has covered what it does. */
const gapsOf = (portions: readonly Portion[], upstream: NonNullable<Line['upstream']>, openingMilliCarats: number): Gaps => {
  const bare = of(portions, 'none');
  const uncertified = of(portions, 'import').filter(({ source }) => source.of === '');
  const why: [Gap, number][] = [
    ['upstream', sumOf(upstream, ({ unwarrantedMilliCarats = 0 }) => unwarrantedMilliCarats)],
    ['no-invoice', sumOf(bare.filter(({ source }) => source.on !== ''), ({ milliCarats }) => milliCarats) - openingMilliCarats],
    ['no-certificate', sumOf(uncertified, ({ milliCarats }) => milliCarats)],
    ['unknown', sumOf(bare.filter(({ source }) => source.on === ''), ({ milliCarats }) => milliCarats)],
  ];
  return why.flatMap(([why, milliCarats]) => (milliCarats > 0 ? [{ why, milliCarats }] : []));
};

const listed = <N extends string, T>(name: N, rows: readonly T[]): Partial<Record<N, T[]>> => (rows.length === 0 ? {} : { [name]: [...rows] } as Record<N, T[]>);

/** Carats that stand on a record of their own. */
const provenOf = (portions: readonly Portion[]): Pick<Line, 'imports' | 'production' | 'disposals'> => ({
  ...listed('imports', merged(of(portions, 'import').filter(({ source }) => source.of !== '').map(({ source, milliCarats }) => ({ certificate: source.of, milliCarats })), ({ certificate }) => certificate)),
  ...listed('production', merged(of(portions, 'production').map(({ source, milliCarats }) => ({ production: source.of, milliCarats })), ({ production }) => production)),
  ...listed('disposals', merged(of(portions, 'disposal').map(({ source, milliCarats }) => ({ case: source.of, milliCarats })), (one) => one.case)),
});

/** How many of these carats the opening stock covers: goods that came without an invoice until the day it was counted, as far as it goes. */
const openingOf = (portions: readonly Portion[], { opening }: Behind, used: number): number => {
  if (!opening) return 0;
  const old = of(portions, 'none').filter(({ source }) => source.on !== '' && source.on <= opening.on);
  return Math.min(sumOf(old, ({ milliCarats }) => milliCarats), Math.max(0, opening.milliCarats - used));
};

/**
 * The lines of an invoice with what stands behind each: earlier invoices, certificates, own production, opening stock; and how many carats nobody has warranted.
 * Never typed by the seller. Without a statement nothing is warranted, whatever stands behind it.
 */
export const coveredLines = (lines: readonly Pick<Line, 'lot' | 'usdCents'>[], lots: Lots, behind: Behind, isWarranted: boolean): Line[] => {
  let used = 0;
  return lines.map(({ lot: name, usdCents }) => {
    const lot = lots.get(name)!;
    const portions = portionsOf(lot, lots);
    const opening = openingOf(portions, behind, used);
    used += opening;
    const upstream = upstreamOf(portions, behind.invoices);
    const gaps: Gaps = isWarranted ? gapsOf(portions, upstream, opening) : [{ why: 'no-statement', milliCarats: lot.milliCarats }];
    const unwarranted = sumOf(gaps, ({ milliCarats }) => milliCarats);
    return {
      lot: name, milliCarats: lot.milliCarats, usdCents, ...listed('upstream', upstream), ...provenOf(portions),
      ...(opening > 0 && { openingMilliCarats: opening }), ...(unwarranted > 0 && { unwarrantedMilliCarats: unwarranted }), ...listed('gaps', gaps),
    };
  });
};
