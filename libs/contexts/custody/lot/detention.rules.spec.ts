import { describe, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { detaining } from './detention.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, detaining);
const within = (subject: string) => ({ subject });

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const police: Actor = { ...authority, party: 'SYN-BW-POLICE' };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, holder: { participant: 'BW' }, recipient: { participant: 'BW' }, case: { status: 'open', participant: 'BW', lots: ['SYN-L'], parcels: [] } };
const ordered: Facts = { ...facts, case: { ...facts.case, status: 'ordered', order: 'Order 5/2005' } };

const one = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250, carrier: 'SYN-BW-CAR' } };
const collected: Event = { type: 'LotCollected', data: { carrier: 'SYN-BW-CAR', from: mine.party, to: trader.party, milliCarats: 1_250 } };
const received: Event = { type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001, foundMilliCarats: 1_000 } };
const disputed: Event = { type: 'LotDisputed', data: {
  from: mine.party, holder: trader.party, participant: 'BW', over: 'weight', statedMilliCarats: 1_250, foundMilliCarats: 1_000, differenceMilliCarats: -250, toleranceMilliCarats: 20 } };
const asked: Event = { type: 'LotApprovalRequested', data: {
  holder: mine.party, proposal: { kind: 'loss', reason: 'theft', milliCarats: 1_000 }, proposedBy: mine.party, changeMilliCarats: 250, limitMilliCarats: 0 } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const reserved: Event = { type: 'LotReserved', data: { holder: mine.party, blend: 'SYN-B', milliCarats: 1_250 } };
const grounds = 'No record of a first sale';
const detained: Event = { type: 'LotDetained', data: { case: 'SYN-C', authority: authority.party, participant: 'BW', holder: mine.party, milliCarats: 1_250, grounds } };
const seized: Event = { type: 'LotSeized', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', milliCarats: 1_250 } };
const lifted: Event = { type: 'LotDetentionLifted', data: { case: 'SYN-C', authority: authority.party, holder: mine.party, milliCarats: 1_250, reason: 'Receipts were found' } };
const stop = { case: 'SYN-C', grounds };
const part = (n: number, milliCarats: number) => ({ lot: `SYN-L.${n}`, milliCarats, usdCents: n === 1 ? 4_001 : 1_000, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats }] });

describe('a detention', () => {
  it('UN A/RES/77/277 ¶5: stops a lot where it is: on a table, on its way, or in dispute', () => {
    for (const past of [[], [sent], [sent, collected], [asked]]) given(opened, ...past).when('DetainLot', stop, authority, facts).then(detained);
    given(opened, sent, received, disputed).when('DetainLot', stop, authority, facts).then({ ...detained, data: { ...detained.data, holder: trader.party } });
    given(opened).when('DetainLot', stop, authority, facts, within('SYN-L.3')).then(detained);
  });

  it('stops what is packed for a parcel that nobody closes, or that was closed without it: its holder seals it no more, and the authority takes it out', () => {
    const without = { ...facts, parcel: { ...facts.parcel, status: 'sealed' as const, lots: [{ lot: 'SYN-K', milliCarats: 1, usdCents: 1 }] } };
    for (const open of [facts, without]) given(opened, packed).when('DetainLot', stop, authority, open).then(detained);
    const detention = { case: 'SYN-C', authority: authority.party, stage: 'detained' as const };
    const out: Event = { type: 'LotFreed', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250, detention } };
    given(opened, packed, detained).when('UnpackLot', {}, mine, facts).refused('Frozen');
    given(opened, packed, detained).when('UnpackLot', {}, police, facts).refused('Frozen');
    given(opened, packed, detained).when('UnpackLot', {}, authority, facts).then(out);
    given(opened, packed, detained).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, LEDGER, facts).then(out);
    given(opened, packed, detained, out).when('SeizeLot', { case: 'SYN-C' }, authority, facts).then(seized);
  });

  it('needs a case that was opened, is not dismissed, and names the lot', () => {
    const of = (status: Facts['case']['status'], ...lots: string[]): Facts => ({ ...facts, case: { ...facts.case, status, lots } });
    given(opened).when('DetainLot', stop, authority, of('none', 'SYN-L')).refused('NoCase', { detail: 'Case SYN-C is not opened.', pointer: '#/case' });
    given(opened).when('DetainLot', stop, authority, of('dismissed', 'SYN-L')).refused('NoCase', { detail: 'Case SYN-C is dismissed.' });
    for (const id of ['SYN-K', 'SYN-L2']) given(opened).when('DetainLot', stop, authority, of('open', id)).refused('NoCase', { detail: 'Case SYN-C names 1 lots, not SYN-L.' });
  });

  it('KPCS IV(b): is the business of the authority of the case, where the holder is registered', () => {
    given(opened).when('DetainLot', stop, mine, facts).refused('NotItsAuthority');
    given(opened).when('DetainLot', stop, foreign, facts).refused('NotItsAuthority', { detail: 'Case SYN-C is of BW.' });
    given(opened).when('DetainLot', stop, authority, { ...facts, holder: { participant: 'EU' } }).refused('NotItsAuthority', { figures: { participant: 'BW', territory: 'EU' } });
  });

  it('is of goods by themselves: what lies in a parcel is stopped with it, and what is set aside for a blend waits for the blend', () => {
    const closed = { ...facts, parcel: { ...facts.parcel, status: 'sealed' as const, lots: [{ lot: 'SYN-L', milliCarats: 1_250, usdCents: 5_001 }] } };
    given(opened, packed).when('DetainLot', stop, authority, { ...facts, parcel: { ...facts.parcel, status: 'begun' } }).refused('NotDetainable');
    given(opened, packed).when('DetainLot', stop, authority, closed).refused('NotDetainable', { detail: 'Lot SYN-L lies in parcel SYN-P.', figures: { status: 'packed', parcel: 'SYN-P' } });
    given(opened, reserved).when('DetainLot', stop, authority, facts).refused('NotDetainable', { detail: 'Lot SYN-L is set aside for blend SYN-B.', figures: { status: 'reserved', blend: 'SYN-B' } });
    given(opened, detained).when('DetainLot', { ...stop, case: 'SYN-D' }, authority, facts).refused('AlreadyDetained', { detail: 'Lot SYN-L is detained by SYN-BW-GDV under case SYN-C.' });
  });

  it('is lifted by the authority that made it: then the lot is what it was', () => {
    const lift = { reason: 'Receipts were found' };
    given(opened, detained).when('LiftDetention', lift, authority, facts).then(lifted);
    given(opened, detained).when('LiftDetention', lift, police, facts).refused('NotWhoStopped', { detail: 'SYN-BW-GDV has detained lot SYN-L under case SYN-C.' });
    given(opened).when('LiftDetention', lift, authority, facts).refused('NotStopped');
    given(opened, seized).when('LiftDetention', lift, authority, facts).refused('Taken', { detail: 'Lot SYN-L was taken from SYN-BW-MINE.' });
    given(opened, sent, detained, lifted).when('ReceiveLot', {}, trader, facts).then({ type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001 } });
  });
});

