import { faultOfAddress } from '#platform/event-store';
import type { Reach } from '#platform/feed';
import { printedAddress } from './papers.ts';

/** A setting with which the ledger cannot be kept. The message names it, what is wrong, and the remedy; starting again without a change helps nothing. */
export class UnfitSetting extends Error {
  override name = 'UnfitSetting';
  constructor(readonly setting: string, why: string, options?: ErrorOptions) { super(`${setting}: ${why}`, options); }
}

/** A log on EventStoreDB: its address, the name of the ledger there, and how long a call may take. */
export type EventStorePlace = Readonly<{ address: string; ledger?: string; deadlineMs?: number }>;
/** Rows, tokens and checkpoints in PostgreSQL. */
export type DatabasePlace = Readonly<{ url: string; schema?: string }>;
/** The engines beside the data folder; what is not named is kept in the folder. `webhooksTo`: `anywhere`, if webhooks may lead to private addresses, too. */
export type Engines = Readonly<{ eventStore?: EventStorePlace; database?: DatabasePlace; webhooksTo?: Reach }>;
/** Where a ledger is kept. */
export type Place = Engines & Readonly<{ dataFolder: string }>;

export type Environment = Readonly<Record<string, string | undefined>>;

const FORMS: readonly (readonly [setting: string, form: RegExp, says: string])[] = [
  ['EVENTSTORE_LEDGER', /^[a-z][a-z0-9]{0,31}$/, 'small letters and digits, at most 32, a letter first'],
  ['DATABASE_SCHEMA', /^(?!pg_)[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underlines, at most 40, a letter first, and not pg_'],
  ['KIMBERLITE_ROLE', /^(all|api)$/, 'all or api'],
  ['KIMBERLITE_WEBHOOKS', /^(public|anywhere)$/, 'public or anywhere'],
];

/** Names under which nobody but us is set anything. */
const OURS = /^(KIMBERLITE|EVENTSTORE|DATABASE)_/;
const KNOWN = [
  'KIMBERLITE_DATA', 'KIMBERLITE_ROLE', 'KIMBERLITE_WEBHOOKS', 'KIMBERLITE_ADDRESS', 'KIMBERLITE_TOKEN',
  'EVENTSTORE_URL', 'EVENTSTORE_LEDGER', 'DATABASE_URL', 'DATABASE_SCHEMA',
];

/** Is it what Kubernetes tells every container of a service that happens to have such a name? */
const isOfService = (name: string, value: string): boolean => /_SERVICE_(HOST|PORT)(_|$)|_PORT_\d+_(TCP|UDP|SCTP)/.test(name) || /^(tcp|udp|sctp):/.test(value);

/** Undefined: it is not set. To nothing it is not set on purpose. @throws UnfitSetting */
const said = (env: Environment, setting: string): string | undefined => {
  const text = env[setting]?.trim();
  if (text === '') throw new UnfitSetting(setting, 'it is set to nothing. Give it a value, or take it out.');
  const wanted = FORMS.find(([name]) => name === setting);
  if (text !== undefined && wanted && !wanted[1].test(text)) throw new UnfitSetting(setting, `${JSON.stringify(text)} cannot be used. Write ${wanted[2]}.`);
  return text;
};

/** Refuses what nobody would read: a setting misspelt is one that is missing, and without it another ledger is opened. */
const refuseUnread = (env: Environment): void => {
  for (const [name, value = ''] of Object.entries(env)) {
    if (!OURS.test(name) || isOfService(name, value)) continue;
    if (!KNOWN.includes(name)) throw new UnfitSetting(name, `there is no such setting. There are ${KNOWN.join(', ')}; write it so, or take it out.`);
    said(env, name);
  }
};

/** The engines that the environment names. @throws UnfitSetting */
export const enginesFrom = (env: Environment): Engines => {
  refuseUnread(env);
  const [address, ledger, url, schema] = ['EVENTSTORE_URL', 'EVENTSTORE_LEDGER', 'DATABASE_URL', 'DATABASE_SCHEMA'].map((name) => said(env, name));
  const fault = address === undefined ? undefined : faultOfAddress(address);
  if (fault) throw new UnfitSetting('EVENTSTORE_URL', fault);
  return {
    ...(address !== undefined && { eventStore: { address, ...(ledger !== undefined && { ledger }) } }),
    ...(url !== undefined && { database: { url, ...(schema !== undefined && { schema }) } }),
    ...(said(env, 'KIMBERLITE_WEBHOOKS') === 'anywhere' && { webhooksTo: 'anywhere' as const }),
  };
};

/** Where the environment says that the ledger is kept. @throws UnfitSetting */
export const placeFrom = (env: Environment): Place => ({ dataFolder: said(env, 'KIMBERLITE_DATA') ?? './data', ...enginesFrom(env) });

/** Where the environment says that the ledger is asked from outside. @throws UnfitSetting */
export const addressFrom = (env: Environment): string | undefined => {
  const text = said(env, 'KIMBERLITE_ADDRESS');
  if (text === undefined) return undefined;
  const printed = printedAddress(text);
  if (printed === undefined) throw new UnfitSetting('KIMBERLITE_ADDRESS', `${JSON.stringify(text)} is not an address of http or https, without user and query. Write it as https://ledger.example.org.`);
  return printed;
};

/** What the client of EventStoreDB can be told to write to standard error. */
const NOISES = ['esdb:connection', 'esdb:command', 'esdb:command:grpc', 'esdb:events'];

/** Does a setting `DEBUG` name one of them? Names are parted by commas or spaces, and `*` stands for anything. */
const isNoisy = (debug: string): boolean => debug.split(/[\s,]+/).some((name) => {
  const form = new RegExp(`^${name.split('*').map((part) => part.replace(/[^\w:]/g, '\\$&')).join('.*')}$`);
  return NOISES.some((noise) => form.test(noise));
});

/** What works, and should not be so. */
export const warningsFrom = (env: Environment): readonly string[] => (env['EVENTSTORE_URL'] && isNoisy(env['DEBUG'] ?? '')
  ? ['DEBUG: with esdb the client of EventStoreDB writes events, and addresses with their passwords, to standard error. Take it out.'] : []);

/** Does this process project, react and watch, beside answering? @throws UnfitSetting */
export const hasEngine = (env: Environment): boolean => said(env, 'KIMBERLITE_ROLE') !== 'api';

/** Where a process is to be asked: `0` is any free port. @throws UnfitSetting */
export const listeningFrom = (env: Environment, otherwise: number): Readonly<{ port: number; host: string }> => {
  const port = said(env, 'PORT') ?? String(otherwise);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UnfitSetting('PORT', `${JSON.stringify(port)} is not a port. Write a whole number from 0 (any free one) to 65535.`);
  return { port: Number(port), host: said(env, 'HOST') ?? '127.0.0.1' };
};
