import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fieldsOf } from '#kernel';
import { createLogger } from '#platform/http';
import { buses, createApi } from './index.ts';

type Operation = Readonly<{
  operationId: string; requestBody: object; responses: Readonly<Record<string, Readonly<{ description: string }>>>;
  parameters: readonly Readonly<{ name: string }>[]; security: object;
}>;
type Document = Readonly<{
  openapi: string; components: Readonly<{ securitySchemes: object; schemas: Readonly<Record<string, object>> }>;
  paths: Readonly<Record<string, Readonly<Partial<Record<'get' | 'post', Operation>>>>>;
}>;

const folder = mkdtempSync(join(tmpdir(), 'document-'));
let app: NestFastifyApplication;
let url: string;
let document: Document;
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
};
beforeAll(async () => {
  app = await createApi({ dataFolder: folder, logger: createLogger({ write: () => {} }) });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  document = JSON.parse((await get('/openapi.json')).body) as Document;
}, 30_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const operations = (): Operation[] => Object.values(document.paths).flatMap((path) => Object.values(path));
const all = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, one]) => [[name, one] as [string, unknown], ...all(one)]) : [];

it('is OpenAPI 3.1, and says how to say who is asking', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.components.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: expect.any(String) } });
});

it('every command that somebody may ask for is there, and none that only the ledger gives itself', () => {
  const offered = new Set(operations().map(({ operationId }) => operationId));
  for (const { type, decider } of buses.commands) expect([type, offered.has(type)]).toEqual([type, !decider.internal?.includes(type)]);
});

it('a command says its fields, its receipt, its problems and its refusals with their clauses', () => {
  const split = document.paths['/custody/lots/{id}/split']!.post!;
  expect(split.requestBody).toMatchObject({ required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/SplitLot' } } } });
  expect(document.components.schemas['SplitLot']).toMatchObject({
    type: 'object', additionalProperties: false, required: ['parts'],
    properties: { occurredAt: { type: 'string', format: 'date-time' }, parts: { type: 'array', items: { required: ['milliCarats'], properties: { milliCarats: { type: 'integer', minimum: 1 } } } } },
  });
  expect(Object.keys(split.responses).sort()).toEqual(['201', '400', '401', '403', '404', '409', '412', '413', '415', '422', '503']);
  expect(split.responses['403']!.description).toContain('(/problems/not-holder)');
  expect(split.responses['422']!.description).toContain('(/problems/weight-not-conserved)');
  expect(split.parameters.map(({ name }) => name).sort()).toEqual(['Idempotency-Key', 'If-Match', 'X-Correlation-Id', 'id']);
  expect(split.security).toEqual([{ bearer: [] }]);
});

it('every view is there with a parameter for each index field and a schema for its rows', () => {
  for (const { view } of buses.queries) {
    const list = document.paths[`/${view.name}`]!.get!;
    const names = list.parameters.map(({ name }) => name);
    for (const field of view.index) expect(names).toEqual(expect.arrayContaining([field, `${field}From`, `${field}To`]));
    expect(new Set(names).size).toBe(names.length);
    expect(document.paths[`/${view.name}/{key}`]!.get!.responses['200']).toBeDefined();
    expect(document.paths[`/${view.name}/{node}/back`]).toEqual(view.edges ? expect.anything() : undefined);
    expect(fieldsOf(view.row).has('key')).toBe(false);
  }
});

it('every inquiry is there with its parameters and its answer, and can be asked of any moment, like every look', () => {
  expect(buses.inquiries.length).toBeGreaterThan(0);
  for (const { inquiry } of buses.inquiries) {
    const { parameters, responses } = document.paths[`/${inquiry.name}`]!.get!;
    expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining([...fieldsOf(inquiry.asks).keys(), 'asOf', 'knownAt']));
    expect(Object.keys(responses).sort()).toEqual(['200', '400', '401', '422', '503', '504']);
  }
  for (const { view } of buses.queries) {
    const looks = [`/${view.name}`, `/${view.name}/{key}`, ...(view.edges ? [`/${view.name}/{node}/back`, `/${view.name}/{node}/forward`] : [])];
    for (const look of looks) expect(document.paths[look]!.get!.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['asOf', 'knownAt', 'Min-Position']));
  }
});

it('a paper is there with its parameters and its kind of file', () => {
  const { parameters, responses } = document.paths['/certification/certificates/{key}/document']!.get!;
  expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['key', 'language', 'asOf', 'knownAt', 'If-None-Match']));
  expect(responses['200']).toMatchObject({ content: { 'application/pdf': { schema: { type: 'string' } } } });
});

it('every reference leads somewhere, and operation names are different', () => {
  const references = all(document).filter(([name]) => name === '$ref').map(([, reference]) => reference as string);
  expect(references.length).toBeGreaterThan(100);
  for (const reference of references) {
    const found = reference.slice(2).split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
    expect([reference, found]).toEqual([reference, expect.any(Object)]);
  }
  const names = operations().map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

it('every type of problem has its page', async () => {
  const pages = new Set([...JSON.stringify(document).matchAll(/\(\/problems\/([a-z0-9-]+)\)/g)].map(([, name]) => name));
  expect(pages.size).toBeGreaterThan(60);
  for (const name of [...pages, 'internal', 'method-not-allowed', 'key-reused']) {
    const { status, headers, body } = await get(`/problems/${name}`);
    expect([name, status, headers.get('content-type')]).toEqual([name, 200, 'text/html; charset=utf-8']);
    expect(body).toContain('<h1>');
  }
  expect((await get('/problems/<script>')).status).toBe(404);
});

it('the readable page needs nothing from anywhere else', async () => {
  const page = await get('/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
  expect(files.length).toBe(4);
  for (const file of files) {
    const { status, headers } = await get(file);
    expect([file, file.startsWith('/docs/'), status]).toEqual([file, true, 200]);
    expect((await get(file, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
  }
  expect((await get('/docs/begin.js')).body).toContain('validatorUrl: null');
  for (const outside of ['/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/LICENSE']) expect((await get(outside)).status).toBe(404);
});
