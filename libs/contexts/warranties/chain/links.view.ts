import { at, IsDay, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsPartyId, IsText, Many, OneOf, Optional, type View } from '#kernel';
import { Disposed, Imported, Produced, Unwarranted, Upstream, type InvoiceEvent } from '../invoice/invoice.events.ts';

const MOST = 100_000;

/** Goods under an invoice: who sold them to whom, and how many of the carats are not warranted. */
export class Step {
  @IsInvoiceId() invoice!: string;
  @IsPartyId() seller!: string;
  @IsPartyId() buyer!: string;
  @IsDay() issuedOn!: string;
  @OneOf('2002', '2021', 'none') statement!: '2002' | '2021' | 'none';
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCaratsOrNone() unwarrantedMilliCarats!: number;
}
/** One line of an invoice, and what stands behind it. */
export class LinkRow extends Step {
  @IsLotId() lot!: string;
  @Optional() @Many(() => Upstream, 1, MOST) upstream?: Upstream[];
  @Optional() @Many(() => Imported, 1, MOST) imports?: Imported[];
  @Optional() @Many(() => Produced, 1, MOST) production?: Produced[];
  @Optional() @Many(() => Disposed, 1, MOST) disposals?: Disposed[];
  @Optional() @IsMilliCarats() openingMilliCarats?: number;
  @Optional() @Many(() => Unwarranted) gaps?: Unwarranted[];
  /** When the invoice was issued, as the log counts: what stands behind it is older. */
  @IsText() order!: string;
}
export type Link = Readonly<LinkRow>;

/** What each line of each invoice stands on: chains of warranties are walks over these rows alone. Key: `<invoice>/<lot>`. */
export const links: View<typeof LinkRow, InvoiceEvent> = {
  name: 'warranties/links',
  version: 1,
  row: LinkRow,
  index: ['invoice'],
  on: {
    InvoiceIssued: ({ subject, data: { seller, buyer, issuedOn, statement, lines }, position }) => {
      const of: Pick<Link, 'invoice' | 'seller' | 'buyer' | 'issuedOn' | 'statement' | 'order'> = { invoice: subject, seller, buyer, issuedOn, statement: statement ?? 'none', order: position };
      return lines.map(({ usdCents: _, unwarrantedMilliCarats = 0, ...line }) => at<Link>(`${subject}/${line.lot}`, () => ({ ...line, ...of, unwarrantedMilliCarats })));
    },
  },
};
