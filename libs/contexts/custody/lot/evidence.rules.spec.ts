import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { evidencing } from './evidence.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, evidencing);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const auditor: Actor = { party: 'SYN-AUDIT', participant: 'EU', roles: ['auditor'] };
const council: Actor = { party: 'SYN-WDC', participant: 'EU', roles: ['industry-body'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, holder: { participant: 'BW' } };

const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const openedAs = (kept: object): Event => ({ type: 'LotOpened', data: { ...opened.data, ...kept } as typeof opened.data });
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250 } };
const split: Event = { type: 'LotSplit', data: {
  holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: opened.data.origins }],
} };
const forfeit: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };

describe('evidence', () => {
  const photo = { kind: 'photo', sha256: 'a'.repeat(64) } as const;
  const scan = { kind: 'scan', sha256: 'b'.repeat(64), vendor: 'SYN Scan', tool: 'SYN-3D 2', tolerance: '0.01 mm', verdict: 'match' } as const;
  const attached = (data: typeof photo | typeof scan, by: Actor): Event => ({ type: 'LotEvidenceAttached', data: { ...data, by: by.party } });

  it('of any vendor is attached, one beside the other', () => {
    given(opened).when('AttachEvidence', photo, mine, facts).then(attached(photo, mine));
    const other = { ...scan, vendor: 'SYN Other', tolerance: '5 %' };
    given(opened, attached(scan, mine)).when('AttachEvidence', other, mine, facts).then({ type: 'LotEvidenceAttached', data: { ...other, by: mine.party } });
  });

  it('is attached by holder, owner or authority', () => {
    const passed: Event = { type: 'LotOwnershipTransferred', data: { from: mine.party, owner: trader.party, holder: mine.party, milliCarats: 1_250 } };
    for (const by of [mine, trader, authority]) given(opened, passed).when('AttachEvidence', scan, by, facts).then(attached(scan, by));
    for (const by of [trader, foreign]) given(opened).when('AttachEvidence', scan, by, facts).refused('NotWitness');
    given(opened).when('AttachEvidence', scan, authority, unknown).refused('NotWitness');
  });

  it('is never a bare tick', () => {
    const { vendor: _, ...bare } = scan;
    given(opened).when('AttachEvidence', bare, mine, facts).refused('BareVerdict', { detail: 'The verdict is match, without a vendor.', pointer: '#/vendor' });
    given(opened).when('AttachEvidence', { ...photo, vendor: 'SYN Scan', verdict: 'no-match' }, mine, facts).refused('BareVerdict', { pointer: '#/tool' });
    given(opened).when('AttachEvidence', { ...photo, vendor: 'SYN Scan', tool: 'SYN-3D 2', verdict: 'inconclusive' }, mine, facts).refused('BareVerdict', { pointer: '#/tolerance' });
  });

  it('is attached wherever the goods are, until they are no more', () => {
    for (const past of [sent, { type: 'LotPacked' as const, data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } }]) given(opened, past).when('AttachEvidence', photo, mine, facts).then(attached(photo, mine));
    given(opened, forfeit).when('AttachEvidence', photo, authority, facts).then(attached(photo, authority));
    given(opened, split).when('AttachEvidence', photo, mine, facts).refused('NotFree', { figures: { status: 'split' } });
    given(opened, { type: 'LotLost', data: { holder: mine.party, milliCarats: 1_250, reason: 'theft', approvedBy: 'SYN-X' } }).when('AttachEvidence', photo, mine, facts).refused('NotFree');
    const asked: Event = { type: 'LotApprovalRequested', data: {
      holder: mine.party, proposal: { kind: 'loss', reason: 'theft', milliCarats: 0 }, proposedBy: mine.party, changeMilliCarats: 1_250, limitMilliCarats: 0 } };
    given(opened, asked).when('AttachEvidence', photo, mine, facts).refused('NotFree', { figures: { status: 'awaiting-approval' } });
  });
});

