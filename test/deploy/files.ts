import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml';

export type Plain = Readonly<Record<string, unknown>>;

const schema = CORE_SCHEMA.withTags(mergeTag);

/** A document as tools read it, with `<<` merged. @throws YAMLException, also if a key stands there twice */
export const yaml = (text: string): Plain => load(text, { schema }) as Plain;
export const yamls = (text: string): readonly Plain[] => (loadAll(text, { schema }) as (Plain | null)[]).filter((one) => one !== null);
export const read = (path: string): string => readFileSync(path, 'utf8');

/** An image of one exact version: a digest, or a tag with all its numbers. */
export const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+[.]\d+([.]\d+)?([-.][\w.-]+)?$/.test(image);

/** The settings that our processes read, as their sources name them. */
export const settingsOf = (...sources: readonly string[]): ReadonlySet<string> =>
  new Set(sources.flatMap((path) => [...read(path).matchAll(/['"]((?:KIMBERLITE|EVENTSTORE|DATABASE|OTEL)_[A-Z_]+|PORT|HOST)['"]|\bKIMBERLITE_ADDRESS\b/g)].map(([all, quoted]) => quoted ?? all)));
