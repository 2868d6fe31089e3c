import { describe, expect, it } from '@jest/globals';
import { objectsOf } from './chart.ts';
import { read } from './files.ts';

const caddyfile = read('deploy/Caddyfile');
const largest = Number(/MAX_BODY_BYTES = ([\d_]+)/.exec(read('libs/platform/http/server.ts'))![1]!.replaceAll('_', ''));
const ingress = objectsOf().find(({ kind }) => kind === 'Ingress') as unknown as Readonly<{
  metadata: Readonly<{ annotations: Readonly<Record<string, string>> }>; spec: Readonly<{ rules: readonly Readonly<{ http: Readonly<{ paths: readonly Readonly<{ path: string }>[] }> }>[] }>;
}>;

describe('Caddy', () => {
  it('leaves answers as they are, so that an ETag comes back as it was given', () => { expect(caddyfile).not.toMatch(/^\s*encode\b/m); });
  it('asks another replica when one has just ended', () => { expect(caddyfile).toMatch(/^\t\tlb_try_duration \d+s$/m); });
  it('does not pass on how the processes fare', () => { expect(caddyfile).toContain('@inside path /metrics /health/*\n\trespond @inside 404'); });
});

it('what is too large for the api, the api says; what is out of all proportion, the proxies', () => {
  const taken = [Number(/max_size (\d+)MB/.exec(caddyfile)![1]), Number(/^(\d+)m$/.exec(ingress.metadata.annotations['nginx.ingress.kubernetes.io/proxy-body-size']!)![1])].map((megabytes) => megabytes * 1_000_000);
  for (const bytes of taken) {
    expect(bytes).toBeGreaterThan(largest);
    expect(bytes).toBeLessThan(8 * largest);
  }
});

it('an ingress passes on every path of the api, and neither /health nor /metrics', () => {
  const { paths } = JSON.parse(read('apps/api/openapi.json')) as { paths: Record<string, unknown> };
  const published = new Set([...Object.keys(paths).map((path) => `/${path.split('/')[1]!}`).filter((path) => path !== '/health'), '/docs', '/openapi.json', '/problems']);
  expect(ingress.spec.rules[0]!.http.paths.map(({ path }) => path)).toEqual([...published].sort());
});
