import type { LoggerService } from '@nestjs/common';
import { destination as destinationTo, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { passOn, traceHere, traceOf } from '#platform/telemetry';
import type { Reply, Request } from './wire.ts';

const US_PER_MS = 1_000;

/** Lines are gathered and written together: a write for each would stop every request that meets a slow reader. An exit writes what is left. */
const standardOutput = (): DestinationStream => destinationTo({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });

/** JSON lines with the time in UTC, and the trace they belong to, if there is one. What comes from outside is a JSON string inside its line and cannot begin another. */
export const createLogger = (destination = standardOutput(), level = 'info'): Logger =>
  pino({ level, base: null, timestamp: stdTimeFunctions.isoTime, mixin: () => traceHere(), hooks: { streamWrite: passOn } }, destination);

/** One line for each request when its answer closes, also if that was broken off: who, what, how it ended, how long it took. No tokens, bodies, keys or query strings: the route, not the address. */
export const logRequest = (log: Logger, request: Request, reply: Reply): void => {
  const { id: requestId, method, bearer } = request;
  log.info({
    requestId, ...traceOf(request), method, route: request.routeOptions?.url ?? null, status: reply.statusCode,
    latencyMs: Math.round(reply.elapsedTime * US_PER_MS) / US_PER_MS, ...(!reply.raw.writableFinished && { brokenOff: true }), ...(bearer && { party: bearer.actor.party, tokenId: bearer.tokenId }),
  }, 'request');
};

/** Nest’s own words, in the same form. */
export const nestLogger = (log: Logger): LoggerService => {
  const at = (level: 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal') => (message: unknown, ...more: unknown[]) => {
    const context = more.at(-1);
    log[level]({ ...(typeof context === 'string' && { context }), ...(message instanceof Error && { err: message }) }, String(message));
  };
  return { log: at('debug'), warn: at('warn'), error: at('error'), debug: at('trace'), verbose: at('trace'), fatal: at('fatal') };
};
