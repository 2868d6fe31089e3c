import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { ParticipantEvent } from '../participant/participant.events.ts';
import { standingOn } from '../participant/standing.rules.ts';
import { participants } from './participants.view.ts';

const decision = 'Chair’s notice of March 2004';
const admitted: ParticipantEvent = { type: 'ParticipantAdmitted', data: { name: 'Lebanon', kind: 'state', from: '2003-01-01' } };
const suspended: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'suspended', from: '2004-03-01', decision } };
const exports: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'participant', from: '2005-09-01', decision: 'Plenary', flow: 'export' } };
const zone: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'participant', from: '2004-05-01', decision: 'AD', zone: 'Beirut' } };
const registered: ParticipantEvent = { type: 'ZoneRegistered', data: { zone: 'LB-BEIRUT', name: 'Beirut' } };
const embargo = (type: 'EmbargoImposed' | 'EmbargoLifted', flow: 'export' | 'both', from: string): ParticipantEvent => ({ type, data: { flow, from, document: 'UNSC-1', decision: `S/RES of ${from}` } });
const row = (...events: ParticipantEvent[]) => rowsOf(participants, recorded<ParticipantEvent>('participant', 'LB', ...events)).get('LB');

const begun = { participant: 'LB', name: 'Lebanon', kind: 'state', standing: 'participant', standingFrom: '2003-01-01', exportStanding: 'participant', importStanding: 'participant', embargoes: [], zones: [] };
const since = { standing: 'participant', from: '2003-01-01', flow: 'both' };

it('shows a Participant from the day of its admission', () => expect(row(admitted)).toEqual({ ...begun, standings: [since] }));

it('shows the latest standing and the decision behind it', () => {
  expect(row(admitted, suspended)).toEqual({
    ...begun, standing: 'suspended', standingFrom: '2004-03-01', decision, exportStanding: 'suspended', importStanding: 'suspended',
    standings: [since, { standing: 'suspended', from: '2004-03-01', flow: 'both', decision }],
  });
});

it('shows the two flows apart, and zones without taking them for the whole', () => {
  const { standings, ...said } = row(admitted, suspended, zone, exports);
  expect(said).toMatchObject({ standing: 'participant', standingFrom: '2005-09-01', exportStanding: 'participant', importStanding: 'suspended' });
  expect(standings.slice(2)).toEqual([
    { standing: 'participant', from: '2004-05-01', flow: 'both', zone: 'Beirut', decision: 'AD' }, { standing: 'participant', from: '2005-09-01', flow: 'export', decision: 'Plenary' }]);
  expect((['export', 'import'] as const).map((flow) => ['2002-12-31', '2004-02-29', '2004-06-01', '2005-09-01'].map((day) => standingOn(standings, day, flow)))).toEqual([
    ['none', 'participant', 'suspended', 'participant'], ['none', 'participant', 'suspended', 'suspended']]);
});

it('shows zones, conditions and the document of a decision', () => {
  const conditions = { approval: 'ex-ante', monitor: 'SYN-TEAM' } as const;
  const open: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'participant', from: '2016-05-31', decision: 'AD', document: 'KP-2015', zone: 'LB-BEIRUT', flow: 'export', conditions, inTransit: 'hold' } };
  expect(row(admitted, registered, open)).toMatchObject({ zones: [{ zone: 'LB-BEIRUT', name: 'Beirut' }], standings: [since, open.data] });
});

it('shows embargoes flow by flow, until they end', () => {
  const rows = row(admitted, embargo('EmbargoImposed', 'both', '2005-12-15'), embargo('EmbargoLifted', 'export', '2014-04-29'));
  const imposed = { from: '2005-12-15', decision: 'S/RES of 2005-12-15', document: 'UNSC-1' };
  expect(rows.embargoes).toEqual([{ flow: 'export', ...imposed, until: '2014-04-29', liftedBy: 'S/RES of 2014-04-29' }, { flow: 'import', ...imposed }]);
});

it('shows an embargo on somebody who never took part, or did so later', () => {
  const imposed = embargo('EmbargoImposed', 'export', '2003-12-22');
  expect(row(imposed)).toMatchObject({ participant: 'LB', name: 'LB', standing: 'none', exportStanding: 'none', standings: [], embargoes: [{ flow: 'export' }] });
  expect(row(imposed, admitted)).toMatchObject({ name: 'Lebanon', standing: 'participant', standings: [since], embargoes: [{ flow: 'export' }] });
});
