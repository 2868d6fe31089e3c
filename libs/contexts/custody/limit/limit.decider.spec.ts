import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { limit } from './limit.decider.ts';
import { allowedOf, DEFAULT_LIMITS } from './limits.rules.ts';

const given = scenarios(limit, { subject: 'BW' });

const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };

const stricter = { limits: [{ cause: 'sorting' as const, milliCarats: 10, permyriad: 50 }, { cause: 'bruting' as const, milliCarats: 0, permyriad: 400 }], decision: 'Circular 5/2005' };

describe('the limits of a territory', () => {
  it('KPCS IV(b): are set by its own authority, who says by which decision', () => {
    given().when('SetLimits', stricter, authority).then({ type: 'LimitsSet', data: stricter });
    for (const by of [foreign, mine]) given().when('SetLimits', stricter, by).refused('NotItsAuthority', { figures: { participant: 'BW' } });
  });

  it('are set once for each cause, and to something else than they were', () => {
    given().when('SetLimits', { ...stricter, limits: [...stricter.limits, stricter.limits[0]!] }, authority).refused('SetTwice', { figures: { cause: 'sorting' }, pointer: '#/limits/2/cause' });
    given({ type: 'LimitsSet', data: stricter }).when('SetLimits', stricter, authority).refused('NothingNew', { pointer: '#/limits' });
    const back = { ...stricter, limits: [{ cause: 'sorting' as const, milliCarats: 20, permyriad: 100 }] };
    given({ type: 'LimitsSet', data: stricter }).when('SetLimits', back, authority).then({ type: 'LimitsSet', data: back });
    given().when('SetLimits', back, authority).refused('NothingNew');
  });
});

describe('a limit', () => {
  it('is the greater of a weight and a share, in whole thousandths of a carat, also of the heaviest lot', () => {
    expect(allowedOf(DEFAULT_LIMITS, 're-weighing', 40_000)).toBe(20);
    expect(allowedOf(DEFAULT_LIMITS, 're-weighing', 41_999)).toBe(20);
    expect(allowedOf(DEFAULT_LIMITS, 're-weighing', 42_000)).toBe(21);
    expect(allowedOf(DEFAULT_LIMITS, 'acidising', 1_250)).toBe(37);
    expect(allowedOf(DEFAULT_LIMITS, 'bruting', Number.MAX_SAFE_INTEGER)).toBe(Number(BigInt(Number.MAX_SAFE_INTEGER) / 20n));
    for (const cause of ['theft', 'accident', 'other'] as const) expect(allowedOf(DEFAULT_LIMITS, cause, 1_000_000)).toBe(0);
  });
});

describe('the rule of disposal of a territory', () => {
  const rule = { trade: 'allowed' as const, origin: 'unknown' as const, decision: 'Precious Stones Act, s. 12' };

  it('UN A/RES/77/277 ¶5: is set by its own authority, to something else than it was', () => {
    given().when('SetDisposalRule', rule, authority).then({ type: 'DisposalRuleSet', data: rule });
    for (const by of [foreign, mine]) given().when('SetDisposalRule', rule, by).refused('NotItsAuthority', { detail: 'The rule of disposal of BW is set by an authority of BW.' });
    given({ type: 'DisposalRuleSet', data: rule }).when('SetDisposalRule', rule, authority).refused('NothingNew', { figures: { trade: 'allowed', origin: 'unknown' } });
    given({ type: 'DisposalRuleSet', data: rule }).when('SetDisposalRule', { ...rule, trade: 'forbidden' }, authority).then({ type: 'DisposalRuleSet', data: { ...rule, trade: 'forbidden' } });
  });
});
