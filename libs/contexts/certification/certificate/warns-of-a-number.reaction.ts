import type { IncidentEvent } from '#contexts/enforcement/events';
import { ask, type Reaction } from '#kernel';
import { certificate } from './certificate.decider.ts';

/** A number of which an incident warns carries the warning itself, so that nobody who looks at it can miss it. */
export const warnsOfANumber: Reaction<IncidentEvent> = {
  name: 'warns-of-a-number',
  on: {
    NumberFlagged: ({ subject, data: { certificate: number, reason, specimen } }) =>
      [ask(certificate, number, 'FlagCertificate', { incident: subject, reason, ...(specimen !== undefined && { specimen }) })],
    FlagLifted: ({ subject, data: { certificate: number, reason } }) => [ask(certificate, number, 'UnflagCertificate', { incident: subject, reason })],
  },
};
