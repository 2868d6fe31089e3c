import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import type { Line, Outcome } from '#platform/cqrs';
import { parseJson, problemOf } from '#platform/http';
import { openLedger, openTokens } from '../../api/index.ts';
import { linesOf, openInput } from '../lines.ts';
import { progressBar, say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { placeOf, tokensPlaceOf } from '../place.ts';

type ImportOptions = CommonOptions & Readonly<{ token?: string; refusals?: string }>;

/** What became of a file: how many lines were read, accepted and refused, and where the refusals are. */
export type ImportFigures = Readonly<{ rows: number; accepted: number; refused: number; refusals?: string; seconds: number }>;

const actorOf = async (options: ImportOptions, token: string | undefined) => {
  if (!token) throw new UsageError('Say who imports: --token or KIMBERLITE_TOKEN. Make one with: npx kimberlite token create');
  const tokens = await openTokens(tokensPlaceOf(options));
  try {
    const found = await tokens.find(token);
    if (!found) throw new UsageError('The token is unknown, expired or revoked.');
    return found.actor;
  } finally {
    await tokens.close();
  }
};

/** The commands of a file, one a line; what is no command comes as an Error in its place. */
async function* commandsOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Line | Error> {
  for await (const line of linesOf(openInput(path))) {
    if (line instanceof Error) yield line;
    else {
      onBytes(Buffer.byteLength(line.text) + 1);
      try {
        yield Object(parseJson(line.text)) as Line;
      } catch (error) {
        yield error as Error;
      }
    }
  }
}

/** Refusals go to a file as they come: row, key, and the problem as the API would tell it. The file is made with the first one. */
const refusalsFile = (path: string) => {
  let file: ReturnType<typeof createWriteStream> | undefined;
  return {
    write: async ({ row, key, error }: Outcome) => {
      file ??= createWriteStream(path);
      if (!file.write(`${JSON.stringify({ row, key, problem: problemOf(error) })}\n`)) await once(file, 'drain');
    },
    close: async () => {
      if (!file) return;
      file.end();
      await once(file, 'finish');
    },
  };
};

/** A bar over the bytes of a file, or over the lines of a stream whose end nobody knows. */
const importBar = (totalBytes: number | undefined) => {
  const bar = progressBar('Importing', totalBytes === undefined ? 'lines' : 'bytes');
  return { update: (rows: number, bytes: number) => bar.update(totalBytes === undefined ? rows : bytes, totalBytes), stop: () => bar.stop() };
};

/** Reads NDJSON commands through the same rules as the API. Safe to run again: each line's key decides once. */
export const importFile = async (path: string, options: ImportOptions): Promise<ImportFigures> => {
  const startedMs = performance.now();
  const by = await actorOf(options, options.token ?? process.env['KIMBERLITE_TOKEN']);
  const bar = importBar(path === '-' ? undefined : (await stat(path)).size);
  const refusalsPath = options.refusals ?? `${path === '-' ? 'import' : path}.refusals.ndjson`;
  const refusals = refusalsFile(refusalsPath);
  const opened = await openLedger(placeOf(options));
  let [accepted, refused, bytes] = [0, 0, 0];
  try {
    for await (const outcome of opened.importer.run(commandsOf(path, (more) => { bytes += more; }), by)) {
      if (outcome.receipt) accepted += 1;
      else {
        refused += 1;
        await refusals.write(outcome);
      }
      bar.update(accepted + refused, bytes);
    }
  } finally {
    bar.stop();
    await refusals.close();
    await opened.close();
  }
  const seconds = (performance.now() - startedMs) / 1000;
  return { rows: accepted + refused, accepted, refused, ...(refused > 0 && { refusals: refusalsPath }), seconds };
};

export const importCommand = async (path: string, options: ImportOptions): Promise<void> => {
  const figures = await importFile(path, options);
  say(options, `${figures.rows} lines: ${figures.accepted} accepted, ${figures.refused} refused, in ${figures.seconds.toFixed(1)} s.`);
  if (figures.refusals) say(options, `Refused lines, each with its row and reason: ${figures.refusals}`);
  sayJson(options, figures);
  if (figures.refused > 0) process.exitCode = 2;
};
