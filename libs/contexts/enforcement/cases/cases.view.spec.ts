import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CaseEvent } from '../case/case.events.ts';
import { cases } from './cases.view.ts';

const data = { authority: 'GH-AUTHORITY', participant: 'GH', holder: 'GH-TRADER', lots: ['L-1'], grounds: 'stock' as const, summary: 'Stock above what was bought' };
const opened = { type: 'CaseOpened', data, occurredAt: '2006-11-01T08:00:00Z' } as const;
const after = (...events: (CaseEvent & { occurredAt: string })[]) => rowsOf(cases, recorded<CaseEvent>('case', 'C-1', ...events)).get('C-1');

it('shows an open case', () => {
  expect(after(opened)).toEqual({ case: 'C-1', ...data, status: 'open', openedOn: '2006-11-01' });
});

it('shows how it was decided, and when', () => {
  expect(after(opened, { type: 'ConfiscationOrdered', data: { order: 'Court 12/2006' }, occurredAt: '2006-12-01T08:00:00Z' }))
    .toMatchObject({ status: 'ordered', openedOn: '2006-11-01', decidedOn: '2006-12-01', decision: 'Court 12/2006' });
  expect(after(opened, { type: 'CaseDismissed', data: { reason: 'Receipts found' }, occurredAt: '2006-12-02T08:00:00Z' }))
    .toMatchObject({ status: 'dismissed', decidedOn: '2006-12-02', decision: 'Receipts found' });
});