describe('a seizure', () => {
  it('takes a lot into the hands of the State, detained before or not; on its way it was in nobody’s', () => {
    given(opened).when('SeizeLot', { case: 'SYN-C' }, authority, facts).then(seized);
    given(opened, detained).when('SeizeLot', { case: 'SYN-C' }, authority, facts).then(seized);
    given(opened, sent, detained).when('SeizeLot', { case: 'SYN-C' }, authority, facts).then({ ...seized, data: { ...seized.data, to: trader.party } });
  });

  it('is of the authority that stopped the lot, under the same case, and waits for what is open', () => {
    given(opened, detained).when('SeizeLot', { case: 'SYN-C' }, police, facts).refused('NotWhoStopped');
    given(opened, detained).when('SeizeLot', { case: 'SYN-D' }, authority, facts).refused('NoCase', { detail: 'Lot SYN-L is detained under case SYN-C.' });
    given(opened, detained).when('SeizeLot', { case: 'SYN-C' }, authority, { ...facts, case: { ...facts.case, status: 'dismissed' } }).refused('NoCase', { detail: 'Case SYN-C is dismissed.' });
    given(opened, seized).when('SeizeLot', { case: 'SYN-C' }, authority, facts).refused('AlreadyDetained');
    given(opened, asked, detained).when('SeizeLot', { case: 'SYN-C' }, authority, facts).refused('NotDetainable', { figures: { status: 'awaiting-approval' } });
    given(opened, packed).when('SeizeLot', { case: 'SYN-C' }, authority, facts).refused('NotDetainable', { figures: { parcel: 'SYN-P' } });
  });

  it('of a part begins with a division, without a loss, by that authority: each part stays stopped', () => {
    const halves = { parts: [{ milliCarats: 1_000 }, { milliCarats: 250 }] };
    const detention = { case: 'SYN-C', authority: authority.party, stage: 'detained' as const };
    const split: Event = { type: 'LotSplit', data: { holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [part(1, 1_000), part(2, 250)], kept: { detention } } };
    given(opened, detained).when('SplitLot', halves, authority, facts).then(split);
    given(opened, detained).when('SplitLot', halves, mine, facts).refused('Frozen');
    given(opened, detained).when('SplitLot', { parts: [{ milliCarats: 1_249 }], lossMilliCarats: 1, lossReason: 'sorting' }, authority, facts).refused('LossBeyondLimit', { detail: 'Lot SYN-L is detained: nothing of it may be lost.' });
    given(opened, sent, detained).when('SplitLot', halves, authority, facts).refused('NotFree');
    given(opened, detained, split).when('LiftDetention', { reason: 'Receipts' }, authority, facts).refused('NotStopped', { detail: 'Lot SYN-L was split: each of its parts is stopped.' });
    const born = lot.born!.state('SYN-L.2', split.data.parts && lot.evolve.LotSplit(lot.evolve.LotDetained({ ...lot.initial, status: 'held', holder: mine.party, owner: mine.party, milliCarats: 1_250 }, detained.data, { id: 'x', subject: 'SYN-L', by: 'x', occurredAt: '2005-07-01T08:00:00Z' }), split.data, { id: 'x', subject: 'SYN-L', by: 'x', occurredAt: '2005-07-01T08:00:00Z' }));
    const { unopened } = born;
    given({ type: 'LotOpened', data: unopened! }).when('SeizeLot', { case: 'SYN-C' }, authority, facts, within('SYN-L.2')).then({ ...seized, data: { ...seized.data, milliCarats: 250 } });
  });
});

