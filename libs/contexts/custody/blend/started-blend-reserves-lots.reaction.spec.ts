import { expect, it } from '@jest/globals';
import type { Together } from '#kernel';
import { recorded } from '#kernel/testing';
import { lot } from '../lot/lot.decider.ts';
import { blend } from './blend.decider.ts';
import { startedBlendReservesLots } from './started-blend-reserves-lots.reaction.ts';

const [started] = recorded('blend', 'SYN-M', { type: 'BlendStarted' as const, data: { holder: 'SYN-BW-TRADE', lots: ['SYN-B', 'SYN-A.2', 'SYN-A.10'] } });
const [together] = startedBlendReservesLots.on.BlendStarted!(started!) as Together[];

it('sets every lot aside, always in the same order, and then decides', () => {
  expect(together!.all).toEqual(['SYN-A.10', 'SYN-A.2', 'SYN-B'].map((subject) => ({ decider: lot, subject, type: 'ReserveLot', data: { blend: 'SYN-M' } })));
  expect(together!.then).toEqual({ decider: blend, subject: 'SYN-M', type: 'DecideBlend', data: {} });
});

it('decides against it when a lot refuses, and says which and why', () => {
  const refusal = { refused: 'NotFree', cites: 'custody/6', says: 'General.' };
  const obstacle = (detail?: string) => (together!.unless!({ ...refusal, ...(detail && { detail }) }, together!.all[2]!).data as { obstacle: object }).obstacle;
  expect(obstacle('Lot SYN-B was split.')).toEqual({ lot: 'SYN-B', code: 'NotFree', says: 'Lot SYN-B was split.' });
  expect(obstacle()).toMatchObject({ says: 'General.' });
  expect(obstacle('x'.repeat(900))).toMatchObject({ says: 'x'.repeat(500) });
  expect(together!.unless!(refusal, together!.all[0]!)).toMatchObject({ decider: blend, subject: 'SYN-M', type: 'DecideBlend' });
});
