import { describe, expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { eventId, recorded, rowsOf } from '#kernel/testing';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { GroupEvent } from '../group/group.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import { lots } from './lots.view.ts';

const holder = 'SYN-A';
const origins = [{ participant: 'BW', milliCarats: 1_250, stones: 9 }];
const ofWeight = (milliCarats: number) => ({ milliCarats, origins: [{ participant: 'BW', milliCarats }] });
const dug = { site: 'SYN-S', participant: 'BW', operator: holder, scale: 'LSM' as const, from: '2005-06-01', to: '2005-06-30', milliCarats: 1_250, usdCents: 5_000, stones: 9 };
const record = (data: Extract<ProductionEvent, { type: 'ProductionRecorded' }>['data'] = dug) => recorded<ProductionEvent>('production', 'SYN-L', { type: 'ProductionRecorded', data });
const mined = record();
const sent: LotEvent = { type: 'LotDispatched', data: { from: holder, to: 'SYN-B', milliCarats: 1_250, invoice: 'SYN-I', usdCents: 7_000 } };
const got: LotEvent = { type: 'LotReceived', data: { from: holder, holder: 'SYN-B', milliCarats: 1_250, usdCents: 7_000 } };
const packed: LotEvent = { type: 'LotPacked', data: { holder, parcel: 'SYN-P', milliCarats: 1_250 } };
const freed = (by: string): LotEvent => ({ type: 'LotFreed', data: { holder: by, parcel: 'SYN-P', milliCarats: 1_250 } });
const lost: LotEvent = { type: 'LotLossRecorded', data: { holder, lossMilliCarats: 50, reason: 'acidising', ...ofWeight(1_200) } };
const parts = [{ lot: 'SYN-L.1', usdCents: 3_000, hsCode: '7102.31' as const, ...ofWeight(700), sorted: '+11' }, { lot: 'SYN-L.2', usdCents: 2_000, hsCode: '7102.31' as const, ...ofWeight(530) }];
const split = { holder, milliCarats: 1_250, lossMilliCarats: 20, lossReason: 'sorting' as const, parts };
const reserved: LotEvent = { type: 'LotReserved', data: { holder, blend: 'SYN-M', milliCarats: 1_250 } };
const disputed: LotEvent = { type: 'LotDisputed', data: {
  from: holder, holder: 'SYN-B', participant: 'BW', over: 'weight', statedMilliCarats: 1_250, foundMilliCarats: 1_200, differenceMilliCarats: -50, toleranceMilliCarats: 20 } };

type Settled = Extract<LotEvent, { type: 'LotDisputeSettled' }>['data'];

const rows = (...streams: Parameters<typeof rowsOf>[1][]) => rowsOf(lots, mined, ...streams);
const ofLot = (...events: LotEvent[]) => recorded('lot', 'SYN-L', ...events.map((event) => ({ ...event, occurredAt: '2005-07-09T08:00:00Z' })));
const page = (...events: LotEvent[]) => rows(ofLot(...events)).get('SYN-L');
const since = (day: string) => ({ weightOn: day, valueOn: day, countOn: day, headingOn: day });
const usual = { owner: holder, terms: 'own', values: [], model: 'identity-preserved', regime: 'trade', parts: [], groups: [], lostMilliCarats: 0, gainedMilliCarats: 0, pastParcels: [], invoices: [], evidence: [], corrections: [] };
const fresh = {
  lot: 'SYN-L', status: 'held', holder, ...usual, milliCarats: 1_250, usdCents: 5_000, hsCode: '7102.10', origins, stones: 9, production: 'SYN-L', site: 'SYN-S',
  statedOn: since('2005-07-01'), openedOn: '2005-07-01',
};
const anew = (...fields: string[]) => ({ ...fresh.statedOn, ...Object.fromEntries(fields.map((field) => [field, '2005-07-09'])) });

describe('where a lot comes from', () => {
  it('is a production record, a purchase, or a sample, which is out of trade', () => {
    expect(page()).toEqual(fresh);
    expect(rowsOf(lots, record({ ...dug, sample: 'SYN-SA' })).get('SYN-L')).toEqual({ ...fresh, sample: 'SYN-SA', regime: 'sample' });
    const { operator: _, stones: __, ...slip } = dug;
    const bought: ProductionEvent = { type: 'PurchaseRecorded', data: { ...slip, buyer: 'SYN-B', scale: 'ASM', miner: 'A. Kamara', licence: 'AML 77', latitude: 1, longitude: 1 } };
    const { stones: ___, ...uncounted } = fresh;
    expect(rowsOf(lots, recorded('production', 'SYN-L', bought)).get('SYN-L')).toEqual({ ...uncounted, holder: 'SYN-B', owner: 'SYN-B', origins: ofWeight(1_250).origins });
  });

  it('is a split: the part is kept as the whole was, with its share of the quota', () => {
    const kept = { owner: 'SYN-O', terms: 'service' as const, model: 'mass-balance' as const, claim: 'X', claimedMilliCarats: 125, place: 'Vault 2' };
    const all = rows(ofLot({ type: 'LotSplit', data: { ...split, kept } }));
    expect(all.get('SYN-L')).toMatchObject({ status: 'split', parts: ['SYN-L.1', 'SYN-L.2'], lostMilliCarats: 20 });
    expect(all.get('SYN-L.1')).toEqual({
      ...usual, ...parts[0], ...kept, claimedMilliCarats: 70, status: 'held', holder, production: 'SYN-L', parent: 'SYN-L', statedOn: since('2005-07-09'), openedOn: '2005-07-09' });
    expect(all.get('SYN-L.2').claimedMilliCarats).toBe(53);
  });

  it('is a sorting, by which sieves, or a promotion of single stones', () => {
    const sorted = rows(ofLot({ type: 'LotSorted', data: { ...split, by: 'size', sieveSet: 'DTC' } }));
    expect(sorted.get('SYN-L.1')).toMatchObject({ sorted: '+11', sortedBy: 'size', sieveSet: 'DTC' });
    expect(sorted.get('SYN-L.2')).not.toHaveProperty('sortedBy');
    expect(rows(ofLot({ type: 'StonesPromoted', data: split })).get('SYN-L.1')).toMatchObject({ sorted: '+11', parent: 'SYN-L' });
  });

  it('is a blend: what went into it is consumed by the decision', () => {
    const made = { holder, ...ofWeight(1_250), usdCents: 9, hsCode: '7102.10' as const, model: 'mass-balance' as const, blend: 'SYN-M' };
    const committed = recorded<BlendEvent>('blend', 'SYN-M', { type: 'BlendCommitted', data: { holder, lot: 'SYN-M.0', inputs: [{ lot: 'SYN-L', milliCarats: 1_250, usdCents: 9 }], made } });
    const all = rows(ofLot(reserved), committed);
    expect(all.get('SYN-L')).toEqual({ ...fresh, status: 'blended', blend: 'SYN-M' });
    const { blend: _, ...figures } = made;
    expect(all.get('SYN-M.0')).toEqual({ ...usual, ...figures, lot: 'SYN-M.0', status: 'held', madeBy: 'SYN-M', statedOn: since('2005-07-01'), openedOn: '2005-07-01' });
    expect(rows(ofLot(reserved), committed, ofLot({ type: 'LotBlended', data: { holder, blend: 'SYN-M', into: 'SYN-M.0', milliCarats: 1_250 } })).get('SYN-L')).toEqual({ ...fresh, status: 'blended', blend: 'SYN-M' });
  });

  it('is said again, and in full, at the beginning of its own stream', () => {
    const opened: LotEvent = { type: 'LotOpened', data: {
      holder, ...ofWeight(700), usdCents: 3_000, hsCode: '7102.31', owner: 'SYN-O', terms: 'consignment', model: 'segregated', claim: 'X', claimedMilliCarats: 700, regime: 'sample', place: 'Vault 2', site: 'SYN-S', production: 'SYN-L' } };
    expect(rows(ofLot({ type: 'LotSplit', data: split }), recorded('lot', 'SYN-L.1', opened)).get('SYN-L.1')).toMatchObject(
      { owner: 'SYN-O', terms: 'consignment', model: 'segregated', claim: 'X', claimedMilliCarats: 700, regime: 'sample', place: 'Vault 2', site: 'SYN-S', parent: 'SYN-L' });
    expect(page({ type: 'LotOpened', data: { holder, milliCarats: 1_250, usdCents: 5_000, hsCode: '7102.10', origins } })).toEqual(fresh);
  });
});

describe('where a lot is', () => {
  it('on its way: to whom, on what terms, with whom, in which bag; and its price once received', () => {
    expect(page(sent)).toEqual({ ...fresh, status: 'dispatched', addressee: 'SYN-B', offered: 'sale', invoices: ['SYN-I'] });
    const carried = { mode: 'hand-carry' as const, carrier: 'SYN-VAN', handCarriedBy: 'B. Sesay', bag: 'SYN-BAG-1' };
    const onMemo: LotEvent = { type: 'LotDispatched', data: { from: holder, to: 'SYN-B', milliCarats: 1_250, terms: 'memo', ...carried } };
    expect(page(onMemo)).toEqual({ ...fresh, status: 'dispatched', addressee: 'SYN-B', offered: 'memo', ...carried });
    expect(page(onMemo, { type: 'LotCollected', data: { carrier: 'SYN-VAN', from: holder, to: 'SYN-B', milliCarats: 1_250 } })).toMatchObject({ status: 'in-transit', holder });
    expect(page(onMemo, { type: 'LotReturned', data: { holder, by: 'SYN-B', milliCarats: 1_250, reason: 'x' } })).toEqual(fresh);
    expect(page(sent, got)).toEqual({ ...fresh, holder: 'SYN-B', owner: 'SYN-B', usdCents: 7_000, invoices: ['SYN-I'], statedOn: anew('valueOn') });
  });

  it('in other hands than its owner’s, and where it lies', () => {
    const onMemo: LotEvent = { type: 'LotReceived', data: { from: holder, holder: 'SYN-B', milliCarats: 1_250, usdCents: 5_000, owner: holder, terms: 'memo', place: 'Vault 2' } };
    const there = { ...fresh, holder: 'SYN-B', terms: 'memo', invoices: ['SYN-I'], place: 'Vault 2' };
    expect(page(sent, onMemo)).toEqual(there);
    const sold = (owner: string): LotEvent => ({ type: 'LotOwnershipTransferred', data: { from: holder, owner, holder: 'SYN-B', milliCarats: 1_250, invoice: 'SYN-I' } });
    expect(page(sent, onMemo, sold('SYN-B'))).toEqual({ ...there, owner: 'SYN-B', terms: 'own' });
    expect(page(sent, onMemo, sold('SYN-O'))).toEqual({ ...there, owner: 'SYN-O' });
    expect(page(sent, got, sold('SYN-O'))).toMatchObject({ owner: 'SYN-O', terms: 'safekeeping' });
    expect(page({ type: 'LotMoved', data: { holder, place: 'Vault 3' } })).toEqual({ ...fresh, place: 'Vault 3' });
  });

  it('in a parcel, and in which it lay; after an import it is the importer’s own', () => {
    expect(page(packed)).toEqual({ ...fresh, status: 'packed', parcel: 'SYN-P' });
    expect(page(packed, freed(holder))).toEqual({ ...fresh, pastParcels: ['SYN-P'] });
    expect(page({ type: 'LotMoved', data: { holder, place: 'Vault 3' } }, packed, freed('SYN-C'))).toEqual({ ...fresh, holder: 'SYN-C', owner: 'SYN-C', pastParcels: ['SYN-P'] });
  });

  it('set aside for a blend, in a group, in dispute, or taken by the State', () => {
    expect(page(reserved)).toEqual({ ...fresh, status: 'reserved', blend: 'SYN-M' });
    expect(page(reserved, { type: 'LotReleased', data: { holder, blend: 'SYN-M', milliCarats: 1_250 } })).toEqual(fresh);
    const group = (...events: GroupEvent[]) => recorded('group', 'SYN-G', ...events);
    const grouped: GroupEvent = { type: 'LotsGrouped', data: { holder, name: 'Tender 3', lots: ['SYN-L'], milliCarats: 1_250, usdCents: 5_000 } };
    expect(rows(group(grouped)).get('SYN-L')).toEqual({ ...fresh, groups: ['SYN-G'] });
    expect(rows(group(grouped, { type: 'GroupDissolved', data: { holder, lots: ['SYN-L'] } })).get('SYN-L')).toEqual(fresh);
    const taken: LotEvent = { type: 'LotConfiscated', data: { from: holder, authority: 'SYN-BW-GDV', participant: 'BW', case: 'SYN-C', order: 'Order 5', milliCarats: 1_250 } };
    const kept: LotEvent = { type: 'LotReceived', data: { from: 'SYN-BW-GDV', holder: 'SYN-BW-STORE', milliCarats: 1_250, usdCents: 5_000, owner: 'SYN-BW-GDV', terms: 'safekeeping' } };
    expect(page(taken, kept)).toMatchObject({ status: 'confiscated', holder: 'SYN-BW-STORE', owner: 'SYN-BW-GDV' });
    expect(page(taken)).toEqual({ ...fresh, status: 'confiscated', holder: 'SYN-BW-GDV', owner: 'SYN-BW-GDV', regime: 'seized', case: 'SYN-C', confiscations: ['SYN-C'] });
  });
});

describe('what a lot weighs', () => {
  it('is less after a loss or a treatment, and nothing after a theft', () => {
    const left = { ...fresh, ...ofWeight(1_200), lostMilliCarats: 50, statedOn: anew('weightOn') };
    expect(page(lost)).toEqual(left);
    expect(page({ type: 'LotTreated', data: { holder, treatment: 'sawing', beforeMilliCarats: 1_250, lossMilliCarats: 50, ...ofWeight(1_200), stones: 10 } }))
      .toEqual({ ...left, stones: 10, statedOn: anew('weightOn', 'countOn') });
    expect(page({ type: 'LotLost', data: { holder, milliCarats: 1_250, reason: 'theft', approvedBy: 'SYN-P2' } })).toEqual({ ...fresh, status: 'lost', lostMilliCarats: 1_250 });
  });

  it('is what was found, by another balance or by both sides of a dispute', () => {
    const weighed: LotEvent = { type: 'LotWeighed', data: { holder, bookMilliCarats: 1_250, differenceMilliCarats: 3, toleranceMilliCarats: 20, ...ofWeight(1_253) } };
    expect(page(weighed)).toEqual({ ...fresh, ...ofWeight(1_253), gainedMilliCarats: 3, statedOn: anew('weightOn') });
    expect(page(sent, got, disputed)).toMatchObject({ status: 'disputed' });
    const settled = (milliCarats: number): LotEvent => ({ type: 'LotDisputeSettled', data: {
      holder: 'SYN-B', stands: 'found', settledBy: holder, finding: 'x', differenceMilliCarats: milliCarats - 1_250, ...ofWeight(milliCarats) } });
    expect(page(sent, got, disputed, settled(1_200))).toMatchObject({ status: 'held', milliCarats: 1_200, lostMilliCarats: 50 });
    expect(page(sent, got, disputed, { type: 'LotDisputeSettled', data: { ...settled(1_250).data as Settled, stones: 8 } })).toMatchObject({ stones: 8, statedOn: { countOn: '2005-07-09' } });
    expect(page(sent, got, disputed, settled(1_250))).toMatchObject({ status: 'held', milliCarats: 1_250, statedOn: { weightOn: '2005-07-01' } });
  });

  it('changes with a second person’s approval only, where it changes too much', () => {
    const proposal = { kind: 'loss' as const, reason: 'other' as const, milliCarats: 1_200 };
    const asked: LotEvent = { type: 'LotApprovalRequested', data: { holder, proposal, proposedBy: 'SYN-P1', changeMilliCarats: 50, limitMilliCarats: 0 } };
    expect(page(asked)).toEqual({ ...fresh, status: 'awaiting-approval', pending: { proposal, proposedBy: 'SYN-P1', changeMilliCarats: 50, limitMilliCarats: 0 } });
    expect(page(asked, { type: 'LotApprovalRefused', data: { holder, refusedBy: 'SYN-P2', reason: 'x' } })).toEqual(fresh);
    expect(page(asked, lost)).toMatchObject({ status: 'held', milliCarats: 1_200 });
    expect(page(asked, lost)).not.toHaveProperty('pending');
  });

  it('was stated wrongly: the old figure is struck through, with both days and both persons', () => {
    const struck = { corrects: eventId(1), explanation: 'digits changed places', proposedBy: 'SYN-P1', approvedBy: 'SYN-P2' };
    const corrected: LotEvent = { type: 'LotCorrected', data: { holder, field: 'milliCarats', ...struck, wasMilliCarats: 1_250, ...ofWeight(1_205), production: 'SYN-L' } };
    const told = ofLot(corrected).map((event) => ({ ...event, id: eventId(7) }));
    expect(rows(told).get('SYN-L')).toEqual({ ...fresh, ...ofWeight(1_205), statedOn: anew('weightOn'), corrections: [
      { field: 'milliCarats', ...struck, correction: eventId(7), wasMilliCarats: 1_250, milliCarats: 1_205, statedOn: '2005-07-01', correctedOn: '2005-07-09' }] });
    const again = ofLot({ type: 'LotCorrected', data: { holder, field: 'hsCode', ...struck, wasHsCode: '7102.10', hsCode: '7102.31' } }).map((event) => ({ ...event, id: eventId(8) }));
    expect(rows(told, again).get('SYN-L')).toMatchObject({ hsCode: '7102.31', corrections: [{ field: 'milliCarats' }, { field: 'hsCode', wasHsCode: '7102.10', statedOn: '2005-07-01' }] });
  });
});

describe('what is said of a lot', () => {
  const valued = (usdCents: number, more: Partial<Extract<LotEvent, { type: 'LotValued' }>['data']> = {}): LotEvent =>
    ({ type: 'LotValued', data: { usdCents, method: 'tender', basis: 'FOB', valuer: holder, ...more } });
  const independent = { kind: 'independent' as const, valuer: 'SYN-V', method: 'price-book' as const, priceBook: 'SYN 2005-06', valuedOn: '2005-07-08' };

  it('is its value, with method, basis and valuer', () => {
    const beside = { kind: 'declared', usdCents: 9_000, method: 'tender', basis: 'FOB', valuer: holder, valuedOn: '2005-07-09' };
    expect(page(valued(9_000))).toEqual({ ...fresh, usdCents: 9_000, method: 'tender', basis: 'FOB', valuer: holder, values: [beside], statedOn: anew('valueOn') });
  });

  it('are three values side by side, and whether they are too far apart; an independent one does not replace what was declared', () => {
    const both = page(valued(9_000), valued(8_500, independent));
    expect(both).toMatchObject({ usdCents: 9_000, valuer: holder, variancePermyriad: 555, variance: 'agree', values: [{ kind: 'declared' }, { kind: 'independent', priceBook: 'SYN 2005-06', valuedOn: '2005-07-08' }] });
    const three = page(valued(9_000), valued(8_500, independent), valued(8_000, { method: 'government', valuer: 'SYN-BW-GDV' }));
    expect(three).toMatchObject({ usdCents: 8_000, variancePermyriad: 1_111, variance: 'differ', values: [{ kind: 'declared' }, { kind: 'government' }, { kind: 'independent' }] });
    expect(page(valued(9_000), valued(9_100)).values).toMatchObject([{ usdCents: 9_100 }]);
    expect(page(valued(0), valued(0, independent))).toMatchObject({ variancePermyriad: 0 });
  });

  it('is what instruments found: by whom, with what, how sure', () => {
    const scan = { kind: 'scan' as const, sha256: 'ab'.repeat(32), by: 'SYN-LAB', vendor: 'X', tool: 'X-1', tolerance: '0.01 mm', verdict: 'match' as const };
    const photo = { kind: 'photo' as const, sha256: 'cd'.repeat(32), by: holder };
    expect(page({ type: 'LotEvidenceAttached', data: scan }, { type: 'LotEvidenceAttached', data: photo })).toEqual({ ...fresh, evidence: [{ ...scan, on: '2005-07-09' }, { ...photo, on: '2005-07-09' }] });
  });

  it('is how it is kept apart; the quota of a claim cannot be more than the goods', () => {
    const declared = (model: 'segregated' | 'mass-balance', claim?: string): LotEvent => ({ type: 'LotModelDeclared', data: { holder, model, declaredBy: holder, ...(claim !== undefined && { claim }) } });
    const claimed = page(declared('segregated', 'X'));
    expect(claimed).toEqual({ ...fresh, model: 'segregated', claim: 'X', claimedMilliCarats: 1_250 });
    expect(page(declared('segregated', 'X'), lost)).toMatchObject({ claimedMilliCarats: 1_200 });
    expect(page(declared('segregated', 'X'), declared('mass-balance'))).toEqual({ ...fresh, model: 'mass-balance' });
    const quota = (claimedMilliCarats: number): LotEvent => ({ type: 'LotOpened', data: { holder, milliCarats: 1_250, usdCents: 1, hsCode: '7102.10', origins, model: 'mass-balance', claim: 'X', claimedMilliCarats } });
    expect(page(quota(600), lost).claimedMilliCarats).toBe(600);
    expect(page(quota(1_240), lost).claimedMilliCarats).toBe(1_200);
  });
});

describe('goods that came in under a certificate', () => {
  const importedAt = { certificate: 'AOSYN000001', milliCarats: 1_250, usdCents: 5_000 };
  const cameIn: LotEvent = { type: 'LotFreed', data: { holder: 'SYN-B', parcel: 'SYN-P', milliCarats: 1_250, certificate: 'AOSYN000001' } };

  it('show under which, and what they were then, until somebody works on them', () => {
    expect(page(packed, cameIn)).toMatchObject({ holder: 'SYN-B', imports: ['AOSYN000001'], importedAt });
    const treated: LotEvent = { type: 'LotTreated', data: { holder: 'SYN-B', treatment: 'acidising', beforeMilliCarats: 1_250, lossMilliCarats: 50, ...ofWeight(1_200) } };
    expect(page(packed, cameIn, treated)).toMatchObject({ imports: ['AOSYN000001'], milliCarats: 1_200, lostMilliCarats: 50 });
    expect(page(packed, cameIn, treated)).not.toHaveProperty('importedAt');
  });

  it('pass it to their parts, and a blend shows all of them', () => {
    expect(rows(ofLot(packed, cameIn, { type: 'LotSplit', data: { ...split, holder: 'SYN-B', kept: { imports: ['AOSYN000001'], importedAt } } })).get('SYN-L.2')).toMatchObject({ imports: ['AOSYN000001'], importedAt });
    const made = { holder: 'SYN-B', usdCents: 5_000, hsCode: '7102.10' as const, ...ofWeight(1_250), imports: ['AOSYN000001', 'ZASYN000002'] };
    const committed: BlendEvent = { type: 'BlendCommitted', data: { holder: 'SYN-B', lot: 'SYN-M.0', inputs: [{ lot: 'SYN-L', milliCarats: 1_250, usdCents: 5_000 }], made } };
    expect(rows(recorded('blend', 'SYN-M', committed)).get('SYN-M.0')).toMatchObject({ imports: made.imports });
  });
});

describe('goods that the State stops', () => {
  const by = { case: 'SYN-C', authority: 'SYN-GDV', participant: 'BW', milliCarats: 1_250 };
  const detained: LotEvent = { type: 'LotDetained', data: { ...by, holder, grounds: 'No receipt' } };
  const taken: LotEvent = { type: 'LotSeized', data: { ...by, from: holder } };
  const forfeit: LotEvent = { type: 'LotConfiscated', data: { ...by, from: 'SYN-GDV', owner: holder, order: 'Order 5' } };
  const disposed = (disposal: 'returned' | 'auctioned' | 'destroyed' | 'evidence' | 'donated', more: object = {}): LotEvent => ({ type: 'LotDisposed', data: { ...by, disposal, order: 'Order 9', ...more } });
  const detention = { case: 'SYN-C', authority: 'SYN-GDV', stage: 'detained' as const };

  it('say by whom, and under which case, beside what else they are', () => {
    expect(page(detained)).toEqual({ ...fresh, case: 'SYN-C', detention });
    expect(page(sent, detained)).toMatchObject({ status: 'dispatched', addressee: 'SYN-B', detention });
    expect(page(detained, { type: 'LotDetentionLifted', data: { case: 'SYN-C', authority: 'SYN-GDV', holder, milliCarats: 1_250, reason: 'Found' } })).toEqual({ ...fresh, case: 'SYN-C' });
    expect(page(sent, taken)).toMatchObject({ status: 'held', holder: 'SYN-GDV', owner: holder, terms: 'safekeeping', detention: { ...detention, stage: 'seized', from: holder } });
    expect(page(sent, taken)).not.toHaveProperty('addressee');
    const all = rows(ofLot(detained, { type: 'LotSplit', data: { ...split, kept: { detention } } }));
    expect(all.get('SYN-L')).not.toHaveProperty('detention');
    expect(all.get('SYN-L.2')).toMatchObject({ case: 'SYN-C', detention });
    expect(page(packed, { type: 'LotFreed', data: { holder, parcel: 'SYN-P', milliCarats: 1_250, detention } })).toMatchObject({ status: 'held', case: 'SYN-C', detention });
  });

  it('say that they were confiscated, whatever becomes of them', () => {
    const told = [{ participant: 'ZZ', milliCarats: 1_250 }];
    expect(page(taken, forfeit, disposed('auctioned', { to: 'SYN-B', usdCents: 61_000, origins: told }))).toMatchObject({
      status: 'held', holder: 'SYN-B', owner: 'SYN-B', terms: 'own', regime: 'trade', usdCents: 61_000, origins: told, confiscations: ['SYN-C'], disposal: 'auctioned' });
    expect(page(taken, forfeit, disposed('auctioned', { to: 'SYN-B', usdCents: 1, origins: told }))).not.toHaveProperty('production');
    expect(page(taken, forfeit, disposed('auctioned', { to: 'SYN-B', usdCents: 1 }))).toMatchObject({ production: 'SYN-L', origins });
    expect(page(taken, disposed('returned', { to: holder }))).toMatchObject({ status: 'held', holder, owner: holder, terms: 'own' });
    expect(page(taken, forfeit, disposed('destroyed'))).toMatchObject({ status: 'destroyed', disposal: 'destroyed' });
    expect(page(taken, forfeit, disposed('evidence', { place: 'Vault' }))).toMatchObject({ status: 'confiscated', place: 'Vault', disposal: 'evidence' });
    expect(page(taken, forfeit, disposed('donated', { to: 'SYN-MUSEUM' }))).toMatchObject({ status: 'confiscated', holder: 'SYN-MUSEUM', owner: 'SYN-MUSEUM', regime: 'seized' });
  });
});

it('shows how many of the carats are tainted, from the record on, through loss and split, until an audit releases them', () => {
  const nola = { participant: 'CF', zone: 'CF-NOLA' };
  const tainted = record({ ...dug, participant: 'CF', zone: 'CF-NOLA', taint: 'zone' });
  const after = (...events: LotEvent[]) => rowsOf(lots, tainted, ofLot(...events));
  expect(after().get('SYN-L')).toMatchObject({ taintedMilliCarats: 1_250, origins: [{ ...nola, taint: 'zone', milliCarats: 1_250, stones: 9 }] });
  const less: LotEvent = { type: 'LotLossRecorded', data: { holder, lossMilliCarats: 50, reason: 'acidising', milliCarats: 1_200, origins: [{ ...nola, taint: 'zone', milliCarats: 1_200 }] } };
  expect(after(less).get('SYN-L')).toMatchObject({ taintedMilliCarats: 1_200 });
  const released: LotEvent = { type: 'LotTaintReleased', data: { holder, releasedBy: 'SYN-TEAM', audit: 'Audit 7', milliCarats: 1_250, taintedMilliCarats: 0, origins: [{ ...nola, milliCarats: 1_250, stones: 9 }] } };
  expect(after(released).get('SYN-L')).not.toHaveProperty('taintedMilliCarats');
  const inParts: LotEvent = { type: 'LotSplit', data: { ...split, parts: [
    { ...parts[0]!, origins: [{ participant: 'CF', milliCarats: 300 }, { ...nola, taint: 'zone', milliCarats: 400 }] }, { ...parts[1]!, origins: [{ participant: 'CF', milliCarats: 530 }] }] } };
  expect(after(inParts).get('SYN-L.1')).toMatchObject({ taintedMilliCarats: 400 });
  expect(after(inParts).get('SYN-L.2')).not.toHaveProperty('taintedMilliCarats');
});
