import type { caseEvents } from '#contexts/enforcement/events';
import type { DataOf, Recollection } from '#kernel';

/** What custody remembers of a case: how it stands, whose it is, which lots and parcels it names, and the order of confiscation, once there is one. */
export type Case = Readonly<{ status: 'none' | 'open' | 'ordered' | 'dismissed'; participant: string; lots: readonly string[]; parcels: readonly string[]; order?: string }>;

export const enforcementCase: Recollection<Case> = {
  noun: 'case',
  initial: { status: 'none', participant: '', lots: [], parcels: [] },
  on: {
    CaseOpened: (_, { participant, lots, parcels = [] }: DataOf<typeof caseEvents.CaseOpened>) => ({ status: 'open', participant, lots, parcels }),
    CaseExtended: (now: Case, { lots }: DataOf<typeof caseEvents.CaseExtended>) => ({ ...now, lots: [...now.lots, ...lots] }),
    CaseDismissed: (now: Case) => ({ ...now, status: 'dismissed' }),
    ConfiscationOrdered: (now: Case, { order }: DataOf<typeof caseEvents.ConfiscationOrdered>) => ({ ...now, status: 'ordered', order }),
  },
};
