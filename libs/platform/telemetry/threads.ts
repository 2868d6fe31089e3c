import { BroadcastChannel } from 'node:worker_threads';
import { observing, timed, type Outcome, type Work } from './observed.ts';

/** One process counts in one place: what is done in its other threads is told there. */
const CHANNEL = 'kimberlite/telemetry';
type Settled = (work: Work, outcome: Outcome, seconds: number) => void;

/** Tells the main thread of the work that is done in this one. Returns the way to stop. */
export const tellMainThread = (): () => void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.unref();
  const stop = observing(timed((...settled) => channel.postMessage(settled)));
  return () => { stop(); channel.close(); };
};

/** Hears of work that other threads did. Returns the way to stop. */
export const hearThreads = (settled: Settled): () => void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.unref();
  channel.onmessage = (message) => settled(...(message as Readonly<{ data: Parameters<Settled> }>).data);
  return () => channel.close();
};
