import { factOf, factsOf, IsLotId, isRefusal, type Asked, type Decider, type Decision } from '#kernel';
import { blendSoFar } from '../blend/blend.recollection.ts';
import { isAborted } from '../blend/decision.rules.ts';
import { enforcementCase } from '../case/case.recollection.ts';
import { invoice } from '../invoice/invoice.recollection.ts';
import { limitsSoFar } from '../limit/limit.recollection.ts';
import { parcelSoFar } from '../parcel/parcel.recollection.ts';
import { participant } from '../participant/participant.recollection.ts';
import { party } from '../party/party.recollection.ts';
import { period } from '../period/period.recollection.ts';
import { production } from '../production/production.recollection.ts';
import { sealSoFar } from '../seal/seal.recollection.ts';
import { approving } from './approval.rules.ts';
import { blending } from './blending.rules.ts';
import { correcting } from './correction.rules.ts';
import { detaining } from './detention.rules.ts';
import { disposing } from './disposal.rules.ts';
import { evidencing } from './evidence.rules.ts';
import { frozen, no as noFrozen } from './frozen.rules.ts';
import { handingOver, OFFERS } from './handover.rules.ts';
import { losing } from './loss.rules.ts';
import { lotEvents, type LotEvent } from './lot.events.ts';
import { lotSoFar, type Lot } from './lot.recollection.ts';
import { no, quarterInQuestion, untimely, type AskedOfLot, type Facts } from './lot.rules.ts';
import { owning } from './ownership.rules.ts';
import { packing } from './packing.rules.ts';
import { receiving } from './reception.rules.ts';
import { seizing } from './seizure.rules.ts';
import { settling } from './settlement.rules.ts';
import { splitting } from './split.rules.ts';
import { releasing, taintedCountries } from './taint.rules.ts';
import { treating } from './treatment.rules.ts';
import { valuing } from './valuation.rules.ts';
import { weighing } from './weighing.rules.ts';

/** All verbs of a lot, by what they are about. */
export const chapters = [splitting, losing, treating, weighing, approving, correcting, valuing, handingOver, receiving, settling, owning, evidencing, packing, blending, releasing, detaining, seizing, disposing] as const;
type Commands = (typeof splitting & typeof losing & typeof treating & typeof weighing & typeof approving & typeof correcting & typeof valuing & typeof handingOver & typeof receiving & typeof settling
  & typeof owning & typeof evidencing & typeof packing & typeof blending & typeof releasing & typeof detaining & typeof seizing & typeof disposing)['commands'];

const all = <Part extends 'commands' | 'refusals' | 'decide'>(part: Part) => Object.assign({}, ...chapters.map((chapter) => chapter[part] as object));

type Rule = (lot: Lot, data: never, asked: AskedOfLot) => Decision<LotEvent>;

/** What only ends a reservation, and so must see it. */
const SETTLING = new Set(['ReleaseLot', 'ConsumeLot']);

/** An aborted blend holds nothing: what it had set aside is free for every verb, and let go in the same breath. */
const lettingGo = (rule: Rule): Rule => (lot, data, asked) => {
  if (lot.status !== 'reserved' || SETTLING.has(asked.command) || !isAborted(asked.facts.reserving)) return rule(lot, data, asked);
  const { holder, blend, milliCarats } = lot;
  const decision = rule({ ...lot, status: 'held', blend: '' }, data, asked);
  return isRefusal(decision) ? decision : [{ type: 'LotReleased', data: { holder, blend, milliCarats } }, ...decision];
};

/** What holds for every verb: there is such a lot, it is the time, and it is not stopped. The first thing that happens to a lot also says what the lot is. */
const opening = (rule: Rule): Rule => (lot, data, asked) => {
  if (lot.status === 'none') return no.NoSuchLot;
  const refused = (asked.by.roles.includes('ledger') ? undefined : untimely(lot, asked)) ?? frozen(lot, asked);
  if (refused) return refused;
  const decision = lettingGo(rule)(lot, data, asked);
  return lot.unopened === undefined || isRefusal(decision) ? decision : [{ type: 'LotOpened', data: lot.unopened }, ...decision];
};

