import { describe, expect, it } from '@jest/globals';
import { recall, recollectionOf, type Actor, type DataOf, type EventOf } from '#kernel';
import { recorded, scenarios } from '#kernel/testing';
import { DEFAULT_LIMITS } from '../limit/limits.rules.ts';
import { disposing } from './disposal.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;
type Disposed = DataOf<typeof lotEvents.LotDisposed>;

const given = scenarios(lot, { subject: 'SYN-L' }, disposing);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const police: Actor = { ...authority, party: 'SYN-BW-POLICE' };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, recipient: { participant: 'BW' } };
const rule = (trade: 'allowed' | 'forbidden', origin: 'as-found' | 'unknown' = 'as-found'): Facts => ({ ...facts, limits: { ...DEFAULT_LIMITS, disposal: { trade, origin } } });

const origins = [{ participant: 'BW', milliCarats: 1_000, stones: 4 }, { participant: 'BW', zone: 'BW-NORTH', taint: 'zone' as const, milliCarats: 250, stones: 1 }];
const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins, stones: 5, production: 'SYN-L', site: 'SYN-S' } };
const lent: Event = { type: 'LotOpened', data: { ...opened.data, owner: 'SYN-BW-OWNER', terms: 'consignment' } as never };
const detained: Event = { type: 'LotDetained', data: { case: 'SYN-C', authority: authority.party, participant: 'BW', holder: mine.party, milliCarats: 1_250, grounds: 'No receipt' } };
const seized: Event = { type: 'LotSeized', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', milliCarats: 1_250 } };
const confiscated: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };
const disposed = (disposal: Disposed['disposal'], more: Partial<Disposed> = {}): Extract<Event, { type: 'LotDisposed' }> =>
  ({ type: 'LotDisposed', data: { disposal, order: 'Order 9', authority: authority.party, participant: 'BW', case: 'SYN-C', milliCarats: 1_250, ...more } });
const order = (disposal: Disposed['disposal'], more: object = {}) => ({ disposal, order: 'Order 9', ...more });
const stateAfter = (...events: Event[]) => recall(recollectionOf(lot), lot.initial, recorded('lot', 'SYN-L', ...events));

