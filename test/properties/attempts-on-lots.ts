import type { Row } from './goods.ts';
import { actorOf, authorityOf, CHAIR, colleagueOf, freeLotsOf, MONITOR, one, some, someLot, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

/** One kind of attempt: what somebody tries, as the dice fall. */
export type Attempt = (world: World, dice: Dice) => void;

const MINE = TRADERS[0]!;
const TREATMENTS = ['acid-rinse', 'acidising', 'deep-boiling', 'sawing', 'bruting'] as const;
const REASONS = ['sorting', 'moisture', 'breakage', 'theft', 'other'] as const;
const TERMS = ['sale', 'sale', 'sale', 'memo', 'consignment', 'service'] as const;

/** Does something with a lot in one of these states, if there is one. */
const withLot = (statuses: readonly string[], attempt: (world: World, lot: Row, dice: Dice) => void): Attempt => (world, dice) => {
  const lot = someLot(world, statuses, dice);
  if (lot) attempt(world, lot, dice);
};

/** Two weights that sum to the lot’s, but for a loss; one time in ten they do not. */
const halves = ({ milliCarats }: Row, [spare, , lost, cut]: Dice) => {
  const loss = lost % 3 === 0 ? lost % Math.max(1, Math.ceil(milliCarats / 50)) : 0;
  const first = 1 + (cut % Math.max(1, milliCarats - loss));
  const rest = milliCarats - loss - first + (spare % 10 === 0 ? 1 : 0);
  return { weights: [first, rest].filter((weight) => weight > 0), loss: loss > 0 ? { lossMilliCarats: loss, lossReason: 'sorting' } : {} };
};

const split = withLot(['held'], (world, lot, dice) => {
  const { weights, loss } = halves(lot, dice);
  world.ask(lot.actor, ['lot', lot.lot], 'SplitLot', { parts: weights.map((milliCarats, i) => ({ milliCarats, ...(i === 0 && { hsCode: '7102.31' }) })), ...loss });
});
const sort = withLot(['held'], (world, lot, dice) => {
  const { weights, loss } = halves(lot, dice);
  const parts = weights.map((milliCarats, i) => ({ milliCarats, sorted: i === 0 ? '+11' : '-11', stones: 1 + dice[i]! % 5 }));
  world.ask(lot.actor, ['lot', lot.lot], 'SortLot', { by: 'size', sieveSet: 'SYN-SET', parts, ...loss });
});
const promote = withLot(['held'], (world, lot, [a, b]) => {
  world.ask(lot.actor, ['lot', lot.lot], 'PromoteStones', { stones: [{ milliCarats: 1 + a % lot.milliCarats }, { milliCarats: 1 + b % lot.milliCarats }] });
});
const treat = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'TreatLot', {
  treatment: one(TREATMENTS, dice[2])!, afterMilliCarats: Math.max(1, lot.milliCarats - dice[3] % Math.max(1, Math.ceil(lot.milliCarats / 10))),
}));
const lose = withLot(['held'], (world, lot, dice) => {
  world.ask(lot.actor, ['lot', lot.lot], 'RecordLoss', { lossMilliCarats: dice[2] % 9 === 0 ? lot.milliCarats : 1 + dice[2] % 50, reason: one(REASONS, dice[3])! });
});
const weigh = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'WeighLot', { foundMilliCarats: Math.max(1, lot.milliCarats + (dice[2] % 60) - 30) }));
const correct = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'CorrectLot', dice[2] % 2 === 0
  ? { milliCarats: 1 + dice[3] % 4_000, explanation: 'A digit was read wrong.' }
  : { usdCents: dice[3], explanation: 'In another currency.' }));
const approve = withLot(['awaiting-approval'], (world, lot, dice) => {
  const by = dice[3] % 4 === 0 ? authorityOf(lot.holder.slice(0, 2)) : dice[3] % 4 === 1 ? lot.actor : colleagueOf(lot.actor);
  if (dice[2] % 4 === 0) world.ask(by, ['lot', lot.lot], 'RefuseChange', { reason: 'Weigh it again.' });
  else world.ask(by, ['lot', lot.lot], 'ApproveChange');
});
const value = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'ValueLot', { usdCents: dice[2], method: 'tender', basis: 'FOB' }));

