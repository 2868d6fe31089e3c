import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { StoreUnavailable } from '#platform/event-store';
import { startTelemetry, type Telemetry } from '#platform/telemetry';
import { UnfitSetting, warningsFrom } from './settings.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** What a process says of itself where figures and traces are gathered. @throws UnfitSetting */
export const telemetryOf = async (service: string): Promise<Telemetry> => {
  try {
    return await startTelemetry({ service, version });
  } catch (error) {
    const [, setting, why] = /^([A-Z_]+): (.*)$/s.exec((error as Error).message) ?? [];
    throw setting === undefined || why === undefined ? error : new UnfitSetting(setting, why, { cause: error });
  }
};

/** Is it a setting, or what it leads to? Then one line says it, and a stack would say less. */
export const isUnfit = (error: unknown): error is Error => error instanceof UnfitSetting || error instanceof StoreUnavailable;

/** An address on which nobody can listen, as the setting that names it. */
export const unfitAddress = (error: unknown, { host, port }: Readonly<{ host: string; port: number }>): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE' || code === 'EACCES') return new UnfitSetting('PORT', `${host}:${port} ${code === 'EACCES' ? 'may not be used by this user' : 'is taken by another process'}. Name another port.`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new UnfitSetting('HOST', `${host} is no address of this machine. Name one, as 127.0.0.1.`, { cause: error });
  return error;
};

/** Can this process listen there? Asked before anything is opened: a store that was made stays. @throws UnfitSetting */
export const tryAddress = async (at: Readonly<{ host: string; port: number }>): Promise<void> => {
  const server = createServer().listen(at.port, at.host);
  await once(server, 'listening').catch((error: unknown) => { throw unfitAddress(error, at); });
  await new Promise((closed) => { server.close(closed); });
};

/** Begins a service; what keeps it from beginning is said on standard error, and ends the process. It never works by halves. */
export const begin = async (work: () => Promise<void>): Promise<void> => {
  for (const warning of warningsFrom(process.env)) process.stderr.write(`${warning}\n`);
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${isUnfit(error) ? error.message : (error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  }
};
