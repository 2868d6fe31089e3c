import { expect, it } from '@jest/globals';
import { beforeTheLast, because, isRefusal, refusals } from './refusal.ts';

const no = refusals({ TooEarly: { cites: 'test/1', says: 'Nothing happens before the last.' }, NotYours: { cites: 'test/2', says: 'It is not yours.', forbids: true } });

it('a refusal has its code, its clause and its sentence; a reason adds the facts of the case', () => {
  expect(no.NotYours).toEqual({ refused: 'NotYours', cites: 'test/2', says: 'It is not yours.', forbids: true });
  expect(because(no.NotYours, 'It is of SYN-A.')).toEqual({ ...no.NotYours, detail: 'It is of SYN-A.', figures: {} });
  expect([isRefusal(no.NotYours), isRefusal([]), isRefusal(null), isRefusal(undefined)]).toEqual([true, false, false, false]);
});

it('nothing happens on a day before the last of which the ledger knows; on the same day it may', () => {
  expect(beforeTheLast(no.TooEarly, 'lot SYN-L', '2005-07-02', { occurredAt: '2005-07-01T23:59:59Z' })).toEqual({
    ...no.TooEarly, detail: 'The ledger knows of lot SYN-L up to 2005-07-02; this is of 2005-07-01.', figures: { lastOn: '2005-07-02', on: '2005-07-01' }, pointer: '#/occurredAt',
  });
  for (const [lastOn, occurredAt] of [['2005-07-02', '2005-07-02T00:00:00Z'], ['2005-07-02', '2005-07-03T00:00:00Z'], ['', '2005-07-01T00:00:00Z']] as const) {
    expect(beforeTheLast(no.TooEarly, 'lot SYN-L', lastOn, { occurredAt })).toBeUndefined();
  }
});
