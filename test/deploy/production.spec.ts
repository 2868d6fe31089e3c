import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Compose } from './compose.ts';
import { read, yaml, type Plain } from './files.ts';

const { services } = yaml(read('deploy/production/compose.yaml')) as Plain & Compose;
const NODES = ['node1', 'node2', 'node3'];

it('nodes serve by HTTP what accounts.sh writes by HTTP', () => {
  expect(read('deploy/production/accounts.sh')).toContain('/streams/%24settings');
  for (const node of NODES) expect(services[`${node}.eventstore`]!.environment).toMatchObject({ EVENTSTORE_ENABLE_ATOM_PUB_OVER_HTTP: 'true' });
});

it('the command line keeps its copy of the log, and each api and worker has its own', () => {
  expect(services['cli']!.volumes).toContain('copy:/data');
  for (const name of ['api', 'worker']) expect(services[name]!.volumes).toContainEqual({ type: 'volume', target: '/data' });
});

describe('certificates.sh', () => {
  const DAY_MS = 86_400_000;
  let folder: string;
  const said = (): string[] => (existsSync(join(folder, 'said')) ? readFileSync(join(folder, 'said'), 'utf8').trim().split('\n') : []);
  const command = (name: string, text: string): void => {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  };
  /** Writes down what it is asked for, and makes files that are different each time; where something is, it makes nothing, as the real one. At `failing` it ends midway. */
  const generator = (failing = 0): void => command('es-gencert-cli', `
    echo "$@" >> said
    case $1 in create-ca) name=ca ;; *) name=node ;; esac
    while [ "$1" != -out ]; do shift; done
    mkdir "$2" && date +%s%N > "$2/$name.crt"
    [ "$(wc -l < said)" -ne ${failing} ] && date +%s%N > "$2/$name.key"`);
  const run = (): number | null => spawnSync('sh', [resolve('deploy/production/certificates.sh')], { cwd: folder, env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}` } }).status;
  const at = (path: string): string => readFileSync(join(folder, path), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kimberlite-certificates-'));
    for (const name of ['bin', 'private', 'authority', ...NODES]) mkdirSync(join(folder, name));
    command('chown', 'exit 0');
    generator();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says how long each certificate holds, and of whom it speaks', () => {
    expect(run()).toBe(0);
    expect(said()).toEqual(['create-ca -days 3650 -out private/new', ...NODES.map((node) =>
      `create-node -ca-certificate private/ca/ca.crt -ca-key private/ca/ca.key -days 730 -out ${node}/new -ip-addresses 127.0.0.1 -dns-names ${node}.eventstore,localhost`)]);
    expect(at('authority/ca.crt')).toBe(at('private/ca/ca.crt'));
    expect(existsSync(join(folder, 'authority/ca.key'))).toBe(false);
    for (const node of NODES) expect(statSync(join(folder, node, 'node.key')).isFile() && !existsSync(join(folder, node, 'new'))).toBe(true);
  });

  it('changes nothing when it runs again', () => {
    run();
    expect([run(), said().length]).toEqual([0, 4]);
  });

  it('makes anew what is older than a year, by the same authority', () => {
    run();
    const before = [at('private/ca/ca.crt'), at('node1/node.crt'), at('node2/node.crt'), at('node2/node.key')];
    const old = new Date(Date.now() - 367 * DAY_MS);
    utimesSync(join(folder, 'node2/node.crt'), old, old);
    expect([run(), said().length]).toEqual([0, 5]);
    expect([at('private/ca/ca.crt'), at('node1/node.crt')]).toEqual(before.slice(0, 2));
    expect(at('node2/node.crt')).not.toBe(before[2]);
    expect(at('node2/node.key')).not.toBe(before[3]);
  });

  it.each([1, 2, 3, 4])('a run that is broken off at its step %i is repeated', (step) => {
    generator(step);
    expect(run()).toBe(1);
    expect(run()).toBe(0);
    for (const path of ['authority/ca.crt', ...NODES.flatMap((node) => [`${node}/node.crt`, `${node}/node.key`])]) expect(existsSync(join(folder, path))).toBe(true);
  });

  it('another authority signs all of them again', () => {
    run();
    rmSync(join(folder, 'private/ca'), { recursive: true });
    expect([run(), said().length]).toEqual([0, 8]);
    expect(at('authority/ca.crt')).toBe(at('private/ca/ca.crt'));
  });
});
