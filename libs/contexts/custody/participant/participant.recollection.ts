import type { participantEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** What custody remembers of a Participant: who examined the exports of the whole, or of a zone, from which day on; nobody, where a decision names no monitor. */
export type Participant = readonly Readonly<{ from: string; zone?: string; monitor?: string }>[];

export const participant: Recollection<Participant> = {
  noun: 'participant',
  initial: [],
  on: {
    StandingChanged: (now: Participant, { from, flow, zone, conditions }: DataOf<typeof participantEvents.StandingChanged>) =>
      (flow === 'import' ? now : [...now, { from, ...(zone !== undefined && { zone }), ...(conditions && { monitor: conditions.monitor }) }]),
  },
};

/** Who examined on that day: the whole, or any zone of it. */
export const monitorsOn = (participant: Participant, day: string): ReadonlySet<string> => {
  const last = new Map(participant.filter(({ from }) => from <= day).map(({ zone, monitor }) => [zone ?? '', monitor]));
  return new Set([...last.values()].filter((monitor): monitor is string => monitor !== undefined));
};
