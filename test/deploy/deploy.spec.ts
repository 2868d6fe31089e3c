import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { chartFaults, objectsOf, templatesOf, typeFaults, type Deployment } from './chart.ts';
import { composeFaults, schemaFaults, type Compose } from './compose.ts';
import { buildStageOf, dockerfileFaults } from './dockerfile.ts';
import { isPinned, read, settingsOf, yaml, type Plain } from './files.ts';

const settings = settingsOf('apps/api/settings.ts', 'apps/api/main.ts', 'libs/platform/read-models/postgres.settings.ts', 'libs/platform/telemetry/telemetry.ts');
const { version } = JSON.parse(read('package.json')) as { version: string };

describe.each(['single', 'production'])('the compose file %s', (name) => {
  const folder = `deploy/${name}`;
  const [text, example] = [read(`${folder}/compose.yaml`), read(`${folder}/.env.example`)];
  const compose = yaml(text) as Plain & Compose;
  const where = { folder, settings, text, example };
  const changed = (service: string, fields: Plain): Compose => ({ ...compose, services: { ...compose.services, [service]: { ...compose.services[service], ...fields } } });

  it('is one, by its published schema', () => { expect(schemaFaults(compose)).toEqual([]); });
  it('keeps our habits', () => { expect(composeFaults(compose, where)).toEqual([]); });
  it('is of this version', () => { expect(Object.values(compose.services).flatMap(({ image }) => (image?.startsWith('kimberlite-') && !image.endsWith(`:${version}`) ? [image] : []))).toEqual([]); });

  it('the schema is not painted on', () => {
    expect(schemaFaults(changed('api', { imge: 'x' }))).toEqual(['/services/api must NOT have additional properties']);
    expect(schemaFaults(changed('api', { restart: 7 }))).toEqual(['/services/api/restart must be string']);
  });

  it.each<readonly [string, string, Plain]>([
    ['api: its image kimberlite-api:latest is not of one exact version', 'api', { image: 'kimberlite-api:latest' }],
    ['api: it keeps rights that it does not need', 'api', { cap_drop: [] }],
    ['api: it can be reached from outside', 'api', { ports: ['3000:3000'] }],
    ['proxy: it cannot reach the outside, and has to', 'proxy', { networks: ['inside'] }],
    ['api: it is healthy before it is ready', 'api', { healthcheck: undefined }],
    ['api: its files count as memory', 'api', { tmpfs: ['/tmp'] }],
    ['api: it waits for nobody, which is not there', 'api', { depends_on: { nobody: { condition: 'service_started' } } }],
    ['api: it mounts gone, which is not there', 'api', { volumes: [...compose.services['api']!.volumes!, 'gone:/x'] }],
    ['api: nobody reads its setting DATABASE_URI', 'api', { environment: { ...compose.services['api']!.environment, DATABASE_URI: 'x' } }],
    ['api: its memory has no limit', 'api', { mem_limit: undefined }],
    ['api: it may write to its own image', 'api', { read_only: false }],
    ['api: it is on the network of everybody', 'api', { networks: undefined, network_mode: undefined }],
    ['proxy: it mounts ../Cadyfile, which is not there', 'proxy', { volumes: [...compose.services['proxy']!.volumes!, '../Cadyfile:/x:ro'] }],
  ])('a habit is not painted on: %s', (fault, service, fields) => { expect(composeFaults(changed(service, fields), where)).toEqual([fault]); });

  it('a variable that may be forgotten, or is not explained, is found', () => {
    expect(composeFaults(compose, { ...where, text: `${text}\n# \${NEW_ONE}` })).toEqual(['.env.example does not tell of NEW_ONE', 'NEW_ONE may be forgotten']);
  });
});

it('in production nobody but the one who makes them has the key of the authority, and the ledger is no administrator of its stores', () => {
  const { services } = yaml(read('deploy/production/compose.yaml')) as Plain & Compose;
  expect(Object.entries(services).filter(([, { volumes = [] }]) => volumes.some((one) => typeof one === 'string' && one.startsWith('private:'))).map(([name]) => name)).toEqual(['certificates']);
  for (const name of ['api', 'worker', 'cli']) {
    expect(services[name]!.environment).toMatchObject({
      EVENTSTORE_URL: expect.stringMatching(/^esdb:\/\/kimberlite:.*[?]tls=true&tlsCAFile=/), DATABASE_URL: expect.stringMatching(/^postgresql:\/\/kimberlite:/),
    });
  }
});

it('who delivers webhooks has a way out: the api on a data folder, workers where the api only answers', () => {
  const out = (name: string) => Object.entries((yaml(read(`deploy/${name}/compose.yaml`)) as Plain & Compose).services).filter(([, { networks }]) => networks?.includes('outside')).map(([service]) => service);
  expect(out('single')).toEqual(['api', 'proxy', 'cli']);
  expect(out('production')).toEqual(['worker', 'proxy', 'cli']);
});

describe.each(['api', 'worker', 'cli'])('the Dockerfile of %s', (app) => {
  const text = read(`deploy/docker/${app}.Dockerfile`);

  it('is one, and keeps our habits', () => { expect(dockerfileFaults(text, app)).toEqual([]); });
  it('is built as the others are', () => { expect(buildStageOf(text)).toBe(buildStageOf(read('deploy/docker/api.Dockerfile'))); });

  it.each<readonly [string, string, string]>([
    ['line 3: Unknown instruction: COPPY', 'WORKDIR /app\n', 'COPPY /app\n'],
    ['each stage begins with an image of one exact version', '22.23.3-bookworm-slim AS', 'lts AS'],
    ['it does not run as root', 'USER node', 'USER root'],
    ['nothing is done as root after that', 'VOLUME /data', 'RUN true'],
    ['it is started without a shell, so that it hears SIGTERM', 'ENTRYPOINT ["node", ', 'ENTRYPOINT ["sh", '],
    ['it starts what there is to be started', '/main.js"', '/mian.js"'],
    ['packages are asked for by name only, and their lists are removed', '--no-install-recommends', ''],
    ['dependencies are those of the lock file, and no script of a stranger runs', 'npm ci --ignore-scripts', 'npm ci'],
    ['what is copied is there', 'package-lock.json .npmrc', 'package-lok.json .npmrc'],
  ])('a habit is not painted on: %s', (fault, was, is) => { expect(dockerfileFaults(text.replace(was, is), app)).toEqual([fault]); });
});

