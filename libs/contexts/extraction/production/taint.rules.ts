import { isOpen } from '#contexts/identity/events';
import { covers, lastBegun } from '#kernel';
import type { Participant } from '../participant/participant.recollection.ts';
import type { Zoned } from '../site/site.decider.ts';

/** Of which zone a record is, and whether its goods are tainted, as its event says it. */
export type Origin = Readonly<{ zone?: string; taint?: 'zone' }>;

const zoneOn = (zones: readonly Zoned[], day: string): string | undefined => lastBegun(zones, day)?.zone;
const decidedOn = ({ standings }: Participant, day: string, zone?: string): Participant['standings'][number] | undefined => lastBegun(standings.filter((one) => one.zone === zone), day);

/**
 * A zone about which something was decided answers for itself, and is compliant or it is not, until something is decided about the whole; every other place stands as the
 * whole does. An embargo is on all of it.
 */
const isTaintedOn = (territory: Participant, zone: string | undefined, day: string): boolean => {
  if (territory.embargoes.some((embargo) => covers(embargo, day))) return true;
  const whole = decidedOn(territory, day);
  const own = zone === undefined ? undefined : decidedOn(territory, day, zone);
  return own === undefined || own.from < (whole?.from ?? '') ? whole !== undefined && !isOpen(whole.standing) : own.standing !== 'participant';
};

/**
 * What a record says of its origin (R-ZONE): the zone in which the site lay on its last day, and whether exports from there were closed on any of its days. It is recorded all
 * the same: what is hidden cannot be held back.
 */
export const originOf = (zones: readonly Zoned[], territory: Participant, { from, to }: Readonly<{ from: string; to: string }>): Origin => {
  // Nothing changes but on these days.
  const changes = [...zones, ...territory.standings, ...territory.embargoes].map((one) => one.from).filter((day) => from < day && day <= to);
  const tainted = [from, ...changes].some((day) => isTaintedOn(territory, zoneOn(zones, day), day));
  const zone = zoneOn(zones, to);
  return { ...(zone !== undefined && { zone }), ...(tainted && { taint: 'zone' as const }) };
};
