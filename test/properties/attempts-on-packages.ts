import type { Attempt } from './attempts-on-lots.ts';
import type { Row } from './goods.ts';
import { actorOf, MONITOR, one, someParcel, TRADERS } from './players.ts';
import type { World } from './world.ts';

const packageRows = (world: World): Row[] => [...world.rows('certification/packages').values()];

/** What a monitor gets to see of these parcels; one time in eleven its sieves do not weigh what they do. */
export const file = (world: World, parcels: readonly string[], die: number, certificate?: string): string => {
  const rows = parcels.map((parcel) => world.row('custody/parcels', parcel));
  const name = `SYN-PK-${world.log.length}`;
  const milliCarats = rows.reduce((sum, row) => sum + row.milliCarats, 0) + (die % 11 === 0 ? 1 : 0);
  world.ask(actorOf(die % 13 === 0 ? one(TRADERS, die)!.party : rows[0].holder), ['package', name], 'FilePackage', {
    parcels, photographs: ['b'.repeat(64)], sieveSet: 'SYN-SET', sieves: [{ sieve: '+1', milliCarats }], ...(certificate !== undefined && { certificate }),
  });
  return name;
};
export const examine = (world: World, name: string, die: number): void => {
  const by = die % 9 === 0 ? one(TRADERS, die)! : MONITOR;
  if (die % 5 === 0) world.ask(by, ['package', name], 'RejectPackage', { reason: 'x' });
  else world.ask(by, ['package', name], 'ApprovePackage', { finding: 'x', ...(die % 2 === 0 && { audit: 'Audit 8' }) });
};

/** The package of exactly these parcels; now and then another one. */
export const packageOf = (world: World, parcels: readonly Row[], die: number): { package?: string } => {
  const rows = packageRows(world);
  const own = rows.findLast((row) => row.parcels.length === parcels.length && parcels.every(({ parcel }) => row.parcels.includes(parcel)));
  const found = die % 15 === 0 ? one(rows, die) : own;
  return found ? { package: found.package } : {};
};

const fileSome: Attempt = (world, dice) => {
  const parcel = someParcel(world, ['sealed', 'presented', 'in-transit', 'opened'], dice);
  if (!parcel) return;
  const { parcel: name, certificate } = parcel;
  const row = certificate && world.row('certification/certificates', certificate);
  file(world, row?.parcels?.length > 0 && dice[3] % 2 ? row.parcels : [name], dice[2], dice[3] % 3 === 0 ? undefined : certificate);
};
const examineSome: Attempt = (world, [a, b, c]) => {
  const row = one(packageRows(world).filter(({ status }) => status === 'filed' || a % 9 === 0), b);
  if (row) examine(world, row.package, c);
};

/** What can be tried with export packages. */
export const onPackages: readonly Attempt[] = [fileSome, examineSome];