const send = withLot(['held'], (world, lot, dice) => {
  const byHand = dice[3] % 5 === 0;
  world.ask(lot.actor, ['lot', lot.lot], 'DispatchLot', {
    to: one(dice[2] % 4 ? TRADERS.filter(({ participant }) => participant === lot.actor.participant) : TRADERS, dice[2])!.party, terms: one(TERMS, dice[1])!, ...(byHand ? { mode: 'hand-carry', handCarriedBy: 'A. Courier' } : { mode: 'road', carrier: MINE.party }),
  });
});
const collect = withLot(['dispatched'], (world, lot) => world.ask(MINE, ['lot', lot.lot], 'CollectLot'));
const recallIt = withLot(['dispatched', 'in-transit'], (world, lot, dice) => {
  const sender = TRADERS.find(({ party }) => party === lot.holder) ?? lot.actor;
  if (dice[2] % 3 === 0) world.ask(sender, ['lot', lot.lot], 'RecallLot', { reason: 'Sent by mistake.' });
  else if (dice[2] % 3 === 1) world.ask(lot.actor, ['lot', lot.lot], 'DeclineLot', { reason: 'Not what was agreed.' });
});
const receive = withLot(['dispatched', 'in-transit'], (world, lot, dice) => {
  world.ask(lot.actor, ['lot', lot.lot], 'ReceiveLot', dice[2] % 3 === 0 ? { foundMilliCarats: Math.max(1, lot.milliCarats + (dice[3] % 80) - 40) } : {});
});
const settle = withLot(['disputed'], (world, lot, dice) => {
  const by = dice[2] % 3 === 0 ? lot.actor : dice[2] % 3 === 1 ? authorityOf(lot.holder.slice(0, 2)) : one(TRADERS, dice[1])!;
  world.ask(by, ['lot', lot.lot], 'SettleDispute', { stands: dice[3] % 2 === 0 ? 'found' : 'stated', finding: 'Weighed together.' });
});
const own = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'TransferOwnership', { to: one(TRADERS, dice[2])!.party }));
const move = withLot(['held'], (world, lot) => world.ask(lot.actor, ['lot', lot.lot], 'MoveLot', { place: 'SYN-VAULT' }));
const picture = withLot(['held', 'confiscated'], (world, lot) => world.ask(lot.actor, ['lot', lot.lot], 'AttachEvidence', { kind: 'photo', sha256: 'a'.repeat(64) }));
const declare = withLot(['held'], (world, lot, dice) => world.ask(lot.actor, ['lot', lot.lot], 'DeclareModel', { model: dice[2] % 2 === 0 ? 'segregated' : 'mass-balance' }));

const blend = withLot(['held'], (world, lot, dice) => {
  const lots = some(freeLotsOf(world, lot.holder), dice[2], 2 + dice[3] % 4).map((other) => other.lot);
  if (dice[1] % 6 === 0) lots.push(one([...world.rows('custody/lots').keys()], dice[3])!);
  const wanted = [...new Set(lots)];
  if (wanted.length > 1) world.ask(lot.actor, ['blend', `SYN-B${world.log.length}`], 'StartBlend', { lots: wanted, ...(dice[3] % 3 === 0 && { model: 'mass-balance' }) });
});
const giveUp: Attempt = (world, dice) => {
  const name = one(world.subjectsOf('blend'), dice[0]);
  const row = name === undefined ? undefined : world.log.find((event) => event.noun === 'blend' && event.subject === name);
  if (row) world.ask(actorOf(row.data.holder), ['blend', name!], 'AbortBlend', { reason: 'Changed my mind.' });
};

/** The Chair may, the monitor of AO may where the goods are from there, a trader may not. */
const releaseIt = withLot(['held'], (world, lot, dice) => {
  const tainted = freeLotsOf(world, lot.holder).find(({ taintedMilliCarats = 0 }) => taintedMilliCarats > 0) ?? lot;
  world.ask(one([CHAIR, MONITOR, lot.actor], dice[2])!, ['lot', tainted.lot], 'ReleaseStockpile', { audit: 'Audit 7' });
});

const confiscate = withLot(['held'], (world, lot, dice) => {
  if (dice[3] % 3 > 0) return;
  const code = lot.holder.slice(0, 2);
  const name = `C-${world.log.length}`;
  world.ask(authorityOf(code), ['case', name], 'OpenCase', { holder: lot.holder, lots: [lot.lot], grounds: 'other', summary: 'x' });
  if (dice[3] % 2 === 0) world.ask(authorityOf(code), ['case', name], 'OrderConfiscation', { order: 'x' });
  world.ask(authorityOf(code), ['lot', lot.lot], 'ConfiscateLot', { case: name });
});

/** Some of it of a zone, some of that, and of what is of none, tainted. */
const whence = (participant: string, die: number) => ({ ...(die % 4 === 0 && { zone: `${participant}-ZONE-${die % 8}` }), ...(die % 5 === 0 && { taint: 'zone' }) });
const mine: Attempt = (world, dice) => world.tell(['production', `PR-${world.log.length}`], 'ProductionRecorded', {
  site: dice[1] % 2 === 0 ? 'S-1' : 'S-2', participant: dice[1] % 3 === 0 ? 'AO' : 'BW', operator: one(TRADERS, dice[0] % 3)!.party, scale: 'LSM', from: '2005-06-01', to: '2005-06-30',
  milliCarats: 1 + dice[2] % 5_000, usdCents: dice[3], ...(dice[0] % 2 === 0 && { stones: 1 + dice[3] % 40 }), ...whence(dice[1] % 3 === 0 ? 'AO' : 'BW', dice[3]),
});
const buy: Attempt = (world, dice) => world.tell(['production', `SL-${world.log.length}`], 'PurchaseRecorded', {
  site: 'S-3', participant: 'BW', buyer: one(TRADERS, dice[0] % 2)!.party, scale: 'ASM', from: '2005-06-30', to: '2005-06-30', milliCarats: 1 + dice[2] % 900, usdCents: dice[3],
  miner: 'A. Digger', licence: 'SYN-CARNET-1', latitude: -24_000_000, longitude: 25_000_000,
});

/** What can be tried with lots; some of it twice as often. */
export const onLots: readonly Attempt[] = [
  mine, mine, buy, split, split, sort, promote, treat, lose, weigh, correct, approve, approve, value, send, send, collect, recallIt, receive, receive, settle, settle, own, move, picture,
  declare, blend, blend, giveUp, releaseIt, confiscate,
];
