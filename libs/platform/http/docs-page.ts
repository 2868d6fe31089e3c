import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { isKnownTag, type Reply, type Request } from './wire.ts';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kimberlite: operations</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/begin.js"></script>
</html>
`;
const BEGIN = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'none', tagsSorter: 'alpha', validatorUrl: null });\n`;
const ASSETS = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript', 'favicon-32x32.png': 'image/png' } as const;

type File = Readonly<{ type: string; body: Buffer; tag: string }>;
const file = (type: string, body: Buffer): File => ({ type, body, tag: `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"` });

/** The page’s files lie in a package that @nestjs/swagger brings along: asked from there, they are found wherever it is installed. */
const asset = (name: keyof typeof ASSETS): File => {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  return file(ASSETS[name], readFileSync(createRequire(swagger).resolve(`swagger-ui-dist/${name}`)));
};

const send = ({ type, body, tag }: File, request: Request, reply: Reply): void => {
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (isKnownTag(request.headers['if-none-match'], tag)) reply.code(304).send();
  else reply.header('content-type', type.startsWith('image/') ? type : `${type}; charset=utf-8`).send(body);
};

/** GET /openapi.json, and /docs to read and try it. Everything the page needs comes from here; nothing is asked of anybody else. */
export const publishDocument = (app: INestApplication, document: OpenAPIObject): void => {
  const server = app.getHttpAdapter();
  const serve = (path: string, load: () => File) => {
    let loaded: File | undefined;
    server.get(path, (request: Request, reply: Reply) => send(loaded ??= load(), request, reply));
  };
  serve('/openapi.json', () => file('application/json', Buffer.from(JSON.stringify(document))));
  serve('/docs', () => file('text/html', Buffer.from(PAGE)));
  serve('/docs/begin.js', () => file('text/javascript', Buffer.from(BEGIN)));
  for (const name of Object.keys(ASSETS) as (keyof typeof ASSETS)[]) serve(`/docs/${name}`, () => asset(name));
};
