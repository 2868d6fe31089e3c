import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digest } from '#platform/read-models';
import { openLedger, type Place } from '../../apps/api/index.ts';
import { runDemo, type DemoOptions } from '../../apps/cli/demo/demo.ts';
import type { DemoFigures } from '../../apps/cli/demo/report.ts';
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';
import { startPostgres } from '../servers/postgres/postgres.ts';

/** Views whose rows tell places in the log, or the moment at which something was told: another run has others. */
const TELLS_WHEN: ReadonlySet<string> = new Set(['custody/parcels', 'custody/lineage', 'custody/hands', 'warranties/links', 'certification/certificates']);

/** A year as it came out: its figures, without those of the machine, and a digest of the rows of all views that do not tell when. */
export type Year = Readonly<{ figures: Partial<DemoFigures>; rows: string; seconds: number; difference?: object }>;
export type Years = Readonly<{ called: string; embedded: Year; onEngines: Year }>;
export type YearOptions = Pick<DemoOptions, 'scale' | 'seed' | 'year'> & Partial<Pick<DemoOptions, 'returns' | 'say' | 'projecting'>>;

const lasting = ({ commandsPerSecond: _rate, seconds: _seconds, peakRssMiB: _peak, ...figures }: DemoFigures): Partial<DemoFigures> => figures;

/** The same year in a folder of its own and on engines: a test double of EventStoreDB, and PostgreSQL. */
export const bothYears = async (options: YearOptions): Promise<Years> => {
  const folder = mkdtempSync(join(tmpdir(), 'year-'));
  const [store, postgres] = await Promise.all([new EventStoreTestServer().start(), startPostgres()]);
  const run = async ({ dataFolder, ...engines }: Place): Promise<Year> => {
    const figures = await runDemo({ ...options, data: dataFolder, engines });
    const ledger = await openLedger({ dataFolder, ...engines });
    const rows = await digest(await ledger.projection.reached(await ledger.events.head(), { timeoutMs: 60_000 }), ledger.buses.views.filter(({ name }) => !TELLS_WHEN.has(name)));
    const difference = await ledger.mirrored?.difference();
    await ledger.close();
    return { figures: lasting(figures), rows, seconds: figures.seconds, ...(difference && { difference }) };
  };
  try {
    const embedded = await run({ dataFolder: join(folder, 'embedded') });
    const onEngines = await run({ dataFolder: join(folder, 'engines'), eventStore: { address: store.url }, database: { url: postgres.url } });
    return { called: postgres.called, embedded, onEngines };
  } finally {
    store.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
