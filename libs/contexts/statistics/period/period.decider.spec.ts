import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { period } from './period.decider.ts';

const given = scenarios(period, { subject: 'BW-2005-Q1', occurredAt: '2005-04-20T08:00:00Z' });
const officer: Actor = { party: 'SYN-BW-AUTHORITY', participant: 'BW', roles: ['authority'], person: 'SYN-OFFICER' };
const mine = { party: { participant: 'BW' } };
const nobody = { party: {} };

const closed = { type: 'PeriodClosed', data: { participant: 'BW', year: 2005, quarter: 1, closedBy: 'SYN-OFFICER' } } as const;
const asking = { party: 'SYN-BW-MINE', reason: 'The book of the night shift was found.' };
const allowed = { type: 'LateEntryAllowed', data: { ...asking, participant: 'BW', approvedBy: 'SYN-OFFICER' } } as const;

it('KPCS IV(e): is closed by the Participant’s own authority, once', () => {
  given().when('ClosePeriod', {}, officer, nobody).then(closed);
  given(closed).when('ClosePeriod', {}, officer, nobody).refused('AlreadyClosed');
  given().when('ClosePeriod', {}, { ...officer, participant: 'ZA' }, nobody).refused('NotItsAuthority', { detail: 'The figures of BW are with an authority of BW.' });
  given().when('ClosePeriod', {}, { ...officer, roles: ['producer'] }, nobody).refused('NotItsAuthority');
});

it('is closed when it is over, from the next day on', () => {
  given().when('ClosePeriod', {}, officer, nobody, { occurredAt: '2005-03-31T23:59:59Z' }).refused('NotOverYet', { detail: 'BW-2005-Q1 can be closed from 2005-04-01; this is of 2005-03-31.', pointer: '#/occurredAt' });
  given().when('ClosePeriod', {}, officer, nobody, { occurredAt: '2005-04-01T00:00:00Z' }).then(closed);
  given().when('ClosePeriod', {}, officer, nobody, { subject: 'BW-2005-Q4', occurredAt: '2005-12-31T12:00:00Z' }).refused('NotOverYet', { figures: { from: '2006-01-01', on: '2005-12-31' } });
});

it('is opened again to one party by a second person, who says why', () => {
  given(closed).when('AllowLateEntry', asking, officer, mine).then(allowed);
  given().when('AllowLateEntry', asking, officer, mine).refused('NotClosed');
  given(closed).when('AllowLateEntry', asking, { ...officer, participant: 'ZA' }, mine).refused('NotItsAuthority');
  given(closed).when('AllowLateEntry', asking, officer, nobody).refused('UnknownParty', { detail: 'SYN-BW-MINE is not registered in BW.', pointer: '#/party' });
  given(closed).when('AllowLateEntry', asking, officer, { party: { participant: 'ZA' } }).refused('UnknownParty');
});

it('is not opened by whoever comes in: an authority needs two persons for its own facts', () => {
  const own = { ...asking, party: 'SYN-BW-AUTHORITY' };
  const { person: _, ...nameless } = officer;
  given(closed).when('AllowLateEntry', own, nameless, mine).refused('OwnLeave', { pointer: '#/party' });
  given(closed).when('AllowLateEntry', own, officer, mine).then({ type: 'LateEntryAllowed', data: { ...allowed.data, party: 'SYN-BW-AUTHORITY' } });
});

it('keeps the leave that was given last', () => {
  given(closed, allowed).when('AllowLateEntry', asking, officer, mine).refused('AllowedAlready', { detail: 'SYN-OFFICER allowed SYN-BW-MINE before.' });
  given(closed, allowed).when('AllowLateEntry', asking, { ...officer, person: 'SYN-DEPUTY' }, mine).then({ type: 'LateEntryAllowed', data: { ...allowed.data, approvedBy: 'SYN-DEPUTY' } });
});
