import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { eventId, scenarios } from '#kernel/testing';
import { approving } from './approval.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import type { Proposal } from './proposal.events.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, approving);

const clerk: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const chief: Actor = { ...clerk, person: 'SYN-CHIEF' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'], person: 'SYN-TRADER' };
const officer: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-OFFICER' };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'], person: 'SYN-FOREIGN' };
const none = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;
const facts: Facts = { ...none, holder: { participant: 'BW' } };
const asRecorded: Facts = { ...facts, record: { operator: clerk.party } };

const MADE_BY = eventId(99);
const opened: Event = { type: 'LotOpened', data: {
  holder: clerk.party, milliCarats: 10_000, usdCents: 5_000, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 10_000, stones: 9 }], stones: 9, production: 'SYN-L', bornOf: MADE_BY,
} };
const proposed = (proposal: Proposal, changeMilliCarats: number, limitMilliCarats = 0): Event =>
  ({ type: 'LotApprovalRequested', data: { holder: clerk.party, proposal, proposedBy: 'SYN-CLERK', changeMilliCarats, limitMilliCarats } });
const theft = proposed({ kind: 'loss', reason: 'theft', milliCarats: 9_000, stones: 8 }, 1_000);
const stolen: Event = { type: 'LotLossRecorded', data: {
  holder: clerk.party, lossMilliCarats: 1_000, reason: 'theft', milliCarats: 9_000, origins: [{ participant: 'BW', milliCarats: 9_000, stones: 8 }], stones: 8, approvedBy: 'SYN-CHIEF' } };

describe('a change beyond its limit', () => {
  it('takes effect, as it was proposed, when a second person approves it: of a loss', () => {
    given(opened, theft).when('ApproveChange', {}, chief, facts).then(stolen);
    given(opened, theft, stolen).when('SplitLot', { parts: [{ milliCarats: 9_000, stones: 9 }] }, clerk, facts).refused('StonesMiscounted', { figures: { stones: 9, stonesBefore: 8 } });
    given(opened, proposed({ kind: 'loss', reason: 'accident', milliCarats: 0 }, 10_000)).when('ApproveChange', {}, officer, facts)
      .then({ type: 'LotLost', data: { holder: clerk.party, milliCarats: 10_000, reason: 'accident', approvedBy: 'SYN-OFFICER' } });
  });

  it('of a treatment', () => {
    const boiling = proposed({ kind: 'treatment', treatment: 'deep-boiling', milliCarats: 9_500, stones: 9, operator: 'A. Boiler' }, 500, 300);
    given(opened, boiling).when('ApproveChange', {}, chief, facts).then({ type: 'LotTreated', data: {
      holder: clerk.party, treatment: 'deep-boiling', beforeMilliCarats: 10_000, milliCarats: 9_500, lossMilliCarats: 500, origins: [{ participant: 'BW', milliCarats: 9_500, stones: 9 }],
      stones: 9, operator: 'A. Boiler', approvedBy: 'SYN-CHIEF' } });
  });

  it('of a second weighing, with the tolerance that held when it was proposed', () => {
    given(opened, proposed({ kind: 'weighing', milliCarats: 10_100, balance: 'SYN-SCALE-2' }, 100, 20)).when('ApproveChange', {}, chief, facts).then({ type: 'LotWeighed', data: {
      holder: clerk.party, bookMilliCarats: 10_000, milliCarats: 10_100, differenceMilliCarats: 100, toleranceMilliCarats: 20, origins: [{ participant: 'BW', milliCarats: 10_100, stones: 9 }],
      balance: 'SYN-SCALE-2', approvedBy: 'SYN-CHIEF' } });
  });

  it('stays undone when a second person refuses it, and the lot lies free again', () => {
    const refused: Event = { type: 'LotApprovalRefused', data: { holder: clerk.party, refusedBy: 'SYN-OFFICER', reason: 'Nobody was there.' } };
    given(opened, theft).when('RefuseChange', { reason: 'Nobody was there.' }, officer, facts).then(refused);
    given(opened, theft, refused).when('ApproveChange', {}, chief, facts).refused('NothingProposed', { detail: 'No change of lot SYN-L waits for approval.', figures: { status: 'held' } });
    given(opened, theft, refused).when('WeighLot', { foundMilliCarats: 10_000 }, clerk, facts).then({ type: 'LotWeighed', data: {
      holder: clerk.party, bookMilliCarats: 10_000, milliCarats: 10_000, differenceMilliCarats: 0, toleranceMilliCarats: 20, origins: [{ participant: 'BW', milliCarats: 10_000, stones: 9 }] } });
    given(opened).when('RefuseChange', { reason: 'x' }, chief, facts).refused('NothingProposed');
  });

  it('is decided by another person, of the holder or of the authority of his territory', () => {
    for (const by of [clerk, trader, foreign]) {
      given(opened, theft).when('ApproveChange', {}, by, facts).refused('NotSecondPerson', { figures: { proposedBy: 'SYN-CLERK', kind: 'loss' } });
      given(opened, theft).when('RefuseChange', { reason: 'x' }, by, facts).refused('NotSecondPerson');
    }
    given(opened, theft).when('ApproveChange', {}, { ...officer, person: 'SYN-CLERK' }, facts).refused('NotSecondPerson', { detail: 'SYN-CLERK proposed this loss; SYN-CLERK cannot decide it.' });
    given(opened, theft).when('ApproveChange', {}, officer, none).refused('NotSecondPerson');
  });
});

