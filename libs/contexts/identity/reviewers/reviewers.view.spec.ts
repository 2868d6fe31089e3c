import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { ReviewerEvent } from '../reviewer/reviewer.events.ts';
import { reviewers } from './reviewers.view.ts';

it('shows who may look into whose books until when, and why it ended early', () => {
  const data = { participant: 'GH', contexts: ['custody', 'certification'], from: '2007-01-15', to: '2007-02-28', document: 'Terms of reference' };
  const events: ReviewerEvent[] = [
    { type: 'AccessGranted', data }, { type: 'AccessGranted', data: { ...data, participant: 'CI' } }, { type: 'AccessEnded', data: { participant: 'GH', on: '2007-02-10', reason: 'Done.' } },
  ];
  const rows = rowsOf(reviewers, recorded<ReviewerEvent>('reviewer', 'SYN-TEAM', ...events));
  expect([...rows.keys()]).toEqual(['SYN-TEAM@GH', 'SYN-TEAM@CI']);
  expect(rows.get('SYN-TEAM@GH')).toEqual({ reviewer: 'SYN-TEAM', ...data, to: '2007-02-09', endedFor: 'Done.' });
});
