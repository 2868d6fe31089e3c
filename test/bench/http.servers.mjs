/** The servers of the benches over HTTP, and their client: each a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Processes that end with the bench. */
export const processes = () => {
  const children = [];
  const start = async (file, ...args) => {
    const child = fork(new URL(file, import.meta.url), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    const [told] = await once(child, 'message');
    return { child, ...told };
  };
  const end = async () => {
    for (const child of children) child.kill();
    await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
  };
  return { start, end };
};

/** One turn of the client against a server, with this load (`durationMs`, `connections`, `everyMs` between two questions on one of them): commands per second, and how long they waited. */
export const turn = async (client, { port, token }, load) => {
  client.child.send({ port, token, ...load });
  const [result] = await once(client.child, 'message');
  if (result.wrong > 0) throw new Error(`${result.wrong} answers were not 201; the first was: ${result.first}`);
  return result;
};

/** What a server holds in memory now. */
export const memoryOf = async ({ child }) => {
  child.send('memory');
  const [told] = await once(child, 'message');
  return told;
};
