import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { returns } from './returns.view.ts';

const data = { participant: 'BW', year: 2005, half: 1, scale: 'all', declaration: 'production', milliCarats: 1_250, usdCents: 12_500, source: 'KP statistics' } as const;

it('shows the latest statement, and how many there were', () => {
  const rows = rowsOf(returns, recorded('return', 'BW-2005-H1-all', { type: 'ReturnFiled', data }, { type: 'ReturnRestated', data: { ...data, milliCarats: 1_300, source: 'letter' } }));
  expect([...rows]).toEqual([['BW-2005-H1-all', { return: 'BW-2005-H1-all', ...data, milliCarats: 1_300, source: 'letter', statements: 2 }]]);
});

it('shows a nil return as a row', () => {
  const nil = { ...data, participant: 'CI', declaration: 'nil', milliCarats: 0, usdCents: 0 } as const;
  expect(rowsOf(returns, recorded('return', 'CI-2005-H1-all', { type: 'ReturnFiled', data: nil })).get('CI-2005-H1-all')).toEqual({ return: 'CI-2005-H1-all', ...nil, statements: 1 });
});
