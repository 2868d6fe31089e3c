import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { parties } from './parties.view.ts';

it('shows every registered party', () => {
  const rows = rowsOf(parties,
    recorded('party', 'BW-MINE', { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW', licence: 'ML 2004/19' } }),
    recorded('party', 'BW-HUB', { type: 'PartyRegistered', data: { name: 'Diamond Hub', kind: 'authority', participant: 'BW' } }));
  expect(rows.get('BW-MINE')).toEqual({ party: 'BW-MINE', name: 'Debswana', kind: 'producer', participant: 'BW', licence: 'ML 2004/19', standing: 'licensed', standings: [] });
  expect(rows.get('BW-HUB')).toEqual({ party: 'BW-HUB', name: 'Diamond Hub', kind: 'authority', participant: 'BW', standing: 'licensed', standings: [] });
});

it('shows how its authority lets it trade, from which day on', () => {
  const stood = { standing: 'suspended', from: '2005-03-01', reason: 'Books not kept' };
  const rows = rowsOf(parties, recorded<{ type: string; data: object }>('party', 'BW-MINE',
    { type: 'PartyRegistered', data: { name: 'Debswana', kind: 'producer', participant: 'BW' } }, { type: 'PartyStandingChanged', data: stood }));
  expect(rows.get('BW-MINE')).toMatchObject({ standing: 'suspended', standings: [stood] });
});
