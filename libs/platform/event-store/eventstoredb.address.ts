type Parts = Readonly<{ scheme: string; credentials: string | undefined; hosts: string; options: ReadonlyMap<string, string> }>;

/** The options that the client knows. Of any other it warns on standard error, with the whole address: user, password and all. */
const KNOWN = [
  'tls', 'tlsCAFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile', 'connectionName', 'nodePreference', 'maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout',
  'keepAliveInterval', 'keepAliveTimeout', 'defaultDeadline', 'throwOnAppendFailure',
] as const;

/** As the client compares names. */
const flat = (name: string): string => name.trim().toLowerCase().replace(/[_-]/g, '');
const KNOWN_FLAT: ReadonlySet<string> = new Set(KNOWN.map(flat));

/** What the client takes in silence, and then does something else; and what to write instead. */
const FAULTS: readonly (readonly [(parts: Parts) => boolean, string])[] = [
  [({ scheme, hosts }) => scheme === '' || hosts === '', 'It must begin with esdb:// or kurrentdb:// (or the same with +discover) and name a host.'],
  [({ scheme, hosts }) => scheme.endsWith('+discover') && hosts.includes(','), 'With +discover the client asks the first host only. Name one DNS name, or leave +discover out.'],
  [({ credentials = 'none:none' }) => !/^[^:@/?]+:[^:@/?]+$/.test(credentials), 'User and password are parted by one colon; in the password : @ / and ? are written %3A, %40, %2F and %3F.'],
  [({ options }) => [...options.keys()].some((name) => !KNOWN_FLAT.has(name)), `It has an option that the client does not know. These it knows: ${KNOWN.join(', ')}.`],
  [({ credentials, options }) => credentials !== undefined && options.get('tls') === 'false', 'Without TLS no password is sent: leave out the user, or leave out tls=false.'],
  [({ options }) => options.get('tlsverifycert') === 'false', 'The client does not know tlsVerifyCert=false. Name the authority’s certificate in tlsCAFile.'],
  [({ options }) => options.get('throwonappendfailure') === 'false', 'throwOnAppendFailure=false hides lost appends; leave it out.'],
  [({ options }) => (options.get('nodepreference') ?? 'leader') !== 'leader', 'The ledger reads from the leader only: leave nodePreference out.'],
  [({ options }) => ['keepaliveinterval', 'keepalivetimeout'].some((name) => Number.parseInt(options.get(name) ?? '1', 10) < 1),
    'keepAliveInterval and keepAliveTimeout must be positive: without them a dead connection is never noticed. Leave them out.'],
];

const ADDRESS = /^(esdb(?:[+]discover)?|kurrentdb(?:[+]discover)?):\/\/(?:(.*)@)?([^/?]*)\/*(?:[?](.*))?$/;

const partsOf = (address: string): Parts => {
  const [, scheme = '', credentials, hosts = '', query = ''] = ADDRESS.exec(address.trim()) ?? [];
  return { scheme, credentials, hosts, options: optionsOf(query) };
};

/** What is wrong with an address, and what to do about it. */
export const faultOfAddress = (address: string): string | undefined => {
  const parts = partsOf(address);
  return FAULTS.find(([isSo]) => isSo(parts))?.[1];
};

const optionsOf = (query: string): Map<string, string> =>
  new Map(query.split('&').filter((part) => part !== '').map((part) => part.split('=') as [string, string]).map(([name, value = '']) => [flat(name), value.trim()]));

/** What the client does not do unless told: look for the node only briefly. Its discovery cannot be called off, and whoever has time left asks again. */
const DEFAULTS = { maxDiscoverAttempts: '2', discoveryInterval: '200', gossipTimeout: '2' } as const;

/** The address as the client wants it. */
export const addressForClient = (address: string): string => {
  const [before, query = ''] = address.trim().replace(/^kurrentdb/, 'esdb').split('?') as [string, string?];
  const given = optionsOf(query);
  const more = Object.entries(DEFAULTS).filter(([name]) => !given.has(flat(name))).map(([name, value]) => `${name}=${value}`);
  return `${before}?${[...(query === '' ? [] : [query]), ...more].join('&')}`;
};

/** The address as it may be shown: without the password. */
export const addressToShow = (address: string): string => address.replace(/\/\/.*@/, '//').replace(/\?.*$/, '');
