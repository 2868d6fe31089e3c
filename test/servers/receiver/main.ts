/**
 * Somebody who is told of events, as a process of its own, for journeys. He takes each position once: what he knows already he says yes to and forgets. What he took is
 * in a file, a line for each, flushed before he says yes; so he may be killed at any moment. `main.ts PORT FILE SECRET`
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const [port, file, secret] = process.argv.slice(2) as [string, string, string];
const MOST_AGE_S = 300;

/** A line that a kill has cut off was not taken. */
const known = (): string[] => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, whole.length);
  return whole.split('\n').filter((line) => line !== '');
};

const isTheirs = (body: string, { headers }: IncomingMessage): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': given } = headers as Record<string, string>;
  const wanted = Buffer.from(`v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`);
  const shown = Buffer.from(given ?? '');
  return Math.abs(Date.now() / 1_000 - Number(seconds)) < MOST_AGE_S && shown.length === wanted.length && timingSafeEqual(shown, wanted);
};

let last = known().at(-1)?.split(' ')[0] ?? '';
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const body = Buffer.concat(chunks).toString();
    if (!isTheirs(body, request)) return response.writeHead(401).end();
    const { position, id, type } = JSON.parse(body) as { position: string; id: string; type: string };
    if (position > last) appendFileSync(file, `${position} ${id} ${type}\n`, { flush: true });
    last = position > last ? position : last;
    // Between what is done and what is said is where a kill makes a repetition.
    return setTimeout(() => response.writeHead(204).end(), 2);
  });
});
server.listen(Number(port), '127.0.0.1', () => { process.stdout.write(`${(server.address() as AddressInfo).port}\n`); });
