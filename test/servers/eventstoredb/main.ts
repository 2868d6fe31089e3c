/** Runs the test double as a process of its own: for benches, demos and trials by hand. `--port 2113`, `--behaviour 23.10|24.6`. It forgets everything when it ends. */
import { parseArgs } from 'node:util';
import { EventStoreTestServer } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, behaviour: { type: 'string', default: '24.6' } } });
const server = await new EventStoreTestServer({ port: Number(values.port), behaviour: values.behaviour === '23.10' ? '23.10' : '24.6' }).start();
process.stdout.write(`${server.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { server.stop(); process.exit(0); });
