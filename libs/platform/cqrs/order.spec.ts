import { expect, it } from '@jest/globals';
import { Order } from './order.ts';

const later = () => new Promise<void>((resolve) => { setImmediate(resolve); });

/** Runs work that notes its start and end. */
const noting = () => {
  const order = new Order();
  const notes: string[] = [];
  const run = (name: string, writes: string, reads: string[] = []) => order.run(writes, reads, async () => {
    notes.push(`${name} starts`);
    await later();
    notes.push(`${name} ends`);
  });
  return { notes, run };
};

it('writes to one thing in order', async () => {
  const { notes, run } = noting();
  await Promise.all([run('a', 'lot'), run('b', 'lot')]);
  expect(notes).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});

it('lets a reader wait for the writer before it, and a writer for the readers before it', async () => {
  const { notes, run } = noting();
  await Promise.all([run('writer', 'site'), run('reader', 'record', ['site']), run('next writer', 'site')]);
  expect(notes).toEqual(['writer starts', 'writer ends', 'reader starts', 'reader ends', 'next writer starts', 'next writer ends']);
});

it('lets readers of one thing, and strangers, run side by side', async () => {
  const { notes, run } = noting();
  await Promise.all([run('a', 'record-1', ['site']), run('b', 'record-2', ['site']), run('c', 'other')]);
  expect(notes.slice(0, 3)).toEqual(['a starts', 'b starts', 'c starts']);
});

it('goes on after work that fails', async () => {
  const order = new Order();
  const failing = order.run('lot', [], () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await expect(order.run('lot', [], async () => 'yes')).resolves.toBe('yes');
});
