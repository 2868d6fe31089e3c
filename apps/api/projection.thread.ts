import { parentPort, workerData } from 'node:worker_threads';
import { Projector, serveProjection } from '#platform/read-models';
import { buses } from './contexts.ts';
import { telemetryOf } from './service.ts';
import type { Place } from './settings.ts';
import { openForProjection } from './stores.ts';

// The thread in which the rows of one ledger are projected, with connections of its own.
const telemetry = await telemetryOf('kimberlite-projection');
const { events, rows } = await openForProjection(workerData as Place);
serveProjection(new Projector(events, rows, buses.views, buses.eventTypes), parentPort!, async () => {
  await events.close();
  await rows.close();
  await telemetry.stop();
});
