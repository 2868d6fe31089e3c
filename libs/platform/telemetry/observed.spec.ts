import { expect, it } from '@jest/globals';
import { observed, observing, outcomeOf, type Observer } from './observed.ts';

const named = (name: string): Error => Object.assign(new Error('no'), { name });

it('hands on what the work answers or throws, with and without observers, the last observer outermost', async () => {
  expect(await observed({ name: 'append', events: 1 }, async () => 7)).toBe(7);
  const seen: string[] = [];
  const observer = (name: string): Observer => async (work, run) => {
    seen.push(`${name} ${work.name}`);
    try {
      return await run();
    } finally {
      seen.push(`${name} ends`);
    }
  };
  const stops = [observing(observer('inner')), observing(observer('outer'))];
  expect(await observed({ name: 'command', command: 'SplitLot' }, async () => 8)).toBe(8);
  await expect(observed({ name: 'append', events: 1 }, () => Promise.reject(named('Conflict')))).rejects.toThrow('no');
  for (const stop of stops) stop();
  await observed({ name: 'append', events: 1 }, async () => 9);
  expect(seen).toEqual(['outer command', 'inner command', 'inner ends', 'outer ends', 'outer append', 'inner append', 'inner ends', 'outer ends']);
});

it('tells a lawful no and a lost race from a store that is away, and from what nobody expected', () => {
  const outcomes = ['Refused', 'KeyReused', 'Malformed', 'TooLarge', 'Conflict', 'StaleRevision', 'StoreBusy', 'StoreUnavailable', 'RowsUnavailable', 'TypeError'].map((name) => outcomeOf(named(name)));
  expect(outcomes).toEqual(['refused', 'refused', 'malformed', 'malformed', 'conflict', 'conflict', 'busy', 'unavailable', 'unavailable', 'failed']);
  expect(outcomeOf('a text')).toBe('failed');
});
