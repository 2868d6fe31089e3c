import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type LoggerService } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Lease } from './checkpoints.ts';
import { Duties } from './duties.ts';
import { MemoryCheckpoints } from './memory.checkpoints.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => { for (const close of closers.splice(0)) await close(); });

const lines: string[] = [];
const kept = Object.fromEntries(['log', 'warn', 'error'].map((level) => [level, (line: unknown) => { lines.push(String(line)); }])) as unknown as LoggerService;
beforeEach(() => {
  lines.length = 0;
  Logger.overrideLogger(kept);
});

const process = (checkpoints: MemoryCheckpoints, name: string, said: string[]) => {
  const work = (one: string) => ({ work: one, begin: async ({ token }: Lease) => { said.push(`${name} begins ${one} ${token}`); }, end: async () => { said.push(`${name} ends ${one}`); } });
  const duties = new Duties(checkpoints, [work('projection'), work('reactions')], name);
  closers.push(() => duties.stop());
  return duties;
};
const until = async (isSo: () => boolean) => { for (let tries = 0; !isSo() && tries < 200; tries++) await pause(5); };

it('one works, the other waits, and takes over when the first has ended', async () => {
  const [checkpoints, said] = [new MemoryCheckpoints(), [] as string[]];
  const [one, other] = [process(checkpoints, 'one', said), process(checkpoints, 'other', said)];
  await one.start(10);
  await other.start(10);
  await pause(50);
  expect(one.status()).toMatchObject([{ work: 'projection', held: true, token: 1 }, { work: 'reactions', held: true, token: 1 }]);
  expect(other.status()).toEqual([{ work: 'projection', held: false }, { work: 'reactions', held: false }]);
  await one.stop();
  await until(() => said.length === 6);
  expect(said).toEqual([
    'one begins projection 1', 'one begins reactions 1', 'one ends reactions', 'one ends projection', 'other begins projection 2', 'other begins reactions 2',
  ]);
});

it('what is lost is ended here, and taken again when it is free', async () => {
  const [checkpoints, said] = [new MemoryCheckpoints(), [] as string[]];
  const held = { yes: true };
  const taken: string[] = [];
  const flaky = {
    take: async (work: string, holder: string) => {
      if (taken.push(work) === 2) throw new Error('away for a moment');
      const lease = await checkpoints.take(work, holder);
      return lease && { ...lease, isHeld: () => held.yes && lease.isHeld() };
    },
  };
  const duties = new Duties(flaky, [{ work: 'projection', begin: async () => { said.push('begins'); held.yes = true; }, end: async () => { said.push('ends'); } }]);
  closers.push(() => duties.stop());
  await duties.start(10);
  held.yes = false;
  await until(() => said.length === 3);
  expect(said).toEqual(['begins', 'ends', 'begins']);
  expect(duties.status()).toMatchObject([{ held: true, token: 2 }]);
  expect(duties.status()[0]).not.toHaveProperty('failure');
});

it('of what is lost, nothing waits for the end of what hangs', async () => {
  const [checkpoints, said, held] = [new MemoryCheckpoints(), [] as string[], { yes: true }];
  const losing = { take: async (work: string, holder: string) => { const lease = await checkpoints.take(work, holder); return lease && { ...lease, isHeld: () => held.yes }; } };
  let goOn = () => {};
  const hangs = new Promise<void>((resolve) => { goOn = resolve; });
  const duties = new Duties(losing, [
    { work: 'projection', begin: async () => {}, end: () => hangs }, { work: 'webhooks', begin: async () => { held.yes = true; }, end: async () => { said.push('webhooks end'); } },
  ]);
  closers.push(async () => { goOn(); await duties.stop(); });
  await duties.start(10);
  held.yes = false;
  await until(() => said.length > 0);
  expect(said).toEqual(['webhooks end']);
  await until(() => duties.status()[1]!.token === 2);
  expect(duties.status()).toEqual([{ work: 'projection', held: false }, expect.objectContaining({ work: 'webhooks', held: true })]);
});

it('a process that is told to end waits only so long for what hangs, at its end or its beginning, and names it', async () => {
  const [checkpoints, said] = [new MemoryCheckpoints(), [] as string[]];
  const never = () => new Promise<void>(() => {});
  const duties = new Duties(checkpoints, [
    { work: 'projection', begin: never, end: async () => {} }, { work: 'reactions', begin: async () => {}, end: never }, { work: 'webhooks', begin: async () => {}, end: async () => { said.push('webhooks end'); } },
  ], 'one', 60);
  void duties.start(10);
  await until(() => duties.status().every(({ held }) => held));
  const fromMs = performance.now();
  await duties.stop();
  expect(performance.now() - fromMs).toBeLessThan(4_000);
  expect(said).toEqual(['webhooks end']);
  expect(await checkpoints.take('webhooks', 'other')).toMatchObject({ token: 2 });
  expect(lines.toSorted()).toEqual(['projection did not end within 60 ms, and is not waited for.', 'reactions did not end within 60 ms, and is not waited for.']);
});

it('work that cannot be begun is let go, and said at the start', async () => {
  const checkpoints = new MemoryCheckpoints();
  const duties = new Duties(checkpoints, [{ work: 'projection', begin: async () => { throw new Error('no rows'); }, end: async () => {} }]);
  closers.push(() => duties.stop());
  await expect(duties.start(1_000)).rejects.toThrow('projection: no rows');
  await duties.look();
  expect(lines).toEqual(['projection: no rows']); // once
  expect(duties.status()).toEqual([{ work: 'projection', held: false, failure: 'no rows' }]);
  expect(await checkpoints.take('projection', 'other')).toMatchObject({ token: 3 });
});
