import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runFile } from './from-source.ts';

const root = join(import.meta.dirname, '../..');

/** A service as a process of its own: where it is asked, and how it ends. */
export type Service = Readonly<{
  url: string; pid: number;
  /** Ends it by a signal and tells how it went. */ end: (signal: NodeJS.Signals) => Promise<Readonly<{ code: number | null; signal: NodeJS.Signals | null }>>;
}>;

/** What a service said instead of beginning. */
export class NotBegun extends Error {
  constructor(readonly code: number | null, readonly said: string) { super(`It ended with ${code}: ${said}`); }
}

/** Starts the api or a worker from its sources, with these settings, on any free port. @throws NotBegun */
export const startService = async (app: 'api' | 'worker', settings: Readonly<Record<string, string>>): Promise<Service> => {
  const child = runFile(join(root, `apps/${app}/main.ts`), [], { PORT: '0', ...settings });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let [out, complaints, begun] = ['', '', false];
  child.stderr!.on('data', (chunk) => { complaints += String(chunk); });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (begun) return;
      out += String(chunk);
      const told = /"url":"([^"]+)".*"msg":"listening"/.exec(out)?.[1];
      if (told === undefined) return;
      begun = true;
      resolve(told);
    });
    exit.then(([code]) => reject(new NotBegun(code, complaints.trim())), reject);
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code, by] = await exit;
    return { code, signal: by };
  };
  return { url, pid: child.pid!, end };
};

/** Asks again until it is so. @throws if it does not come to be */
export const until = async <T>(ask: () => Promise<T | undefined | false>, ms = 20_000): Promise<T> => {
  const deadlineMs = performance.now() + ms;
  for (;;) {
    const answer = await ask().catch((error: unknown) => { if (performance.now() > deadlineMs) throw error; return undefined; });
    if (answer) return answer;
    if (performance.now() > deadlineMs) throw new Error(`It did not come to be within ${ms} ms.`);
    await pause(25);
  }
};
