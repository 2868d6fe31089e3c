import type { DataOf, Decider, Happened, Recollection } from '#kernel';
import { MOST_INPUTS } from '../blend/blend.events.ts';
import { blendSoFar, type Blend } from '../blend/blend.recollection.ts';
import { production, type Production } from '../production/production.recollection.ts';
import type { LimitCause } from '../limit/limit.events.ts';
import { blendOf, parentOf } from './birth.events.ts';
import type { lotEvents, OriginShare } from './lot.events.ts';
import { dayAfter, openingOf } from './opening.rules.ts';
import { noLot, type Lot, type Opening } from './state.rules.ts';
import { FIELDS, type Disposal, type Field } from './vocabulary.events.ts';

export type { Lot } from './state.rules.ts';

const opened = (lot: Lot, opening: Opening): Lot => {
  const { holder, owner = holder, terms = 'own', milliCarats, usdCents, hsCode, origins, stones, model = 'identity-preserved', claim, claimedMilliCarats = 0, regime = 'trade' } = opening;
  const { place, production, site, imports, importedAt, detention, confiscations, bornOf } = opening;
  return {
    ...lot, status: 'held', holder, owner, terms, milliCarats, usdCents, hsCode, origins, stones, model, claim, claimedMilliCarats, regime, place, production, site, imports, importedAt, bornOf, detention, confiscations,
    unopened: undefined,
  };
};

type Told = Readonly<Partial<{ [F in Field]: Lot[F] | undefined }> & { origins?: readonly OriginShare[] }>;

/** Under mass balance the quota cannot be more than the goods. */
const quotaOf = (lot: Lot, milliCarats = lot.milliCarats): number => (lot.claimedMilliCarats === lot.milliCarats ? milliCarats : Math.min(lot.claimedMilliCarats, milliCarats));

/** Figures stated anew, and by which event. */
const restated = (lot: Lot, data: Told, { id }: Happened, ofRecord = false): Lot => {
  const fields = FIELDS.filter((field) => data[field] !== undefined);
  const told = Object.fromEntries(fields.map((field) => [field, data[field]])) as Partial<Pick<Lot, Field>>;
  const stated = { ...lot.stated, ...Object.fromEntries(fields.map((field) => [field, { event: id, ofRecord }])) };
  return { ...lot, ...told, ...(data.origins && { origins: data.origins }), claimedMilliCarats: quotaOf(lot, data.milliCarats), stated };
};

/** The weight changed for this cause; once somebody approved that, it counts from there. */
const drifted = (lot: Lot, cause: LimitCause, differenceMilliCarats: number, approvedBy: string | undefined): Lot =>
  ({ ...lot, drift: { ...lot.drift, [cause]: approvedBy === undefined ? (lot.drift[cause] ?? 0) + differenceMilliCarats : 0 } });

const settled = (lot: Lot): Lot => (lot.status === 'awaiting-approval' ? { ...lot, status: 'held', pending: undefined } : lot);
/** Sorted or worked on, it is not the goods any more that came in. */
const changed = (lot: Lot): Lot => (lot.importedAt === undefined ? lot : { ...lot, importedAt: undefined });
const divided = (lot: Lot, { parts }: DataOf<typeof lotEvents.LotSplit>, { id }: Happened): Lot => ({ ...lot, status: 'split', parts, divided: id });
/** Seized goods stay confiscated wherever the State keeps them. */
const atRest = ({ regime }: Lot): Lot['status'] => (regime === 'seized' ? 'confiscated' : 'held');

/** Taken out of whatever it was in the midst of, into the hands of the State: whose it is does not change. */
const seized = (lot: Lot, { from, authority, case: named }: DataOf<typeof lotEvents.LotSeized>): Lot => {
  const terms = lot.status === 'held' ? lot.terms : lot.termsBefore;
  return { ...lot, status: 'held', holder: authority, terms: 'safekeeping', place: undefined, ...onItsWay, consignee: undefined, detention: { case: named, authority, stage: 'seized', from, terms } };
};
const confiscated = (lot: Lot, { from, authority, participant, case: named, owner = from }: DataOf<typeof lotEvents.LotConfiscated>): Lot => ({
  ...lot, status: 'confiscated', holder: authority, owner: authority, terms: 'own', regime: 'seized', place: undefined, consignee: undefined, detention: undefined,
  confiscations: [...new Set([...lot.confiscations ?? [], named])].sort(), forfeit: { case: named, participant, from: lot.detention?.from ?? from, owner, regime: lot.regime },
});

