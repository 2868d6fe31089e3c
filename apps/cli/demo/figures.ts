import { sumOf } from '#kernel';
import type { OpenedLedger } from '../../api/index.ts';
import { returnIdOf, standing, type PublishedReturn } from './returns.ts';
import { BODY } from './plan/members.ts';
import type { Plan } from './plan/plan.ts';
import { samplesOf } from './steps/auditing.ts';

type Look = OpenedLedger['look'];
type Row = Readonly<Record<string, unknown>>;

const PAGE = 1_000;

/** All rows of a view that fit, page by page. */
async function* rowsOf<R>(look: Look, view: string, where: Readonly<Record<string, string | number>> = {}): AsyncGenerator<R> {
  for (let after: string | undefined; ;) {
    const { rows = [] } = await look(view, { ask: 'rows', wanted: { where, limit: PAGE, ...(after !== undefined && { after }) } });
    for (const { row } of rows) yield row as R;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.key;
  }
}

const count = async (rows: AsyncIterable<unknown>): Promise<number> => {
  let n = 0;
  for await (const _ of rows) n += 1;
  return n;
};

type Mined = Readonly<{ milliCarats: number; usdCents: number }>;
type SiteProduction = Mined & Readonly<{ participant: string; year: number; half: 1 | 2; site: string }>;

/** One return beside what the views say was mined and what they say was returned. */
export type Compared = Readonly<{ id: string; row: PublishedReturn; recorded: Mined; isSame: boolean }>;

const same = (a: Mined | undefined, b: Mined) => a !== undefined && a.milliCarats === b.milliCarats && a.usdCents === b.usdCents;

/** What the sites of a scale yielded, by the views of extraction alone. */
const minedBySites = async (look: Look, year: number): Promise<Map<string, Mined>> => {
  const scales = new Map<string, string>();
  for await (const { site, scale } of rowsOf<{ site: string; scale: string }>(look, 'extraction/sites')) scales.set(site, scale);
  const mined = new Map<string, Mined>();
  for await (const row of rowsOf<SiteProduction>(look, 'extraction/site-production')) {
    if (row.year !== year) continue;
    for (const scale of ['all', scales.get(row.site)!]) {
      const id = `${row.participant}-${row.year}-H${row.half}-${scale}`;
      const before = mined.get(id) ?? { milliCarats: 0, usdCents: 0 };
      mined.set(id, { milliCarats: before.milliCarats + row.milliCarats, usdCents: before.usdCents + row.usdCents });
    }
  }
  return mined;
};

/** Every return that stands: is it what its sites recorded, what the statistics hold, and without difference in the reconciliation? */
export const comparedProduction = async (look: Look, { returns }: Plan): Promise<Compared[]> => {
  const mined = await minedBySites(look, returns.year);
  const filed = new Map<string, Mined>();
  for await (const row of rowsOf<Mined & { return: string }>(look, 'statistics/returns', { year: returns.year })) filed.set(row.return, row);
  const differing = new Set<string>();
  for await (const row of rowsOf<Row>(look, 'statistics/reconciliation', { year: returns.year })) {
    if (row['differenceMilliCarats'] !== 0 || row['differenceUsdCents'] !== 0) differing.add(`${String(row['participant'])}-H${String(row['half'])}`);
  }
  return standing(returns.rows).map((row) => {
    const id = returnIdOf(row);
    const recorded = mined.get(id) ?? { milliCarats: 0, usdCents: 0 };
    return { id, row, recorded, isSame: same(recorded, row) && same(filed.get(id), row) && !differing.has(`${row.participant}-H${row.half}`) };
  });
};

export type Balance = Readonly<{
  holder: string; openingMilliCarats: number; producedMilliCarats: number; receivedMilliCarats: number; dispatchedMilliCarats: number; lostMilliCarats: number;
  confiscatedMilliCarats: number; closingMilliCarats: number; residualMilliCarats: number;
}>;

/** The accounts of all holders, and how far they are from closing: by their own terms, and against what the holdings say lies with each. */
export type Balances = Readonly<{ holders: readonly Balance[]; residualMilliCarats: number; inTransitMilliCarats: number }>;

