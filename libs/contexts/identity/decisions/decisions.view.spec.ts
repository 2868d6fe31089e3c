import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { PLENARY_LANGUAGES, type DecisionEvent } from '../decision/decision.events.ts';
import { decisions } from './decisions.view.ts';

const data = { title: 'Resumption from compliant zones', kind: 'written-procedure', madeOn: '2015-07-10', document: 'AD 2015/2' } as const;
const made: DecisionEvent = { type: 'DecisionRecorded', data };
const inAll = PLENARY_LANGUAGES.map((language, i): DecisionEvent => ({ type: 'DecisionTranslated', data: { language, on: `2015-07-1${i + 3}` } }));
const row = (...events: DecisionEvent[]) => rowsOf(decisions, recorded<DecisionEvent>('decision', 'KP-2015-CF', ...events)).get('KP-2015-CF');

it('shows a decision of the plenary as agreed until it is translated, and then from when it is in force', () => {
  expect(row(made)).toEqual({ decision: 'KP-2015-CF', ...data, translations: [], status: 'agreed', missing: [...PLENARY_LANGUAGES] });
  expect(row(made, ...inAll.slice(0, 4))).toMatchObject({ status: 'agreed', missing: ['ru'] });
  expect(row(made, ...inAll)).toMatchObject({ status: 'in-force', inForceFrom: '2015-07-17', missing: [], translations: inAll.map((one) => one.data) });
});

it('shows a notice as in force on its day', () => {
  expect(row({ type: 'DecisionRecorded', data: { ...data, kind: 'notice' } })).toMatchObject({ status: 'in-force', inForceFrom: '2015-07-10', missing: [] });
});
