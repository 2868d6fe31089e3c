import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { LimitEvent } from '../limit/limit.events.ts';
import { LIMIT_CAUSES } from '../limit/limit.events.ts';
import { DEFAULT_LIMITS } from '../limit/limits.rules.ts';
import { limits } from './limits.view.ts';

const set = (decision: string, ...own: Extract<LimitEvent, { type: 'LimitsSet' }>['data']['limits']): LimitEvent => ({ type: 'LimitsSet', data: { limits: own, decision } });
const page = (...events: LimitEvent[]) => rowsOf(limits, recorded('limit', 'BW', ...events)).get('BW');
const ofTheLedger = LIMIT_CAUSES.map((cause) => ({ cause, ...DEFAULT_LIMITS[cause], setBy: 'ledger' }));

it('shows every limit of a territory, and which of them its authority set', () => {
  const own = { cause: 'moisture' as const, milliCarats: 5, permyriad: 10 };
  expect(page(set('Notice 4', own))).toEqual({
    participant: 'BW', decision: 'Notice 4', decidedBy: 'test', decidedOn: '2005-07-01',
    limits: ofTheLedger.map((limit) => (limit.cause === 'moisture' ? { ...own, setBy: 'authority' } : limit)),
  });
});

it('keeps what an earlier decision set', () => {
  const row = page(set('Notice 4', { cause: 'moisture', milliCarats: 5, permyriad: 10 }), set('Notice 5', { cause: 'sorting', milliCarats: 7, permyriad: 0 }));
  expect(row.limits.filter(({ setBy }: { setBy: string }) => setBy === 'authority').map(({ cause }: { cause: string }) => cause)).toEqual(['sorting', 'moisture']);
  expect(row.decision).toBe('Notice 5');
});

it('shows what the law says of confiscated goods, beside the limits, whichever came first', () => {
  const rule: LimitEvent = { type: 'DisposalRuleSet', data: { trade: 'allowed', origin: 'unknown', decision: 'Act 3' } };
  const disposal = { ...rule.data, decidedOn: '2005-07-01' };
  expect(page(rule)).toEqual({ participant: 'BW', decision: 'Act 3', decidedBy: 'test', decidedOn: '2005-07-01', limits: ofTheLedger, disposal });
  for (const events of [[rule, set('Notice 4')], [set('Notice 4'), rule]]) expect(page(...events)).toMatchObject({ decision: 'Notice 4', disposal });
});
