import type { Attempt } from './attempts-on-lots.ts';
import type { Row } from './goods.ts';
import { actorOf, authorityOf, freeLotsOf, one, some, someLot, someParcel, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

const withParcel = (statuses: readonly string[], attempt: (world: World, parcel: Row, dice: Dice) => void): Attempt => (world, dice) => {
  const parcel = someParcel(world, statuses, dice);
  if (parcel) attempt(world, parcel, dice);
};

const pack: Attempt = (world, dice) => {
  const lot = someLot(world, ['held'], dice);
  if (lot) world.ask(lot.actor, ['lot', lot.lot], 'PackLot', { parcel: `P-${lot.actor.party}-${dice[2] % 4}` });
};
const unpack: Attempt = (world, dice) => {
  const lot = someLot(world, ['packed'], dice);
  if (lot) world.ask(lot.actor, ['lot', lot.lot], 'UnpackLot');
};
/** A seal of his own for a parcel, and the parcel under it. */
const seal: Attempt = (world, dice) => {
  const lot = someLot(world, ['packed'], dice);
  if (!lot) return;
  const together = [...world.rows('custody/lots').values()].filter((other) => other.parcel === lot.parcel && other.status === 'packed').map((other) => other.lot);
  const number = `${lot.actor.party}-${1 + dice[3] % 20}`;
  world.ask(lot.actor, ['seal', number], 'UseSeal', { parcel: lot.parcel });
  world.ask(lot.actor, ['parcel', lot.parcel], 'SealParcel', { seal: number, lots: dice[2] % 3 === 0 ? [lot.lot] : together });
};
const assemble: Attempt = (world, dice) => {
  const lot = someLot(world, ['held'], dice);
  if (!lot) return;
  const lots = some(freeLotsOf(world, lot.holder), dice[2], 1 + dice[3] % 3).map((other) => other.lot);
  if (dice[1] % 6 === 0) lots.push(one([...world.rows('custody/lots').keys()], dice[3])!);
  world.ask(lot.actor, ['parcel', `A-${world.log.length}`], 'AssembleParcel', { seal: `${lot.actor.party}-${1 + dice[3] % 20}`, lots: [...new Set(lots)] });
};
const spoil: Attempt = (world, dice) => {
  const { party } = one(TRADERS, dice[0])!;
  world.ask(actorOf(party), ['seal', `${party}-${1 + dice[2] % 20}`], dice[3] % 2 === 0 ? 'VoidSeal' : 'MissSeal', { reason: 'x' });
};
const inspect = withParcel(['sealed', 'presented', 'in-transit'], (world, parcel, dice) => {
  const code = parcel.holder.slice(0, 2);
  const number = `${code}-AUTH-${1 + dice[3] % 20}`;
  const by = { ...authorityOf(code), person: 'SYN-OFFICER-1' };
  world.ask(by, ['seal', number], 'UseSeal', { parcel: parcel.parcel });
  world.ask(by, ['parcel', parcel.parcel], 'InspectParcel', { officers: ['SYN-OFFICER-1', 'SYN-OFFICER-2'], reason: 'Random check.', newSeal: number });
});

const open: Attempt = (world, dice) => withParcel(dice[2] % 4 === 0 ? ['sealed', 'presented', 'in-transit', 'imported', 'opened'] : ['imported'], (_, parcel) => {
  world.ask(parcel.actor, ['parcel', parcel.parcel], 'OpenParcel');
})(world, dice);

/** What can be tried with parcels and seals; some of it twice as often. */
export const onParcels: readonly Attempt[] = [pack, pack, unpack, seal, seal, assemble, assemble, spoil, inspect, open, open];
