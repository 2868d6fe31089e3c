import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isPinned, read, yaml, yamls, type Plain } from './files.ts';
import { render } from './template.ts';

const CHART = 'deploy/kubernetes/kimberlite';
/** Where the types of each kind of object are. */
const TYPES: Readonly<Record<string, string>> = { 'apps/v1': 'apps/v1', 'policy/v1': 'policy/v1', 'networking.k8s.io/v1': 'networking/v1', v1: 'core/v1' };

const merged = (values: Plain, more: Plain): Plain => Object.fromEntries(Object.entries(values).map(([name, value]) => {
  const other = more[name];
  return [name, typeof value === 'object' && value !== null && !Array.isArray(value) && typeof other === 'object' ? merged(value as Plain, other as Plain) : other ?? value];
}));

/** The objects that the chart comes to, with its values or others. */
export const objectsOf = (more: Plain = {}, templates = templatesOf()): readonly Plain[] => {
  const chart = yaml(read(join(CHART, 'Chart.yaml')));
  const root = { Values: merged(yaml(read(join(CHART, 'values.yaml'))), more), Release: { Name: 'ledger' }, Chart: { Name: chart['name'], AppVersion: String(chart['appVersion']) } };
  return [...render(templates, root).values()].flatMap((text) => yamls(text));
};

export const templatesOf = (): ReadonlyMap<string, string> =>
  new Map(readdirSync(join(CHART, 'templates')).sort().map((name) => [name, read(join(CHART, 'templates', name))]));

/**
 * What the published types of Kubernetes say: a missing field, one that does not exist, a text for a number. The compiler checks the objects as if somebody
 * had written them in TypeScript, and finds more than a schema with open objects would.
 */
export const typeFaults = (objects: readonly Plain[]): string[] => {
  const file = join(import.meta.dirname, 'objects-of-the-chart.ts');
  const text = objects.map((one, n) => `export const n${n}: Required<Pick<import('kubernetes-types/${TYPES[String(one['apiVersion'])]}').${String(one['kind'])}, 'metadata' | 'spec' | 'kind' | 'apiVersion'>> = ${JSON.stringify(one, null, 1)};`).join('\n');
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [], lib: ['lib.es2023.d.ts'] };
  const host = ts.createCompilerHost(options);
  const [getSourceFile, fileExists, readFile] = [host.getSourceFile.bind(host), host.fileExists.bind(host), host.readFile.bind(host)];
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest));
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ messageText, start = 0 }) =>
    `${ts.flattenDiagnosticMessageText(messageText, ' ')} (at ${text.slice(start, start + 40).split('\n')[0]!})`);
};

type Container = Readonly<{ name: string; image: string; env: readonly Readonly<{ name: string }>[]; ports: readonly Readonly<{ name: string; containerPort: number }>[]; resources?: Plain; securityContext?: Plain; livenessProbe?: Plain; readinessProbe?: Plain; startupProbe?: Plain; lifecycle?: Plain; volumeMounts: readonly Readonly<{ name: string }>[] }>;
type Pod = Readonly<{ securityContext?: Plain; containers: readonly Container[]; imagePullSecrets?: readonly Plain[]; volumes: readonly Readonly<{ name: string }>[]; automountServiceAccountToken?: boolean }>;
type Labels = Readonly<Record<string, string>>;
export type Deployment = Readonly<{ metadata: Readonly<{ name: string }>; spec: Readonly<{ selector: Readonly<{ matchLabels: Labels }>; template: Readonly<{ metadata: Readonly<{ labels: Labels }>; spec: Pod }> }> }>;

const within = (few: Labels, many: Labels): boolean => Object.entries(few).every(([name, value]) => many[name] === value);

const CONTAINER: Readonly<Record<string, (container: Container, settings: ReadonlySet<string>) => boolean>> = {
  'its image is of one exact version': ({ image }) => isPinned(image),
  'it is asked whether it lives, whether it is ready, and whether it has begun': ({ livenessProbe, readinessProbe, startupProbe }) => Boolean(livenessProbe && readinessProbe && startupProbe),
  'an api that reads stays in the service, though the store is away': ({ name, readinessProbe }) => name !== 'api' || JSON.stringify(readinessProbe).includes('"/health/reading"'),
  'an api ends after it has left the service': ({ name, lifecycle }) => name !== 'api' || JSON.stringify(lifecycle) === '{"preStop":{"exec":{"command":["sleep","5"]}}}',
  'its memory has a limit': ({ resources }) => JSON.stringify(resources).includes('"limits":{"memory"'),
  'it keeps no rights': ({ securityContext }) => JSON.stringify(securityContext) === '{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}}',
  'somebody reads each of its settings': ({ env }, settings) => env.every(({ name }) => settings.has(name)),
};

/** Habits of our own, over the types. */
export const chartFaults = (objects: readonly Plain[], settings: ReadonlySet<string>): string[] => {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment') as unknown as Deployment[];
  const ofDeployments = deployments.flatMap(({ metadata: { name }, spec: { selector, template: { metadata: { labels }, spec } } }) => [
    ...(within(selector.matchLabels, labels) ? [] : [`${name}: it does not select its own pods`]),
    ...(spec.securityContext?.['runAsNonRoot'] === true ? [] : [`${name}: it may run as root`]),
    ...(spec.automountServiceAccountToken === false ? [] : [`${name}: it is given a token of the cluster that it does not need`]),
    ...spec.containers.flatMap((container) => [
      ...Object.entries(CONTAINER).filter(([, isKept]) => !isKept(container, settings)).map(([habit]) => `${name}: not so: ${habit}`),
      ...container.volumeMounts.filter((mount) => !spec.volumes.some((volume) => volume.name === mount.name)).map((mount) => `${name}: it mounts ${mount.name}, which is not there`),
    ]),
  ]);
  const selecting = objects.filter(({ kind }) => kind !== 'Deployment').flatMap((one) => {
    const { selector, podSelector } = one['spec'] as Readonly<{ selector?: Plain; podSelector?: Plain }>;
    const labels = (selector?.['matchLabels'] ?? podSelector?.['matchLabels'] ?? selector) as Labels | undefined;
    const found = labels === undefined || deployments.some(({ spec }) => within(labels, spec.template.metadata.labels));
    return found ? [] : [`${String(one['kind'])}: it selects no pods`];
  });
  return [...ofDeployments, ...selecting];
};
