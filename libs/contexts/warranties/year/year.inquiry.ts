import { IsCount, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPartyId, IsYear, Many, OneOf, Optional, sumOf, yearOf, type DataOf, type Inquiry, type Sights } from '#kernel';
import { InvoiceRow, invoices } from '../invoices/invoices.view.ts';
import { MemberRow, members } from '../members/members.view.ts';
import { registry, type Registered } from '../registry/registry.view.ts';

class Asked { @IsPartyId() member!: string; @IsYear() year!: number }
class Listed extends InvoiceRow { @OneOf('given', 'received') direction!: 'given' | 'received' }

/** In carats: `opening + declared + produced + imported + received + auctioned + gained = given + lost + confiscated + rest`, to 0.001 ct. */
export class Account {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  /** What was left of the year before. */
  @IsMilliCaratsDifference() openingMilliCarats!: number;
  /** What was there before the ledger, if it was declared in this year. */
  @IsMilliCaratsOrNone() declaredMilliCarats!: number;
  @IsMilliCaratsOrNone() producedMilliCarats!: number;
  @IsMilliCaratsOrNone() importedMilliCarats!: number;
  /** Under invoices of the same territory; what was bought abroad arrives as imports. */
  @IsMilliCaratsOrNone() receivedMilliCarats!: number;
  @IsMilliCaratsOrNone() auctionedMilliCarats!: number;
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
  @IsMilliCaratsDifference() inMilliCarats!: number;
  @IsMilliCaratsOrNone() givenMilliCarats!: number;
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() confiscatedMilliCarats!: number;
  /** What should be there at the end of the year. Below zero: more went out than came in. */
  @IsMilliCaratsDifference() restMilliCarats!: number;
  @IsMilliCaratsDifference() outMilliCarats!: number;
  /** What was counted on the last day of the year, if it was; and how far it is from the rest. */
  @Optional() @IsMilliCaratsOrNone() countedMilliCarats?: number;
  @Optional() @IsMilliCaratsDifference() residualMilliCarats?: number;
  @IsMilliCaratsOrNone() givenUnwarrantedMilliCarats!: number;
  @IsMilliCaratsOrNone() receivedUnwarrantedMilliCarats!: number;
  @IsMilliCaratsOrNone() boughtAbroadMilliCarats!: number;
  @IsCount() givenInvoices!: number;
  @IsCount() receivedInvoices!: number;
  @IsCount() memos!: number;
  /** Every invoice and memo of the year, without prices. The sales add up to what was given, and to what was received and bought abroad. */
  @Many(() => Listed, 0, 500_000) invoices!: Listed[];
}
type Row = Readonly<MemberRow>;

const inOf = (row: Row): number => row.producedMilliCarats + row.importedMilliCarats + row.receivedMilliCarats - row.abroadMilliCarats + row.auctionedMilliCarats + row.gainedMilliCarats;
const outOf = (row: Row): number => row.givenMilliCarats + row.lostMilliCarats + row.confiscatedMilliCarats;

const NOTHING: Omit<Row, 'member' | 'year'> = {
  givenInvoices: 0, givenMilliCarats: 0, givenUnwarrantedMilliCarats: 0, receivedInvoices: 0, receivedMilliCarats: 0, receivedUnwarrantedMilliCarats: 0, abroadMilliCarats: 0, memos: 0,
  producedMilliCarats: 0, importedMilliCarats: 0, auctionedMilliCarats: 0, gainedMilliCarats: 0, lostMilliCarats: 0, confiscatedMilliCarats: 0,
};

const yearsOf = async (member: string, year: number, sights: Sights): Promise<{ before: readonly Row[]; now: Row }> => {
  const [before, found] = [[] as Row[], [] as Row[]];
  for await (const row of sights.rows(members, { member }, { year: { to: year } })) (row.year < year ? before : found).push(row);
  return { before, now: found[0] ?? { member, year, ...NOTHING } };
};

const listOf = async (member: string, year: number, sights: Sights): Promise<Listed[]> => {
  const found: Listed[] = [];
  for await (const row of sights.rows(invoices, { seller: member, year })) found.push({ direction: 'given', ...row });
  for await (const row of sights.rows(invoices, { buyer: member, year })) found.push({ direction: 'received', ...row });
  return found.sort((a, b) => (a.issuedOn === b.issuedOn ? (a.invoice < b.invoice ? -1 : 1) : a.issuedOn < b.issuedOn ? -1 : 1));
};

/** The first declaration is of what was there before the ledger; a later one of the last day of a year is a count of everything. */
const stockOf = (found: Registered | undefined, year: number) => {
  const [first, ...later] = found?.stocks ?? [];
  const counted = later.find(({ on }) => on === `${year}-12-31`)?.milliCarats;
  return {
    before: first && yearOf(first.on) < year ? first.milliCarats : 0, declared: first && yearOf(first.on) === year ? first.milliCarats : 0, counted,
  };
};

/** A member’s flow in against its flow out: what its auditor reconciles, and its body looks at. */
export const year: Inquiry<typeof Asked, typeof Account> = {
  name: 'warranties/year',
  says: 'A member’s year in carats, with totals that tie: what it had, dug, imported and received under warranty against what it gave, lost and has left; and every invoice, without prices.',
  asks: Asked,
  answers: Account,
  answer: async ({ member, year }, sights): Promise<DataOf<typeof Account>> => {
    const { before, now } = await yearsOf(member, year, sights);
    const stock = stockOf(await sights.row(registry, member), year);
    const opening = stock.before + sumOf(before, (row) => inOf(row) - outOf(row));
    const all = opening + stock.declared + inOf(now);
    const rest = all - outOf(now);
    return {
      member, year, openingMilliCarats: opening, declaredMilliCarats: stock.declared, producedMilliCarats: now.producedMilliCarats, importedMilliCarats: now.importedMilliCarats,
      receivedMilliCarats: now.receivedMilliCarats - now.abroadMilliCarats, auctionedMilliCarats: now.auctionedMilliCarats, gainedMilliCarats: now.gainedMilliCarats, inMilliCarats: all,
      givenMilliCarats: now.givenMilliCarats, lostMilliCarats: now.lostMilliCarats, confiscatedMilliCarats: now.confiscatedMilliCarats, restMilliCarats: rest, outMilliCarats: outOf(now) + rest,
      ...(stock.counted !== undefined && { countedMilliCarats: stock.counted, residualMilliCarats: rest - stock.counted }),
      givenUnwarrantedMilliCarats: now.givenUnwarrantedMilliCarats, receivedUnwarrantedMilliCarats: now.receivedUnwarrantedMilliCarats, boughtAbroadMilliCarats: now.abroadMilliCarats,
      givenInvoices: now.givenInvoices, receivedInvoices: now.receivedInvoices, memos: now.memos, invoices: await listOf(member, year, sights),
    };
  },
};
