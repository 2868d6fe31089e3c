/** Lets node run the TypeScript sources as they stand: `node --conditions=@kimberlite/source --import ./test/processes/typescript.mjs file.ts`. */
import { register } from 'node:module';

const swc = { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true } }, sourceMaps: 'inline' };
const hook = `import { createRequire } from 'node:module'; import { readFileSync } from 'node:fs';
  const { transformSync } = createRequire(${JSON.stringify(import.meta.url)})('@swc/core');
  export const load = (url, context, next) => (url.endsWith('.ts')
    ? { format: 'module', shortCircuit: true, source: transformSync(readFileSync(new URL(url), 'utf8'), ${JSON.stringify(swc)}).code } : next(url, context));`;

register(`data:text/javascript,${encodeURIComponent(hook)}`);
