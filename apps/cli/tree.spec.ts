import { expect, it } from '@jest/globals';
import { treeOf } from './tree.ts';

/** `a>b@3`: goods went from a to b, third of all. */
const graph = (...steps: string[]) => ({
  nodes: [], truncated: false,
  edges: steps.map((step) => { const [from, to, order] = step.split(/[>@]/); return { from, to, order, milliCarats: 1_250, on: `2005-01-0${order}` }; }),
});

it('shows where goods came from, the latest step first, each under what came of it', () => {
  expect(treeOf(graph('site:S>lot:L@1', 'lot:L>lot:L.1@2', 'parcel:P>certificate:C@3', 'certificate:C>lot:L.1@4', 'lot:L.1>parcel:Q@5'), 'parcel:Q', 'back')).toEqual([
    '  ← lot L.1  1.250 ct  2005-01-05',
    '    ← certificate C  1.250 ct  2005-01-04',
    '      ← parcel P  1.250 ct  2005-01-03',
    '    ← lot L  1.250 ct  2005-01-02',
    '      ← site S  1.250 ct  2005-01-01',
  ]);
});

it('shows where goods went, the earliest step first', () => {
  expect(treeOf(graph('site:S>lot:L@1', 'lot:L>lot:L.1@2', 'lot:L>lot:L.2@2', 'lot:L.1>parcel:P@3'), 'site:S', 'forward')).toEqual([
    '  → lot L  1.250 ct  2005-01-01',
    '    → lot L.1  1.250 ct  2005-01-02',
    '      → parcel P  1.250 ct  2005-01-03',
    '    → lot L.2  1.250 ct  2005-01-02',
  ]);
});

it('does not let goods explain their own past, and opens what it showed before only once', () => {
  expect(treeOf(graph('lot:L>parcel:P@2', 'parcel:P>lot:L@3'), 'parcel:P', 'back')).toEqual(['  ← lot L  1.250 ct  2005-01-02']);
  expect(treeOf(graph('site:S>lot:A@1', 'lot:A>lot:B@2', 'lot:A>lot:C@3', 'lot:B>parcel:P@4', 'lot:C>parcel:P@5'), 'parcel:P', 'back').filter((line) => line.includes('site'))).toHaveLength(2);
});
