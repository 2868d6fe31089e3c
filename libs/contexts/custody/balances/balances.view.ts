import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPartyId, type Change, type View } from '#kernel';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent, lotEvents } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

class Balance {
  @IsPartyId() holder!: string;
  /** Nobody brings goods into the ledger from before it: always none. */
  @IsMilliCaratsOrNone() openingMilliCarats!: number;
  @IsMilliCaratsOrNone() producedMilliCarats!: number;
  /** From artisanal miners, who are not in the ledger. */
  @IsMilliCaratsOrNone() boughtMilliCarats!: number;
  @IsMilliCaratsOrNone() receivedMilliCarats!: number;
  /** What was sent and came back undelivered is not in it. */
  @IsMilliCaratsOrNone() dispatchedMilliCarats!: number;
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  /** By how much wrong weights were corrected, up and down together. */
  @IsMilliCaratsDifference() correctedMilliCarats!: number;
  /** What the State took from the holder: seized, or confiscated where it lay. */
  @IsMilliCaratsOrNone() confiscatedMilliCarats!: number;
  /** Destroyed by the State, on an order. What it returned, sold or gave away it dispatched. */
  @IsMilliCaratsOrNone() destroyedMilliCarats!: number;
  /** What lies in the holder’s hands: kept from the weights of the lots and parcels that come and go, not from the terms above. */
  @IsMilliCaratsOrNone() closingMilliCarats!: number;
  /** opening + produced + bought + received + gained + corrected - dispatched - lost - confiscated - destroyed - closing. Anything but 0 is a fault. */
  @IsMilliCaratsDifference() residualMilliCarats!: number;
}
type Row = Readonly<Balance>;
type Term = 'produced' | 'bought' | 'received' | 'dispatched' | 'gained' | 'lost' | 'corrected' | 'confiscated' | 'destroyed';

const emptyOf = (holder: string): Row => ({
  holder, openingMilliCarats: 0, producedMilliCarats: 0, boughtMilliCarats: 0, receivedMilliCarats: 0, dispatchedMilliCarats: 0, gainedMilliCarats: 0, lostMilliCarats: 0,
  correctedMilliCarats: 0, confiscatedMilliCarats: 0, destroyedMilliCarats: 0, closingMilliCarats: 0, residualMilliCarats: 0,
});
const residualOf = (row: Row): number => row.openingMilliCarats + row.producedMilliCarats + row.boughtMilliCarats + row.receivedMilliCarats + row.gainedMilliCarats
  + row.correctedMilliCarats - row.dispatchedMilliCarats - row.lostMilliCarats - row.confiscatedMilliCarats - row.destroyedMilliCarats - row.closingMilliCarats;
const sumOfItems = (items: readonly { readonly milliCarats: number }[]): number => items.reduce((sum, item) => sum + item.milliCarats, 0);

/** Books a weight under one term, and beside it what the holder’s items came to weigh more, or less. */
const booked = (holder: string, term: Term, milliCarats: number, itemsMilliCarats: number): Change<Row> => at<Row>(holder, (row = emptyOf(holder)) => {
  const next = { ...row, [`${term}MilliCarats`]: row[`${term}MilliCarats`] + milliCarats, closingMilliCarats: row.closingMilliCarats + itemsMilliCarats };
  return { ...next, residualMilliCarats: residualOf(next) };
});

/** Items become other items in the same hands. If the weights differ by more than the stated loss, it shows as residual. */
const turned = (holder: string, lostMilliCarats: number, itemsMilliCarats: number): Change<Row>[] =>
  lostMilliCarats === 0 && itemsMilliCarats === 0 ? [] : [booked(holder, 'lost', lostMilliCarats, itemsMilliCarats)];

const divided = ({ data: { holder, milliCarats, parts, lossMilliCarats } }: Readonly<{ data: InstanceType<typeof lotEvents.LotSplit> }>): Change<Row>[] =>
  turned(holder, lossMilliCarats, sumOfItems(parts) - milliCarats);

/** A typed loss or gain: another balance said less, or more. */
const differed = ({ data: { holder, differenceMilliCarats: by } }: Readonly<{ data: Readonly<{ holder: string; differenceMilliCarats: number }> }>): Change<Row>[] => {
  if (by === 0) return [];
  return [by < 0 ? booked(holder, 'lost', -by, by) : booked(holder, 'gained', by, by)];
};

