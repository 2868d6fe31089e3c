import { expect, it } from '@jest/globals';
import { NotReached } from '#platform/read-models';
import { OwnWrites } from './own-writes.ts';

const looking = (failure?: Error) => {
  const asked: unknown[] = [];
  const execute = async (position?: string, timeoutMs?: number) => {
    asked.push(timeoutMs === undefined ? position : `${position} within ${timeoutMs} ms`);
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
  await own.look('SYN-B', undefined, execute);
  await own.look('SYN-A', undefined, execute);
  await own.look('SYN-A', undefined, execute);
  expect(asked).toEqual([undefined, '5 within 2000 ms', undefined]);
});

it('a later position that was asked for is waited for as usual', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  const { asked, execute } = looking();
  await own.look('SYN-A', '7', execute);
  await own.look('SYN-A', '4', execute);
  expect(asked).toEqual(['7', '5 within 2000 ms']);
});

it('views that stand still are shown as they are', async () => {
  const own = new OwnWrites();
  own.note('SYN-A', '5');
  const { asked, execute } = looking(new NotReached('5', '1', 'it stands still'));
  await own.look('SYN-A', undefined, execute);
  expect(asked).toEqual(['5 within 2000 ms', undefined]);
  const broken = looking(new TypeError('broken'));
  await expect(own.look('SYN-A', undefined, broken.execute)).rejects.toThrow('broken');
});
