import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runText, urlOf } from '../../../test/processes/from-source.ts';
import { openLedger } from '../../api/index.ts';
import { optionsOf, runDemo, type DemoOptions } from './demo.ts';
import { Driver, DemoRefused } from './driver.ts';
import type { DemoFigures } from './report.ts';

/** A year of commands, each durable, on a machine that may have much else to do. */
jest.setTimeout(180_000);

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-demo-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const HEADING = 'participant,iso2,year,half,declaration,production_type,carats,value_usd';
const small = (more: Partial<DemoOptions> = {}): DemoOptions => ({ year: 2005, scale: 0.001, seed: 1, data: join(folder, 'year'), ...more });

/** What does not depend on the machine. */
const lasting = ({ commandsPerSecond: _rate, seconds: _seconds, peakRssMiB: _peak, ...figures }: DemoFigures) => figures;

/** Another process that runs the demo, in TypeScript as it stands here. */
const child = (options: DemoOptions) => {
  const text = `import { runDemo } from ${urlOf(join(import.meta.dirname, 'demo.ts'))};
    await runDemo({ ...JSON.parse(process.argv[1]), say: (line) => console.log(line) });`;
  return runText(text, JSON.stringify(options));
};

describe('the demo', () => {
  it('proves the year: no return differs, every balance closes, every certificate of the scale is there', async () => {
    const told: string[] = [];
    const figures = await runDemo(small({ say: (...lines) => told.push(...lines) }));
    expect(figures).toMatchObject({
      year: 2005, producers: 22, returningParticipants: 26, productionRows: 49, returnsFiled: 49, productionDifferences: 0, producedMilliCarats: 176_701_080_670,
      producedUsdCents: 1_160_593_189_485, balanceResidualMilliCarats: 0, certificates: 59, exportedUsdCents: 3_760_000_000, confiscations: 1, discrepancies: 1, questionedValues: 2, unconfirmed: 0,
      certificatesIssued: 62, corridorDifferences: 0, papers: { refused: 1, void: 16, expired: 1, replaced: 2, falsePresentations: 2, subdivided: 0, parts: 0, technical: 1, overdue: 0 },
      warranties: { newText: 0, unwarrantedMilliCarats: 0, memberResidualMilliCarats: 0 },
    });
    const { invoices, members, inGoodStanding, fast, drawn, audited } = figures.warranties;
    expect([invoices > 59, members > 20, members - inGoodStanding, fast > 0, drawn > 0, drawn - audited]).toEqual([true, true, 0, true, true, 0]);
    expect(figures.exportedMilliCarats).toBeGreaterThan(500_000_000);
    expect(figures.trailMines).toBeGreaterThan(1);
    expect(statSync(join(folder, 'year')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'year')).mode & 0o077).toBe(0);
    const text = told.join('\n');
    expect(text).toContain('differing rows: 0');
    expect(text).toContain('residual of all: 0.000 ct');
    expect(text).toContain('0.000 ct unwarranted');
    expect(text).toMatch(/certificate [A-Z]{2}SYN\d{7} .* origin: [A-Z]{2} [\d.]+ ct, [A-Z]{2}/);
    expect(text).toMatch(/← site SYN-/);
  });

  it('divides a shipment in a free zone and sends seized goods home as evidence: the year comes to the same certificates, carats and dollars', async () => {
    const told: string[] = [];
    const figures = await runDemo(small({ seed: 12, say: (...lines) => told.push(...lines) }));
    expect(figures).toMatchObject({
      productionDifferences: 0, balanceResidualMilliCarats: 0, corridorDifferences: 0, certificates: 59, exportedUsdCents: 3_760_000_000, confiscations: 1, unconfirmed: 0,
      papers: { subdivided: 1, parts: 2, technical: 1, overdue: 0 },
    });
    expect(told.join('\n')).toContain('1 divided in free zones into 2 parts, 1 technical certificates');
    const ledger = await openLedger(join(folder, 'year'));
    const rows = async (where: Record<string, string>) => (await ledger.look('certification/certificates', { ask: 'rows', wanted: { where, limit: 10 } })).rows!.map(({ row }) => row as Record<string, unknown>);
    const [whole] = await rows({ status: 'subdivided' });
    const parts = (await rows({ exporter: whole!['exporter'] as string, status: 'closed' })).filter(({ replaces }) => replaces === whole!['certificate']);
    expect(parts.map(({ certificate }) => certificate)).toEqual(whole!['children']);
    expect(parts.reduce((sum, { milliCarats }) => sum + (milliCarats as number), 0)).toBe(whole!['milliCarats']);
    await ledger.close();
  });

  it.each([[2021, 'some'], [2024, 'most'], [2025, 'all']])('warrants the trade of %d under the text of 2021: %s of it', async (year, share) => {
    const returns = join(folder, 'returns.csv');
    writeFileSync(returns, [HEADING, ...[1, 2].flatMap((half) => [`Botswana,BW,${year},${half},Production,Production,9000000.00,800000000.00`, `Congo,CD,${year},${half},Production,ASM,6000000.00,70000000.00`])].join('\n'));
    const { warranties: { invoices, newText, members, inGoodStanding, ...sums } } = await runDemo(small({ year, returns, scale: 0.005 }));
    const parts = { some: newText > 0 && newText < invoices / 2, most: newText > invoices / 2 && newText < invoices, all: newText === invoices };
    expect(parts[share as keyof typeof parts]).toBe(true);
    expect(members - inGoodStanding).toBe(0);
    expect(sums).toMatchObject({ unwarrantedMilliCarats: 0, memberResidualMilliCarats: 0 });
  });

  it('comes to the same figures, one command after another or many side by side, and from the same folder again', async () => {
    const returns = join(folder, 'one-producer.csv');
    writeFileSync(returns, `${HEADING}\nBotswana,BW,2005,1,Production,Production,15278100.00,1375029000.00\n`);
    const some = (more: Partial<DemoOptions> = {}) => small({ returns, scale: 0.005, ...more });
    const first = await runDemo(some());
    expect(first.certificates).toBe(26);
    expect(lasting(await runDemo(some()))).toEqual(lasting(first));
    expect(lasting(await runDemo(some({ data: join(folder, 'slowly'), concurrency: 1 })))).toEqual(lasting(first));
  });

  it('goes on after kill -9, to the same figures', async () => {
    const killed = child(small({ scale: 0.002 }));
    for await (const told of killed.stdout) if (String(told).includes('Recording: ')) break;
    killed.kill('SIGKILL');
    expect(await once(killed, 'close')).toEqual([null, 'SIGKILL']);
    const resumed = await runDemo(small({ scale: 0.002 }));
    expect(lasting(resumed)).toEqual(lasting(await runDemo(small({ scale: 0.002, data: join(folder, 'undisturbed') }))));
  });

  it('does not write into a folder of another ledger, or of another demo', async () => {
    const opened = await openLedger(join(folder, 'real'));
    await opened.close();
    await expect(runDemo(small({ data: join(folder, 'real') }))).rejects.toThrow('not of a demo');
    mkdirSync(join(folder, 'year'));
    writeFileSync(join(folder, 'year', 'demo.json'), '{"year":2005,"scale":0.001,"seed":2}\n');
    await expect(runDemo(small())).rejects.toThrow('another year, scale, seed or returns');
  });

  it('takes a year from a file, keeps what can be read, and says what cannot', async () => {
    const file = join(folder, 'returns.csv');
    writeFileSync(file, [HEADING, 'Togo,TG,2005,1,Production,Production,10.00,5', 'Togo,TG,2005,1,Production,Production,12.34,7.89', 'Atlantis,XA,2005,2,No Production,,,', 'Togo,TG,2005,2,Prod'].join('\n'));
    const told: string[] = [];
    const figures = await runDemo(small({ returns: file, say: (...lines) => told.push(...lines) }));
    expect(figures).toMatchObject({
      productionRows: 2, returnsFiled: 3, returnsNotRead: 1, productionDifferences: 0, producedMilliCarats: 12_340, producedUsdCents: 789, producers: 1, certificates: 0, trailMines: 0,
    });
    expect(told).toContainEqual(expect.stringContaining('Not read: Row 5: it has 5 fields'));
    await expect(runDemo(small({ returns: file, year: 2006 }))).rejects.toThrow('no returns of 2006');
    await expect(runDemo(small({ year: 2006 }))).rejects.toThrow('not built in');
    expect(existsSync(join(folder, 'year', 'demo.json'))).toBe(true);
  });
});

