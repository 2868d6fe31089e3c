import { spawnSync } from 'node:child_process';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { afterEach, expect, it, jest } from '@jest/globals';
import { observed, observeRequests, passOn, scrape, startTelemetry, traceHere, traceOf, watching, type Telemetry } from './index.ts';

jest.setTimeout(30_000);

type Attribute = Readonly<{ key: string; value: Readonly<{ stringValue?: string; intValue?: number }> }>;
type Span = Readonly<{ traceId: string; spanId: string; parentSpanId?: string; name: string; attributes: Attribute[]; status: Readonly<{ code?: number; message?: string }> }>;
type LogRecord = Readonly<{ traceId?: string; spanId?: string; severityText: string; body: Readonly<{ stringValue: string }>; attributes: Attribute[]; timeUnixNano: string }>;
type Sent = Readonly<{
  resourceSpans?: readonly Readonly<{ resource: { attributes: Attribute[] }; scopeSpans: readonly Readonly<{ spans: Span[] }>[] }>[];
  resourceLogs?: readonly Readonly<{ resource: { attributes: Attribute[] }; scopeLogs: readonly Readonly<{ logRecords: LogRecord[] }>[] }>[];
}>;
type Got = Readonly<{ path: string; headers: IncomingHttpHeaders; sent: Sent }>;

/** A collector: takes OTLP over HTTP, as JSON, and keeps what it is sent. */
const collector = async () => {
  const got: Got[] = [];
  const server: Server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      got.push({ path: request.url!, headers: request.headers, sent: JSON.parse(Buffer.concat(chunks).toString()) as Sent });
      reply.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((bound) => { server.listen(0, '127.0.0.1', bound); });
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
};

let telemetry: Telemetry | undefined;
const closing: (() => unknown)[] = [];
const begin = async (environment: Record<string, string> = {}, onTrouble = (_: string) => {}) => (telemetry = await startTelemetry({ service: 'kimberlite-spec', version: '1.2.3', environment, onTrouble }));
afterEach(async () => {
  await telemetry?.stop();
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  for (const close of closing.splice(0)) await close();
});

const refused = (name: string) => Promise.reject(Object.assign(new Error('of SYN-SECRET'), { name }));

