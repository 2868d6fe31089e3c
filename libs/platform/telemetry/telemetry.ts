import { isMainThread } from 'node:worker_threads';
import type { OpenTelemetry } from './opentelemetry.ts';
import type { Prometheus } from './prometheus.ts';
import { tellMainThread } from './threads.ts';

/** Who we are, for whoever looks: the service and its version. `onTrouble` hears when traces and lines are lost: standard error, once a minute, if nothing is said. */
export type TelemetryOptions = Readonly<{ service: string; version: string; environment?: Readonly<Record<string, string | undefined>>; onTrouble?: (says: string) => void }>;

/** What was started. `stop` sends what is left. */
export type Telemetry = Readonly<{ stop: () => Promise<void> }>;

/** What an HTTP answer to a look holds. */
export type Scrape = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

const ENDPOINTS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT'];

const MINUTE_MS = 60_000;
const onStandardError = (): (says: string) => void => {
  let saidMs = -Infinity;
  return (says) => {
    if (performance.now() - saidMs < MINUTE_MS) return;
    saidMs = performance.now();
    process.stderr.write(`${says}\n`);
  };
};

/** Of this process, for there is one of it: figures and traces are of a process, not of an application in it. */
let started: Promise<Telemetry> | undefined;
let prometheus: Prometheus | undefined;

/**
 * Begins to count (another thread than the main one tells it what to count), and, where OTEL_EXPORTER_OTLP_ENDPOINT is set, to trace and to send log lines. Its packages are loaded only now. Asked again, it gives the same.
 * @throws RangeError if a setting cannot be meant
 */
export const startTelemetry = (options: TelemetryOptions): Promise<Telemetry> => (started ??= start(options).catch((error: unknown) => {
  started = undefined;
  throw error;
}));

const start = async ({ service, version, environment = process.env, onTrouble = onStandardError() }: TelemetryOptions): Promise<Telemetry> => {
  const tracing = await startTracing({ service, version, environment, onTrouble });
  const endCounting = isMainThread ? await startCounting(service, version) : tellMainThread();
  return {
    stop: async () => {
      started = undefined;
      endCounting();
      await tracing?.stop();
    },
  };
};

const startCounting = async (service: string, version: string): Promise<() => void> => {
  const { Prometheus: Counting } = await import('./prometheus.ts');
  const counting = prometheus = new Counting(service, version);
  return () => {
    prometheus = undefined;
    counting.stop();
  };
};

const startTracing = async ({ environment, ...options }: Required<TelemetryOptions>): Promise<OpenTelemetry | undefined> => {
  const wanted = ENDPOINTS.find((name) => environment[name]);
  if (wanted === undefined || environment['OTEL_SDK_DISABLED'] === 'true') return undefined;
  if (!URL.canParse(environment[wanted]!)) throw new RangeError(`${wanted}: ${environment[wanted]} is not an address. Give one as http://127.0.0.1:4318, or leave it out.`);
  const { OpenTelemetry: Tracing } = await import('./opentelemetry.ts');
  return new Tracing({ ...options, share: shareOf(environment['OTEL_TRACES_SAMPLER_ARG']) });
};

const shareOf = (text = '1'): number => {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) throw new RangeError(`OTEL_TRACES_SAMPLER_ARG: ${text} is not a share. Give a number from 0 to 1, or leave it out: all traces are then kept.`);
  return share;
};

/** What was counted until now, in the form that Prometheus reads. 503 where nothing is counted. */
export const scrape = async (): Promise<Scrape> => {
  if (!prometheus) return { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Nothing is counted in this process.\n' };
  const { registry } = prometheus;
  return { status: 200, headers: { 'content-type': registry.contentType }, body: await prometheus.text() };
};
