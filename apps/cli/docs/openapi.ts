import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/http';
import { createApi } from '../../api/index.ts';

/** The OpenAPI document as the running ledger serves it, on a data folder of its own that is thrown away. */
export const openApiText = async (): Promise<string> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kimberlite-docs-'));
  const app = await createApi({ dataFolder, logger: createLogger({ write: () => {} }) });
  try {
    await app.listen(0, '127.0.0.1');
    const answer = await fetch(`${await app.getUrl()}/openapi.json`);
    if (!answer.ok) throw new Error(`GET /openapi.json answered ${answer.status}: ${await answer.text()}`);
    return `${JSON.stringify(await answer.json(), null, 2)}\n`;
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};
