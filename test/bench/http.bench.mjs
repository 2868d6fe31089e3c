/**
 * Recording production over HTTP on 32 kept-alive connections: the whole way of a command (token, strict JSON, rules, durable append, the lot that follows by itself,
 * receipt) with the views being projected beside it, against an empty Nest + Fastify route with the same server, token, JSON reader and validation that stores nothing.
 * Each server is a process of its own and so is the client; they take turns.
 */
import { processes, turn } from './http.servers.mjs';
import { inTurns, median, report, scratch } from './measure.mjs';

const CONNECTIONS = 32;
const ROUNDS = 5;
const WARM_UP_MS = 2_000;
const ROUND_MS = Number(process.env.BENCH_MS ?? 4_000);

const folder = scratch();
const { start, end } = processes();
const asks = (durationMs) => ({ durationMs, connections: CONNECTIONS });

try {
  const ours = await start('./http.server.mjs', 'ours', folder.file('ours'));
  const empty = await start('./http.server.mjs', 'empty', folder.file('empty'));
  const client = await start('./http.client.mjs');
  for (const server of [ours, empty]) await turn(client, server, asks(WARM_UP_MS));

  const results = await inTurns(ROUNDS, { empty: () => turn(client, empty, asks(ROUND_MS)), ours: () => turn(client, ours, asks(ROUND_MS)) });
  const perSecond = (turns) => Math.round(median(turns.map((one) => one.perSecond)));
  const slowest = (turns) => Number(median(turns.map(({ p99Ms }) => p99Ms)).toFixed(1));
  report({
    bench: 'http', case: `record production, ${CONNECTIONS} connections`, unit: 'commands/s', ours: perSecond(results.ours),
    peers: { 'empty Nest + Fastify route': perSecond(results.empty) },
    // Each turn is compared with its neighbour: both had the same machine, whatever else ran on it.
    ratio: median(results.ours.map((one, i) => one.perSecond / results.empty[i].perSecond)),
    p99Ms: slowest(results.ours), peerP99Ms: slowest(results.empty),
  });
} finally {
  await end();
  folder.remove();
}
