import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '../../api/index.ts';
import { say, UsageError } from '../output.ts';
import { eventsPage, refusalsPage } from './catalogue.ts';
import { certificatePage } from './certificate.ts';
import { openApiText } from './openapi.ts';

/** Generated pages by their path from the root of the project. The same code gives the same bytes. */
export const generateDocs = async (): Promise<ReadonlyMap<string, string>> => new Map([
  ['libs/contexts/EVENTS.md', eventsPage(contexts)],
  ['libs/contexts/REFUSALS.md', refusalsPage(contexts)],
  ['libs/contexts/CERTIFICATE.md', certificatePage()],
  ['apps/api/openapi.json', await openApiText()],
]);

const onDisk = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const staleOf = (pages: ReadonlyMap<string, string>, root: string): string[] =>
  [...pages].filter(([path, text]) => onDisk(join(root, path)) !== text).map(([path]) => path);

/** The paths of the pages that are missing, or say something else than the code. */
export const checkDocs = async (root = '.'): Promise<readonly string[]> => staleOf(await generateDocs(), root);

/** Writes the pages that are out of date, and names them. */
export const writeDocs = async (root = '.'): Promise<readonly string[]> => {
  const pages = await generateDocs();
  const stale = staleOf(pages, root);
  for (const path of stale) writeFileSync(join(root, path), pages.get(path)!);
  return stale;
};

/** `kimberlite docs`: writes them; with --check it only says which are out of date, and fails if any is. */
export const docsCommand = async ({ check }: Readonly<{ check?: boolean }>): Promise<void> => {
  const stale = check ? await checkDocs() : await writeDocs();
  if (check && stale.length > 0) throw new UsageError(`Out of date: ${stale.join(', ')}. Run: npm run docs`);
  say({}, ...(stale.length === 0 ? ['The generated documentation is up to date.'] : stale.map((path) => `written: ${path}`)));
};