describe('goods that are stopped', () => {
  const frozen = (...past: Event[]) => given(opened, ...past);

  it('let nobody do anything else with them, whatever else their state is', () => {
    frozen(detained).when('DispatchLot', { to: trader.party }, mine, facts).refused('Frozen', { detail: 'Lot SYN-L is detained by SYN-BW-GDV under case SYN-C.', figures: { authority: authority.party, case: 'SYN-C' } });
    frozen(detained).when('PackLot', { parcel: 'SYN-P' }, mine, facts).refused('Frozen');
    frozen(detained).when('TransferOwnership', { to: trader.party }, mine, facts).refused('Frozen');
    frozen(detained).when('MoveLot', { place: 'Vault 2' }, mine, facts).refused('Frozen');
    frozen(detained).when('CorrectLot', { usdCents: 1, explanation: 'A digit.' }, mine, facts).refused('Frozen');
    frozen(detained).when('ReserveLot', { blend: 'SYN-B' }, { party: 'ledger', participant: '', roles: ['ledger'] }, facts).refused('Frozen');
    frozen(sent, detained).when('ReceiveLot', {}, trader, facts).refused('Frozen');
    frozen(sent, detained).when('RecallLot', { reason: 'Mistake.' }, mine, facts).refused('Frozen');
    frozen(asked, detained).when('ApproveChange', {}, { ...mine, person: 'SYN-SECOND' }, facts).refused('Frozen');
    frozen(asked, detained).when('ApproveChange', {}, authority, facts).refused('Frozen');
    frozen(seized).when('MoveLot', { place: 'Vault 2' }, authority, facts).refused('Frozen');
    frozen(seized).when('DispatchLot', { to: police.party, terms: 'safekeeping' }, authority, facts).refused('Frozen');
  });

  it('are weighed, valued, settled and decided by the authority that stopped them', () => {
    frozen(seized).when('WeighLot', { foundMilliCarats: 1_250 }, authority, { ...facts, limits: unknown.limits }).then({ type: 'LotWeighed', data: {
      holder: authority.party, bookMilliCarats: 1_250, milliCarats: 1_250, differenceMilliCarats: 0, toleranceMilliCarats: 20, origins: one } });
    frozen(detained).when('WeighLot', { foundMilliCarats: 1_250 }, authority, facts).refused('NotHolder');
    frozen(asked, detained).when('RefuseChange', { reason: 'Under investigation' }, authority, facts).then({ type: 'LotApprovalRefused', data: { holder: mine.party, refusedBy: authority.party, reason: 'Under investigation' } });
    frozen(seized, { ...asked, data: { ...asked.data, holder: authority.party, proposal: { kind: 'weighing', milliCarats: 1_000 }, proposedBy: 'SYN-OFFICER-1' } } as Event)
      .when('ApproveChange', {}, authority, facts).then({ type: 'LotWeighed', data: {
        holder: authority.party, bookMilliCarats: 1_250, milliCarats: 1_000, differenceMilliCarats: -250, toleranceMilliCarats: 0, origins: [{ participant: 'BW', milliCarats: 1_000 }], approvedBy: authority.party } });
    frozen(detained).when('AttachEvidence', { kind: 'photo', sha256: 'a'.repeat(64) }, mine, facts).then({ type: 'LotEvidenceAttached', data: { kind: 'photo', sha256: 'a'.repeat(64), by: mine.party } });
  });

  it('are confiscated under the case that stopped them, from whoever has them', () => {
    const confiscated: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };
    frozen(detained).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).then(confiscated);
    frozen(seized).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).then({ ...confiscated, data: { ...confiscated.data, from: authority.party, owner: mine.party } });
    frozen(detained).when('ConfiscateLot', { case: 'SYN-D' }, authority, ordered).refused('NotOrdered', { detail: 'Lot SYN-L is detained under case SYN-C, not SYN-D.' });
  });
});
