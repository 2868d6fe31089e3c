import { expect, it } from '@jest/globals';
import type { IncidentEvent } from '#contexts/enforcement/events';
import { recorded } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import { warnsOfANumber } from './warns-of-a-number.reaction.ts';

const asked = (event: IncidentEvent) => {
  const [happened] = recorded('incident', 'SYN-INC-1', event);
  return warnsOfANumber.on[event.type]?.(happened as never);
};

it('puts the warning on the number itself, and takes it back', () => {
  expect(asked({ type: 'NumberFlagged', data: { certificate: 'SL004306', specimen: 'No watermark', reason: 'Range of 2014.' } }))
    .toEqual([{ decider: certificate, subject: 'SL004306', type: 'FlagCertificate', data: { incident: 'SYN-INC-1', reason: 'Range of 2014.', specimen: 'No watermark' } }]);
  expect(asked({ type: 'FlagLifted', data: { certificate: 'SL004306', reason: 'Cleared.' } }))
    .toEqual([{ decider: certificate, subject: 'SL004306', type: 'UnflagCertificate', data: { incident: 'SYN-INC-1', reason: 'Cleared.' } }]);
});

it('lets everything else be', () => expect(asked({ type: 'IncidentClosed', data: { outcome: 'settled', finding: 'Done.' } })).toBeUndefined());