/** A server with one route: it does a command with an append in it, writes a log line, and answers with the trace it stands in. */
const site = async () => {
  const lines: string[] = [];
  const server = Fastify();
  observeRequests(server);
  server.post('/lots/:id/split', async (request, reply) => {
    await observed({ name: 'command', command: 'SplitLot' }, () => observed({ name: 'append', events: 2 }, async () => [1, 2])).catch(() => {});
    await observed({ name: 'command', command: 'SplitLot' }, () => refused('Refused')).catch(() => {});
    await observed({ name: 'append', events: 1 }, () => refused('StoreUnavailable')).catch(() => {});
    lines.push(passOn(JSON.stringify({ level: 30, time: '2026-11-22T08:00:00.000Z', msg: 'split', ...traceHere(), rows: 3 })));
    return reply.code(201).send({ ...traceOf(request), inside: traceHere() });
  });
  server.get('/broken', () => { throw new Error('of SYN-SECRET'); });
  closing.push(() => server.close());
  return { url: await server.listen({ port: 0, host: '127.0.0.1' }), lines };
};
const ask = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/lots/SYN-SECRET/split`, { method: 'POST', body: '{"to":"X"}', headers: { 'content-type': 'application/json', ...headers } });
const settled = () => new Promise((resolve) => { setTimeout(resolve, 50); });

it('counts requests, commands and appends by how they end, and names nothing of what they are about', async () => {
  await begin();
  const { url } = await site();
  await ask(url);
  await fetch(`${url}/broken`);
  await observed({ name: 'projection', events: 250 }, async () => undefined);
  await settled();
  const { status, headers, body } = await scrape();
  expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
  for (const line of [
    'kimberlite_requests_total{method="POST",route="/lots/:id/split",status="201"} 1', 'kimberlite_requests_total{method="GET",route="/broken",status="500"} 1',
    'kimberlite_requests_in_flight 0', 'kimberlite_request_seconds_count{method="POST",status="201"} 1',
    'kimberlite_commands_total{command="SplitLot",outcome="done"} 1', 'kimberlite_commands_total{command="SplitLot",outcome="refused"} 1', 'kimberlite_command_seconds_count{outcome="done"} 1',
    'kimberlite_appended_events_total 2', 'kimberlite_append_seconds_count{outcome="done"} 1', 'kimberlite_store_errors_total{outcome="unavailable"} 1',
    'kimberlite_projected_events_total 250', 'kimberlite_projection_batch_seconds_count{outcome="done"} 1', 'kimberlite_info{service="kimberlite-spec",version="1.2.3"} 1',
  ]) expect(body.split('\n')).toContain(line);
  expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
  expect(body).not.toContain('SYN-SECRET');
});

it('tells how far everything is, who holds which work, and what could not be asked', async () => {
  await begin();
  closing.push(watching({
    standings: async () => [{ of: 'log', position: '0000000000000012' }, { of: 'views', position: '0000000000000010', lagSeconds: 1.5, standsStill: false }],
    leases: () => [{ of: 'projection', held: true }, { of: 'reactions', held: false }], store: () => ({ unknownOutcomes: 3 }),
  }), watching({ standings: () => Promise.reject(new Error('away')) }));
  const { body } = await scrape();
  for (const line of ['kimberlite_position{of="log"} 12', 'kimberlite_position{of="views"} 10', 'kimberlite_lag_seconds{of="views"} 1.5', 'kimberlite_stands_still{of="views"} 0',
    'kimberlite_lease_held{of="projection"} 1', 'kimberlite_lease_held{of="reactions"} 0', 'kimberlite_store{figure="unknown_outcomes"} 3', 'kimberlite_sources_unanswered 1']) expect(body.split('\n')).toContain(line);
});

it('counts what other threads do, and does not keep them alive', async () => {
  await begin();
  const door = JSON.stringify(pathToFileURL(`${import.meta.dirname}/index.ts`).href);
  const source = `const { observed, startTelemetry } = await import(${door});
    await startTelemetry({ service: 'thread', version: '0', environment: {} });
    await observed({ name: 'projection', events: 40 }, async () => {});
    await observed({ name: 'projection', events: 2 }, () => Promise.reject(Object.assign(new Error(), { name: 'Fenced' }))).catch(() => {});`;
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { execArgv: ['--conditions=@kimberlite/source', '--import', './test/processes/typescript.mjs'] });
  expect(await new Promise((resolve, reject) => { thread.once('exit', resolve).once('error', reject); })).toBe(0);
  await settled();
  const { body } = await scrape();
  for (const line of ['kimberlite_projected_events_total 40', 'kimberlite_projection_batch_seconds_count{outcome="done"} 1', 'kimberlite_projection_batch_seconds_count{outcome="conflict"} 1']) expect(body.split('\n')).toContain(line);
});

it('answers 503 where nothing is counted, and counts anew after a stop', async () => {
  expect(await scrape()).toMatchObject({ status: 503 });
  await begin();
  expect(await startTelemetry({ service: 'another', version: '0' })).toBe(telemetry);
  await observed({ name: 'append', events: 5 }, async () => undefined);
  await telemetry!.stop();
  await observed({ name: 'append', events: 5 }, async () => undefined);
  await begin();
  expect((await scrape()).body).toContain('kimberlite_appended_events_total 0');
});

it('sends spans of request, command and append in one trace, and log lines that belong to it, to a collector over OTLP/HTTP', async () => {
  const { got, url: endpoint, close } = await collector();
  closing.push(close);
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint; // the exporters read it themselves
  await begin({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const { url, lines } = await site();
  const traceId = 'a'.repeat(32);
  const answer = await (await ask(url, { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` })).json() as { traceId: string; spanId: string; inside: object };
  await fetch(`${url}/broken`);
  await settled();
  await telemetry!.stop();

  expect(new Set(got.map(({ path }) => path))).toEqual(new Set(['/v1/traces', '/v1/logs']));
  const resources = got.flatMap(({ sent }) => [...sent.resourceSpans ?? [], ...sent.resourceLogs ?? []]).map(({ resource }) => resource.attributes);
  for (const attributes of resources) expect(attributes).toEqual(expect.arrayContaining([{ key: 'service.name', value: { stringValue: 'kimberlite-spec' } }, { key: 'service.version', value: { stringValue: '1.2.3' } }]));
  const spans = got.flatMap(({ sent }) => sent.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans));
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [request] = named('request POST') as [Span];
  expect(request).toMatchObject({ traceId, parentSpanId: 'b'.repeat(16) });
  expect(answer).toEqual({ traceId, spanId: request.spanId, inside: { traceId, spanId: request.spanId } });
  expect(request.attributes).toEqual(expect.arrayContaining([{ key: 'http.route', value: { stringValue: '/lots/:id/split' } }, { key: 'http.response.status_code', value: { intValue: 201 } }]));
  const [done, no] = named('command') as [Span, Span];
  expect(done).toMatchObject({ traceId, parentSpanId: request.spanId, attributes: [{ key: 'kimberlite.command', value: { stringValue: 'SplitLot' } }] });
  expect(no.attributes).toContainEqual({ key: 'kimberlite.outcome', value: { stringValue: 'refused' } });
  expect(no.status.code ?? 0).toBe(0);
  expect(named('append').map(({ parentSpanId, status }) => [parentSpanId, status.code ?? 0, status.message])).toEqual([[done.spanId, 0, undefined], [request.spanId, 2, 'StoreUnavailable']]);
  expect(named('request GET')[0]).toMatchObject({ status: { code: 2 } });

  const [record] = got.flatMap(({ sent }) => sent.resourceLogs ?? []).flatMap(({ scopeLogs }) => scopeLogs.flatMap((one) => one.logRecords));
  expect(record).toMatchObject({ traceId, spanId: request.spanId, severityText: 'INFO', body: { stringValue: 'split' }, attributes: [{ key: 'rows', value: { intValue: 3 } }] });
  expect(JSON.parse(lines[0]!)).toMatchObject({ traceId, spanId: request.spanId });
  expect(JSON.stringify(got)).not.toContain('SYN-SECRET');
});

