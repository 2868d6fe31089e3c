import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { faultOfTarget, isReachable, lookupWithin, Outbound, type Reach } from './outbound.ts';

const servers: Server[] = [];
const outbounds: Outbound[] = [];
afterEach(() => {
  for (const one of outbounds.splice(0)) one.close();
  for (const one of servers.splice(0)) { one.close(); one.closeAllConnections(); }
});
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
};
/** A resolver that answers with these addresses, one list after another. */
const resolver = (...answers: string[][]) => {
  let asked = 0;
  const lookup = (_: string, __: object, done: (error: null, found: { address: string; family: number }[]) => void) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)]!;
    done(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return lookup as unknown as Parameters<typeof lookupWithin>[1];
};
const outbound = (reach: Reach, lookup?: Parameters<typeof lookupWithin>[1]) => {
  const one = new Outbound(reach, lookup);
  outbounds.push(one);
  return one;
};
const send = (url: string, { reach = 'anywhere' as Reach, lookup = undefined as Parameters<typeof lookupWithin>[1], timeoutMs = 2_000 } = {}) =>
  outbound(reach, lookup).send({ url, headers: { 'content-type': 'application/json' }, body: '{"a":"é"}', timeoutMs, signal: new AbortController().signal });

describe('where a message may go', () => {
  const refused = ['', 'example.org', 'file:///etc/passwd', 'gopher://example.org/', 'ftp://example.org/', 'http://example.org/', 'https://127.0.0.1/', 'https://[::1]/', 'https://0x7f.1/', 'https://2130706433/',
    'https://017700000001/', 'https://127.1/', 'https://0/', 'https://[::ffff:10.0.0.1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::]/', 'https://[fe80::1]/', 'https://[fc00::1]/', 'https://[64:ff9b::a00:1]/',
    'https://[2002:a00:1::]/', 'https://[2001::1]/', 'https://10.1.2.3/', 'https://172.31.0.1/', 'https://192.168.1.1/', 'https://100.64.0.1/', 'https://169.254.169.254/latest/meta-data', 'https://224.0.0.1/', 'https://255.255.255.255/',
    'https://localhost/', 'https://localhost./', 'https://a.localhost/', 'https://printer.local/', 'https://metadata.google.internal/', 'https://example.org:2113/', 'https://example.org:22/', 'https://user:pass@example.org/',
    'https://example.org/#a', `https://example.org/${'a'.repeat(2_000)}`];
  it.each(refused)('not to %s', (url) => { expect(faultOfTarget(url, 'public')).toBeDefined(); });
  it.each(['https://example.org/hook', 'https://example.org:8443/a?b=c', 'https://93.184.215.14/', 'https://[2606:2800:21f:cb07::1]/'])('to %s', (url) => { expect(faultOfTarget(url, 'public')).toBeUndefined(); });
  it('also to machines of one’s own, if it is allowed to; never to where a cloud tells its secrets', () => {
    for (const url of ['http://127.0.0.1:9000/', 'http://localhost:2113/', 'https://10.1.2.3/', 'https://[::1]:8080/']) expect(faultOfTarget(url, 'anywhere')).toBeUndefined();
    for (const url of ['http://169.254.169.254/', 'http://[::ffff:169.254.169.254]/', 'http://[fd00:ec2::254]/', 'http://100.100.100.200/latest/meta-data/', 'http://192.0.0.192/', 'http://168.63.129.16/',
      'http://[fd20:ce::254]/computeMetadata/v1/', 'http://[fd00:42::42]/', 'file:///etc/passwd', 'http://a:b@localhost/']) expect(faultOfTarget(url, 'anywhere')).toBeDefined();
    expect(isReachable('example.org', 'anywhere')).toBe(false);
    expect(isReachable('168.63.129.16', 'public')).toBe(false);
  });
  it('a new address that leads to an old one is taken for that one', () => {
    for (const address of ['::a9fe:a9fe', '::169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:0:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '64:ff9b::6464:64c8', '64:ff9b:1::a9fe:a9fe', '2002:a9fe:a9fe::1', '2002:c000:c0::', 'fe80::1%eth0'])
      expect([address, isReachable(address, 'anywhere')]).toEqual([address, false]);
    for (const address of ['::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1', 'fd12::a9fe:a9fe', '2606:2800:21f:cb07:a9fe:a9fe:a9fe:a9fe', '1:2:3:4:5:6:7:8'])
      expect([address, isReachable(address, 'anywhere')]).toEqual([address, true]);
  });
});

describe('where a name leads', () => {
  it('is looked at when it is asked; one bad address among good ones is enough', async () => {
    for (const found of [['10.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:10.0.0.1'], ['fd12::1']])
      await expect(send('https://example.org/', { reach: 'public', lookup: resolver(found) })).rejects.toThrow('example.org leads to an address that is not for everybody');
  });

  it('is asked once for each connection, and what was looked at is what is connected to', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    const { port } = new URL(url);
    const twice = resolver(['127.0.0.1'], ['169.254.169.254']);
    expect(await send(`http://rebinding.test:${port}/`, { lookup: twice })).toBe(204);
    await expect(send(`http://rebinding.test:${port}/`, { lookup: twice })).rejects.toThrow('not for everybody');
  });
});

describe('a message', () => {
  it('arrives whole, and its status is told', async () => {
    let [text, length] = ['', ''];
    const url = await serve((request, response) => {
      length = request.headers['content-length']!;
      request.on('data', (chunk) => { text += String(chunk); }).on('end', () => response.writeHead(202).end('taken'));
    });
    expect(await send(url)).toBe(202);
    expect([text, length]).toEqual(['{"a":"é"}', '10']);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const url = await serve((_, response) => { asked += 1; response.writeHead(302, { location: '/elsewhere' }).end(); });
    expect(await send(url)).toBe(302);
    expect(asked).toBe(1);
  });

  it('waits for no answer longer than it is told, and reads no long one', async () => {
    const silent = await serve(() => {});
    const dripping = await serve((_, response) => { response.writeHead(200); setInterval(() => response.write('.'), 20).unref(); });
    const long = await serve((_, response) => response.writeHead(200).end('a'.repeat(1_000_000)));
    await expect(send(silent, { timeoutMs: 100 })).rejects.toThrow('no answer within 100 ms');
    await expect(send(dripping, { timeoutMs: 100 })).rejects.toThrow();
    await expect(send(long)).rejects.toThrow('too long');
  });

  it('is not sent to an address that has become forbidden since it was written down', async () => {
    const url = await serve((_, response) => response.end());
    await expect(send(url, { reach: 'public' })).rejects.toThrow('must begin with https://');
  });
});
