import type { Standing } from '#contexts/identity/events';
import type { Participant } from '../participant/participant.recollection.ts';
import type { Zoned } from '../site/site.decider.ts';

/** Of which zone a record is, and whether its goods are tainted, as its event says it. */
export type Origin = Readonly<{ zone?: string; taint?: 'zone' }>;

const CLOSED: ReadonlySet<Standing | undefined> = new Set(['suspended', 'self-suspended', 'removed']);

const zoneOn = (zones: readonly Zoned[], day: string): string | undefined => zones.findLast(({ from }) => from <= day)?.zone;
const decidedOn = ({ standings }: Participant, day: string, zone?: string): Participant['standings'][number] | undefined => standings.findLast((one) => one.zone === zone && one.from <= day);
const isEmbargoed = ({ embargoes }: Participant, day: string): boolean => embargoes.some(({ from, until }) => from <= day && (until === undefined || day < until));

/**
 * A zone about which something was decided answers for itself, and is compliant or it is not, until something is decided about the whole; every other place stands as the
 * whole does. An embargo is on all of it.
 */
const isTaintedOn = (territory: Participant, zone: string | undefined, day: string): boolean => {
  if (isEmbargoed(territory, day)) return true;
  const whole = decidedOn(territory, day);
  const own = zone === undefined ? undefined : decidedOn(territory, day, zone);
  return own === undefined || own.from < (whole?.from ?? '') ? CLOSED.has(whole?.standing) : own.standing !== 'participant';
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
