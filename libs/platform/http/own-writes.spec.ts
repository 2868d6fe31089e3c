import { expect, it } from '@jest/globals';
import type { When } from '#platform/cqrs';
import { NotReached } from '#platform/read-models';
import { OwnWrites } from './own-writes.ts';

const looking = (failure?: Error) => {
  const asked: unknown[] = [];
  const execute = async ({ minPosition: position, timeoutMs, moment }: When) => {
    asked.push(moment ?? (timeoutMs === undefined ? position : `${position} within ${timeoutMs} ms`));
    if (failure && timeoutMs !== undefined) throw failure;
    return { position: '9' };
  };
  return { asked, execute };
};

it('whoever wrote sees it when he looks; others do not wait', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  own.note('SYN-A', '3');
  const { asked, execute } = looking();
  await own.look('SYN-B', {}, execute);
  await own.look('SYN-A', {}, execute);
  await own.look('SYN-A', {}, execute);
  expect(asked).toEqual([undefined, '5 within 2000 ms', undefined]);
});

it('a later position that was asked for is waited for as usual', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  const { asked, execute } = looking();
  await own.look('SYN-A', { minPosition: '7' }, execute);
  await own.look('SYN-A', { minPosition: '4' }, execute);
  expect(asked).toEqual(['7', '5 within 2000 ms']);
});

it('a past does not wait for the views', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  const { asked, execute } = looking();
  await own.look('SYN-A', { moment: { asOf: '2005-06-30' } }, execute);
  expect(asked).toEqual([{ asOf: '2005-06-30' }]);
});

it('views that stand still are shown as they are', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  const { asked, execute } = looking(new NotReached('5', '1', 'it stands still'));
  await own.look('SYN-A', {}, execute);
  expect(asked).toEqual(['5 within 2000 ms', undefined]);
  const broken = looking(new TypeError('broken'));
  await expect(own.look('SYN-A', {}, broken.execute)).rejects.toThrow('broken');
});
