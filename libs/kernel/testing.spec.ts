import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';

/** A decider with one command, one event and one refusal, and some scenarios for it. */
const specOf = (...scenarios: string[]) => `
import { it } from '@jest/globals';
import { IsMilliCarats, IsParcelId, refusals } from '#kernel';
import { scenarios } from '#kernel/testing';
class Weighed { @IsMilliCarats() milliCarats!: number }
const no = refusals({ WeighedTwice: { cites: 'test/1', says: 'A parcel is weighed once.' } });
const given = scenarios({
  noun: 'parcel', id: IsParcelId, events: { Weighed }, commands: { Weigh: Weighed }, refusals: no, initial: 0,
  evolve: { Weighed: (n: number) => n + 1 }, decide: { Weigh: (n: number, data: Weighed) => (n > 0 ? no.WeighedTwice : [{ type: 'Weighed', data } as const]) },
});
const by = { party: 'P', participant: 'BW', roles: [] };
${scenarios.map((body, i) => `it('${i}', () => { ${body} });`).join('\n')}
`;
const happy = "given().when('Weigh', { milliCarats: 1 }, by).then({ type: 'Weighed', data: { milliCarats: 1 } });";
const refused = "given({ type: 'Weighed', data: { milliCarats: 1 } }).when('Weigh', { milliCarats: 1 }, by).refused('WeighedTwice');";

const copy = mkdtempSync(join(tmpdir(), 'scenarios-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs specs in a copy of the kernel: which files pass, and what the others say. */
const run = (specs: Record<string, string>): Record<string, string> => {
  for (const part of ['package.json', 'jest.config.js']) cpSync(part, join(copy, part));
  cpSync('libs/kernel', join(copy, 'libs/kernel'), { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  for (const [name, text] of Object.entries(specs)) writeFileSync(join(copy, 'libs', `${name}.spec.ts`), text);
  const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--json', '--runInBand'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  const { testResults } = JSON.parse(stdout) as { testResults: { name: string; status: string; message: string }[] };
  return Object.fromEntries(testResults.map(({ name, status, message }) => [name.replace(/.*\/(.*)[.]spec[.]ts$/, '$1'), status === 'passed' ? 'passed' : message]));
};

it('the scenario kit fails when a command, an event or a refusal of the decider is never reached', () => {
  const said = run({
    complete: specOf(happy, refused),
    noRefusal: specOf(happy),
    noEvent: specOf(refused),
    wrongEvent: specOf(happy.replace(/1(?= \} \}\))/, '2'), happy, refused),
    wrongCode: specOf(happy, refused, refused.replace('WeighedTwice', 'Other')),
    malformed: specOf(happy, refused, happy.replaceAll('milliCarats: 1', 'milliCarats: 0')),
  });
  expect(Object.keys(said).sort()).toEqual(['complete', 'malformed', 'noEvent', 'noRefusal', 'wrongCode', 'wrongEvent']);
  expect(said['complete']).toBe('passed');
  expect(said['noRefusal']).toContain('WeighedTwice');
  expect(said['noEvent']).toMatch(/neverReachedByAScenario[\s\S]*"Weigh"[\s\S]*"Weighed"/);
  expect(said['wrongEvent']).toContain('"milliCarats": 2');
  expect(said['wrongCode']).toContain('"Other"');
  expect(said['malformed']).toContain('#/milliCarats');
}, 60_000);
