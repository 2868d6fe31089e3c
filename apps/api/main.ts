import { createLogger } from '#platform/http';
import { createApi } from './api.ts';
import { begin, telemetryOf, unfitAddress } from './service.ts';
import { hasEngine, listeningFrom, placeFrom } from './settings.ts';

await begin(async () => {
  const { KIMBERLITE_ADDRESS: address } = process.env;
  const [place, engine, { port, host }] = [placeFrom(process.env), hasEngine(process.env), listeningFrom(process.env, 3_000)];
  const telemetry = await telemetryOf('kimberlite-api');
  const logger = createLogger();
  const app = await createApi({ place, engine, logger, projecting: 'thread', ...(address && { address }), last: () => telemetry.stop() });
  await app.listen(port, host).catch((error: unknown) => { throw unfitAddress(error, { port, host }); });
  logger.info({ url: await app.getUrl() }, 'listening');
});
