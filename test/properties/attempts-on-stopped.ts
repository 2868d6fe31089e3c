import type { Actor } from '#kernel';
import type { Attempt } from './attempts-on-lots.ts';
import type { Row } from './goods.ts';
import { authorityOf, colleagueOf, one, someParcel, TERRITORIES, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

/** Somewhere a suspicion arises; one time in two it is ordered already that the goods are forfeit, and now and then the case names nothing. */
const suspected = (world: World, code: string, named: Readonly<{ holder: string; lots?: string[]; parcels?: string[] }>, die: number): string => {
  const of = ['case', `C-${world.log.length}`] as const;
  if (die % 11 === 0) world.tell(of, 'CaseOpened', { authority: `${code}-AUTH`, participant: code, grounds: 'R-STOCK', summary: 'x', ...named, lots: [] });
  else world.ask(authorityOf(code), of, 'OpenCase', { grounds: 'R-STOCK', summary: 'x', ...named });
  if (die % 13 === 0) world.ask(authorityOf(code), of, 'DismissCase', { reason: 'x' });
  if (die % 2 === 0) world.ask(authorityOf(code), of, 'OrderConfiscation', { order: 'x' });
  return of[1];
};
/** Mostly the authority in question, now and then another one. */
const authority = (code: string, die: number): Actor => authorityOf(die % 9 === 0 ? one(TERRITORIES, die)! : code);

const STOPPABLE = new Set(['held', 'dispatched', 'in-transit', 'disputed', 'awaiting-approval', 'packed', 'reserved', 'confiscated']);
const stop: Attempt = (world, [a, b, c, d]) => {
  const lot = one([...world.rows('custody/lots').values()].filter(({ status }) => STOPPABLE.has(status)), a);
  if (!lot) return;
  const code = lot.holder.slice(0, 2);
  const named = suspected(world, code, { holder: lot.holder, lots: [lot.lot] }, b);
  const by = authority(code, c);
  if (d % 4 === 0) world.ask(by, ['lot', lot.lot], 'ConfiscateLot', { case: named });
  else if (d % 4 === 1) world.ask(by, ['lot', lot.lot], 'SeizeLot', { case: named });
  else world.ask(by, ['lot', lot.lot], 'DetainLot', { case: named, grounds: 'x' });
};

type Step = (world: World, lot: Row, by: Actor, dice: Dice) => void;
const take: Step = (world, { lot, detention }, by) => world.ask(by, ['lot', lot], 'SeizeLot', { case: detention.case });
const letGo: Step = (world, { lot }, by) => world.ask(by, ['lot', lot], 'LiftDetention', { reason: 'x' });
const forfeit: Step = (world, { lot, detention }, by, [, b]) => {
  if (b % 2 === 0) world.ask(by, ['case', detention.case], 'OrderConfiscation', { order: 'x' });
  world.ask(by, ['lot', lot], 'ConfiscateLot', { case: detention.case });
};
const part: Step = (world, { lot, milliCarats }, by, [, b]) => {
  const first = 1 + b % milliCarats;
  world.ask(by, ['lot', lot], 'SplitLot', { parts: [first, milliCarats - first].filter((weight) => weight > 0).map((weight) => ({ milliCarats: weight })) });
};
const weigh: Step = (world, { lot, milliCarats }, by, [, b]) => world.ask(by, ['lot', lot], 'WeighLot', { foundMilliCarats: Math.max(1, milliCarats + b % 60 - 30) });
const value: Step = (world, { lot }, by, [, b]) => world.ask(by, ['lot', lot], 'ValueLot', { usdCents: b, method: 'government', basis: 'FOB' });
const settle: Step = (world, { lot }, by, [, b]) => world.ask(by, ['lot', lot], 'SettleDispute', { stands: b % 2 ? 'found' : 'stated', finding: 'x' });
const decide: Step = (world, { lot }, by, [, b]) => world.ask(colleagueOf(by), ['lot', lot], b % 2 ? 'ApproveChange' : 'RefuseChange', b % 2 ? {} : { reason: 'x' });
const takeOut: Step = (world, { lot }, by) => world.ask(by, ['lot', lot], 'UnpackLot');
const giveBack: Step = (world, { lot, owner, detention }, by, [, b]) =>
  world.ask(by, ['lot', lot], 'DisposeLot', { disposal: 'returned', order: 'x', to: b % 5 === 0 ? one(TRADERS, b)!.party : b % 2 ? owner : detention?.from ?? owner });
const keep: Step = (world, { lot }, by) => world.ask(by, ['lot', lot], 'DisposeLot', { disposal: 'evidence', order: 'x', place: 'SYN-VAULT' });
const sell: Step = (world, { lot }, by, [, b]) => world.ask(by, ['lot', lot], 'DisposeLot', { disposal: 'auctioned', order: 'x', to: one(TRADERS.filter(({ participant }) => b % 7 === 0 || participant === by.participant), b)!.party, usdCents: b });
const giveAway: Step = (world, { lot }, by, [, b]) => world.ask(by, ['lot', lot], 'DisposeLot', { disposal: 'donated', order: 'x', to: one(TRADERS, b)!.party });
const destroy: Step = (world, { lot }, by) => world.ask(by, ['lot', lot], 'DisposeLot', { disposal: 'destroyed', order: 'x' });

/** The case names more, or proves more. */
const widen: Step = (world, { detention, holder }, by, [, b]) => {
  const other = one([...world.rows('custody/lots').values()].filter((lot) => b % 5 === 0 || lot.holder === holder), b);
  if (b % 2 === 0 && other) world.ask(by, ['case', detention.case], 'ExtendCase', { lots: [other.lot], reason: 'x' });
  else world.ask(by, ['case', detention.case], 'AddEvidence', { kind: 'scan', sha256: 'd'.repeat(64) });
};

const OF_STOPPED: readonly Step[] = [take, take, takeOut, letGo, forfeit, forfeit, part, weigh, value, settle, decide, giveBack, keep, sell, destroy, widen];
const OF_FORFEIT: readonly Step[] = [sell, sell, sell, sell, giveAway, destroy, keep, giveBack];

const decider = ({ detention, holder }: Row, [, b, c]: Dice): Actor => (c % 17 === 0 ? one(TRADERS, b)! : authority((detention?.authority ?? holder).slice(0, 2), b));

/** The State goes on with what it stopped, or took; now and then somebody else tries to. */
const goOn: Attempt = (world, dice) => {
  const rows = [...world.rows('custody/lots').values()];
  const stopped = one(rows.filter(({ detention }) => detention !== undefined), dice[0]);
  const forfeited = one(rows.filter(({ status }) => status === 'confiscated'), dice[0]);
  const [lot, steps] = (dice[3] % 2 || !forfeited) && stopped ? [stopped, OF_STOPPED] : [forfeited, OF_FORFEIT];
  if (lot) one(steps, dice[2])!(world, lot, decider(lot, dice), dice);
};

/** Where a parcel lies: at home, or, once it was shown there, where it goes. */
const territoryOf = (world: World, { holder, status, certificate }: Row, die: number): string => {
  const { to = holder.slice(0, 2) } = (certificate && world.row('certification/certificates', certificate)) || {};
  return status === 'imported' || (status === 'in-transit' && die % 3 > 0) ? to : holder.slice(0, 2);
};
const stopParcel: Attempt = (world, dice) => {
  const parcel = someParcel(world, ['sealed', 'presented', 'in-transit', 'imported', 'returned'], dice);
  if (!parcel) return;
  const code = territoryOf(world, parcel, dice[1]);
  const named = suspected(world, code, dice[3] % 2 ? { holder: parcel.holder, parcels: [parcel.parcel] } : { holder: parcel.holder, lots: parcel.lots.slice(0, 1) }, dice[3]);
  world.ask(authority(code, dice[2]), ['parcel', parcel.parcel], 'DetainParcel', { case: named, grounds: 'x' });
};
const decideParcel: Attempt = (world, [a, b, c]) => {
  const parcel = one([...world.rows('custody/parcels').values()].filter(({ detention }) => detention !== undefined), a);
  if (!parcel) return;
  const by = authority(parcel.detention.authority.slice(0, 2), c);
  if (b % 3 === 0) world.ask(by, ['parcel', parcel.parcel], 'LiftParcelDetention', { reason: 'x' });
  else world.ask(by, ['parcel', parcel.parcel], 'OpenParcel');
};

/** What can be tried with goods under suspicion. */
export const onStopped: readonly Attempt[] = [stop, stop, goOn, goOn, goOn, goOn, stopParcel, decideParcel];
