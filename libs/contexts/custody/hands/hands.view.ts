import {
  at, dayOf, IsCaseId, IsCertificateNumber, IsDay, IsInvoiceId, IsLotId, IsMilliCarats, IsName, IsPartyId, IsSeal, IsText, OneOf, Optional, type Change, type Recorded, type View,
} from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import { MODES, TERMS, type Mode, type Terms } from '../lot/vocabulary.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

const KINDS = ['dispatched', 'collected', 'returned', 'received', 'imported', 'transferred', 'moved', 'detained', 'lifted', 'seized', 'confiscated', 'auctioned', 'destroyed', 'evidence', 'donated'] as const;
type Kind = (typeof KINDS)[number];

class Passage {
  @IsLotId() lot!: string;
  /** Custody passes when it is dispatched, collected, returned, received or imported; ownership when transferred; the place when moved. Detained, nothing passes, and nothing may; seized, custody; confiscated, all; then what the State did: returned, auctioned, destroyed, kept as evidence, donated. */
  @OneOf(...KINDS) kind!: Kind;
  /** Who answers for the goods after it. */
  @IsPartyId() holder!: string;
  /** Whose they are after it, where it says so. */
  @Optional() @IsPartyId() owner?: string;
  @Optional() @IsPartyId() from?: string;
  @Optional() @IsPartyId() to?: string;
  @Optional() @OneOf(...TERMS) terms?: Terms;
  @Optional() @IsText() place?: string;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsName() handCarriedBy?: string;
  @Optional() @IsSeal() bag?: string;
  @Optional() @OneOf('intact', 'broken', 'other-number') bagState?: 'intact' | 'broken' | 'other-number';
  @Optional() @IsInvoiceId() invoice?: string;
  /** The last day of the seller’s registration for the System of Warranties, if it had run out when he made the invoice. */
  @Optional() @IsDay() lapsedOn?: string;
  @Optional() @IsCertificateNumber() certificate?: string;
  @Optional() @IsCaseId() case?: string;
  @Optional() @IsText() reason?: string;
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  /** When it happened, and when the ledger learned of it. */
  @IsDay() on!: string;
  @IsDay() recordedOn!: string;
}
type Row = Readonly<Passage>;
type When = Pick<Recorded, 'position' | 'occurredAt' | 'recordedAt'>;

const passed = (lot: string, { position, occurredAt, recordedAt }: When, what: Omit<Row, 'lot' | 'on' | 'recordedOn'>): Change<Row> =>
  at<Row>(`${lot}@${position}`, () => ({ lot, ...what, on: dayOf(occurredAt), recordedOn: dayOf(recordedAt) }));

/** Through whose hands each lot went, whose it was, and where it lay: three histories in one order. Key: the lot, and where the event stands in the log. */
export const hands: View<typeof Passage, LotEvent | ParcelEvent> = {
  name: 'custody/hands',
  version: 2,
  row: Passage,
  index: ['lot', 'holder', 'owner', 'kind'],
  on: {
    // Until it is received the sender answers for it.
    LotDispatched: (event) => {
      const { usdCents: _, terms = 'sale', ...data } = event.data;
      return [passed(event.subject, event, { kind: 'dispatched', holder: data.from, ...data, terms })];
    },
    LotCollected: (event) => [passed(event.subject, event, { kind: 'collected', holder: event.data.carrier, ...event.data })],
    LotReturned: (event) => {
      const { by, holder, milliCarats, reason, bag } = event.data;
      return [passed(event.subject, event, { kind: 'returned', holder, from: by, to: holder, milliCarats, reason, ...(bag !== undefined && { bag }) })];
    },
    LotReceived: (event) => {
      const { from, holder, owner = holder, terms = 'own', milliCarats, foundMilliCarats, place, bag, bagState } = event.data;
      return [passed(event.subject, event, {
        kind: 'received', from, to: holder, holder, owner, terms, milliCarats,
        ...(foundMilliCarats !== undefined && { foundMilliCarats }), ...(place !== undefined && { place }), ...(bag !== undefined && { bag }), ...(bagState !== undefined && { bagState }),
      })];
    },
    // A parcel that crossed a border under a certificate: its lots are the importer’s.
    ParcelOpened: (event) => {
      const { holder, lots, certificate } = event.data;
      if (certificate === undefined) return [];
      return lots.map(({ lot, milliCarats }) => passed(lot, event, { kind: 'imported', holder, owner: holder, to: holder, certificate, milliCarats }));
    },
    LotOwnershipTransferred: (event) => [passed(event.subject, event, { kind: 'transferred', to: event.data.owner, ...event.data })],
    LotMoved: (event) => [passed(event.subject, event, { kind: 'moved', ...event.data })],
    LotDetained: (event) => {
      const { holder, case: named, milliCarats, grounds } = event.data;
      return [passed(event.subject, event, { kind: 'detained', holder, case: named, milliCarats, reason: grounds })];
    },
    LotDetentionLifted: (event) => {
      const { holder, case: named, milliCarats, reason } = event.data;
      return [passed(event.subject, event, { kind: 'lifted', holder, case: named, milliCarats, reason })];
    },
    LotSeized: (event) => {
      const { from, authority, case: named, milliCarats } = event.data;
      return [passed(event.subject, event, { kind: 'seized', from, to: authority, holder: authority, case: named, milliCarats })];
    },
    LotDisposed: (event) => {
      const { disposal, order, authority, case: named, milliCarats, to, owner = to, terms, place } = event.data;
      const passes = to === undefined ? { holder: authority } : { holder: to, from: authority, to, ...(owner !== undefined && { owner }), terms: terms ?? 'own' };
      return [passed(event.subject, event, { kind: disposal, ...passes, case: named, milliCarats, reason: order, ...(place !== undefined && { place }) })];
    },
    LotConfiscated: (event) => {
      const { from, authority, case: named, milliCarats } = event.data;
      return [passed(event.subject, event, { kind: 'confiscated', from, to: authority, holder: authority, owner: authority, case: named, milliCarats })];
    },
  },
};
