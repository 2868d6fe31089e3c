import { inCarats, inUsd, sumOf } from '#kernel';
import { table } from '../output.ts';
import type { Balances, Compared, Corridor, Papers, Warranties } from './figures.ts';
import type { Plan } from './plan/plan.ts';
import type { Trail } from './trail.ts';

/** What a demo proves, in figures. */
export type DemoFigures = Readonly<{
  year: number; scale: number; seed: number;
  /** Participants admitted in the demo; those of them in the returns; those of these that produced. */ participants: number; returningParticipants: number; producers: number;
  /** Returns that stand; rows read, restated ones too; rows of the file that could not be read. */ productionRows: number; returnsFiled: number; returnsNotRead: number;
  productionDifferences: number; productionRecords: number; producedMilliCarats: number; producedUsdCents: number;
  holders: number; balanceResidualMilliCarats: number;
  /** Shipments that left (a divided one is one), and numbers that were issued for them; corridors whose two ends differ when all has arrived. */ certificates: number; certificatesIssued: number; corridorDifferences: number; papers: Papers; warranties: Warranties;
  exportedMilliCarats: number; exportedUsdCents: number; confiscations: number; discrepancies: number; questionedValues: number; unconfirmed: number;
  trailCertificate?: string; trailMines: number;
  events: number; commands: number; commandsPerSecond: number; seconds: number; peakRssMiB: number;
}>;

const TOP = 15;
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const figure = (printed: string): string => { const [whole, part] = printed.split('.'); return `${grouped(whole!)}${part === undefined ? '' : `.${part}`}`; };
const carats = (milliCarats: number): string => figure(inCarats(milliCarats).slice(0, -1));
const fullCarats = (milliCarats: number): string => figure(inCarats(milliCarats));
const usd = (usdCents: number): string => figure(inUsd(usdCents));

const productionLines = ({ returns }: Plan, compared: readonly Compared[]): string[] => {
  const rows = compared.map(({ id, row, recorded, isSame }) =>
    [id, carats(row.milliCarats), carats(recorded.milliCarats), usd(row.usdCents), usd(recorded.usdCents), (isSame ? 'same' : 'DIFFERS') + (row.declaration === 'nil' ? ' (nil)' : '')]);
  return [
    `Production of ${returns.year}: the returns, and what the views say was recorded at the (synthetic) sites`, `Source: ${returns.source}.`,
    ...table(['return', 'returned ct', 'recorded ct', 'returned USD', 'recorded USD', ''], rows),
    `${compared.length} rows, ${carats(sumOf(compared, ({ recorded }) => recorded.milliCarats))} ct, ${usd(sumOf(compared, ({ recorded }) => recorded.usdCents))} USD; `
      + `differing rows: ${compared.filter(({ isSame }) => !isSame).length}`,
  ];
};

const balanceLines = ({ holders, residualMilliCarats }: Balances): string[] => {
  const size = (row: Balances['holders'][number]) => row.producedMilliCarats + row.receivedMilliCarats;
  const rows = holders.toSorted((a, b) => size(b) - size(a) || (a.holder < b.holder ? -1 : 1)).slice(0, TOP).map((row) => [
    row.holder, ...[row.openingMilliCarats, row.producedMilliCarats, row.receivedMilliCarats, row.dispatchedMilliCarats, row.lostMilliCarats, row.confiscatedMilliCarats,
      row.closingMilliCarats, row.residualMilliCarats].map(fullCarats)]);
  return [
    'Balances in carats: opening + produced + received = dispatched + lost + confiscated + closing (holders are synthetic)',
    ...table(['holder', 'opening', 'produced', 'received', 'dispatched', 'lost', 'confiscated', 'closing', 'residual'], rows),
    `${holders.length} holders checked, ${Math.min(TOP, holders.length)} shown, each closing compared with the holdings; residual of all: ${fullCarats(residualMilliCarats)} ct`,
  ];
};

const corridorLines = (corridors: readonly Corridor[]): string[] => {
  const total = { certificates: sumOf(corridors, (one) => one.certificates), milliCarats: sumOf(corridors, (one) => one.milliCarats), usdCents: sumOf(corridors, (one) => one.usdCents) };
  const shown = (name: string, { certificates, milliCarats, usdCents }: typeof total) => [name, grouped(`${certificates}`), carats(milliCarats), usd(usdCents)];
  const rows = [...corridors.slice(0, TOP).map((one) => shown(`${one.from} → ${one.to}`, one)), shown(`all ${corridors.length} corridors`, total)];
  return ['Certificates and exports by corridor, largest by value (synthetic trade; a divided shipment is counted by its parts)', ...table(['corridor', 'certificates', 'carats', 'USD'], rows)];
};

const paperLines = ({ papers, certificates, certificatesIssued, corridorDifferences }: DemoFigures): string[] => [
  `Papers: ${grouped(`${certificatesIssued}`)} certificates issued for ${grouped(`${certificates}`)} shipments that left and arrived; ${papers.replaced} lost and replaced, ${papers.refused} refused, `
    + `${papers.expired} expired, ${papers.void} void (blanks too), ${papers.falsePresentations} false presentations; `
    + `${papers.subdivided} divided in free zones into ${papers.parts} parts, ${papers.technical} technical certificates for seized goods, counted in no corridor`,
  `${corridorDifferences} corridors differ between their two ends; ${papers.overdue} entries on the watch lists of all authorities`,
];

const warrantyLines = ({ warranties: of, year }: DemoFigures): string[] => [
  `Warranties: ${grouped(`${of.invoices}`)} invoices with a statement, ${grouped(`${of.newText}`)} under the text of 2021; ${fullCarats(of.unwarrantedMilliCarats)} ct unwarranted`,
  `${of.members} members of the industry body (synthetic), ${of.inGoodStanding} in good standing; counted on ${year}-12-31, their years are ${fullCarats(of.memberResidualMilliCarats)} ct off; `
    + `${grouped(`${of.fast}`)} certificates through the fast queue, ${of.drawn} drawn for the audit, ${of.audited} looked at again, ${of.irregular} irregular`,
];

const trailLines = (trail: Trail | undefined): string[] => {
  if (!trail) return ['No certificate was issued: there is no trail to show.'];
  return [`The trail of one certificate back to ${trail.mines.length} mines (synthetic)`, ...trail.lines];
};

const closingLines = (figures: DemoFigures): string[] => [
  `${figures.participants} Participants (${figures.producers} producers of ${figures.returningParticipants} with returns), ${figures.confiscations} confiscations, `
    + `${figures.discrepancies} discrepancies on import, ${figures.questionedValues} values questioned, ${figures.unconfirmed} exports not yet confirmed`,
  `${grouped(`${figures.events}`)} events of ${grouped(`${figures.commands}`)} commands, ${grouped(`${figures.commandsPerSecond}`)} commands per second, `
    + `${figures.seconds.toFixed(1)} s in all, at most ${figures.peakRssMiB} MiB of memory`,
];

/** Everything that is printed at the end. */
export const reportOf = (plan: Plan, of: Readonly<{ compared: readonly Compared[]; balances: Balances; corridors: readonly Corridor[]; trail: Trail | undefined; figures: DemoFigures }>): string[] => [
  '', ...productionLines(plan, of.compared), '', ...balanceLines(of.balances), '', ...corridorLines(of.corridors), ...paperLines(of.figures), ...warrantyLines(of.figures), '', ...trailLines(of.trail), '', ...closingLines(of.figures),
];
