import { expect, it } from '@jest/globals';
import { custody } from './index.ts';

it('everything that happens in custody is shown in some view', () => {
  const happens = custody.deciders.flatMap(({ events }) => Object.keys(events));
  const shown = new Set(custody.views.flatMap(({ on }) => Object.keys(on)));
  expect(happens.filter((type) => !shown.has(type))).toEqual([]);
});
