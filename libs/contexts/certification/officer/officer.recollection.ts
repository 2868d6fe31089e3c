import type { officerEvents, Power } from '#contexts/identity/events';
import { covers, type DataOf, type Recollection } from '#kernel';

type Mandate = Readonly<{ authority: string; powers: readonly Power[]; from: string; /** The last day, if one was set. */ to?: string; /** The first day on which it no longer holds. */ until?: string }>;
/** What certification remembers of a natural person: for which authority he may do what, from when to when. */
export type Officer = readonly Mandate[];

const noOffice: Officer = [];

/** No mandate of that authority holds from that day on, whatever it said. */
const relieved = (now: Officer, { authority, on }: DataOf<typeof officerEvents.OfficerRelieved>): Officer =>
  now.map((mandate) => (mandate.authority === authority && (mandate.until === undefined || mandate.until > on) ? { ...mandate, until: on } : mandate));

export const officer: Recollection<Officer> = {
  noun: 'officer',
  initial: noOffice,
  on: {
    OfficerAppointed: (now: Officer, { authority, powers, from, to }: DataOf<typeof officerEvents.OfficerAppointed>): Officer => [...now, { authority, powers, from, ...(to !== undefined && { to }) }],
    OfficerRelieved: relieved,
  },
};

/** May this officer do this for the authority on that day? */
export const mandateOn = (officer: Officer, authority: string, power: Power, day: string): boolean =>
  officer.some((mandate) => mandate.authority === authority && mandate.powers.includes(power) && covers(mandate, day));
