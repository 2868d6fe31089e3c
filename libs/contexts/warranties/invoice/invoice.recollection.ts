import type { DataOf, Recollection } from '#kernel';
import type { invoiceEvents } from './invoice.events.ts';

type Line = Readonly<{ milliCarats: number; unwarrantedMilliCarats: number }>;

/** An invoice as the next one in the chain needs to see it: does it bear a statement, and which of its lines are not warranted, or not all of them? */
export type IssuedInvoice = Readonly<{ issued: boolean; warranted: boolean; gaps: ReadonlyMap<string, Line> }>;

const NONE: ReadonlyMap<string, Line> = new Map();

/** The fold of an invoice’s own stream: its own rules and those of later invoices stand on it. */
export const invoiceSoFar = {
  noun: 'invoice',
  initial: { issued: false, warranted: false, gaps: NONE },
  on: {
    InvoiceIssued: (_: IssuedInvoice, { statement, lines }: DataOf<typeof invoiceEvents.InvoiceIssued>): IssuedInvoice => {
      const broken = lines.flatMap(({ lot, milliCarats, unwarrantedMilliCarats }) => (unwarrantedMilliCarats === undefined ? [] : [[lot, { milliCarats, unwarrantedMilliCarats }] as const]));
      return { issued: true, warranted: statement !== undefined, gaps: broken.length === 0 ? NONE : new Map(broken) };
    },
  },
} satisfies Recollection<IssuedInvoice>;

/** How many of the carats that came under a line of this invoice it did not warrant. Rounded up: what is not covered is never hidden. */
export const unwarrantedOf = ({ warranted, gaps }: IssuedInvoice, lot: string, milliCarats: number): number => {
  if (!warranted) return milliCarats;
  const line = gaps.get(lot);
  if (!line) return 0;
  const [share, rest] = [BigInt(milliCarats) * BigInt(line.unwarrantedMilliCarats), BigInt(line.milliCarats)];
  return Math.min(milliCarats, Number((share + rest - 1n) / rest));
};