const taken = (from: string, authority: string, milliCarats: number): Change<Row>[] =>
  [booked(from, 'confiscated', milliCarats, -milliCarats), booked(authority, 'received', milliCarats, milliCarats)];

/** Each holder’s account in carats (R-STOCK): opening + produced + bought + received + gained ± corrected = dispatched + lost + confiscated + destroyed + closing. */
export const balances: View<typeof Balance, ProductionEvent | LotEvent | BlendEvent | ParcelEvent | CertificateEvent> = {
  name: 'custody/balances',
  version: 4,
  row: Balance,
  index: [],
  on: {
    ProductionRecorded: ({ data: { operator, milliCarats } }) => [booked(operator, 'produced', milliCarats, milliCarats)],
    PurchaseRecorded: ({ data: { buyer, milliCarats } }) => [booked(buyer, 'bought', milliCarats, milliCarats)],
    LotSplit: divided,
    LotSorted: divided,
    StonesPromoted: divided,
    BlendCommitted: ({ data: { holder, inputs, made } }) => turned(holder, 0, made.milliCarats - sumOfItems(inputs)),
    // What was lost is stated, what the lot weighs too: if they did not agree, it would show.
    LotTreated: ({ data: { holder, beforeMilliCarats, milliCarats, lossMilliCarats } }) => turned(holder, lossMilliCarats, milliCarats - beforeMilliCarats),
    LotWeighed: differed,
    LotDisputeSettled: differed,
    LotLossRecorded: ({ data: { holder, lossMilliCarats } }) => [booked(holder, 'lost', lossMilliCarats, -lossMilliCarats)],
    LotLost: ({ data: { holder, milliCarats } }) => [booked(holder, 'lost', milliCarats, -milliCarats)],
    LotCorrected: ({ data: { holder, wasMilliCarats, milliCarats } }) =>
      (wasMilliCarats === undefined || milliCarats === undefined ? [] : [booked(holder, 'corrected', milliCarats - wasMilliCarats, milliCarats - wasMilliCarats)]),
    LotReturned: ({ data: { holder, milliCarats } }) => [booked(holder, 'dispatched', -milliCarats, milliCarats)],
    LotDispatched: ({ data: { from, milliCarats } }) => [booked(from, 'dispatched', milliCarats, -milliCarats)],
    LotReceived: ({ data: { holder, milliCarats } }) => [booked(holder, 'received', milliCarats, milliCarats)],
    // On its way it was in nobody’s account. What was seized before it was confiscated is in the hands of the State already.
    LotSeized: ({ data: { from, to, authority, milliCarats } }) => (to === undefined ? taken(from, authority, milliCarats) : [booked(authority, 'received', milliCarats, milliCarats)]),
    LotConfiscated: ({ data: { from, authority, milliCarats } }) => (from === authority ? [] : taken(from, authority, milliCarats)),
    LotDisposed: ({ data: { disposal, authority, to, milliCarats } }) => {
      if (disposal === 'destroyed') return [booked(authority, 'destroyed', milliCarats, -milliCarats)];
      return to === undefined ? [] : [booked(authority, 'dispatched', milliCarats, -milliCarats), booked(to, 'received', milliCarats, milliCarats)];
    },
    ParcelSealed: ({ data: { holder, milliCarats, lots } }) => turned(holder, 0, milliCarats - sumOfItems(lots)),
    ParcelOpened: ({ data: { holder, milliCarats, lots } }) => turned(holder, 0, sumOfItems(lots) - milliCarats),
    ExportDispatched: ({ data: { exporter, milliCarats, parcels } }) => [booked(exporter, 'dispatched', milliCarats, -sumOfItems(parcels))],
    ImportConfirmed: ({ data: { importer, milliCarats, parcels } }) => [booked(importer, 'received', milliCarats, sumOfItems(parcels))],
    ReturnReceived: ({ data: { exporter, milliCarats, parcels } }) => [booked(exporter, 'dispatched', -milliCarats, sumOfItems(parcels))],
  },
};
