import { createLogger } from '#platform/http';
import { begin, listeningFrom, placeFrom, telemetryOf, tryAddress } from '../api/index.ts';
import { startWorker } from './worker.ts';

await begin(async () => {
  const [place, { port, host }] = [placeFrom(process.env), listeningFrom(process.env, 3_001)];
  await tryAddress({ port, host });
  const telemetry = await telemetryOf('kimberlite-worker');
  const logger = createLogger();
  const worker = await startWorker({ place, logger, port, host });
  const end = async (signal: string) => {
    logger.info({ signal }, 'ending');
    await worker.close();
    await telemetry.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { void end(signal); });
  logger.info({ url: worker.url }, 'listening');
});
