import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CaseEvent } from '../case/case.events.ts';
import { cases } from './cases.view.ts';

const data = { authority: 'GH-AUTHORITY', participant: 'GH', holder: 'GH-TRADER', lots: ['L-1'], grounds: 'stock' as const, summary: 'Stock above what was bought' };
const opened = { type: 'CaseOpened', data, occurredAt: '2006-11-01T08:00:00Z' } as const;
const after = (...events: (CaseEvent & { occurredAt: string })[]) => rowsOf(cases, recorded<CaseEvent>('case', 'C-1', ...events)).get('C-1');

it('shows an open case', () => {
  expect(after(opened)).toEqual({ case: 'C-1', ...data, status: 'open', openedOn: '2006-11-01', evidence: [], goods: [], sums: carats });
});

it('shows how it was decided, and when', () => {
  expect(after(opened, { type: 'ConfiscationOrdered', data: { order: 'Court 12/2006' }, occurredAt: '2006-12-01T08:00:00Z' }))
    .toMatchObject({ status: 'ordered', openedOn: '2006-11-01', decidedOn: '2006-12-01', decision: 'Court 12/2006' });
  expect(after(opened, { type: 'CaseDismissed', data: { reason: 'Receipts found' }, occurredAt: '2006-12-02T08:00:00Z' }))
    .toMatchObject({ status: 'dismissed', decidedOn: '2006-12-02', decision: 'Receipts found' });
});

const carats = {
  detainedMilliCarats: 0, liftedMilliCarats: 0, seizedMilliCarats: 0, confiscatedMilliCarats: 0, returnedMilliCarats: 0, auctionedMilliCarats: 0, destroyedMilliCarats: 0, evidenceMilliCarats: 0,
  donatedMilliCarats: 0,
};

it('shows by what it was extended, and what proves it', () => {
  const sha256 = 'a'.repeat(64);
  expect(after(opened, { type: 'CaseExtended', data: { authority: 'GH-AUTHORITY', lots: ['B-1.0'], reason: 'Blended' }, occurredAt: '2006-11-02T08:00:00Z' })).toMatchObject({ lots: ['L-1', 'B-1.0'] });
  expect(after(opened, { type: 'EvidenceAdded', data: { authority: 'GH-AUTHORITY', kind: 'photo', sha256 }, occurredAt: '2006-11-03T08:00:00Z' })).toMatchObject({ evidence: [{ kind: 'photo', sha256, on: '2006-11-03' }] });
  expect(after(opened, { type: 'ConfiscationOrdered', data: { order: '12/2006', court: 'Accra High Court', sha256 }, occurredAt: '2006-12-01T08:00:00Z' })).toMatchObject({ court: 'Accra High Court', orderSha256: sha256 });
});

it('UN A/RES/77/277 ¶5: says of all that was stopped or taken how far it is, with the carats of every step', () => {
  const by = { case: 'C-1', authority: 'GH-AUTHORITY', participant: 'GH' };
  const origins = (milliCarats: number) => [{ participant: 'GH', milliCarats }];
  const part = (n: number, milliCarats: number) => ({ lot: `L-1.${n}`, milliCarats, usdCents: 1, hsCode: '7102.10' as const, origins: origins(milliCarats) });
  const file = (...streams: Parameters<typeof rowsOf>[1][]) => rowsOf(cases, recorded('case', 'C-1', opened), ...streams).get('C-1');
  const detained = { type: 'LotDetained', data: { ...by, holder: 'GH-TRADER', milliCarats: 1_000, grounds: 'x' } };
  const split = { type: 'LotSplit', data: { holder: 'GH-TRADER', milliCarats: 1_000, lossMilliCarats: 0, parts: [part(1, 600), part(2, 400)], kept: { detention: { case: 'C-1', authority: 'GH-AUTHORITY', stage: 'detained' as const } } } };
  const of = (type: string, more: object = {}, milliCarats = 600) => ({ type, data: { ...by, milliCarats, ...more } });
  const whole = recorded<{ type: string; data: object }>('lot', 'L-1', detained, split);
  expect(file(recorded('lot', 'L-1', detained))).toMatchObject({ goods: [{ item: 'lot:L-1', step: 'detained', milliCarats: 1_000, on: '2005-07-01' }], sums: { ...carats, detainedMilliCarats: 1_000 } });
  expect(file(whole).sums).toEqual({ ...carats, detainedMilliCarats: 1_000 });
  const ended = file(whole, recorded('lot', 'L-1.1', of('LotSeized', { from: 'GH-TRADER' }), of('LotConfiscated', { from: 'GH-AUTHORITY', order: 'x' }), of('LotDisposed', { disposal: 'auctioned', order: 'x', to: 'GH-OTHER' })),
    recorded('lot', 'L-1.2', of('LotDetentionLifted', { holder: 'GH-TRADER', reason: 'x' }, 400)));
  expect(ended.sums).toEqual({ ...carats, auctionedMilliCarats: 600, liftedMilliCarats: 400 });
  expect(ended.goods.map(({ item }: { item: string }) => item)).toEqual(['lot:L-1.1', 'lot:L-1.2']);
  expect(file(recorded('lot', 'L-9', { ...split, data: { ...split.data, kept: undefined } })).goods).toEqual([]);
});

it('follows a detained parcel to the lots that were in it', () => {
  const stopped = { type: 'ParcelDetained', data: { case: 'C-1', authority: 'GH-AUTHORITY', participant: 'GH', holder: 'GH-TRADER', milliCarats: 700, grounds: 'x' } };
  const unsealed = (detention?: object) => ({ type: 'ParcelOpened', data: { holder: 'GH-TRADER', seal: 'S-1', milliCarats: 700, lots: [{ lot: 'L-1', milliCarats: 700, usdCents: 1 }], ...(detention && { detention }) } });
  const file = (...events: { type: string; data: object }[]) => rowsOf(cases, recorded('case', 'C-1', opened), recorded('parcel', 'PA-1', ...events)).get('C-1');
  expect(file(stopped).goods).toEqual([{ item: 'parcel:PA-1', step: 'detained', milliCarats: 700, on: '2005-07-01' }]);
  expect(file(stopped, unsealed({ case: 'C-1', authority: 'GH-AUTHORITY', stage: 'detained' })).goods).toEqual([{ item: 'lot:L-1', step: 'detained', milliCarats: 700, on: '2005-07-01' }]);
  expect(file(stopped, { type: 'ParcelDetentionLifted', data: { case: 'C-1', authority: 'GH-AUTHORITY', holder: 'GH-TRADER', milliCarats: 700, reason: 'x' } }).sums).toEqual({ ...carats, liftedMilliCarats: 700 });
  expect(file(unsealed()).goods).toEqual([]);
});
