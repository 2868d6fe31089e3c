import type { ProductionEvent } from '#contexts/extraction/events';
import {
  at, dayOf, IsCaseId, IsDay, IsHsCode, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsParcelId, IsPartyId, IsProductionId, IsSiteId, IsStones, IsUsdCents,
  ListOf, Many, OneOf, Optional, type Change, type HsCode, type View,
} from '#kernel';
import { OriginShare, VALUE_METHODS, type LotEvent, type ValueMethod } from '../lot/lot.events.ts';

class LotRow {
  @IsLotId() lot!: string;
  @OneOf('held', 'dispatched', 'packed', 'split', 'confiscated') status!: 'held' | 'dispatched' | 'packed' | 'split' | 'confiscated';
  /** In whose hands; while dispatched, who sent it; while packed, where its parcel is: see there. */
  @IsPartyId() holder!: string;
  @Optional() @IsPartyId() addressee?: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @OneOf(...VALUE_METHODS) method?: ValueMethod;
  @Optional() @OneOf('ex-mine', 'FOB', 'CIF') basis?: 'ex-mine' | 'FOB' | 'CIF';
  @Optional() @IsPartyId() valuer?: string;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  @Optional() @IsProductionId() production?: string;
  @Optional() @IsSiteId() site?: string;
  @Optional() @IsLotId() parent?: string;
  @ListOf(IsLotId, 0) parts!: string[];
  /** All losses since it was opened, also in its split. */
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @Optional() @IsParcelId() parcel?: string;
  /** The parcels in which it lay before. */
  @ListOf(IsParcelId, 0) pastParcels!: string[];
  @ListOf(IsInvoiceId, 0) invoices!: string[];
  @Optional() @IsCaseId() case?: string;
  @IsDay() openedOn!: string;
}
type Row = Readonly<LotRow>;

/** A lot that lies free, and to which nothing happened yet. */
const fresh = (lot: string, holder: string, occurredAt: string) => (
  { lot, status: 'held' as const, holder, parts: [], lostMilliCarats: 0, pastParcels: [], invoices: [], openedOn: dayOf(occurredAt) });

const changed = (lot: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(lot, (row) => fold(row!))];

const freed = (row: Row, parcel: string, holder: string): Row => {
  const { parcel: _, ...rest } = row;
  return { ...rest, status: 'held', holder, pastParcels: [...row.pastParcels, parcel] };
};
const received = (row: Row, holder: string, usdCents: number): Row => {
  const { addressee: _, ...rest } = row;
  return { ...rest, status: 'held', holder, usdCents };
};
const sent = (row: Row, addressee: string, invoice: string | undefined): Row =>
  ({ ...row, status: 'dispatched', addressee, invoices: invoice === undefined ? row.invoices : [...row.invoices, invoice] });

/** The page of each lot: what it is, where it comes from, what became of it. A lot is there from the event that made it on. */
export const lots: View<typeof LotRow, LotEvent | ProductionEvent> = {
  name: 'custody/lots',
  version: 1,
  row: LotRow,
  index: ['holder', 'status'],
  on: {
    ProductionRecorded: ({ subject, data: { operator, participant, site, milliCarats, usdCents, stones }, occurredAt }) => [at<Row>(subject, () => ({
      ...fresh(subject, operator, occurredAt), milliCarats, usdCents, hsCode: '7102.10', origins: [{ participant, milliCarats }],
      ...(stones !== undefined && { stones }), production: subject, site,
    }))],
    LotSplit: ({ subject, data: { holder, parts, lossMilliCarats }, occurredAt }) => [
      ...changed(subject, (row) => ({ ...row, status: 'split', parts: parts.map(({ lot }) => lot), lostMilliCarats: row.lostMilliCarats + lossMilliCarats })),
      ...parts.map((part) => at<Row>(part.lot, () => ({ ...fresh(part.lot, holder, occurredAt), ...part, parent: subject }))),
    ],
    LotValued: ({ subject, data }) => changed(subject, (row) => ({ ...row, ...data })),
    LotLossRecorded: ({ subject, data: { milliCarats, origins, lossMilliCarats } }) => changed(subject, (row) => (
      { ...row, milliCarats, origins, lostMilliCarats: row.lostMilliCarats + lossMilliCarats })),
    LotDispatched: ({ subject, data: { to, invoice } }) => changed(subject, (row) => sent(row, to, invoice)),
    LotReceived: ({ subject, data: { holder, usdCents } }) => changed(subject, (row) => received(row, holder, usdCents)),
    LotPacked: ({ subject, data: { parcel } }) => changed(subject, (row) => ({ ...row, status: 'packed', parcel })),
    LotFreed: ({ subject, data: { parcel, holder } }) => changed(subject, (row) => freed(row, parcel, holder)),
    LotConfiscated: ({ subject, data }) => changed(subject, (row) => ({ ...row, status: 'confiscated', holder: data.authority, case: data.case })),
  },
};
