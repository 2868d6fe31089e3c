import { StoreUnavailable } from '#platform/event-store';

/** The settings behind a store, by the names that people set. */
export const DATABASE_URL = 'DATABASE_URL';
export const DATABASE_SCHEMA = 'DATABASE_SCHEMA';

/** Where the rows are, and how much of the server one process may ask for. */
export type PostgresOptions = Readonly<{
  /** `postgresql://user:password@host:5432/database?sslmode=verify-full`. */ url: string;
  /** The schema that knows the generations (kimberlite); generations are schemas beside it: kimberlite_1 and so on. */ schema?: string;
  /** At most so many connections (10), and one more for locks. */ connections?: number;
  /** How long a statement may take (30,000); building an index may take an hour. */ statementTimeoutMs?: number;
  /** How long to wait for a connection (5,000). */ connectTimeoutMs?: number;
}>;

/** The rows cannot be reached just now, or are closed. What was not answered is not written, or will be seen by the position. */
export class RowsUnavailable extends StoreUnavailable { override name = 'RowsUnavailable'; }

/** This database cannot hold rows as it is. The message names the setting and the remedy; asking again changes nothing. */
export class UnfitDatabase extends Error {
  override name = 'UnfitDatabase';
  constructor(readonly setting: string, why: string, options?: ErrorOptions) { super(`${setting}: ${why}`, options); }
}

const OPTIONS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'uselibpqcompat', 'application_name', 'host', 'port'];
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** What the client would pass over in silence in the options of an address, and speak without TLS. It shows no value: one may be a password. */
export const faultOfOptions = (options: URLSearchParams): string | undefined => {
  const unknown = [...options.keys()].find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) return `it has an option ${JSON.stringify(unknown)} that cannot be used. There are ${OPTIONS.join(', ')}.`;
  const odd = options.getAll('sslmode').some((mode) => !SSL_MODES.includes(mode));
  return odd ? `its sslmode is none. Write one of ${SSL_MODES.join(', ')}.` : undefined;
};
