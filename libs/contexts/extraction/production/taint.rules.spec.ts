import { describe, expect, it } from '@jest/globals';
import type { Participant } from '../participant/participant.recollection.ts';
import { originOf } from './taint.rules.ts';

const suspended: Participant = {
  standings: [
    { from: '2003-01-01', standing: 'participant' }, { from: '2013-05-23', standing: 'suspended' },
    { from: '2016-05-31', standing: 'participant', zone: 'CF-BERBERATI' }, { from: '2017-02-01', standing: 'suspended', zone: 'CF-BERBERATI' },
    { from: '2024-11-15', standing: 'participant' },
  ],
  embargoes: [], zones: ['CF-BERBERATI', 'CF-BODA'],
};
const days = (from: string, to = from) => ({ from, to });
const berberati = [{ zone: 'CF-BERBERATI', from: '2010-01-01' }];

describe('a record of production', () => {
  it('is clean where the whole is open, and says its zone if the site has one', () => {
    expect(originOf([], suspended, days('2013-05-22'))).toEqual({});
    expect(originOf(berberati, suspended, days('2013-05-22'))).toEqual({ zone: 'CF-BERBERATI' });
    expect(originOf([], suspended, days('2024-11-15'))).toEqual({});
  });

  it('is tainted where the whole is closed and nothing was decided about its zone, or it has none', () => {
    expect(originOf([], suspended, days('2014-01-01'))).toEqual({ taint: 'zone' });
    expect(originOf([{ zone: 'CF-BODA', from: '2010-01-01' }], suspended, days('2016-06-01'))).toEqual({ zone: 'CF-BODA', taint: 'zone' });
    for (const standing of ['self-suspended', 'removed'] as const) expect(originOf([], { ...suspended, standings: [{ from: '2008-01-01', standing }] }, days('2010-01-01'))).toEqual({ taint: 'zone' });
  });

  it('is clean in a zone that was found compliant, from that day on and as long as it is', () => {
    expect(originOf(berberati, suspended, days('2016-05-30'))).toEqual({ zone: 'CF-BERBERATI', taint: 'zone' });
    expect(originOf(berberati, suspended, days('2016-05-31', '2017-01-31'))).toEqual({ zone: 'CF-BERBERATI' });
    expect(originOf(berberati, suspended, days('2016-06-01', '2017-02-01'))).toEqual({ zone: 'CF-BERBERATI', taint: 'zone' });
  });

  it('stands as the whole does from a later decision about the whole on', () => {
    expect(originOf(berberati, suspended, days('2024-11-14'))).toEqual({ zone: 'CF-BERBERATI', taint: 'zone' });
    expect(originOf(berberati, suspended, days('2024-11-15'))).toEqual({ zone: 'CF-BERBERATI' });
    const again: Participant = { ...suspended, standings: [...suspended.standings.slice(0, 3), { from: '2016-12-01', standing: 'suspended' }] };
    expect([originOf(berberati, again, days('2016-11-30')), originOf(berberati, again, days('2016-12-01'))]).toEqual([{ zone: 'CF-BERBERATI' }, { zone: 'CF-BERBERATI', taint: 'zone' }]);
  });

  it('is tainted if the door was shut on a single day of it, also one in the middle', () => {
    const shut: Participant = { ...suspended, standings: [{ from: '2003-01-01', standing: 'participant' }, { from: '2010-03-10', standing: 'suspended' }, { from: '2010-03-11', standing: 'participant' }] };
    expect(originOf([], shut, days('2010-03-01', '2010-03-31'))).toEqual({ taint: 'zone' });
    expect(originOf([], shut, days('2010-03-11', '2010-03-31'))).toEqual({});
  });

  it('is tainted under an embargo, whatever else was decided, until the day on which it ends', () => {
    const embargoed: Participant = { ...suspended, embargoes: [{ from: '2016-06-01', until: '2016-07-01' }] };
    expect([originOf(berberati, embargoed, days('2016-06-30')), originOf(berberati, embargoed, days('2016-07-01'))]).toEqual([{ zone: 'CF-BERBERATI', taint: 'zone' }, { zone: 'CF-BERBERATI' }]);
    expect(originOf([], { ...suspended, embargoes: [{ from: '2025-01-01' }] }, days('2025-06-01'))).toEqual({ taint: 'zone' });
  });

  it('follows a site that came into another zone', () => {
    const moved = [...berberati, { zone: 'CF-BODA', from: '2016-06-15' }];
    expect(originOf(moved, suspended, days('2016-06-01', '2016-06-14'))).toEqual({ zone: 'CF-BERBERATI' });
    expect(originOf(moved, suspended, days('2016-06-01', '2016-06-30'))).toEqual({ zone: 'CF-BODA', taint: 'zone' });
  });
});
