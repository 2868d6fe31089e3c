/** The load: plain sockets that each ask, wait for the whole answer, and ask again. It costs a fraction of what a server does. */
import { connect } from 'node:net';

const body = JSON.stringify({
  site: 'SYN-BW-site', from: '2005-01-01', to: '2005-01-31', milliCarats: 1_250, usdCents: 100_000, stones: 40, occurredAt: '2005-02-01T08:00:00Z',
});
let asked = 0;
const run = `${process.pid}-${Date.now().toString(36)}`;

const question = (port, token) => {
  asked += 1;
  return `POST /extraction/productions/SYN-${run}-${asked}/record HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n`
    + `content-type: application/json\r\nidempotency-key: ${run}-${asked}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

/** How many bytes the first whole answer in this text takes; 0 if it is not whole yet. Answers are ASCII. */
const wholeAnswer = (text) => {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  const end = head + 4 + Number(length[1]);
  return text.length >= end ? end : 0;
};

/** @param everyMs when the next question is asked, after the last one was; 0: at once */
const connection = ({ port, token }, { untilMs, everyMs }, account) => new Promise((resolve, reject) => {
  let heard = '';
  let askedAtMs = 0;
  const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1').on('error', reject);
  const ask = () => { askedAtMs = performance.now(); socket.write(question(port, token)); };
  socket.on('connect', ask).on('data', (chunk) => {
    heard += chunk;
    const end = wholeAnswer(heard);
    if (end === 0) return;
    account(heard.slice(0, end), performance.now() - askedAtMs);
    heard = heard.slice(end);
    if (performance.now() >= untilMs) socket.end();
    else if (everyMs === 0) ask();
    else setTimeout(ask, Math.max(0, askedAtMs + everyMs - performance.now()));
  }).on('close', resolve);
});

process.on('message', async ({ durationMs, connections, everyMs = 0, ...server }) => {
  const waitedMs = [];
  let wrong = 0;
  let first = '';
  const account = (answer, ms) => {
    waitedMs.push(ms);
    if (answer.startsWith('HTTP/1.1 201 ')) return;
    wrong += 1;
    first ||= answer;
  };
  const beganMs = performance.now();
  await Promise.all(Array.from({ length: connections }, () => connection(server, { untilMs: beganMs + durationMs, everyMs }, account)));
  const seconds = (performance.now() - beganMs) / 1_000;
  waitedMs.sort((a, b) => a - b);
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => waitedMs[Math.floor(waitedMs.length * share)]);
  process.send({ count: waitedMs.length, perSecond: waitedMs.length / seconds, p50Ms, p95Ms, p99Ms, wrong, first });
});
process.send({});
