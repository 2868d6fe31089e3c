import type { LotEvent } from '#contexts/custody/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, dayOf, IsCount, IsMilliCaratsOrNone, IsPartyId, IsYear, yearOf, type Change, type Recorded, type View } from '#kernel';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';

export class MemberRow {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  /** Sales, and what of them was not warranted. What goes on memo stays its owner’s: it is only counted. */
  @IsCount() givenInvoices!: number;
  @IsMilliCaratsOrNone() givenMilliCarats!: number;
  @IsMilliCaratsOrNone() givenUnwarrantedMilliCarats!: number;
  @IsCount() receivedInvoices!: number;
  @IsMilliCaratsOrNone() receivedMilliCarats!: number;
  @IsMilliCaratsOrNone() receivedUnwarrantedMilliCarats!: number;
  /** Those of what was received that were sold from abroad: they arrive as imports. */
  @IsMilliCaratsOrNone() abroadMilliCarats!: number;
  @IsCount() memos!: number;
  @IsMilliCaratsOrNone() producedMilliCarats!: number;
  @IsMilliCaratsOrNone() importedMilliCarats!: number;
  /** Bought from the State, which had confiscated them. */
  @IsMilliCaratsOrNone() auctionedMilliCarats!: number;
  /** By sorting, treatment and weighing, in his hands. */
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() confiscatedMilliCarats!: number;
}
type Row = Readonly<MemberRow>;
type Figure = Exclude<keyof Row, 'member' | 'year'>;

const EMPTY: Readonly<Record<Figure, number>> = {
  givenInvoices: 0, givenMilliCarats: 0, givenUnwarrantedMilliCarats: 0, receivedInvoices: 0, receivedMilliCarats: 0, receivedUnwarrantedMilliCarats: 0, abroadMilliCarats: 0, memos: 0,
  producedMilliCarats: 0, importedMilliCarats: 0, auctionedMilliCarats: 0, gainedMilliCarats: 0, lostMilliCarats: 0, confiscatedMilliCarats: 0,
};

/** These figures are added to those of the member’s year. */
const added = (member: string, day: string, figures: Partial<Record<Figure, number>>): Change<Row> => {
  const year = yearOf(day);
  return at<Row>(`${member}-${year}`, (before) => {
    const row = { ...(before ?? { member, year, ...EMPTY }) };
    for (const figure of Object.keys(figures) as Figure[]) row[figure] += figures[figure]!;
    return row;
  });
};

type Event = Pick<Recorded, 'occurredAt'>;
/** What the balance found more or less, in whose hands. */
const changed = (holder: string, { occurredAt }: Event, milliCarats: number): Change<Row>[] => (milliCarats === 0 ? []
  : [added(holder, dayOf(occurredAt), milliCarats < 0 ? { lostMilliCarats: -milliCarats } : { gainedMilliCarats: milliCarats })]);
const divided = (event: Event & { readonly data: { readonly holder: string; readonly lossMilliCarats: number } }): Change<Row>[] => changed(event.data.holder, event, -event.data.lossMilliCarats);

/** Warranties given and received by each party in each year, and what it dug, imported, gained and lost: the flow in and out that its auditor reconciles. Key: `<party>-<year>`. */
export const members: View<typeof MemberRow, InvoiceEvent | LotEvent | ProductionEvent> = {
  name: 'warranties/members',
  version: 2,
  row: MemberRow,
  index: ['member', 'year'],
  on: {
    InvoiceIssued: ({ data: { seller, buyer, issuedOn, milliCarats, unwarrantedMilliCarats = 0, kind, sellerIn, buyerIn } }) => {
      if (kind === 'memo') return [added(seller, issuedOn, { memos: 1 })];
      return [
        added(seller, issuedOn, { givenInvoices: 1, givenMilliCarats: milliCarats, givenUnwarrantedMilliCarats: unwarrantedMilliCarats }),
        added(buyer, issuedOn, {
          receivedInvoices: 1, receivedMilliCarats: milliCarats, receivedUnwarrantedMilliCarats: unwarrantedMilliCarats, abroadMilliCarats: sellerIn === buyerIn ? 0 : milliCarats,
        }),
      ];
    },
    ProductionRecorded: ({ data: { operator, milliCarats, sample }, occurredAt }) => (sample === undefined ? [added(operator, dayOf(occurredAt), { producedMilliCarats: milliCarats })] : []),
    PurchaseRecorded: ({ data: { buyer, milliCarats }, occurredAt }) => [added(buyer, dayOf(occurredAt), { producedMilliCarats: milliCarats })],
    LotFreed: ({ data: { holder, milliCarats, certificate }, occurredAt }) => (certificate === undefined ? [] : [added(holder, dayOf(occurredAt), { importedMilliCarats: milliCarats })]),
    LotSplit: divided, LotSorted: divided, StonesPromoted: divided, LotTreated: divided, LotLossRecorded: divided,
    LotLost: (event) => changed(event.data.holder, event, -event.data.milliCarats),
    LotWeighed: (event) => changed(event.data.holder, event, event.data.differenceMilliCarats),
    LotDisputeSettled: (event) => changed(event.data.holder, event, event.data.differenceMilliCarats),
    LotCorrected: (event) => changed(event.data.holder, event, (event.data.milliCarats ?? 0) - (event.data.wasMilliCarats ?? 0)),
    LotConfiscated: ({ data: { from, owner = from, milliCarats }, occurredAt }) => [added(owner, dayOf(occurredAt), { confiscatedMilliCarats: milliCarats })],
    LotDisposed: ({ data: { disposal, to, milliCarats }, occurredAt }) =>
      (disposal === 'auctioned' && to !== undefined ? [added(to, dayOf(occurredAt), { auctionedMilliCarats: milliCarats })] : []),
  },
};
