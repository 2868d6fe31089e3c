import { at, IsCount, IsMilliCaratsOrNone, IsPartyId, IsYear, yearOf, type View } from '#kernel';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';

class MemberRow {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  @IsCount() givenInvoices!: number;
  @IsMilliCaratsOrNone() givenMilliCarats!: number;
  @IsCount() receivedInvoices!: number;
  @IsMilliCaratsOrNone() receivedMilliCarats!: number;
}
type Row = Readonly<MemberRow>;

const row = (member: string, year: number, add: (row: Row) => Partial<Row>) =>
  at<Row>(`${member}-${year}`, (before) => {
    const now = before ?? { member, year, givenInvoices: 0, givenMilliCarats: 0, receivedInvoices: 0, receivedMilliCarats: 0 };
    return { ...now, ...add(now) };
  });

/** Warranties given and received by each party in each year: the flow in and out that its auditor reconciles. Key: `<party>-<year>`. */
export const members: View<typeof MemberRow, InvoiceEvent> = {
  name: 'warranties/members',
  version: 1,
  row: MemberRow,
  index: ['member', 'year'],
  on: {
    InvoiceIssued: ({ data: { seller, buyer, issuedOn, milliCarats } }) => [
      row(seller, yearOf(issuedOn), ({ givenInvoices, givenMilliCarats }) =>
        ({ givenInvoices: givenInvoices + 1, givenMilliCarats: givenMilliCarats + milliCarats })),
      row(buyer, yearOf(issuedOn), ({ receivedInvoices, receivedMilliCarats }) =>
        ({ receivedInvoices: receivedInvoices + 1, receivedMilliCarats: receivedMilliCarats + milliCarats })),
    ],
  },
};
