import cliProgress from 'cli-progress';
import type { Engines } from '../api/index.ts';

/** What every command can be told. `engines`: as the environment names them; where none is named, all is in the data folder. */
export type CommonOptions = Readonly<{ data: string; json?: boolean; engines?: Engines }>;

/** A mistake of the caller, told in one line, without a stack. */
export class UsageError extends Error { override name = 'UsageError'; }

/** For people: lines on standard output. With --json these stay silent. */
export const say = ({ json }: Pick<CommonOptions, 'json'>, ...lines: string[]): void => {
  if (!json) for (const line of lines) process.stdout.write(`${line}\n`);
};

/** For people, beside what a program takes from standard output: `TOKEN=$(kimberlite token create …)` gets the token alone. */
export const remark = ({ json }: Pick<CommonOptions, 'json'>, line: string): void => {
  if (!json) process.stderr.write(`${line}\n`);
};

/** For programs: one JSON object on the last line. */
export const sayJson = ({ json }: Pick<CommonOptions, 'json'>, answer: unknown): void => {
  if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
};

/** A progress bar on standard error, where a person is looking; nothing elsewhere. */
export const progressBar = (title: string, unit: string): { update: (value: number, total?: number) => void; stop: () => void } => {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({ format: `${title} {bar} {value}/{total} ${unit} · {duration_formatted}`, hideCursor: true }, cliProgress.Presets.shades_grey);
  bar.start(1, 0);
  return {
    update: (value, total) => { if (total !== undefined) bar.setTotal(Math.max(total, 1)); bar.update(value); },
    stop: () => bar.stop(),
  };
};

/** Rows under headings, figures to the right. */
export const table = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => {
  const cells = [headings, ...rows].map((row) => row.map(String));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const isFigure = headings.map((_, column) => rows.every((row) => /^-?[\d.,]+$/.test(String(row[column]))));
  const line = (row: string[]) => row.map((cell, i) => (isFigure[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd();
  return [line(cells[0]!), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.slice(1).map(line)];
};
