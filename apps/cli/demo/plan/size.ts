import { sumOf } from '#kernel';
import type { Plan } from './plan.ts';
import type { Shipment } from './trade.ts';

const STEPS_A_LOT = 2;
const STEPS_A_PARCEL = 4;
const STEPS_A_CERTIFICATE = 4;
const STEPS_A_SALE = 3;
const STEPS_A_CASE = 3;

const stepsOf = ({ parcels, discrepancy }: Shipment): number =>
  parcels.flat().length * STEPS_A_LOT + parcels.length * STEPS_A_PARCEL + STEPS_A_CERTIFICATE + (discrepancy?.kind === 'weight' ? 1 : 0);

/** How many commands a plan makes, without making them. */
export const stepsIn = ({ world, records, returns, trade }: Plan): number => {
  const participants = [...world.participants.values()];
  const settingUp = sumOf(participants, ({ sites, suspension }) => 1 + sites.length + (suspension ? 1 : 0)) + world.parties.length
    + new Set(trade.shipments.map(({ exporter }) => exporter)).size;
  return settingUp + records.length + returns.rows.length + trade.splits.length + trade.sales.length * STEPS_A_SALE
    + sumOf(trade.shipments, stepsOf) + trade.confiscations.length * STEPS_A_CASE;
};
