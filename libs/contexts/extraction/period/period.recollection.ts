import type { periodEvents } from '#contexts/statistics/events';
import { dayOf, personOf, quarterOf, yearOf, type Actor, type Asked, type DataOf, type Recollection } from '#kernel';

/** What extraction remembers of a quarter of a territory: whether its figures are closed, and for which parties who allowed late entries. */
export type Period = Readonly<{ closed: boolean; late: ReadonlyMap<string, string> }>;

export const period: Recollection<Period> = {
  noun: 'period',
  initial: { closed: false, late: new Map() },
  on: {
    PeriodClosed: (now: Period) => ({ ...now, closed: true }),
    LateEntryAllowed: (now: Period, { party, approvedBy }: DataOf<typeof periodEvents.LateEntryAllowed>) => ({ ...now, late: new Map([...now.late, [party, approvedBy]]) }),
  },
};

/** The quarters in which these days lie, by their ids, as far as they were over when the ledger learned of it. The running one cannot be closed. */
export const quartersOf = (days: readonly string[], { by: { participant }, recordedAt }: Asked): readonly string[] => {
  if (participant === '') return [];
  const quarter = (day: string) => `${participant}-${yearOf(day)}-Q${quarterOf(day)}`;
  const running = quarter(dayOf(recordedAt));
  return [...new Set(days.map(quarter))].filter((id) => id !== running);
};

/** Is this quarter closed to him? Not, if somebody else allowed his party to enter late. */
export const closedTo = ({ closed, late }: Period, by: Actor): boolean => closed && (!late.has(by.party) || late.get(by.party) === personOf(by));
