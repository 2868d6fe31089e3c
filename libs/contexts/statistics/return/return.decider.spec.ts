import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { productionReturn } from './return.decider.ts';

const given = scenarios(productionReturn, { subject: 'BW-2005-H1-all' });
const authority: Actor = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const data = { participant: 'BW', year: 2005, half: 1, scale: 'all', declaration: 'production', milliCarats: 14_889_812_830, usdCents: 137_321_456_789, source: 'KP statistics' } as const;
const filed = { type: 'ReturnFiled', data } as const;
const nil = { ...data, declaration: 'nil', milliCarats: 0, usdCents: 0 } as const;

it('KPCS Annex III(c): is filed by the Participant’s own authority', () => {
  given().when('FileReturn', data, authority).then(filed);
  given().when('FileReturn', data, { ...authority, participant: 'ZA' }).refused('NotItsAuthority', { pointer: '#/participant' });
  given().when('FileReturn', data, { ...authority, roles: ['producer'] }).refused('NotItsAuthority');
});

it('is restated when it is filed again, with other figures or with the same', () => {
  given(filed).when('FileReturn', { ...data, milliCarats: 1 }, authority).then({ type: 'ReturnRestated', data: { ...data, milliCarats: 1 } });
  given(filed, { type: 'ReturnRestated', data }).when('FileReturn', data, authority).then({ type: 'ReturnRestated', data });
});

it('is a record even if it is nil, and can turn from nil to production', () => {
  given().when('FileReturn', nil, authority).then({ type: 'ReturnFiled', data: nil });
  given({ type: 'ReturnFiled', data: nil }).when('FileReturn', data, authority).then({ type: 'ReturnRestated', data });
});

it('is filed under the id that its content spells', () => {
  given().when('FileReturn', { ...data, half: 2 }, authority).refused('WrongId', {
    detail: 'This content belongs under BW-2005-H2-all, not under BW-2005-H1-all.', figures: { expected: 'BW-2005-H2-all', found: 'BW-2005-H1-all' },
  });
  given().when('FileReturn', { ...data, scale: 'ASM' }, authority).refused('WrongId');
});

it('holds nothing if it declares nil', () => {
  given().when('FileReturn', { ...nil, milliCarats: 10 }, authority).refused('NilWithGoods', { detail: 'The return declares nil, but holds 0.010 ct worth 0.00 USD.', pointer: '#/milliCarats' });
  given().when('FileReturn', { ...nil, usdCents: 1 }, authority).refused('NilWithGoods', { pointer: '#/usdCents' });
});

it('holds carats if it declares production; their value may be missing, as it was from the Central African Republic in 2003', () => {
  given().when('FileReturn', { ...data, milliCarats: 0 }, authority).refused('ProductionWithoutCarats', { pointer: '#/milliCarats' });
  given().when('FileReturn', { ...data, usdCents: 0 }, authority).then({ type: 'ReturnFiled', data: { ...data, usdCents: 0 } });
});

it('does not hold more than the world', () => {
  given().when('FileReturn', { ...data, milliCarats: 200_000_000_001 }, authority).refused('Implausible', { pointer: '#/milliCarats' });
  given().when('FileReturn', { ...data, usdCents: 2_000_000_000_001 }, authority).refused('Implausible', { pointer: '#/usdCents' });
});