/** In trade again, or a sample again. */
const released = (lot: Lot, { to = lot.holder, owner = to, terms = 'own', regime = 'trade' }: DataOf<typeof lotEvents.LotDisposed>): Lot =>
  ({ ...lot, status: 'held', holder: to, owner, terms, regime, place: undefined, detention: undefined, forfeit: undefined, importedAt: undefined });

/** Sold by the State it begins anew: at the price of the auction, of the origin that is told, and without what was attested of it. */
const auctioned = (lot: Lot, data: DataOf<typeof lotEvents.LotDisposed>, event: Happened): Lot => {
  const { usdCents = lot.usdCents, origins } = data;
  const sold = { ...restated(released(lot, data), { usdCents, ...(origins && { origins }) }, event), claim: undefined, claimedMilliCarats: 0 };
  return origins === undefined ? sold : { ...sold, production: undefined, site: undefined };
};

/** What becomes of a lot by each disposal. */
const disposals: Readonly<Record<Disposal, (lot: Lot, data: DataOf<typeof lotEvents.LotDisposed>, event: Happened) => Lot>> = {
  returned: released,
  auctioned,
  destroyed: (lot) => ({ ...lot, status: 'destroyed', detention: undefined }),
  evidence: (lot, { place }) => ({ ...lot, place }),
  donated: (lot, { to = lot.holder }) => ({ ...lot, holder: to, owner: to, terms: 'own', place: undefined }),
};

const onItsWay = { addressee: '', carrier: undefined, bag: undefined } as const;

type Folds = Decider<Lot, typeof lotEvents>['evolve'];

