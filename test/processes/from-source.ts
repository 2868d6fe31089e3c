import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const preload = new URL('typescript.mjs', import.meta.url).href;
const flags = ['--conditions=@kimberlite/source', '--disable-warning=ExperimentalWarning', '--import', preload];

type Child = ChildProcess & Readonly<{ stdout: Readable }>;

/** A process of its own that runs this module text on the TypeScript sources as they stand here. Its words can be read; its complaints are shown. */
export const runText = (text: string, ...args: string[]): Child =>
  spawn(process.execPath, [...flags, '--input-type=module', '--eval', text, ...args], { stdio: ['ignore', 'pipe', 'inherit'], cwd: root }) as Child;

/** Nothing of how this process was started is meant for one that it starts. */
const SETTING = /^((KIMBERLITE|EVENTSTORE|DATABASE|OTEL)_.*|PORT|HOST)$/;
const cleared = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTING.test(name)));

/** The same for a program: a file of the sources with its arguments. It has the settings that are given, and no others. */
export const runFile = (file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child =>
  spawn(process.execPath, [...flags, file, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...cleared, ...env } }) as Child;

/** How such a text imports a source. */
export const urlOf = (file: string): string => JSON.stringify(pathToFileURL(file).href);
