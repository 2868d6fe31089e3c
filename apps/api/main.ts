import { createLogger } from '#platform/http';
import { createApi } from './api.ts';
import { begin, telemetryOf, tryAddress, unfitAddress } from './service.ts';
import { addressFrom, hasEngine, listeningFrom, placeFrom } from './settings.ts';

await begin(async () => {
  const [place, engine, address, { port, host }] = [placeFrom(process.env), hasEngine(process.env), addressFrom(process.env), listeningFrom(process.env, 3_000)];
  await tryAddress({ port, host });
  const telemetry = await telemetryOf('kimberlite-api');
  const logger = createLogger();
  const app = await createApi({ place, engine, logger, projecting: 'thread', ...(address !== undefined && { address }), last: () => telemetry.stop() });
  await app.listen(port, host).catch((error: unknown) => { throw unfitAddress(error, { port, host }); });
  logger.info({ url: await app.getUrl() }, 'listening');
});
