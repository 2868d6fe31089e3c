import { createApi, telemetryOf, tryAddress, unfitAddress } from '../../api/index.ts';
import { addressOf, type AddressOption } from '../address.ts';
import { say, UsageError, type CommonOptions } from '../output.ts';
import { placeOf } from '../place.ts';

type ServeOptions = CommonOptions & AddressOption & Readonly<{ port: string; host: string; engine?: boolean }>;

/** A port as people write it: a whole number from 0 (any free one) to 65535. */
export const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port: ${text} is not a port.`);
  return port;
};

/** Serves the ledger of a data folder until it is told to stop. @throws UnfitSetting if nobody can listen there: then it does not work unheard */
export const serve = async (options: ServeOptions): Promise<void> => {
  const [port, { host }] = [portOf(options.port), options];
  await tryAddress({ host, port });
  const telemetry = await telemetryOf('kimberlite-api');
  const app = await createApi({
    place: placeOf(options), engine: options.engine !== false, projecting: 'thread',
    address: addressOf({ address: options.address ?? `http://127.0.0.1:${options.port}` }), last: () => telemetry.stop(),
  });
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw unfitAddress(error, { port, host });
  }
  const url = await app.getUrl();
  say(options, `Kimberlite serves ${options.data} at ${url} — documentation at ${url}/docs`);
  say(options, `Every call needs a token. To look around: npx kimberlite token create --data ${options.data} --party ME --participant BW --roles auditor`);
};
