import { createRequire } from 'node:module';
import { StoreUnavailable } from '#platform/event-store';
import { startTelemetry, type Telemetry } from '#platform/telemetry';
import { UnfitSetting } from './settings.ts';

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

/** Begins a service; what keeps it from beginning is said on standard error, and ends the process. It never works by halves. */
export const begin = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${isUnfit(error) ? error.message : (error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  }
};
