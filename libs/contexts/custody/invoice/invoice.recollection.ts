import type { invoiceEvents } from '#contexts/warranties/events';
import type { DataOf, Recollection } from '#kernel';

/**
 * What custody remembers of an invoice: who sold which lots to whom, and each lot’s price in cents. No seller: no such invoice. `lapsedOn`: the last day of the seller’s
 * registration for the System of Warranties, if it had run out.
 */
export type Invoice = Readonly<{ seller?: string; buyer?: string; usdCents: ReadonlyMap<string, number>; isMemo?: boolean; lapsedOn?: string }>;

export const invoice: Recollection<Invoice> = {
  noun: 'invoice',
  initial: { usdCents: new Map() },
  on: {
    InvoiceIssued: (_, { seller, buyer, lines, kind, lapsedOn }: DataOf<typeof invoiceEvents.InvoiceIssued>) =>
      ({ seller, buyer, usdCents: new Map(lines.map(({ lot, usdCents }) => [lot, usdCents])), isMemo: kind === 'memo', ...(lapsedOn !== undefined && { lapsedOn }) }),
  },
};
