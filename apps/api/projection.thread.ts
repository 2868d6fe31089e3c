import { parentPort, workerData } from 'node:worker_threads';
import { SqliteEventStore } from '#platform/event-store';
import { Projector, serveProjection, SqliteRowStore } from '#platform/read-models';
import { buses } from './contexts.ts';
import { logOf } from './storage.ts';

// The thread in which the rows of one data folder are projected, with connections of its own.
const dataFolder = workerData as string;
const [events, rows] = [new SqliteEventStore(logOf(dataFolder)), new SqliteRowStore(dataFolder)];
serveProjection(new Projector(events, rows, buses.views, buses.eventTypes), parentPort!, async () => {
  await events.close();
  await rows.close();
});