describe('a model', () => {
  const declared = (model: string, by: Actor, claim?: string): Event => ({ type: 'LotModelDeclared', data: { holder: mine.party, model, ...(claim && { claim }), declaredBy: by.party } as never });
  const green = openedAs({ model: 'segregated', claim: 'SYN-GREEN', claimedMilliCarats: 1_250 });
  const quota = openedAs({ model: 'mass-balance', claim: 'SYN-GREEN', claimedMilliCarats: 400 });

  it('is loosened by the holder, never tightened', () => {
    given(opened).when('DeclareModel', { model: 'segregated' }, mine, facts).then(declared('segregated', mine));
    given(green).when('DeclareModel', { model: 'mass-balance', claim: 'SYN-GREEN' }, mine, facts).then(declared('mass-balance', mine, 'SYN-GREEN'));
    given(green).when('DeclareModel', { model: 'identity-preserved', claim: 'SYN-GREEN' }, mine, facts).refused('ModelStricter', { figures: { model: 'segregated' }, pointer: '#/model' });
    given(quota).when('DeclareModel', { model: 'segregated' }, mine, facts).refused('ModelStricter');
    given(green).when('DeclareModel', { model: 'segregated', claim: 'SYN-GREEN' }, mine, facts).refused('NothingDeclared');
    given(green).when('DeclareModel', { model: 'segregated', claim: 'Diamants de laboratoire' }, mine, facts).refused('MadeNotMined', { pointer: '#/claim' });
  });

  it('of goods of somebody else is the owner’s', () => {
    const passed: Event = { type: 'LotOwnershipTransferred', data: { from: mine.party, owner: trader.party, holder: mine.party, milliCarats: 1_250 } };
    given(opened, passed).when('DeclareModel', { model: 'segregated' }, mine, facts).refused('NotOnTheseTerms');
    given(opened).when('DeclareModel', { model: 'segregated' }, trader, facts).refused('NotHolder');
    given(opened, sent).when('DeclareModel', { model: 'segregated' }, mine, facts).refused('NotFree');
  });

  it('carries a claim that others made: authority, industry body or auditor', () => {
    for (const by of [authority, council, auditor]) given(opened).when('DeclareModel', { model: 'identity-preserved', claim: 'SYN-GREEN' }, by, facts).then(declared('identity-preserved', by, 'SYN-GREEN'));
    for (const by of [trader, foreign]) given(opened).when('DeclareModel', { model: 'identity-preserved', claim: 'SYN-GREEN' }, by, facts).refused('NotAttester');
    given(opened).when('DeclareModel', { model: 'segregated', claim: 'SYN-GREEN' }, mine, facts).refused('NotAttester', { figures: { claim: 'SYN-GREEN' }, pointer: '#/claim' });
    given(green).when('DeclareModel', { model: 'segregated', claim: 'SYN-GREEN' }, auditor, facts).refused('NothingDeclared');
  });

  it('and the claim are not changed beyond that by those who attest', () => {
    for (const data of [{ model: 'mass-balance', claim: 'SYN-GREEN' }, { model: 'segregated' }] as const) given(green).when('DeclareModel', data, auditor, facts).refused('NotHolder');
  });

  it('holds a quota that no holder makes larger; he may give the claim up', () => {
    given(quota).when('DeclareModel', { model: 'mass-balance', claim: 'SYN-GREEN' }, mine, facts).refused('NothingDeclared');
    given(quota).when('DeclareModel', { model: 'mass-balance' }, mine, facts).then(declared('mass-balance', mine));
    given(quota).when('DeclareModel', { model: 'mass-balance', claim: 'SYN-BLUE' }, mine, facts).refused('NotAttester');
    given(openedAs({ model: 'segregated', claim: 'SYN-GREEN', claimedMilliCarats: 400 })).when('DeclareModel', { model: 'mass-balance', claim: 'SYN-GREEN' }, mine, facts).refused('NotAttester');
    given(quota).when('DeclareModel', { model: 'mass-balance', claim: 'SYN-GREEN' }, auditor, facts).then(declared('mass-balance', auditor, 'SYN-GREEN'));
  });
});
