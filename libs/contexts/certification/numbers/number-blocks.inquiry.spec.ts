import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { numberBlocks } from './number-blocks.inquiry.ts';
import { numberPages } from './number-pages.view.ts';
import { numberSeries } from './number-series.view.ts';
import { talliedOf } from './pages.rules.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const block = { year: 2005, printedBy: 'SYN-PRINTER', receivedOn: '2005-01-10', authority: 'SYN-SL-NMA' };
const series = (prefix: string, digits: number, ...blocks: { first: number; last: number }[]) => ({ view: numberSeries, key: prefix, row: {
  participant: prefix.slice(0, 2), prefix, digits, series: 'trade', from: '2005-01-01', decision: 'Notice 1', blocks: blocks.map((range) => ({ ...range, ...block })) } });
const page = (name: string, marks: string) => ({ view: numberPages, key: name, row: { page: name, participant: name.slice(0, 2), marks: marks.padEnd(100, '.') } });

const answer = async (participant: string, ...changes: ReturnType<typeof page | typeof series>[]) => {
  const generation = await store.begin([numberSeries, numberPages]);
  await generation.commit('', '1', changes);
  const given = await numberBlocks.answer({ participant }, sightsOf(generation));
  expect(complaints(numberBlocks.answers, given)).toEqual([]);
  return given.blocks;
};

it('counts every block through: what it allocates is used, cancelled, spoiled, lost, unaccounted for, or left', async () => {
  const [first, second] = await answer('SL', series('SL', 6, { first: 4_150, last: 4_249 }, { first: 4_090, last: 4_102 }), page('SL0041__', 'u.cslu'), page('SL0042__', 'uu..u'), page('SL00410__', 'uuuu'), page('SLA041__', 'uuuu'));
  expect(first).toMatchObject({ first: 'SL004090', last: 'SL004102', allocated: 13, used: 1, cancelled: 1, spoiled: 0, lost: 0, unaccounted: 11, left: 0 });
  expect(second).toEqual({
    first: 'SL004150', last: 'SL004249', series: 'trade', year: 2005, printedBy: 'SYN-PRINTER', receivedOn: '2005-01-10', allocated: 100, used: 3, cancelled: 0, spoiled: 0, lost: 0, unaccounted: 52, left: 45,
  });
});

it('knows no blocks of others', async () => expect(await answer('GH', series('SL', 6, { first: 1, last: 9 }))).toEqual([]));

it('names what was passed over, some in a row at a time, and leaves what lies ahead', () => {
  const pages = [{ page: 'SL0042__', marks: '..u'.padEnd(100, '.') }, { page: 'SL0041__', marks: 'u.u'.padEnd(100, '.') }];
  expect(talliedOf({ prefix: 'SL', digits: 6, first: 4_100, last: 4_300 }, pages)).toEqual({
    used: 3, cancelled: 0, spoiled: 0, lost: 0, unaccounted: 1 + 99, left: 98, gaps: [{ first: 4_101, last: 4_101 }, { first: 4_103, last: 4_201 }],
  });
  expect(talliedOf({ prefix: 'SL', digits: 6, first: 1, last: 10 }, pages)).toMatchObject({ unaccounted: 0, left: 10, gaps: [] });
});