const residualOf = (of: Balance): number =>
  of.openingMilliCarats + of.producedMilliCarats + of.receivedMilliCarats - of.dispatchedMilliCarats - of.lostMilliCarats - of.confiscatedMilliCarats - of.closingMilliCarats;

/** Every balance is computed anew from its terms, and its closing compared with the holdings, item by item. */
export const balancesOf = async (look: Look): Promise<Balances> => {
  const holders: Balance[] = [];
  for await (const row of rowsOf<Balance>(look, 'custody/balances')) holders.push(row);
  const held = new Map<string, number>();
  let inTransitMilliCarats = 0;
  for await (const { holder, status, milliCarats } of rowsOf<{ holder: string; status: string; milliCarats: number }>(look, 'custody/holdings')) {
    if (status === 'held') held.set(holder, (held.get(holder) ?? 0) + milliCarats);
    else inTransitMilliCarats += milliCarats;
  }
  const residual = sumOf(holders, (row) => {
    const atHand = held.get(row.holder) ?? 0;
    held.delete(row.holder);
    return Math.abs(residualOf(row)) + Math.abs(row.residualMilliCarats) + Math.abs(row.closingMilliCarats - atHand);
  });
  return { holders, residualMilliCarats: residual + sumOf(held.values(), (milliCarats) => milliCarats), inTransitMilliCarats };
};

/** What left, and whether all of it arrived. What came back undelivered, and a number that only stands for another one, are not counted. */
export type Corridor = Readonly<{ from: string; to: string; issued: number; certificates: number; milliCarats: number; usdCents: number; openMilliCarats: number; openUsdCents: number }>;

/** Trade from one Participant to another over the whole log, largest first. */
export const corridorsOf = async (look: Look): Promise<Corridor[]> => {
  const corridors = new Map<string, Corridor>();
  for await (const row of rowsOf<Record<string, number> & { from: string; to: string }>(look, 'certification/corridors')) {
    const { from, to } = row;
    const before = corridors.get(`${from}-${to}`) ?? { from, to, issued: 0, certificates: 0, milliCarats: 0, usdCents: 0, openMilliCarats: 0, openUsdCents: 0 };
    corridors.set(`${from}-${to}`, {
      from, to, issued: before.issued + row['certificatesIssued']!, certificates: before.certificates + row['exportedCertificates']!,
      milliCarats: before.milliCarats + row['exportedMilliCarats']!, usdCents: before.usdCents + row['exportedUsdCents']!,
      openMilliCarats: before.openMilliCarats + row['exportedMilliCarats']! - row['importedMilliCarats']!, openUsdCents: before.openUsdCents + row['exportedUsdCents']! - row['importedUsdCents']!,
    });
  }
  return [...corridors.values()].sort((a, b) => b.usdCents - a.usdCents || (a.from + a.to < b.from + b.to ? -1 : 1));
};

/** What authorities were told of: goods forfeit, irregular arrivals (settled or not), values that changed without reason. */
export const alertsOf = async (look: Look): Promise<{ confiscations: number; discrepancies: number; questionedValues: number; unconfirmed: number }> => {
  const of = (kind: string) => count(rowsOf(look, 'enforcement/alerts', { kind }));
  return {
    confiscations: await of('confiscation'), discrepancies: await count(rowsOf(look, 'certification/discrepancies')), questionedValues: await of('unit-value'), unconfirmed: await of('unconfirmed'),
  };
};

/**
 * What became of the papers: numbers that came to nothing, one that stands for another, papers that were shown and were not what they say; shipments
 * that were divided, and into how many parts; what went under technical certificates; and what an authority would have to ask about.
 */
export type Papers = Readonly<{ refused: number; void: number; expired: number; replaced: number; falsePresentations: number; subdivided: number; parts: number; technical: number; overdue: number }>;

/** How many shipments were divided in a free zone, and into how many parts. */
const partsOf = async (look: Look): Promise<{ subdivided: number; parts: number }> => {
  const children: number[] = [];
  for await (const row of rowsOf<{ children: readonly string[] }>(look, 'certification/certificates', { status: 'subdivided' })) children.push(row.children.length);
  return { subdivided: children.length, parts: sumOf(children, (parts) => parts) };
};

