import { plusDays } from '#kernel';
import { Serials } from './papers.ts';
import { destinationsOf } from './participants.ts';
import { Random } from './random.ts';
import type { Part, Shipment } from './shipment.ts';
import type { World } from './world.ts';

const A_DIVISION_IN = 200;

/** Two parcels, nothing amiss, and nobody has plans with any of the goods after they arrived. */
const divisible = (shipments: readonly Shipment[], confiscated: ReadonlySet<string>): Shipment[] => {
  const last = new Map(shipments.flatMap((shipment) => shipment.parcels.flat().map(({ goods }) => [goods.lot, shipment] as const)));
  return shipments.filter((shipment) => {
    const { parcels, discrepancy, care: { mishap } } = shipment;
    return parcels.length === 2 && !discrepancy && !mishap && parcels.flat().every(({ goods: { lot } }) => last.get(lot) === shipment && !confiscated.has(lot));
  });
};

type Taker = Pick<Part, 'to' | 'importer'>;

const someTrader = (world: World, to: string, random: Random): Taker => {
  const { traders } = world.participants.get(to)!;
  return { to, importer: traders[random.between(0, traders.length - 1)]! };
};

/** The second part goes over one more border, but not home; or, one time in two, to somebody in the territory of the zone. */
const secondTaker = ({ from, to }: Shipment, world: World, random: Random): Taker => {
  const onward = destinationsOf(to, false, world.centres).codes.filter((code) => code !== from);
  return someTrader(world, random.chance(0.5) && onward.length > 0 ? onward[random.between(0, onward.length - 1)]! : to, random);
};

/** One shipment in two hundred, if there are so many that can, is divided in a free zone: the first parcel goes on to its importer, the second to somebody else. */
export const divided = (shipments: readonly Shipment[], world: World, { seed, confiscated }: { seed: number; confiscated: ReadonlySet<string> }): Shipment[] => {
  const random = new Random(seed, 'zones');
  const chosen = new Set(random.shuffle(divisible(shipments, confiscated)).slice(0, Math.max(1, Math.round(shipments.length / A_DIVISION_IN))));
  const serials = new Serials(shipments);
  return shipments.map((shipment) => {
    if (!chosen.has(shipment)) return shipment;
    const { to, importer, receivedOn, care } = shipment;
    const takers: Taker[] = [{ to, importer }, secondTaker(shipment, world, random)];
    const parts = takers.map((taker) => ({ ...taker, number: serials.next(to), receivedOn: plusDays(receivedOn, taker.to === to ? 1 : 2) }));
    return { ...shipment, care: { ...care, parts } };
  });
};
