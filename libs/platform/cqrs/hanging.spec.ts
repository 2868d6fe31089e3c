import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { MemoryEventStore, StoreUnavailable, type StoredEvent } from '#platform/event-store';
import { Hanging } from './hanging.ts';

const open = async (...streams: string[]) => {
  const [store, performed, fails] = [new MemoryEventStore(), [] as string[], new Map<string, Error>()];
  const write = async (stream: string) => (await store.append(stream, (await store.read(stream)).revision, [
    { id: randomUUID(), type: 'A', data: {}, occurredAt: '2005-01-01T00:00:00Z', by: 'me', cause: randomUUID(), correlation: '', request: '' }]))[0]!;
  for (const stream of streams) await write(stream);
  const nameOf = ({ stream, revision }: StoredEvent) => `${stream}.${revision}`;
  const perform = async (events: readonly StoredEvent[]) => {
    for (const event of events) {
      const failure = fails.get(nameOf(event));
      if (failure) throw failure;
      performed.push(nameOf(event));
    }
  };
  return { store, performed, fails, write, hanging: new Hanging(store, { perform, types: new Set(['A']) }) };
};
const place = (n: number) => String(n).padStart(16, '0');

it('what hangs holds up its own stream only, in its order, until it can be done', async () => {
  const { store, performed, fails, write, hanging } = await open('a-1', 'b-1', 'a-1', 'b-1');
  fails.set('a-1.2', new TypeError('no'));
  await hanging.perform(await store.after('', 10), '');
  expect(performed.toSorted()).toEqual(['a-1.1', 'b-1.1', 'b-1.2']);
  expect([hanging.count, hanging.failure, hanging.done(place(4))]).toEqual([1, `What follows on a-1 from ${place(1)} on cannot be done: TypeError: no`, '']);
  await hanging.perform([await write('a-1'), await write('b-1')], place(4));
  expect(performed.slice(3)).toEqual(['b-1.3']);
  fails.clear();
  const later = await write('a-1');
  await hanging.again(place(6));
  expect(performed.slice(4)).toEqual(['a-1.1', 'a-1.2', 'a-1.3']); // found done, done, and what waited behind it
  expect([hanging.count, hanging.failure, hanging.done(place(6))]).toEqual([0, undefined, place(6)]);
  await hanging.perform([later], place(6));
  expect(performed.at(-1)).toBe('a-1.4');
});

it('the log is done up to before the first that hangs', async () => {
  const { store, fails, hanging } = await open('a-1', 'b-1', 'c-1');
  fails.set('b-1.1', new TypeError('no')).set('c-1.1', new TypeError('no'));
  const [a, b, c] = await store.after('', 10);
  await hanging.perform([a!], '');
  await hanging.perform([b!], a!.position);
  await hanging.perform([c!], b!.position);
  expect(hanging.done(c!.position)).toBe(a!.position);
  hanging.forget();
  expect(hanging.done(c!.position)).toBe(c!.position);
});

it('what passes by itself lets nothing hang: all of it is asked for again', async () => {
  const { store, performed, fails, hanging } = await open('a-1', 'b-1');
  fails.set('a-1.1', new StoreUnavailable('away'));
  await expect(hanging.perform(await store.after('', 10), '')).rejects.toThrow('away');
  expect([hanging.count, performed]).toEqual([0, ['b-1.1']]);
});

it('where too many hang nothing goes on: that is no fault of theirs', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `a-${i}`);
  const { store, fails, write, hanging } = await open(...names);
  for (const name of names) fails.set(`${name}.1`, new TypeError('no'));
  await hanging.perform(await store.after('', 100), '');
  await expect(hanging.perform([await write('b-1')], place(100))).rejects.toThrow('100 streams hang. What follows on a-0');
});
