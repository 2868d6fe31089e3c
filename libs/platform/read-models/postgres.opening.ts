import type { Database } from './postgres.database.ts';
import type { PostgresRowStore } from './postgres.row-store.ts';
import type { PostgresOptions } from './postgres.settings.ts';

/**
 * Rows in PostgreSQL, ready to be asked. The driver is loaded only here: whoever keeps his rows in SQLite does not wait for it.
 * @throws UnfitDatabase with the setting and the remedy; RowsUnavailable
 */
export const openPostgresRows = async (options: PostgresOptions): Promise<PostgresRowStore> => {
  const { PostgresRowStore: Rows } = await import('./postgres.row-store.ts');
  const rows = new Rows(options);
  try {
    await rows.prepare();
    return rows;
  } catch (error) {
    await rows.close(); // an open connection keeps a process from ending
    throw error;
  }
};

/** The same database for what is kept beside the rows: who is at which work, who may come in. Not connected yet. @throws UnfitDatabase if the address is none */
export const openPostgres = async (options: PostgresOptions): Promise<Database> => {
  const { Database: Opened } = await import('./postgres.database.ts');
  return new Opened(options);
};
