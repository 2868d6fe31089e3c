export { Health } from './health.ts';
export { createHttpApp, HttpModule } from './http.module.ts';
export { readInquiry } from './inquiry-query.ts';
export type { Leaf, Paper } from './paper-route.ts';
export { problemOf, type Problem } from './problem.ts';
export { createLogger, nestLogger } from './request-log.ts';
export { figuresOf, sourcesOf, type Parts } from './standings.ts';
export { parseJson, strictJson } from './strict-json.ts';
