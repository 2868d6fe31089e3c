import type { periodEvents } from '#contexts/statistics/events';
import type { DataOf, Recollection } from '#kernel';

/** What custody remembers of a quarter of a territory: whether its figures are closed, and who may enter facts late, approved by whom. */
export type Period = Readonly<{ closed: boolean; late: ReadonlyMap<string, string> }>;

export const period: Recollection<Period> = {
  noun: 'period',
  initial: { closed: false, late: new Map() },
  on: {
    PeriodClosed: (now: Period) => ({ ...now, closed: true }),
    LateEntryAllowed: (now: Period, { party, approvedBy }: DataOf<typeof periodEvents.LateEntryAllowed>) => ({ ...now, late: new Map([...now.late, [party, approvedBy]]) }),
  },
};