it('an image is made of sources only: what is not named in .dockerignore stays out, and what is built from is in', () => {
  const lines = read('.dockerignore').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  const inside = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  expect(inside.filter((path) => !readdirSync('.').includes(path))).toEqual([]);
  const copied = /^COPY (package.*) \.\/$/m.exec(read('deploy/docker/api.Dockerfile'))![1]!.split(' ');
  expect([...copied, 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'apps', 'libs'].filter((path) => !inside.includes(path))).toEqual([]);
});

it('a version is exact or it is none', () => {
  expect(['postgres:17.6-bookworm', 'a/b:1.2.3', `node@sha256:${'0'.repeat(64)}`].map(isPinned)).toEqual([true, true, true]);
  expect(['postgres', 'postgres:17', 'postgres:latest', 'node:lts'].map(isPinned)).toEqual([false, false, false, false]);
});

describe('the chart', () => {
  const objects = objectsOf();

  it('comes to objects that Kubernetes knows, field by field, with its own values and with others', () => {
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['Deployment', 'Deployment', 'Ingress', 'NetworkPolicy', 'PodDisruptionBudget', 'PodDisruptionBudget', 'Service']);
    const without = objectsOf({ ingress: { enabled: false }, registry: 'registry.example.org/ledger', tag: '1.2.3' });
    expect(without.map(({ kind }) => kind)).not.toContain('Ingress');
    expect(JSON.stringify(without)).toContain('"registry.example.org/ledger/kimberlite-api:1.2.3"');
    expect(typeFaults([...objects, ...without])).toEqual([]);
  }, 60_000);

  it('keeps our habits, and is of this version', () => {
    expect(chartFaults(objects, settings)).toEqual([]);
    expect(yaml(read('deploy/kubernetes/kimberlite/Chart.yaml'))).toMatchObject({ version, appVersion: version });
  });

  it('takes more settings, a secret for the registry, and stores whose certificates everybody knows', () => {
    const extraEnv = [{ name: 'KIMBERLITE_WEBHOOKS', value: 'anywhere' }, { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://collector:4318' }];
    const others = objectsOf({ extraEnv, imagePullSecrets: [{ name: 'registry' }], authority: { secret: '' } });
    expect(typeFaults(others)).toEqual([]);
    expect(chartFaults(others, settings)).toEqual([]);
    for (const { spec } of others.filter(({ kind }) => kind === 'Deployment') as unknown as Deployment[]) {
      const pod = spec.template.spec;
      expect(pod.containers[0]!.env).toEqual(expect.arrayContaining(extraEnv));
      expect(pod.imagePullSecrets).toEqual([{ name: 'registry' }]);
      expect(pod.volumes.map(({ name }) => name)).toEqual(['copy', 'scratch']);
    }
    expect(JSON.stringify(objects)).toContain('"secretName":"kimberlite-authority"');
    expect(JSON.stringify(objects)).not.toContain('imagePullSecrets');
  }, 60_000);

  it('a field that does not exist and a text for a number are found', () => {
    const changed = (was: string, is: string) => objectsOf({}, new Map([...templatesOf()].map(([name, text]) => [name, name === 'api.yaml' ? text.replace(was, is) : text])));
    expect(typeFaults(changed('imagePullPolicy', 'imagePulPolicy')).join()).toMatch(/imagePulPolicy.* does not exist in type 'Container'/);
    expect(typeFaults(changed('maxUnavailable: 1', 'maxUnavailable: [1]')).join()).toContain('is not assignable');
    expect(() => changed('{{ .Values.pullPolicy }}', '{{ .Values.pulPolicy }}')).toThrow('.Values.pulPolicy has no value');
    expect(() => changed('{{ .Values.pullPolicy }}', '{{ .Values.pullPolicy | upper }}')).toThrow('uses upper, which is not tried here');
  }, 60_000);

  it.each<readonly [string, (pod: Deployment['spec']) => object]>([
    ['it does not select its own pods', (spec) => ({ ...spec, selector: { matchLabels: { a: 'b' } } })],
    ['not so: it keeps no rights', (spec) => ({ ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers: spec.template.spec.containers.map((one) => ({ ...one, securityContext: {} })) } } })],
    ['not so: an api that reads stays in the service, though the store is away', (spec) => ({ ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers: spec.template.spec.containers.map((one) => ({ ...one, readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } } })) } } })],
    ['not so: an api ends after it has left the service', (spec) => ({ ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers: spec.template.spec.containers.map((one) => ({ ...one, lifecycle: {} })) } } })],
    ['it may run as root', (spec) => ({ ...spec, template: { ...spec.template, spec: { ...spec.template.spec, securityContext: {} } } })],
  ])('a habit is not painted on: %s', (fault, change) => {
    const api = objects.findIndex((one) => one['kind'] === 'Deployment');
    const changed = objects.map((one, n) => (n === api ? { ...one, spec: change(one['spec'] as Deployment['spec']) } : one));
    expect(chartFaults(changed, settings)).toEqual([`ledger-api: ${fault}`]);
  });
});
