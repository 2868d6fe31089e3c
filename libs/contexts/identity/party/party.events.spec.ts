import { expect, it } from '@jest/globals';
import { unlicensedOn, type PartyStanding } from './party.events.ts';

const said = (standing: PartyStanding, from: string) => ({ standing, from });

it('a party may trade unless its authority said otherwise, and again from the day on which it says so', () => {
  const words = [said('suspended', '2005-07-01'), said('licensed', '2005-09-01'), said('struck-off', '2006-01-01')];
  expect(['2005-06-30', '2005-07-01', '2005-08-31', '2005-09-01', '2006-05-05'].map((day) => unlicensedOn(words, day)?.standing)).toEqual([undefined, 'suspended', 'suspended', undefined, 'struck-off']);
  expect(unlicensedOn(undefined, '2005-07-01')).toBeUndefined();
});

it('of two words about one day the later counts', () => {
  expect(unlicensedOn([said('suspended', '2005-07-01'), said('licensed', '2005-07-01')], '2005-07-01')).toBeUndefined();
});