type Named = Readonly<Partial<Record<'to' | 'terms' | 'invoice' | 'case' | 'parcel' | 'blend' | 'bag' | 'carrier' | 'method' | 'holder', string>>>;
const LIMITED = new Set(['TreatLot', 'RecordLoss', 'WeighLot', 'SplitLot', 'SortLot', 'ReceiveLot', 'SettleDispute', 'DisposeLot']);
const OF_TERRITORY = new Set(['DetainLot', 'SeizeLot', 'ConfiscateLot', 'ValueLot', 'ApproveChange', 'RefuseChange', 'SettleDispute', 'DeclareModel', 'AttachEvidence']);

/** Which parcel a packing, an unpacking or a detention is about. Freeing needs none: the parcel itself set it off. */
const parcelInQuestion = ({ parcel }: Named, lot: Lot, { command }: Asked): string | undefined => {
  if (command === 'PackLot') return parcel;
  return (command === 'UnpackLot' || command === 'DetainLot') && lot.status === 'packed' ? lot.parcel : undefined;
};

/** Who gives goods away, if not under an invoice, nor to be kept or worked on. */
const sellerInQuestion = ({ invoice, terms = 'sale' }: Named, _: Lot, { command, by }: Asked): string | undefined =>
  ((command === 'TransferOwnership' || (command === 'DispatchLot' && OFFERS.has(terms))) && invoice === undefined ? by.party : undefined);

/** A quantity of rough in one pair of hands. Its carats come from a production record, a split or a blend, and are accounted for to 0.001 ct. */
export const lot: Decider<Lot, typeof lotEvents, Commands, Facts> = {
  noun: 'lot',
  id: IsLotId,
  events: lotEvents,
  commands: all('commands') as Commands,
  refusals: { ...no, ...noFrozen, ...all('refusals') },
  internal: ['FreeLot', 'ReserveLot', 'ReleaseLot', 'ConsumeLot'],
  facts: {
    recipient: factOf(party, ({ to }: Named) => to),
    carrier: factOf(party, ({ carrier }: Named) => carrier),
    holder: factOf(party, (_, { holder, status }: Lot, { command }) => (OF_TERRITORY.has(command) && status !== 'none' ? holder : undefined)),
    seller: factOf(party, sellerInQuestion),
    invoice: factOf(invoice, ({ invoice: named }: Named) => named),
    case: factOf(enforcementCase, ({ case: named }: Named) => named),
    parcel: factOf(parcelSoFar, parcelInQuestion),
    blend: factOf(blendSoFar, ({ blend }: Named, _, { command }) => (command === 'ReserveLot' ? blend : undefined)),
    reserving: factOf(blendSoFar, (_, { status, blend }: Lot, { command }) => (status === 'reserved' && !SETTLING.has(command) ? blend : undefined)),
    bag: factOf(sealSoFar, ({ bag }: Named) => bag),
    limits: factOf(limitsSoFar, (_, __, { command, by }) => (LIMITED.has(command) ? by.participant : undefined)),
    monitored: factsOf(participant, (_, now: Lot, { command }) => (command === 'ReleaseStockpile' ? taintedCountries(now) : [])),
    record: factOf(production, (_, { production: from }: Lot, { command }) => (command === 'ApproveChange' ? from : undefined)),
    period: factOf(period, (_, __, asked) => quarterInQuestion(asked)),
  },
  initial: lotSoFar.initial,
  born: lotSoFar.born,
  atOnce: lotSoFar.atOnce,
  evolve: lotSoFar.on,
  decide: Object.fromEntries(Object.entries(all('decide')).map(([command, rule]) => [command, opening(rule as Rule)])) as Decider<Lot, typeof lotEvents, Commands, Facts>['decide'],
};
