import { describe, expect, it } from '@jest/globals';
import { blankOf, canonicalOf, spelled } from './canonical.rules.ts';
import type { Numbering } from './numbering.recollection.ts';
import { readNumber } from './reading.rules.ts';

const sl: Numbering = {
  patterns: [{ prefix: 'SL', digits: 6, series: 'trade', from: '2003-01-01' }, { prefix: 'SLT', digits: 4, series: 'technical', from: '2003-01-01' }],
  blocks: [{ prefix: 'SL', first: 4_001, last: 4_305, year: 2013 }, { prefix: 'SL', first: 4_306, last: 4_600, year: 2014 }],
};
const read = (raw: string, claimed = {}) => canonicalOf(raw, sl, claimed);
const certificate = { number: 'SL004199', flags: [] };

describe('a number as people write it', () => {
  it('has one spelling: blanks, hyphens, small letters and noughts mean nothing', () => {
    for (const raw of ['SL004199', 'SL 004199', ' sl-4199 ', 'SL\u00a0004\u2013199', 'SL0000004199', 'SL\t\u2212004199']) expect(read(raw)).toEqual(certificate);
    expect(spelled(sl.patterns[0]!, 7)).toBe('SL000007');
  });

  it('is read through the disguises of other scripts, each of which is told', () => {
    expect(read('ЅL004199')).toEqual({ ...certificate, flags: ['look-alike'] });
    expect(read('ѕꓡ004199')).toEqual({ ...certificate, flags: ['look-alike'] });
    expect(read('SL٠٠٤١٩٩')).toEqual({ ...certificate, flags: ['look-alike'] });
    expect(read('𝐒𝐋𝟎𝟎𝟒𝟏𝟗𝟗')).toEqual({ ...certificate, flags: ['look-alike'] });
    expect(read('ＳＬ００４１９９')).toEqual({ ...certificate, flags: ['full-width'] });
    expect(read('SL\u200b004\u00ad199')).toEqual({ ...certificate, flags: ['invisible'] });
    expect(read('\u202eSL004199\u200f')).toEqual({ ...certificate, flags: ['direction'] });
    expect(read('\u202eＳЅ')).toEqual({ flags: ['look-alike', 'full-width', 'direction', 'other-form'] });
    expect(read('SL0O4I99')).toEqual({ ...certificate, flags: ['letter-for-digit'] });
  });

  it('reads every letter of the alphabet in its Greek and Cyrillic coats', () => {
    expect(readNumber('АВЕКМНОРСТУХЅІЈ').text).toBe('ABEKMHOPCTYXSIJ');
    expect(readNumber('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ').text).toBe('ABEZHIKMNOPTYX');
    expect(readNumber('ab').oddities).toEqual([]);
  });

  it('is none, if some of it cannot be read, or it is too short or too long', () => {
    expect(read('SL☃4199')).toEqual({ ...certificate, flags: ['unreadable'] });
    expect(read('ZA☃1')).toEqual({ flags: ['unreadable', 'other-form'] });
    for (const raw of ['', 'SL', '1234', `SL${'9'.repeat(31)}`]) expect(read(raw)).toEqual({ flags: ['other-form'] });
  });
});

describe('a number against what was printed', () => {
  it('tells another form, another country, a blank that never was, and another year', () => {
    expect(read('SLX4199')).toEqual({ number: 'SLX4199', flags: ['other-form'] });
    expect(read('SL1234567')).toEqual({ number: 'SL1234567', flags: ['other-form'] });
    expect(read('SL004199', { participant: 'BW' })).toEqual({ ...certificate, flags: ['other-country'] });
    expect(read('SL009999')).toEqual({ number: 'SL009999', flags: ['never-printed'] });
    expect(read('SL004306', { participant: 'SL', year: 2013 })).toEqual({ number: 'SL004306', flags: ['other-year'] });
    expect(read('SL004306', { year: 2014 })).toEqual({ number: 'SL004306', flags: [] });
    expect(read('SLT 12')).toEqual({ number: 'SLT0012', flags: ['never-printed'] });
  });

  it('KPCS Annex I.A 4: has a blank only in its one spelling', () => {
    expect(blankOf('SL004199', sl)).toEqual({ pattern: sl.patterns[0], block: sl.blocks[0] });
    expect(blankOf('SL009999', sl)).toEqual({ pattern: sl.patterns[0] });
    for (const number of ['SL4199', 'SL0004199', 'ZA004199']) expect(blankOf(number, sl)).toEqual({});
  });

  it('takes the pattern in whose spelling it is written, or that with the longest prefix', () => {
    const two: Numbering = { patterns: [{ prefix: 'BW', digits: 6, series: 'trade', from: '2003-01-01' }, { prefix: 'BW05', digits: 5, series: 'trade', from: '2003-01-01' }], blocks: [] };
    expect(canonicalOf('BW050001', two).number).toBe('BW050001');
    expect(canonicalOf('BW0501', two).number).toBe('BW0500001');
  });
});
