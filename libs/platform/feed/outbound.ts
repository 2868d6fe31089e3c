import { lookup as ask } from 'node:dns';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where deliveries may go: to the outside, or, on machines and networks of one’s own, also to private addresses, by HTTP, and to any port. */
export type Reach = 'public' | 'anywhere';

const PORTS = ['', '443', '8443'];
const MAX_CHARACTERS = 2_000;
/** An answer is its status; so much of the rest is read, for the connection’s sake. */
const MOST_ANSWER_BYTES = 65_536;

/** What IANA lists as not for everybody, of the old addresses; and of the new ones all but 2000::/3, less what of it leads elsewhere. */
const PRIVATE = new BlockList();
for (const range of ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16',
  '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3']) PRIVATE.addSubnet(range.split('/')[0]!, Number(range.split('/')[1]), 'ipv4');
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) PRIVATE.addSubnet(range.split('/')[0]!, Number(range.split('/')[1]), 'ipv6');
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
/** Where machines of a cloud are told their secrets, at those that are known: link-local addresses, then Azure, Alibaba, Oracle, AWS, Google, Scaleway. Nobody’s webhook is there. */
const METADATA = new BlockList();
METADATA.addSubnet('169.254.0.0', 16, 'ipv4');
METADATA.addSubnet('fe80::', 10, 'ipv6');
for (const address of ['168.63.129.16', '100.100.100.200', '192.0.0.192']) METADATA.addAddress(address, 'ipv4');
for (const address of ['fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42']) METADATA.addAddress(address, 'ipv6');

/** New addresses that end in an old one, and lead there: compatible, mapped, translated, and both of NAT64. */
const TAILED = new BlockList();
for (const prefix of ['::', '::ffff:0:0', '::ffff:0:0:0', '64:ff9b::', '64:ff9b:1::']) TAILED.addSubnet(prefix, 96, 'ipv6');
const SIX_TO_FOUR = 0x2002;

/** The eight groups of a new address, however it is written. */
const groupsOf = (address: string): readonly number[] => {
  const [head = [], tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::').map((half) => half.split(':').filter(Boolean).map((group) => Number.parseInt(group, 16)));
  return tail ? [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail] : head;
};

/** The old address that a new one leads to, if it does. */
const oldWithin = (address: string): string | undefined => {
  const groups = groupsOf(address);
  const pair = groups[0] === SIX_TO_FOUR ? groups.slice(1, 3) : groups.slice(6);
  if (groups[0] !== SIX_TO_FOUR && !TAILED.check(address, 'ipv6')) return undefined;
  return pair.flatMap((group) => [group >> 8, group & 0xff]).join('.');
};

/** Does a cloud tell its secrets there? */
const tellsSecrets = (address: string, family: 'ipv4' | 'ipv6'): boolean => {
  const within = family === 'ipv6' ? oldWithin(address) : undefined;
  return METADATA.check(address, family) || (within !== undefined && METADATA.check(within, 'ipv4'));
};

/** May this address be spoken to? */
export const isReachable = (zoned: string, reach: Reach): boolean => {
  const address = zoned.split('%', 1)[0]!;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || tellsSecrets(address, family)) return false;
  return reach === 'anywhere' || (!PRIVATE.check(address, family) && (family === 'ipv4' || GLOBAL.check(address, family)));
};

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

type Fault = readonly [isSo: (url: URL, reach: Reach) => boolean, says: string];
const FAULTS: readonly Fault[] = [
  [({ protocol }) => protocol !== 'https:' && protocol !== 'http:', 'must begin with https://'],
  [({ protocol }, reach) => protocol === 'http:' && reach === 'public', 'must begin with https://: events carry prices'],
  [({ username, password, hash }) => username !== '' || password !== '' || hash !== '', 'must have no user, password or fragment: addresses are written down in many places'],
  [({ port }, reach) => !PORTS.includes(port) && reach === 'public', 'must be on port 443 or 8443'],
  [({ hostname }, reach) => isIP(bare(hostname)) !== 0 && !isReachable(bare(hostname), reach), 'is an address that is not for everybody: private, of this machine, or reserved'],
  [({ hostname }, reach) => /(^|[.])(localhost|local|internal)[.]?$/.test(hostname) && reach === 'public', 'is a name of this machine or its network'],
];

/** What is wrong with an address for deliveries, if anything is: by its looks. Where its name leads is looked at when it is asked. */
export const faultOfTarget = (text: string, reach: Reach): string | undefined => {
  if (text.length > MAX_CHARACTERS || !URL.canParse(text)) return 'is not an address';
  const url = new URL(text);
  return FAULTS.find(([isSo]) => isSo(url, reach))?.[1];
};

class Unreachable extends Error { override name = 'Unreachable'; }

/** Looks a name up and hands out its addresses only if all may be spoken to; whoever asked connects to these and looks up no second time. */
export const lookupWithin = (reach: Reach, lookup: typeof ask = ask): LookupFunction => (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const barred = error ? undefined : addresses.find(({ address }) => !isReachable(address, reach));
    if (error || barred) done(error ?? new Unreachable(`${hostname} leads to an address that is not for everybody`), []);
    else if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/** A message to send. */
export type Message = Readonly<{ url: string; headers: Readonly<Record<string, string>>; body: string; timeoutMs: number; signal: AbortSignal }>;

/** Sends messages, to where it is allowed to, over one connection to each machine. Follows no redirect and knows no proxy. */
export class Outbound {
  private readonly agents;
  private readonly lookup: LookupFunction;

  constructor(private readonly reach: Reach, lookup: typeof ask = ask) {
    this.lookup = lookupWithin(reach, lookup);
    this.agents = { 'https:': new Agent({ keepAlive: true, maxSockets: 1 }), 'http:': new PlainAgent({ keepAlive: true, maxSockets: 1 }) };
  }

  /** The status of the answer. @throws whatever kept it from coming */
  async send({ url: text, headers, body, timeoutMs, signal }: Message): Promise<number> {
    const fault = faultOfTarget(text, this.reach);
    if (fault !== undefined) throw new Unreachable(`the address ${fault}`);
    const url = new URL(text);
    const protocol = url.protocol as keyof typeof this.agents;
    const options: RequestOptions = {
      method: 'POST', agent: this.agents[protocol], lookup: this.lookup, signal, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    };
    return answered(protocol === 'https:' ? request : plainRequest, url, options, { body, timeoutMs });
  }

  close(): void { for (const agent of Object.values(this.agents)) agent.destroy(); }
}

const answered = (ask: typeof request, url: URL, options: RequestOptions, { body, timeoutMs }: Pick<Message, 'body' | 'timeoutMs'>): Promise<number> => new Promise<number>((resolve, reject) => {
  const asking = ask(url, options, (response) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => { if ((bytes += chunk.length) > MOST_ANSWER_BYTES) asking.destroy(new Error('the answer is too long')); });
    response.once('end', () => resolve(response.statusCode!)).once('error', reject);
  });
  const late = setTimeout(() => asking.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  asking.once('error', reject).once('close', () => { clearTimeout(late); reject(new Error('the connection was closed')); });
  asking.end(body);
});
