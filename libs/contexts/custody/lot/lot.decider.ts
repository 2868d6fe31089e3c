import { because, factOf, inCarats, IsLotId, type DataOf, type Decider, type Decision } from '#kernel';
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

type Opening = DataOf<typeof lotEvents.LotOpened>;

const commands = {
  OpenLot: lotEvents.LotOpened, SplitLot, ValueLot, RecordLoss, DispatchLot, ReceiveLot, PackLot, UnpackLot, FreeLot, ConfiscateLot,
};

const partOf = (parent: string, subject: string): boolean => subject.startsWith(`${parent}.`) && !subject.includes('.', parent.length + 1);

/** A lot has the id of its one production record, or its parent’s with a number after it. */
const comesFromSomething = ({ production, parent }: Opening, subject: string): boolean =>
  production === undefined ? parent !== undefined && partOf(parent, subject) : parent === undefined && production === subject;

const open = (lot: Lot, data: Opening, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  if (lot.status !== 'none') return no.AlreadyOpen;
  if (!comesFromSomething(data, subject)) return no.FromNothing;
  const origins = data.origins.reduce((sum, { milliCarats }) => sum + milliCarats, 0);
  if (origins !== data.milliCarats) {
    return because(no.OriginsNotWhole, `The origins weigh ${inCarats(origins)} ct, the lot ${inCarats(data.milliCarats)} ct.`, { milliCarats: data.milliCarats }, '#/origins');
  }
  return [{ type: 'LotOpened', data }];
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
  internal: ['OpenLot', 'FreeLot'],
  facts: {
    recipient: factOf(party, ({ to }: Partial<DispatchLot>) => to),
    holder: factOf(party, holderInQuestion),
    invoice: factOf(invoice, ({ invoice: named }: Partial<DispatchLot>) => named),
    case: factOf(enforcementCase, (data: Partial<ConfiscateLot>) => data.case),
    parcel: factOf(parcelSoFar, parcelInQuestion),
  },
  initial: lotSoFar.initial,
  evolve: lotSoFar.on,
  decide: {
    OpenLot: open,
    SplitLot: split,
    ValueLot: value,
    RecordLoss: recordLoss,
    DispatchLot: dispatch,
    ReceiveLot: receive,
    PackLot: pack,
    UnpackLot: unpack,
    FreeLot: free,
    ConfiscateLot: confiscate,
  },
};