describe('what the State took', () => {
  it('is returned to whose it was, or from whom it was taken, on the terms he had it', () => {
    given(opened, seized).when('DisposeLot', order('returned', { to: mine.party }), authority, facts).then(disposed('returned', { to: mine.party }));
    given(opened, confiscated).when('DisposeLot', order('returned', { to: mine.party }), authority, facts).then(disposed('returned', { to: mine.party }));
    given(lent, seized).when('DisposeLot', order('returned', { to: 'SYN-BW-OWNER' }), authority, facts).then(disposed('returned', { to: 'SYN-BW-OWNER' }));
    const back = disposed('returned', { to: mine.party, owner: 'SYN-BW-OWNER', terms: 'consignment' });
    given(lent, seized).when('DisposeLot', order('returned', { to: mine.party }), authority, facts).then(back);
    expect(stateAfter(lent, seized, back)).toMatchObject({ status: 'held', holder: mine.party, owner: 'SYN-BW-OWNER', terms: 'consignment', detention: undefined });
    given(opened, seized).when('DisposeLot', order('returned', { to: 'SYN-BW-OTHER' }), authority, facts).refused('RecipientUnfit', { detail: 'They were SYN-BW-MINE’s, and taken from SYN-BW-MINE.', pointer: '#/to' });
  });

  it('custody/149: is sold only where the Participant’s rule allows it, and says from then on that it was confiscated', () => {
    const auction = order('auctioned', { to: 'SYN-BW-TRADE', usdCents: 61_000 });
    const sold = disposed('auctioned', { to: 'SYN-BW-TRADE', usdCents: 61_000 });
    given(opened, confiscated).when('DisposeLot', auction, authority, rule('allowed')).then(sold);
    given(opened, confiscated).when('DisposeLot', auction, authority, facts).refused('NoDisposalRule', { detail: 'BW has set no rule of disposal.' });
    given(opened, confiscated).when('DisposeLot', auction, authority, rule('forbidden')).refused('NoDisposalRule', { detail: 'The rule of disposal of BW forbids it.' });
    given(opened, seized).when('DisposeLot', auction, authority, rule('allowed')).refused('NotForfeitYet');
    given(opened, confiscated).when('DisposeLot', { ...auction, to: mine.party }, authority, rule('allowed')).refused('RecipientUnfit');
    expect(stateAfter(opened, confiscated, sold)).toMatchObject({ status: 'held', holder: 'SYN-BW-TRADE', owner: 'SYN-BW-TRADE', regime: 'trade', usdCents: 61_000, confiscations: ['SYN-C'], production: 'SYN-L' });
  });

  it('is of unknown origin after an auction, where the rule says so; what was tainted stays tainted', () => {
    const told = [{ participant: 'ZZ', milliCarats: 1_000, stones: 4 }, { participant: 'ZZ', milliCarats: 250, stones: 1, taint: 'zone' as const }];
    const sold = disposed('auctioned', { to: 'SYN-BW-TRADE', usdCents: 1, origins: told });
    given(opened, confiscated).when('DisposeLot', order('auctioned', { to: 'SYN-BW-TRADE', usdCents: 1 }), authority, rule('allowed', 'unknown')).then(sold);
    expect(stateAfter(opened, confiscated, sold)).toMatchObject({ origins: told, production: undefined, site: undefined });
  });

  it('is a sample again, if it was one, and is not brought into trade', () => {
    const sample: Event = { type: 'LotOpened', data: { ...opened.data, regime: 'sample' } as never };
    for (const past of [[seized], [confiscated]]) {
      const back = disposed('returned', { to: mine.party, regime: 'sample' });
      given(sample, ...past).when('DisposeLot', order('returned', { to: mine.party }), authority, facts).then(back);
      expect(stateAfter(sample, ...past, back)).toMatchObject({ status: 'held', regime: 'sample' });
    }
    given(sample, confiscated).when('DisposeLot', order('auctioned', { to: 'SYN-BW-TRADE', usdCents: 1 }), authority, rule('allowed')).refused('OutOfTrade', { figures: { regime: 'sample' } });
  });

  it('is destroyed, kept as evidence, or given away, and is out of trade for good', () => {
    given(opened, confiscated).when('DisposeLot', order('destroyed'), authority, facts).then(disposed('destroyed'));
    given(opened, confiscated).when('DisposeLot', order('donated', { to: 'SYN-BW-MUSEUM' }), authority, facts).then(disposed('donated', { to: 'SYN-BW-MUSEUM' }));
    for (const past of [seized, confiscated]) given(opened, past).when('DisposeLot', order('evidence', { place: 'Vault' }), authority, facts).then(disposed('evidence', { place: 'Vault' }));
    given(opened, seized).when('DisposeLot', order('destroyed'), authority, facts).refused('NotForfeitYet', { detail: 'Lot SYN-L is seized under case SYN-C, and not confiscated.' });
    expect(stateAfter(opened, confiscated, disposed('destroyed')).status).toBe('destroyed');
    expect(stateAfter(opened, seized, disposed('evidence', { place: 'Vault' }))).toMatchObject({ place: 'Vault', detention: { stage: 'seized' } });
    expect(stateAfter(opened, confiscated, disposed('donated', { to: 'SYN-BW-MUSEUM' }))).toMatchObject({ status: 'confiscated', holder: 'SYN-BW-MUSEUM', owner: 'SYN-BW-MUSEUM', regime: 'seized' });
    given(opened, confiscated, disposed('destroyed')).when('DisposeLot', order('destroyed'), authority, facts).refused('NotFree', { detail: 'Lot SYN-L was destroyed.' });
    given(opened, confiscated, disposed('donated', { to: 'SYN-BW-MUSEUM' })).when('DisposeLot', order('destroyed'), authority, facts).refused('NotItsGoods', { figures: { participant: 'BW', holder: 'SYN-BW-MUSEUM' } });
  });

  it('is disposed of by the authority that has it, and by nobody else', () => {
    given(opened, seized).when('DisposeLot', order('returned', { to: mine.party }), police, facts).refused('NotWhoStopped');
    given(opened, confiscated).when('DisposeLot', order('destroyed'), police, facts).refused('NotItsGoods');
    given(opened, detained).when('DisposeLot', order('returned', { to: mine.party }), authority, facts).refused('NotTaken', { detail: 'Lot SYN-L is detained where it is: lift the detention, or seize it.' });
    given(opened).when('DisposeLot', order('destroyed'), mine, facts).refused('NotTaken', { detail: 'Lot SYN-L is neither seized nor confiscated.' });
  });

  it('KPCS III(a): goes to registered parties of the same territory', () => {
    given(opened, confiscated).when('DisposeLot', order('donated', { to: 'SYN-EU-MUSEUM' }), authority, { ...facts, recipient: { participant: 'EU' } })
      .refused('AcrossTheBorder', { detail: 'SYN-EU-MUSEUM is registered in EU, the goods lie in BW.', pointer: '#/to' });
    given(opened, confiscated).when('DisposeLot', order('donated', { to: 'SYN-NOBODY' }), authority, { ...facts, recipient: {} }).refused('UnknownRecipient');
    given(opened, confiscated).when('DisposeLot', order('donated', { to: authority.party }), authority, facts).refused('ToOneself');
  });

  it('custody/151: says what belongs to what becomes of it, and nothing else', () => {
    given(opened, confiscated).when('DisposeLot', order('auctioned', { to: 'SYN-BW-TRADE' }), authority, rule('allowed')).refused('TermsOfDisposal', { detail: 'The goods are to be auctioned: usdCents is missing.', pointer: '#/usdCents' });
    given(opened, confiscated).when('DisposeLot', order('evidence'), authority, facts).refused('TermsOfDisposal', { detail: 'The goods are to be kept as evidence: place is missing.' });
    given(opened, confiscated).when('DisposeLot', order('destroyed', { to: mine.party }), authority, facts).refused('TermsOfDisposal', { detail: 'The goods are to be destroyed: to is too much.' });
  });
});
