import type { ServerResponse } from 'node:http';
import type { Guarded } from '#platform/access';

/** A request, as far as we look at it. */
export type Request = Guarded & Readonly<{
  id: string; method: string; url: string; is404: boolean; body: unknown;
  params: Readonly<Record<string, string>>; query: Readonly<Record<string, string | string[] | undefined>>;
  routeOptions: Readonly<{ url?: string | undefined }>;
}>;

/** A reply, as far as we write it. */
export type Reply = {
  readonly raw: ServerResponse;
  readonly sent: boolean; readonly statusCode: number; readonly elapsedTime: number;
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body?: unknown): Reply;
};

const VISIBLE = /^[\x21-\x7e]{1,128}$/;

/** Is this 1 to 128 visible ASCII characters? Also false for a header that came twice, which Node joins with a comma and a space. */
export const isVisible = (value: unknown): value is string => typeof value === 'string' && VISIBLE.test(value);

/** Does If-None-Match name this weak tag? */
export const isKnownTag = (header: unknown, tag: string): boolean =>
  typeof header === 'string' && header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag.slice(2));
