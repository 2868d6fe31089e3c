import type { PostgresRowStore } from './postgres.row-store.ts';
import type { PostgresOptions } from './postgres.settings.ts';

/**
 * Rows in PostgreSQL, ready to be asked. The driver is loaded only here: whoever keeps his rows in SQLite does not wait for it.
 * @throws UnfitDatabase with the setting and the remedy; RowsUnavailable
 */
export const openPostgresRows = async (options: PostgresOptions): Promise<PostgresRowStore> => {
  const { PostgresRowStore: Rows } = await import('./postgres.row-store.ts');
  const rows = new Rows(options);
  await rows.prepare();
  return rows;
};
