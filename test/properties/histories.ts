import fc from 'fast-check';
import { complaints } from '#kernel';
import { onCertificates } from './attempts-on-certificates.ts';
import { onIncidents } from './attempts-on-incidents.ts';
import { onLots } from './attempts-on-lots.ts';
import { onMeasures } from './attempts-on-measures.ts';
import { onMembers } from './attempts-on-members.ts';
import { onPackages } from './attempts-on-packages.ts';
import { onParcels } from './attempts-on-parcels.ts';
import { onStopped } from './attempts-on-stopped.ts';
import { Broken } from './goods.ts';
import { settingUp, type Dice } from './players.ts';
import type { Tampering } from './tampering.ts';
import { World } from './world.ts';

const ATTEMPTS = [...onLots, ...onStopped, ...onParcels, ...onCertificates, ...onPackages, ...onMeasures, ...onIncidents, ...onMembers];

/** A history: which attempts, in which order, with which dice. */
export type History = readonly Readonly<{ attempt: number; dice: Dice }>[];

const die = fc.nat({ max: 100_000 });
/** Histories of many actors; shrunk to the shortest that still breaks a law. */
export const histories = (longest: number): fc.Arbitrary<History> =>
  fc.noBias(fc.array(fc.record({ attempt: fc.nat({ max: ATTEMPTS.length - 1 }), dice: fc.tuple(die, die, die, die) }), { minLength: 1, maxLength: longest, size: 'max' }));

/** Lives one history, by the rules as they are or as they are broken. The laws are checked after every command, the rows of every view at the end. @throws Broken */
export const lived = (history: History, tampering: Tampering = {}): World => {
  const world = new World(tampering);
  settingUp(world);
  for (const { attempt, dice } of history) {
    ATTEMPTS[attempt]!(world, dice);
    world.settle(dice[3] % 6, dice[2]);
  }
  world.settle();
  for (const [view, rows] of world.everyRow()) {
    for (const [key, row] of rows) {
      const wrong = complaints(view.row, row);
      if (wrong.length > 0) throw new Broken(`the row ${key} of ${view.name} does not fit its class: ${wrong[0]!.pointer} ${wrong[0]!.detail}`);
    }
  }
  world.laws.borders.check((view) => world.rows(view).values());
  const waiting = [...world.rows('custody/lots').values()].filter(({ status }) => status === 'reserved');
  if (waiting.length > 0) throw new Broken(`${waiting.length} lots are still set aside for a blend`);
  return world;
};
