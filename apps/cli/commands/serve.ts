import { createApi } from '../../api/index.ts';
import { addressOf, type AddressOption } from '../address.ts';
import { say, UsageError, type CommonOptions } from '../output.ts';

type ServeOptions = CommonOptions & AddressOption & Readonly<{ port: string; host: string }>;

/** A port as people write it: a whole number from 0 (any free one) to 65535. */
export const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port: ${text} is not a port.`);
  return port;
};

/** Serves the ledger of a data folder until it is told to stop. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const app = await createApi({ dataFolder: options.data, projecting: 'thread', address: addressOf({ address: options.address ?? `http://127.0.0.1:${options.port}` }) });
  await app.listen(portOf(options.port), options.host);
  const url = await app.getUrl();
  say(options, `Kimberlite serves ${options.data} at ${url} — documentation at ${url}/docs`);
  say(options, `Every call needs a token. To look around: npx kimberlite token create --data ${options.data} --party ME --participant BW --roles auditor`);
};