it('goes on when no collector is there, and says so', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = 'http://127.0.0.1:1';
  const troubles: string[] = [];
  await begin({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_TRACES_SAMPLER_ARG: '1' }, (says) => troubles.push(says));
  expect(await observed({ name: 'append', events: 1 }, async () => 'written')).toBe('written');
  await telemetry!.stop();
  expect((await scrape()).status).toBe(503);
  expect(troubles.join()).toMatch(/ECONNREFUSED|export/i);
});

it('refuses settings that cannot be meant, by their names', async () => {
  await expect(begin({ OTEL_EXPORTER_OTLP_ENDPOINT: 'somewhere' })).rejects.toThrow('OTEL_EXPORTER_OTLP_ENDPOINT: somewhere is not an address');
  await expect(begin({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_SAMPLER_ARG: '2' })).rejects.toThrow('OTEL_TRACES_SAMPLER_ARG: 2 is not a share');
  expect(await begin({ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'somewhere' })).toBeDefined();
});

it('loads no package before it is started', () => {
  const source = `await import(${JSON.stringify(pathToFileURL(`${import.meta.dirname}/index.ts`).href)});
    const { createRequire } = await import('node:module'); const { cache } = createRequire(${JSON.stringify(import.meta.url)});
    process.stdout.write(Object.keys(cache).filter((file) => /opentelemetry|prom-client/.test(file)).join());`;
  const flags = ['--conditions=@kimberlite/source', '--disable-warning=ExperimentalWarning', '--import', './test/processes/typescript.mjs', '--input-type=module', '--eval', source];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
