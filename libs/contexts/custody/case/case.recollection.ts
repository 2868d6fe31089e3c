import type { caseEvents } from '#contexts/enforcement/events';
import type { DataOf, Recollection } from '#kernel';

/** What custody remembers of a case: whose it is, which lots it names, and the order of confiscation, once there is one. */
export type Case = Readonly<{ participant: string; lots: readonly string[]; order?: string }>;

export const enforcementCase: Recollection<Case> = {
  noun: 'case',
  initial: { participant: '', lots: [] },
  on: {
    CaseOpened: (_, { participant, lots }: DataOf<typeof caseEvents.CaseOpened>) => ({ participant, lots }),
    ConfiscationOrdered: (now: Case, { order }: DataOf<typeof caseEvents.ConfiscationOrdered>) => ({ ...now, order }),
  },
};