/** Technical certificates that authorities sent, and that came to their end. */
const technicalOf = async (look: Look, { world }: Plan): Promise<number> => {
  let technical = 0;
  for (const { authority } of world.participants.values()) {
    for await (const { purpose, status } of rowsOf<Row>(look, 'certification/certificates', { exporter: authority })) if (purpose === 'technical' && status === 'closed') technical += 1;
  }
  return technical;
};

type WatchList = Readonly<{ items: readonly unknown[] }>;

/** @param on the day on which every Participant’s watch list is read */
export const papersOf = async ({ look, inquire }: Pick<OpenedLedger, 'look' | 'inquire'>, plan: Plan, on: string): Promise<Papers> => {
  const of = (status: string) => count(rowsOf(look, 'certification/certificates', { status }));
  let overdue = 0;
  for (const participant of plan.world.participants.keys()) overdue += ((await inquire('certification/watch-list', { participant, on })).answer as WatchList).items.length;
  return {
    refused: await of('refused'), void: await of('void'), expired: await of('expired'), replaced: await of('replaced'),
    falsePresentations: await count(rowsOf(look, 'enforcement/alerts', { kind: 'false-presentation' })), ...await partsOf(look), technical: await technicalOf(look, plan), overdue,
  };
};

/**
 * What was warranted: invoices, those of them under the text of 2021, and carats that nobody warranted. Members of the industry body, those in good standing, and how far
 * their years are from what was counted with them. What went through the fast queue, what was drawn of it and looked at again, and what was irregular.
 */
export type Warranties = Readonly<{
  invoices: number; newText: number; unwarrantedMilliCarats: number; members: number; inGoodStanding: number; memberResidualMilliCarats: number; fast: number; drawn: number; audited: number; irregular: number;
}>;

type Standings = Readonly<{ members: readonly Readonly<{ standing: string }>[] }>;
type Account = Readonly<{ residualMilliCarats?: number; restMilliCarats: number }>;

const queueOf = async (inquire: OpenedLedger['inquire'], plan: Plan): Promise<Pick<Warranties, 'fast' | 'drawn' | 'audited' | 'irregular'>> => {
  const samples = await samplesOf(inquire, plan);
  const drawn = samples.flatMap((one) => one.drawn);
  const found = drawn.flatMap(({ audit }) => (audit === undefined ? [] : [audit]));
  return { fast: sumOf(samples, (one) => one.fast), drawn: drawn.length, audited: found.length, irregular: found.filter((audit) => audit === 'irregular').length };
};

/** The year of every member against the count of its last day; a year without a count is off by all that should be there. */
const memberResidual = async (inquire: OpenedLedger['inquire'], { world: { members, year } }: Plan): Promise<number> => {
  let residual = 0;
  for (const member of members.keys()) {
    const { residualMilliCarats, restMilliCarats } = (await inquire('warranties/year', { member, year })).answer as Account;
    residual += Math.abs(residualMilliCarats ?? restMilliCarats);
  }
  return residual;
};

export const warrantiesOf = async ({ look, inquire }: Pick<OpenedLedger, 'look' | 'inquire'>, plan: Plan): Promise<Warranties> => {
  const { members: standings } = (await inquire('warranties/standing', { body: BODY, on: `${plan.world.year}-12-15` })).answer as Standings;
  let unwarrantedMilliCarats = 0;
  for await (const row of rowsOf<{ unwarrantedMilliCarats: number }>(look, 'warranties/invoices')) unwarrantedMilliCarats += row.unwarrantedMilliCarats;
  return {
    invoices: await count(rowsOf(look, 'warranties/invoices')), newText: await count(rowsOf(look, 'warranties/invoices', { statement: '2021' })), unwarrantedMilliCarats,
    members: standings.length, inGoodStanding: standings.filter(({ standing }) => standing === 'good').length, memberResidualMilliCarats: await memberResidual(inquire, plan),
    ...await queueOf(inquire, plan),
  };
};

export const participantsIn = (look: Look): Promise<number> => count(rowsOf(look, 'identity/participants'));
