import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { numbering } from './numbering.decider.ts';

const given = scenarios(numbering, { subject: 'BW' });
const bw: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const na: Actor = { party: 'SYN-NA-KP', participant: 'NA', roles: ['authority'] };
const trader: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };

const pattern = { prefix: 'BW', digits: 6, series: 'trade' as const, from: '2004-01-01', decision: 'Notice 1/2004' };
const set = { type: 'PatternSet' as const, data: pattern };
const block = { prefix: 'BW', first: 4_001, last: 4_305, year: 2005, printedBy: 'SYN Printers', receivedOn: '2005-01-10' };
const allocated = { type: 'BlockAllocated' as const, data: { ...block, authority: bw.party } };

describe('a pattern', () => {
  it('KPCS Annex I.A 4: begins with the code of the Participant, and is set by its authority', () => {
    given().when('SetPattern', pattern, bw).then(set);
    given().when('SetPattern', pattern, na).refused('NotItsAuthority');
    given().when('SetPattern', pattern, trader).refused('NotItsAuthority');
    given().when('SetPattern', { ...pattern, prefix: 'NA' }, bw).refused('PrefixOfOthers', { pointer: '#/prefix' });
  });

  it('is set anew only while no blank was printed in it', () => {
    given(set).when('SetPattern', { ...pattern, digits: 8 }, bw).then({ type: 'PatternSet', data: { ...pattern, digits: 8 } });
    given(set, allocated).when('SetPattern', { ...pattern, digits: 8 }, bw).refused('PatternInUse', { figures: { prefix: 'BW', year: 2005 } });
  });

  it('never spells a number that another one spells too', () => {
    given(set).when('SetPattern', { ...pattern, prefix: 'BW05', digits: 4 }, bw).refused('SameSpelling', { figures: { prefix: 'BW05', other: 'BW' } });
    given({ type: 'PatternSet', data: { ...pattern, prefix: 'BW05', digits: 4 } }).when('SetPattern', pattern, bw).refused('SameSpelling', { figures: { prefix: 'BW', other: 'BW05' } });
    for (const other of [{ ...pattern, prefix: 'BW05', digits: 5 }, { ...pattern, prefix: 'BWT', digits: 5 }]) given(set).when('SetPattern', other, bw).then({ type: 'PatternSet', data: other });
  });
});

describe('a block', () => {
  it('is allocated by the authority that received it, in a pattern that is set', () => {
    given(set).when('AllocateBlock', block, bw).then(allocated);
    given(set).when('AllocateBlock', block, trader).refused('NotItsAuthority');
    given(set).when('AllocateBlock', { ...block, prefix: 'NA' }, bw).refused('PrefixOfOthers');
    given().when('AllocateBlock', block, bw).refused('NoSuchPattern', { figures: { prefix: 'BW' } });
    given(set).when('AllocateBlock', { ...block, receivedOn: '2005-07-02' }, bw).refused('NotYetReceived', { figures: { receivedOn: '2005-07-02', on: '2005-07-01' } });
  });

  it('goes upwards, in the digits of its pattern', () => {
    for (const off of [{ first: 4_306, last: 4_305 }, { first: 1, last: 1_000_000 }]) given(set).when('AllocateBlock', { ...block, ...off }, bw).refused('BlockReversed', { pointer: '#/last' });
    given(set).when('AllocateBlock', { ...block, first: 999_999, last: 999_999 }, bw).then({ ...allocated, data: { ...allocated.data, first: 999_999, last: 999_999 } });
  });

  it('shares no number with another block of its prefix', () => {
    for (const [first, last] of [[1, 4_001], [4_305, 5_000], [4_100, 4_100], [1, 9_999]] as const) {
      given(set, allocated).when('AllocateBlock', { ...block, first, last }, bw).refused('BlockOverlaps', { detail: 'BW004001 to BW004305 were printed for 2005.' });
    }
    given(set, allocated).when('AllocateBlock', { ...block, first: 4_306, last: 5_000 }, bw).then({ ...allocated, data: { ...allocated.data, first: 4_306, last: 5_000 } });
  });
});
