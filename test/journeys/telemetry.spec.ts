import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { startTelemetry, type Telemetry } from '#platform/telemetry';
import { openStage, type Player } from './stage.ts';

jest.setTimeout(60_000);

/** Takes whatever is sent, and remembers the names of the spans. */
const collector = createServer((request, reply) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    sent.push({ path: request.url!, text: Buffer.concat(chunks).toString() });
    reply.setHeader('content-type', 'application/json').end('{}');
  });
});
const sent: { path: string; text: string }[] = [];
type Span = Readonly<{ traceId: string; spanId: string; parentSpanId?: string; name: string; attributes: readonly Readonly<{ key: string; value: object }>[] }>;
const spans = (): Span[] => sent.filter(({ path }) => path === '/v1/traces')
  .flatMap(({ text }) => (JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans)));

let stage: Awaited<ReturnType<typeof openStage>>;
let telemetry: Telemetry;
let [chair, auditor, mine] = [] as unknown as [Player, Player, Player];
beforeAll(async () => {
  await new Promise<void>((bound) => { collector.listen(0, '127.0.0.1', bound); });
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  telemetry = await startTelemetry({ service: 'kimberlite-api', version: '0.0.0' });
  stage = await openStage();
  while ((await stage.send('health/ready', {})).status !== 200) await new Promise((resolve) => { setTimeout(resolve, 20); });
  [chair, auditor, mine] = [await stage.enter('KP-CHAIR', 'BW', 'chair'), await stage.enter('SYN-AUDITOR', 'BW', 'auditor'), await stage.enter('SYN-MINE', 'BW', 'producer')];
});
afterAll(async () => {
  await stage.close();
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  collector.close();
});

const figures = async (player: Player): Promise<string> => String((await player.look('metrics')).body);

it('tells auditors and the chair how the process fares, and nobody else', async () => {
  expect((await stage.send('metrics', {})).status).toBe(401);
  expect((await mine.look('metrics')).status).toBe(403);
  for (const player of [auditor, chair]) {
    const { status, headers } = await player.look('metrics');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
  }
});

it('counts what was asked, answered and written, how far everything is, and who does which work; of the trade it tells nothing', async () => {
  const admitted = await chair.ask('identity/participants/BW/admit', { name: 'Botswana', kind: 'state', from: '2003-01-01' });
  expect(admitted.status).toBe(201);
  expect((await mine.ask('identity/participants/ZA/admit', { name: 'South Africa', kind: 'state', from: '2003-01-01' })).status).toBe(403);
  expect((await chair.look('identity/participants')).status).toBe(200);
  const text = await figures(auditor);
  const lines = text.split('\n');
  for (const line of [
    'kimberlite_commands_total{command="AdmitParticipant",outcome="done"} 1', 'kimberlite_commands_total{command="AdmitParticipant",outcome="refused"} 1',
    'kimberlite_requests_total{method="POST",route="/identity/participants/:id/admit",status="201"} 1', 'kimberlite_appended_events_total 1', 'kimberlite_position{of="log"} 1',
    'kimberlite_position{of="views"} 1', 'kimberlite_lag_seconds{of="views"} 0', 'kimberlite_stands_still{of="views"} 0', 'kimberlite_sources_unanswered 0', 'kimberlite_requests_in_flight 1',
    'kimberlite_lease_held{of="projection"} 1', 'kimberlite_lease_held{of="reactions"} 1',
  ]) expect(lines).toContain(line);
  expect(text).toMatch(/kimberlite_position\{of="reactions"\} \d/);
  expect(text).toMatch(/kimberlite_projected_events_total 1\n/);
  expect(text).not.toMatch(/KP-CHAIR|SYN-|Botswana/);
  expect(lines.filter((line) => line.startsWith('kimberlite_')).length).toBeLessThan(400);
});

it('one trace leads from the request over the command to the append, and the line in the log names it', async () => {
  stage.lines.length = 0;
  await chair.ask('identity/participants/NA/admit', { name: 'Namibia', kind: 'state', from: '2003-01-01' }, { headers: { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01` } });
  await telemetry.stop();
  const ours = spans().filter(({ traceId }) => traceId === 'c'.repeat(32));
  const named = (name: string) => ours.find((span) => span.name === name)!;
  expect(named('request POST').parentSpanId).toBe('d'.repeat(16));
  expect(named('command').parentSpanId).toBe(named('request POST').spanId);
  expect(named('append').parentSpanId).toBe(named('command').spanId);
  expect(spans().some(({ name }) => name === 'projection')).toBe(true);
  const line = stage.lines.find(({ route }) => route === '/identity/participants/:id/admit');
  expect(line).toMatchObject({ msg: 'request', status: 201, traceId: 'c'.repeat(32), spanId: named('request POST').spanId });
  expect(sent.some(({ path, text }) => path === '/v1/logs' && text.includes('c'.repeat(32)))).toBe(true);
  expect(JSON.stringify(spans())).not.toMatch(/KP-CHAIR|Namibia|participant-NA/);
});
