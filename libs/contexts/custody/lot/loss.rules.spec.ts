import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { losing } from './loss.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import type { LossReason } from './vocabulary.events.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, losing);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;

const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250, stones: 9 }], stones: 9,
} };
const mixed: Event = { type: 'LotOpened', data: { ...opened.data, origins: [{ participant: 'AO', milliCarats: 417, stones: 3 }, { participant: 'BW', milliCarats: 833, stones: 6 }] } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const lost = (lossMilliCarats: number, reason: LossReason = 'sorting') => ({ lossMilliCarats, reason });
const asked = (milliCarats: number, reason: LossReason, limitMilliCarats: number): Event => ({ type: 'LotApprovalRequested', data: {
  holder: mine.party, proposal: { kind: 'loss', reason, milliCarats }, proposedBy: 'SYN-CLERK', changeMilliCarats: 1_250 - milliCarats, limitMilliCarats } });

describe('a loss', () => {
  it('within its limit is recorded with its reason, and taken from every origin', () => {
    given(opened).when('RecordLoss', lost(20), mine, facts).then({ type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 20, reason: 'sorting', milliCarats: 1_230, origins: [{ participant: 'BW', milliCarats: 1_230, stones: 9 }] } });
    const loss: Event = { type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 4, reason: 'transit', milliCarats: 1_246, origins: [{ participant: 'AO', milliCarats: 416, stones: 3 }, { participant: 'BW', milliCarats: 830, stones: 6 }] } };
    given(mixed).when('RecordLoss', lost(4, 'transit'), mine, facts).then(loss);
    given(mixed, loss).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).refused('WeightNotConserved', { figures: { surplusMilliCarats: 4 } });
  });

  it('says how many stones are left, where they were counted', () => {
    given(opened).when('RecordLoss', { ...lost(20), stones: 8 }, mine, facts).then({ type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 20, reason: 'sorting', milliCarats: 1_230, origins: [{ participant: 'BW', milliCarats: 1_230, stones: 8 }], stones: 8 } });
    given(opened).when('RecordLoss', { ...lost(20), stones: 10 }, mine, facts).refused('StonesMiscounted');
    given(opened).when('RecordLoss', { ...lost(3), stones: 5 }, mine, facts).refused('StonesMiscounted', { detail: '9 stones were counted before, 5 now: 4 are missing, with a loss of 0.003 ct.' });
    given(opened).when('RecordLoss', { ...lost(3, 'breakage'), stones: 12 }, mine, facts).then({ type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 3, reason: 'breakage', milliCarats: 1_247, origins: [{ participant: 'BW', milliCarats: 1_247, stones: 12 }], stones: 12 } });
  });

  it('beyond its limit waits for a second person, and so does any theft or accident', () => {
    given(opened).when('RecordLoss', lost(21), mine, facts).then(asked(1_229, 'sorting', 20));
    const small: Event = { type: 'LotLossRecorded', data: { holder: mine.party, lossMilliCarats: 15, reason: 'sorting', milliCarats: 1_235, origins: [{ participant: 'BW', milliCarats: 1_235, stones: 9 }] } };
    given(opened, small).when('RecordLoss', lost(6), mine, facts).then({ type: 'LotApprovalRequested', data: {
      holder: mine.party, proposal: { kind: 'loss', reason: 'sorting', milliCarats: 1_229 }, proposedBy: 'SYN-CLERK', changeMilliCarats: 6, limitMilliCarats: 5 } });
    given(opened).when('RecordLoss', lost(1, 'theft'), mine, facts).then(asked(1_249, 'theft', 0));
    given(opened, asked(1_249, 'theft', 0)).when('RecordLoss', lost(1), mine, facts).refused('NotFree', { detail: 'Lot SYN-L waits for a second person to approve a change.' });
  });

  it('of all there is waits for a second person, whatever the limit; of more there is none', () => {
    const generous = { ...facts, limits: { ...facts.limits, theft: { milliCarats: 0, permyriad: 10_000 } } };
    given(opened).when('RecordLoss', lost(1_250, 'theft'), mine, generous).then(asked(0, 'theft', 0));
    given(opened).when('RecordLoss', lost(1_251, 'theft'), mine, generous).refused('LossTooGreat', {
      detail: 'The loss is 1.251 ct, the lot weighs 1.250 ct.', figures: { lossMilliCarats: 1_251, milliCarats: 1_250 }, pointer: '#/lossMilliCarats' });
  });

  it('is the holder’s to record, on whatever terms he has the goods', () => {
    given(opened).when('RecordLoss', lost(1), trader, facts).refused('NotHolder');
    given(opened, packed).when('RecordLoss', lost(1), mine, facts).refused('NotFree');
    given({ type: 'LotOpened', data: { ...opened.data, owner: trader.party, terms: 'memo' } }).when('RecordLoss', lost(1, 'theft'), mine, facts).then(asked(1_249, 'theft', 0));
  });
});