it('a command that is not accepted stops the driver, with its name', async () => {
  const opened = await openLedger(join(folder, 'real'));
  const driver = new Driver(opened, { causes: 'test', concurrency: 4 });
  const by = { party: 'SYN-BW-TRADER', participant: 'BW', roles: ['trader'] as const };
  const wrong = { key: 'one', steps: [{ type: 'OpenParcel', subject: 'P-1', by, occurredAt: '2005-01-01T00:00:00Z', data: {} }] };
  await expect(driver.drive([{ title: 'test', chains: [wrong] }])).rejects.toThrow(DemoRefused);
  await expect(driver.drive([{ title: 'test', chains: [wrong] }])).rejects.toThrow('OpenParcel of P-1: NoSuchParcel');
  expect(driver.commands).toBe(0);
  await opened.close();
});

describe('the command line', () => {
  const line = { scale: '0.01', seed: '1', year: '2005', port: '3000' };

  it('has a folder for each year', () => {
    expect(optionsOf(line)).toMatchObject({ year: 2005, scale: 0.01, seed: 1, data: './data/demo-2005-0.01-1' });
    expect(optionsOf({ ...line, scale: '1', data: 'x', returns: 'r.csv' })).toMatchObject({ scale: 1, data: 'x', returns: 'r.csv' });
  });

  it.each([[{ scale: '2' }], [{ scale: '0' }], [{ scale: '0.0001' }], [{ scale: '1e-2' }], [{ scale: '٠.١' }], [{ seed: '-1' }], [{ seed: 'x' }], [{ year: '2002' }], [{ year: '05' }]])('refuses %j', (over) => {
    expect(() => optionsOf({ ...line, ...over })).toThrow(/^--(scale|seed|year)/);
  });
});
