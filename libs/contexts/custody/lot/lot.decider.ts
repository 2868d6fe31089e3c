import { factOf, IsLotId, isRefusal, type Decider, type Decision } from '#kernel';
import { enforcementCase } from '../case/case.recollection.ts';
import { invoice } from '../invoice/invoice.recollection.ts';
import { parcelSoFar } from '../parcel/parcel.recollection.ts';
import { party } from '../party/party.recollection.ts';
import { confiscate, ConfiscateLot, value, ValueLot } from './authority.rules.ts';
import { dispatch, DispatchLot, receive, ReceiveLot } from './handover.rules.ts';
import { lotEvents, type LotEvent } from './lot.events.ts';
import { lotSoFar, type Lot } from './lot.recollection.ts';
import { no, type AskedOfLot, type Facts } from './lot.rules.ts';
import { free, FreeLot, pack, PackLot, unpack, UnpackLot } from './packing.rules.ts';
import { recordLoss, RecordLoss, split, SplitLot } from './split.rules.ts';

const commands = {
  SplitLot, ValueLot, RecordLoss, DispatchLot, ReceiveLot, PackLot, UnpackLot, FreeLot, ConfiscateLot,
};

/** The first thing that happens to a lot also says what the lot is: from then on its stream stands by itself. */
const opening = <Data>(rule: (lot: Lot, data: Data, asked: AskedOfLot) => Decision<LotEvent>) => (lot: Lot, data: Data, asked: AskedOfLot): Decision<LotEvent> => {
  const decision = rule(lot, data, asked);
  return lot.unopened === undefined || isRefusal(decision) ? decision : [{ type: 'LotOpened', data: lot.unopened }, ...decision];
};

/** Which parcel a packing or unpacking is about. Freeing needs none: the parcel itself set it off. */
const parcelInQuestion = (data: Partial<FreeLot>, lot: Lot): string | undefined => {
  if (data.parcel !== undefined) return data.holder === undefined ? data.parcel : undefined;
  return lot.status === 'packed' ? lot.parcel : undefined;
};

/** The holder’s territory matters to a government value and to a confiscation only. */
const holderInQuestion = (data: Partial<ValueLot & ConfiscateLot>, lot: Lot): string | undefined =>
  (data.method === 'government' || data.case !== undefined) && lot.status !== 'none' ? lot.holder : undefined;

/** A quantity of rough in one pair of hands. Its carats come from a production record or a split, and are accounted for to 0.001 ct. */
export const lot: Decider<Lot, typeof lotEvents, typeof commands, Facts> = {
  noun: 'lot',
  id: IsLotId,
  events: lotEvents,
  commands,
  refusals: no,
  internal: ['FreeLot'],
  facts: {
    recipient: factOf(party, ({ to }: Partial<DispatchLot>) => to),
    holder: factOf(party, holderInQuestion),
    invoice: factOf(invoice, ({ invoice: named }: Partial<DispatchLot>) => named),
    case: factOf(enforcementCase, (data: Partial<ConfiscateLot>) => data.case),
    parcel: factOf(parcelSoFar, parcelInQuestion),
  },
  initial: lotSoFar.initial,
  born: lotSoFar.born,
  evolve: lotSoFar.on,
  decide: {
    SplitLot: opening(split),
    ValueLot: opening(value),
    RecordLoss: opening(recordLoss),
    DispatchLot: opening(dispatch),
    ReceiveLot: receive,
    PackLot: opening(pack),
    UnpackLot: unpack,
    FreeLot: free,
    ConfiscateLot: opening(confiscate),
  },
};
