import type { Decider, Recollection } from '#kernel';
import { sealRangeSoFar, type SealRange } from '../sealrange/sealrange.recollection.ts';
import { rangeOf, serialOf } from './number.rules.ts';
import type { sealEvents } from './seal.events.ts';

/** A seal as its rules, and those of parcels and lots, see it. */
export type Seal = Readonly<{
  status: 'none' | 'issued' | 'used' | 'broken' | 'void' | 'missing';
  kind: 'seal' | 'bag';
  /** Who answers for it. */
  holder: string;
  /** To what it was bound. */
  parcel?: string | undefined;
  lot?: string | undefined;
}>;

const initial: Seal = { status: 'none', kind: 'seal', holder: '' };

const on: Decider<Seal, typeof sealEvents>['evolve'] = {
  SealUsed:   (_, { holder, kind, parcel, lot }) => ({ status: 'used', holder, kind, parcel, lot }),
  SealBroken: (seal) => ({ ...seal, status: 'broken' }),
  SealVoided: (seal, { holder }) => ({ ...seal, status: 'void', holder }),
  SealMissed: (seal, { holder }) => ({ ...seal, status: 'missing', holder }),
};

/** The fold of a seal’s own stream. Before anything happened to it, it is one of the numbers of its range, or was never issued. */
export const sealSoFar = {
  noun: 'seal', initial, on,
  born: {
    of: (subject: string): { from: Recollection; subject: string } => ({ from: sealRangeSoFar, subject: rangeOf(subject) }),
    state: (subject: string, { issued, kind, to, first, last }: SealRange): Seal => {
      const serial = serialOf(subject);
      return issued && serial !== undefined && serial >= first && serial <= last ? { status: 'issued', kind, holder: to } : initial;
    },
  },
} satisfies Recollection<Seal>;