const folds: Folds = {
  LotOpened: (lot, opening, { id }) => ({ ...opened(lot, opening), bornOf: opening.bornOf ?? id }),
  LotSplit: divided,
  LotSorted: (lot, data, event) => changed(divided(lot, data, event)),
  StonesPromoted: (lot, data, event) => changed(divided(lot, data, event)),
  LotTreated: (lot, { treatment, milliCarats, lossMilliCarats, stones, origins, approvedBy }, event) =>
    changed(settled(drifted(restated(lot, { milliCarats, origins, stones }, event), treatment, -lossMilliCarats, approvedBy))),
  LotLossRecorded: (lot, { reason, milliCarats, lossMilliCarats, stones, origins, approvedBy }, event) =>
    settled(drifted(restated(lot, { milliCarats, origins, stones }, event), reason, -lossMilliCarats, approvedBy)),
  LotLost: (lot) => ({ ...lot, status: 'lost', pending: undefined }),
  LotWeighed: (lot, { milliCarats, differenceMilliCarats, stones, origins, approvedBy }, event) =>
    settled(drifted(restated(lot, { milliCarats, origins, stones }, event), 're-weighing', differenceMilliCarats, approvedBy)),
  LotApprovalRequested: (lot, { proposal, proposedBy, limitMilliCarats }) => ({ ...lot, status: 'awaiting-approval', pending: { proposal, proposedBy, limitMilliCarats } }),
  LotApprovalRefused: (lot) => settled(lot),
  LotCorrected: (lot, data, event) => settled(restated(lot, data, event, data.production !== undefined)),
  // An independent valuer’s figure stands beside; the others state what the lot is worth.
  LotValued: (lot, { usdCents, kind }, event) => (kind === 'independent' ? lot : restated(lot, { usdCents }, event)),
  LotDispatched: (lot, { to, invoice, usdCents, terms, carrier, bag }) => ({
    ...lot, status: 'dispatched', addressee: to, priceUsdCents: usdCents ?? lot.usdCents, carrier, bag, termsBefore: lot.terms, terms: terms ?? 'sale',
    invoices: invoice === undefined ? lot.invoices : [...lot.invoices, invoice],
  }),
  LotCollected: (lot) => ({ ...lot, status: 'in-transit' }),
  LotReturned: (lot) => ({ ...lot, status: atRest(lot), terms: lot.termsBefore, ...onItsWay }),
  LotReceived: (lot, { from, holder, usdCents, place, owner = holder, terms = 'own' }) => ({
    ...lot, status: atRest(lot), holder, owner, terms, usdCents, place, ...onItsWay, consignee: lot.termsBefore === 'consignment' && owner !== holder ? from : undefined,
  }),
  LotDisputed: (lot, { from, statedMilliCarats, foundMilliCarats, foundStones }) => ({ ...lot, status: 'disputed', dispute: { from, statedMilliCarats, foundMilliCarats, foundStones } }),
  LotDisputeSettled: (lot, { milliCarats, stones, origins }, event) => ({
    ...restated(lot, { milliCarats, origins, stones }, event), status: atRest(lot), dispute: undefined,
  }),
  LotOwnershipTransferred: (lot, { owner, holder, invoice }) => ({
    ...lot, owner, terms: owner === holder ? 'own' : lot.terms === 'own' ? 'safekeeping' : lot.terms, consignee: undefined,
    invoices: invoice === undefined ? lot.invoices : [...lot.invoices, invoice],
  }),
  LotMoved: (lot, { place }) => ({ ...lot, place }),
  LotEvidenceAttached: (lot) => lot,
  LotModelDeclared: (lot, { model, claim }) => ({ ...lot, model, claim, claimedMilliCarats: claim === undefined ? 0 : lot.milliCarats }),
  LotPacked: (lot, { parcel }) => ({ ...lot, status: 'packed', parcel }),
  // In another territory only the certificate under which it came there counts.
  LotFreed: (lot, { holder, certificate, detention }) => ({
    ...lot, status: atRest(lot), holder, detention, ...(holder !== lot.holder && { owner: holder, terms: 'own', place: undefined }), parcel: '',
    ...(certificate !== undefined && { imports: [certificate], importedAt: { certificate, milliCarats: lot.milliCarats, usdCents: lot.usdCents } }),
  }),
  LotReserved: (lot, { blend }) => ({ ...lot, status: 'reserved', blend }),
  LotReleased: (lot) => ({ ...lot, status: 'held', blend: '' }),
  LotTaintReleased: (lot, { origins }) => ({ ...lot, origins }),
  LotBlended: (lot, { blend }) => ({ ...lot, status: 'blended', blend }),
  LotDetained: (lot, { case: named, authority }) => ({ ...lot, detention: { case: named, authority, stage: 'detained' } }),
  LotDetentionLifted: (lot) => ({ ...lot, detention: undefined }),
  LotSeized: seized,
  LotConfiscated: confiscated,
  LotDisposed: (lot, data, event) => disposals[data.disposal](lot, data, event),
};

/** Every fold also keeps the day. */
const on = Object.fromEntries(Object.entries(folds).map(([type, fold]) => [type, (lot: Lot, data: never, happened: Happened): Lot => {
  const [now, lastOn] = [fold(lot, data, happened), dayAfter(lot.lastOn, happened.occurredAt)];
  return now.lastOn === lastOn ? now : { ...now, lastOn };
}])) as Folds;

/**
 * The fold of a lot’s own stream: the rules of lots, parcels and blends stand on the same one. Before anything happened to it, a lot is what its
 * production record, its blend, or the split of its parent made it: that one event is the fact, and no second write has to follow it.
 */
export const lotSoFar = {
  noun: 'lot', initial: noLot, atOnce: MOST_INPUTS, on,
  born: {
    of: (subject: string): { from: Recollection; subject: string } => {
      const [parent, blend] = [parentOf(subject), blendOf(subject)];
      if (blend !== undefined) return { from: blendSoFar, subject: blend };
      return parent === undefined ? { from: production, subject } : { from: lotSoFar, subject: parent };
    },
    state: (subject: string, origin: Lot | Production | Blend): Lot => {
      const birth = openingOf(subject, origin);
      if (birth === undefined) return noLot;
      const { unopened, on } = birth;
      return { ...opened(noLot, unopened), unopened, lastOn: on };
    },
  },
} satisfies Recollection<Lot>;
