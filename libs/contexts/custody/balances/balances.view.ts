import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPartyId, type Change, type View } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

class Balance {
  @IsPartyId() holder!: string;
  /** Nobody brings goods into the ledger from before it: always none. */
  @IsMilliCaratsOrNone() openingMilliCarats!: number;
  @IsMilliCaratsOrNone() producedMilliCarats!: number;
  @IsMilliCaratsOrNone() receivedMilliCarats!: number;
  @IsMilliCaratsOrNone() dispatchedMilliCarats!: number;
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() confiscatedMilliCarats!: number;
  /** What lies in the holder’s hands: kept from the weights of the lots and parcels that come and go, not from the terms above. */
  @IsMilliCaratsOrNone() closingMilliCarats!: number;
  /** opening + produced + received - dispatched - lost - confiscated - closing. Anything but 0 is a fault. */
  @IsMilliCaratsDifference() residualMilliCarats!: number;
}
type Row = Readonly<Balance>;
type Term = 'produced' | 'received' | 'dispatched' | 'lost' | 'confiscated';

const emptyOf = (holder: string): Row => ({
  holder, openingMilliCarats: 0, producedMilliCarats: 0, receivedMilliCarats: 0, dispatchedMilliCarats: 0, lostMilliCarats: 0, confiscatedMilliCarats: 0,
  closingMilliCarats: 0, residualMilliCarats: 0,
});
const sumOfItems = (items: readonly { readonly milliCarats: number }[]): number => items.reduce((sum, item) => sum + item.milliCarats, 0);

/** Books a weight under one term, and beside it what the holder’s items came to weigh more, or less. */
const booked = (holder: string, term: Term, milliCarats: number, itemsMilliCarats: number): Change<Row> => at<Row>(holder, (row = emptyOf(holder)) => {
  const next = { ...row, [`${term}MilliCarats`]: row[`${term}MilliCarats`] + milliCarats, closingMilliCarats: row.closingMilliCarats + itemsMilliCarats };
  next.residualMilliCarats = next.openingMilliCarats + next.producedMilliCarats + next.receivedMilliCarats
    - next.dispatchedMilliCarats - next.lostMilliCarats - next.confiscatedMilliCarats - next.closingMilliCarats;
  return next;
});

/** Items become other items in the same hands. If the weights differ by more than the stated loss, it shows as residual. */
const turned = (holder: string, lostMilliCarats: number, itemsMilliCarats: number): Change<Row>[] =>
  lostMilliCarats === 0 && itemsMilliCarats === 0 ? [] : [booked(holder, 'lost', lostMilliCarats, itemsMilliCarats)];

/** Each holder’s account in carats (R-STOCK): opening + produced + received = dispatched + lost + confiscated + closing. */
export const balances: View<typeof Balance, ProductionEvent | LotEvent | ParcelEvent | CertificateEvent> = {
  name: 'custody/balances',
  version: 1,
  row: Balance,
  index: [],
  on: {
    ProductionRecorded: ({ data: { operator, milliCarats } }) => [booked(operator, 'produced', milliCarats, milliCarats)],
    LotSplit: ({ data: { holder, milliCarats, parts, lossMilliCarats } }) => turned(holder, lossMilliCarats, sumOfItems(parts) - milliCarats),
    LotLossRecorded: ({ data: { holder, lossMilliCarats } }) => [booked(holder, 'lost', lossMilliCarats, -lossMilliCarats)],
    LotDispatched: ({ data: { from, milliCarats } }) => [booked(from, 'dispatched', milliCarats, -milliCarats)],
    LotReceived: ({ data: { holder, milliCarats } }) => [booked(holder, 'received', milliCarats, milliCarats)],
    LotConfiscated: ({ data: { from, authority, milliCarats } }) =>
      [booked(from, 'confiscated', milliCarats, -milliCarats), booked(authority, 'received', milliCarats, milliCarats)],
    ParcelSealed: ({ data: { holder, milliCarats, lots } }) => turned(holder, 0, milliCarats - sumOfItems(lots)),
    ParcelOpened: ({ data: { holder, milliCarats, lots } }) => turned(holder, 0, sumOfItems(lots) - milliCarats),
    ExportDispatched: ({ data: { exporter, milliCarats, parcels } }) => [booked(exporter, 'dispatched', milliCarats, -sumOfItems(parcels))],
    ImportConfirmed: ({ data: { importer, milliCarats, parcels } }) => [booked(importer, 'received', milliCarats, sumOfItems(parcels))],
  },
};
