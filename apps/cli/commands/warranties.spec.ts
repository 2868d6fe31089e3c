import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Actor } from '#kernel';
import { openLedger } from '../../api/index.ts';
import { auditFile, warrantiesCommand, type Account } from './warranties.ts';

jest.setTimeout(60_000);

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-warranties-')); });
afterAll(() => rmSync(folder, { recursive: true }));

const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const ministry: Actor = { party: 'SYN-BW-KP', participant: 'BW', roles: ['authority'] };
const mine: Actor = { party: 'SYN-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-TRADER', participant: 'BW', roles: ['trader'] };

const HISTORY: readonly (readonly [string, string, Actor, string, object])[] = [
  ['AdmitParticipant', 'BW', chair, '2003-01-01', { name: 'Botswana', kind: 'state', from: '2003-01-01' }],
  ['RegisterParty', 'SYN-BW-KP', chair, '2003-01-01', { name: 'Ministry (synthetic)', kind: 'authority', participant: 'BW' }],
  ['RegisterParty', 'SYN-MINE', ministry, '2003-01-01', { name: 'Mine (synthetic)', kind: 'producer', participant: 'BW', licence: 'SYN-1' }],
  ['RegisterParty', 'SYN-TRADER', ministry, '2003-01-01', { name: 'Trader (synthetic)', kind: 'trader', participant: 'BW', licence: 'SYN-2' }],
  ['RegisterSite', 'SYN-S', ministry, '2003-01-01', { name: 'Site (synthetic)', participant: 'BW', operator: 'SYN-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'SYN-1', licensedFrom: '2003-01-01', licensedTo: '2009-12-31' }],
  ['RecordProduction', 'SYN-L1', mine, '2005-03-31', { site: 'SYN-S', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_000, usdCents: 9_000 }],
  ['SplitLot', 'SYN-L1', mine, '2005-04-01', { parts: [{ milliCarats: 600 }, { milliCarats: 400 }] }],
  ['IssueInvoice', 'SYN-I1', mine, '2005-04-02', { buyer: 'SYN-TRADER', lines: [{ lot: 'SYN-L1.1', usdCents: 7_777 }], statement: '2002', language: 'en' }],
  ['DispatchLot', 'SYN-L1.1', mine, '2005-04-02', { to: 'SYN-TRADER', invoice: 'SYN-I1' }],
  ['ReceiveLot', 'SYN-L1.1', trader, '2005-04-03', {}],
  ['DispatchLot', 'SYN-L1.2', mine, '2005-04-02', { to: 'SYN-TRADER' }],
  ['ReceiveLot', 'SYN-L1.2', trader, '2005-04-03', {}],
  ['StartBlend', 'SYN-B1', trader, '2005-04-04', { lots: ['SYN-L1.1', 'SYN-L1.2'] }],
  ['IssueInvoice', 'SYN-I2', trader, '2005-04-05', { buyer: 'SYN-MINE', lines: [{ lot: 'SYN-B1.0', usdCents: 9_999 }], statement: '2002', language: 'en' }],
];

it('answers with a year whose totals tie, and with the chain behind an invoice: what came without one is its gap', async () => {
  const opened = await openLedger({ dataFolder: folder });
  for (const [type, subject, by, on, data] of HISTORY) {
    const { command: Command } = opened.buses.commands.find((one) => one.type === type)!;
    await opened.bus.execute(new Command(subject, data, { by, cause: `${type}/${subject}`, occurredAt: `${on}T08:00:00Z` }));
  }
  const { answer } = await opened.inquire('warranties/chain', { invoice: 'SYN-I2' });
  await opened.close();
  expect(answer).toMatchObject({
    chain: 'broken', milliCarats: 1_000, unwarrantedMilliCarats: 400, steps: [{ invoice: 'SYN-I2' }, { invoice: 'SYN-I1', milliCarats: 600 }],
    ends: [{ end: 'production', of: 'SYN-L1', milliCarats: 600 }], breaks: [{ invoice: 'SYN-I2', lot: 'SYN-B1.0', why: 'no-invoice', milliCarats: 400 }],
  });

  const told: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { told.push(String(text)); return true; });
  try {
    await warrantiesCommand('SYN-MINE', { data: folder, year: '2005', json: true, out: join(folder, 'year.csv') });
  } finally {
    write.mockRestore();
  }
  expect(JSON.parse(told.at(-1)!)).toMatchObject({ member: 'SYN-MINE', producedMilliCarats: 1_000, receivedMilliCarats: 1_000, givenMilliCarats: 600, restMilliCarats: 1_400, inMilliCarats: 2_000, outMilliCarats: 2_000 });
  expect(readFileSync(join(folder, 'year.csv'), 'utf8')).toContain('given,2005-04-02,SYN-I1,SYN-TRADER,2002,0.600,0.000,,0.600\r\n');
  await expect(warrantiesCommand('SYN-MINE', { data: folder, year: '05' })).rejects.toThrow('--year: 05 is not a year.');
  await expect(warrantiesCommand('SYN-NOBODY', { data: folder, year: '2005' })).rejects.toThrow('The ledger knows no party SYN-NOBODY.');
});

it('writes a file in which every column adds up, without prices', () => {
  const account: Account = {
    member: 'A', year: 2005, openingMilliCarats: 100, declaredMilliCarats: 0, producedMilliCarats: 50, importedMilliCarats: 30, receivedMilliCarats: 20, auctionedMilliCarats: 0, gainedMilliCarats: 1, inMilliCarats: 201,
    givenMilliCarats: 70, lostMilliCarats: 2, confiscatedMilliCarats: 0, restMilliCarats: 129, outMilliCarats: 201, countedMilliCarats: 130, residualMilliCarats: -1, givenUnwarrantedMilliCarats: 5,
    receivedUnwarrantedMilliCarats: 0, boughtAbroadMilliCarats: 30, givenInvoices: 1, receivedInvoices: 2, memos: 1, invoices: [
      { invoice: 'I-1', direction: 'received', kind: 'sale', seller: 'B', buyer: 'A', issuedOn: '2005-01-02', milliCarats: 20, unwarrantedMilliCarats: 0, statement: '2002' },
      { invoice: 'I-2', direction: 'received', kind: 'sale', seller: 'X', buyer: 'A', issuedOn: '2005-01-03', milliCarats: 30, unwarrantedMilliCarats: 0, statement: '2002', sellerIn: 'EU', buyerIn: 'BW' },
      { invoice: 'I-3', direction: 'given', kind: 'sale', seller: 'A', buyer: 'X', issuedOn: '2005-01-04', milliCarats: 70, unwarrantedMilliCarats: 5, statement: '2002', sellerIn: 'BW', buyerIn: 'EU' },
      { invoice: 'I-4', direction: 'given', kind: 'memo', seller: 'A', buyer: 'X', issuedOn: '2005-01-05', milliCarats: 9, unwarrantedMilliCarats: 0, statement: 'none' },
    ],
  };
  const rows = auditFile(account).trim().split('\r\n').map((line) => line.split(','));
  expect(rows.every((row) => row.length === 9)).toBe(true);
  const end = rows.findIndex(([entry]) => entry === 'total');
  const sum = (column: number) => rows.slice(1, end).reduce((sum, row) => sum + Math.round(Number(row[column]) * 1_000), 0);
  expect([sum(7), sum(8), rows[end]!.slice(7)]).toEqual([201, 201, ['0.201', '0.201']]);
  expect(rows.map(([entry]) => entry)).toEqual(['entry', 'opening', 'declared', 'produced', 'imported', 'auctioned', 'gained', 'received', 'bought abroad', 'given', 'memo given', 'lost', 'confiscated', 'rest', 'total', 'counted', 'residual']);
});
