import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { observeRequests } from '#platform/telemetry';
import type { Methods } from './methods.ts';
import { problemOf, Trouble } from './problem.ts';
import { sendProblem } from './problem-filter.ts';
import { logRequest } from './request-log.ts';
import { strictJson } from './strict-json.ts';
import { isVisible, type Reply, type Request } from './wire.ts';

/** What one request may carry. */
export const MAX_BODY_BYTES = 262_144;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than any id: the id’s own word then says what is wrong with it. */
const MAX_PARAMETER_CHARACTERS = 4_000;
const UTF8 = /^application\/json(?:\s*;\s*charset=(?:utf-8|"utf-8"))?\s*$/i;
const DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** The server below Nest: it takes small, plain, strict JSON and nothing else, and answers every failure with a problem. */
export const serverFor = (log: Logger, methods: Methods): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES, requestTimeout: REQUEST_TIMEOUT_MS, routerOptions: { maxParamLength: MAX_PARAMETER_CHARACTERS },
    genReqId: ({ headers }: IncomingMessage) => (isVisible(headers['x-request-id']) ? headers['x-request-id'] : uuidv7()),
    frameworkErrors: (error: Error, request: object, reply: object) => {
      const [asked, answer] = [request as Request, reply as Reply];
      sendProblem(answer.header('x-request-id', asked.id), problemOf(error));
      logRequest(log, asked, answer);
    },
    skipMiddie: true,
  });
  const server = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => logRequest(log, request as unknown as Request, reply as unknown as Reply));
    done();
  });
  observeRequests(server);
  server.addHook('onRoute', ({ method, url }) => { for (const one of [method].flat()) methods.note(one, url); });
  server.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });
  takeStrictJson(adapter);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    if (request.url.startsWith('/docs')) reply.header('content-security-policy', DOCS_POLICY);
    done(compressed(request.headers['content-encoding']));
  });
  return adapter;
};

/** A small body that unpacks to a large one is not unpacked. */
const compressed = (encoding: string | undefined): Error | undefined =>
  (encoding === undefined || encoding === 'identity' ? undefined : new Trouble('unsupported-media-type'));

/** The only body there is. The limit is kept while the body arrives, also without Content-Length. */
const takeStrictJson = (adapter: FastifyAdapter): void => {
  const server = adapter.getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (request, body, done) => {
    try {
      if (!UTF8.test(request.headers['content-type']!)) throw new Trouble('unsupported-media-type');
      done(null, strictJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
};