describe('a correction that was approved', () => {
  const explanation = 'Two digits were swapped.';
  const who = { holder: clerk.party, explanation, proposedBy: 'SYN-CLERK', approvedBy: 'SYN-CHIEF' };
  const asked = (figures: Omit<Proposal, 'kind' | 'explanation'>) => proposed({ kind: 'correction', explanation, ...figures }, 0);
  const heavier: Event = { type: 'LotCorrected', data: {
    ...who, field: 'milliCarats', corrects: MADE_BY, wasMilliCarats: 10_000, milliCarats: 11_000, origins: [{ participant: 'BW', milliCarats: 11_000, stones: 9 }], production: 'SYN-L' } };

  it('points at the event that stated the figure first, and restates the production record, as long as the goods are as its operator recorded them', () => {
    given(opened, asked({ field: 'milliCarats', milliCarats: 11_000 })).when('ApproveChange', {}, chief, asRecorded).then(heavier);
    given(opened, asked({ field: 'stones', stones: 12 })).when('ApproveChange', {}, chief, asRecorded).then({ type: 'LotCorrected', data: {
      ...who, field: 'stones', corrects: MADE_BY, wasStones: 9, stones: 12, origins: [{ participant: 'BW', milliCarats: 10_000, stones: 12 }], production: 'SYN-L' } });
    given(opened, asked({ field: 'usdCents', usdCents: 6_000 })).when('ApproveChange', {}, chief, asRecorded).then({ type: 'LotCorrected', data: {
      ...who, field: 'usdCents', corrects: MADE_BY, wasUsdCents: 5_000, usdCents: 6_000, production: 'SYN-L' } });
  });

  it('may be corrected itself: then it is the one pointed at', () => {
    given(opened, asked({ field: 'milliCarats', milliCarats: 11_000 }), heavier, asked({ field: 'milliCarats', milliCarats: 12_000 })).when('ApproveChange', {}, chief, asRecorded).then({ type: 'LotCorrected', data: {
      ...who, field: 'milliCarats', corrects: eventId(3), wasMilliCarats: 11_000, milliCarats: 12_000, origins: [{ participant: 'BW', milliCarats: 12_000, stones: 9 }], production: 'SYN-L' } });
  });

  it('leaves the record as it is, if somebody else holds the goods, or they were valued since, or it is the heading', () => {
    const valued: Event = { type: 'LotValued', data: { usdCents: 7_000, method: 'tender', basis: 'FOB', valuer: clerk.party } };
    given(opened, valued, asked({ field: 'usdCents', usdCents: 6_000 })).when('ApproveChange', {}, chief, asRecorded).then({ type: 'LotCorrected', data: {
      ...who, field: 'usdCents', corrects: eventId(2), wasUsdCents: 7_000, usdCents: 6_000 } });
    given(opened, asked({ field: 'usdCents', usdCents: 6_000 })).when('ApproveChange', {}, chief, { ...facts, record: { operator: 'SYN-OTHER' } }).then({ type: 'LotCorrected', data: {
      ...who, field: 'usdCents', corrects: MADE_BY, wasUsdCents: 5_000, usdCents: 6_000 } });
    given(opened, asked({ field: 'hsCode', hsCode: '7102.31' })).when('ApproveChange', {}, chief, asRecorded).then({ type: 'LotCorrected', data: {
      ...who, field: 'hsCode', corrects: MADE_BY, wasHsCode: '7102.10', hsCode: '7102.31' } });
  });

  it('of a count that was never made points at the event that made the lot', () => {
    const { stones: _, ...uncounted } = opened.data as Extract<Event, { type: 'LotOpened' }>['data'];
    given({ type: 'LotOpened', data: { ...uncounted, origins: [{ participant: 'BW', milliCarats: 10_000 }] } }, asked({ field: 'stones', stones: 12 })).when('ApproveChange', {}, chief, facts).then({ type: 'LotCorrected', data: {
      ...who, field: 'stones', corrects: MADE_BY, stones: 12, origins: [{ participant: 'BW', milliCarats: 10_000, stones: 12 }] } });
  });
});
