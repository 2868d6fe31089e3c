import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { GroupEvent } from '../group/group.events.ts';
import { groups } from './groups.view.ts';

const grouped: GroupEvent = { type: 'LotsGrouped', data: { holder: 'SYN-A', name: 'Tender 3', lots: ['SYN-L', 'SYN-K'], milliCarats: 300, usdCents: 40 } };
const dissolved: GroupEvent = { type: 'GroupDissolved', data: { holder: 'SYN-A', lots: ['SYN-L', 'SYN-K'] } };
const page = (...events: GroupEvent[]) => rowsOf(groups, recorded('group', 'SYN-G', ...events)).get('SYN-G');

it('shows which lots are seen as one, and until when', () => {
  const row = { group: 'SYN-G', ...grouped.data, status: 'grouped', groupedOn: '2005-07-01' };
  expect(page(grouped)).toEqual(row);
  expect(page(grouped, dissolved)).toEqual({ ...row, status: 'dissolved', dissolvedOn: '2005-07-01' });
});
