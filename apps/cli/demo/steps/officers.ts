import type { Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { prefixOf, SERIAL_DIGITS, TECHNICAL_DIGITS, technicalPrefixOf, type Blank, type Forgery } from '../plan/papers.ts';
import type { Plan } from '../plan/plan.ts';
import { SYNTHETIC, type World } from '../plan/world.ts';
import type { Chain } from './chain.ts';

/** Who does what in every authority: four eyes look at each certificate, and the arrivals are somebody else’s. */
const OFFICERS = { 1: ['prepare', 'validate'], 2: ['issue'], 3: ['confirm'] } as const;
type Power = (typeof OFFICERS)[keyof typeof OFFICERS][number];

/** The authority of a Participant. */
export const authorityOf = (world: World, code: string): Actor => ({ party: world.participants.get(code)!.authority, participant: code, roles: ['authority'] });

const personOf = (code: string, number: string): string => `SYN-${code}-OFFICER-${number}`;

/** The officer of a Participant’s authority who may do this. */
export const officerOf = (world: World, code: string, power: Power): Actor => {
  const [number] = Object.entries(OFFICERS).find(([, powers]) => (powers as readonly string[]).includes(power))!;
  return { ...authorityOf(world, code), person: personOf(code, number) };
};

/** Every authority appoints its officers. */
export function* officers({ world }: Plan): Generator<Chain> {
  for (const { code, authority, openFrom } of world.participants.values()) {
    yield { key: `officers-${code}`, steps: Object.entries(OFFICERS).map(([number, powers]) => ({
      type: 'AppointOfficer', subject: personOf(code, number), by: authorityOf(world, code), occurredAt: at(openFrom, 9),
      data: { authority, participant: code, name: `Officer ${number} of ${code} ${SYNTHETIC}`, powers: [...powers], from: openFrom, decision: `Order ${number} ${SYNTHETIC}` },
    })) };
  }
}

/** How the exporting Participants write their numbers, and for which they have blanks. */
export function* numberings({ world, trade: { blocks } }: Plan): Generator<Chain> {
  for (const [code, last] of blocks) {
    const { openFrom } = world.participants.get(code)!;
    const [prefix, by] = [prefixOf(code), authorityOf(world, code)];
    const block = { prefix, first: 1, last, year: world.year, printedBy: `State Printer of ${code} ${SYNTHETIC}`, receivedOn: openFrom };
    yield { key: `numbers-${code}`, steps: [
      { type: 'SetPattern', subject: code, by, occurredAt: at(openFrom, 9), data: { prefix, digits: SERIAL_DIGITS, series: 'trade', from: openFrom, decision: `Notice to the Chair ${SYNTHETIC}` } },
      { type: 'AllocateBlock', subject: code, by, occurredAt: at(openFrom, 10), data: block },
    ] };
  }
}

const ONE_HUNDRED = 100;

/** Where goods were seized, a series for what is no trade. */
export function* technicalNumberings({ world, trade: { confiscations } }: Plan): Generator<Chain> {
  for (const code of new Set(confiscations.map(({ participant }) => participant))) {
    const { openFrom } = world.participants.get(code)!;
    const [prefix, by] = [technicalPrefixOf(code), authorityOf(world, code)];
    const block = { prefix, first: 1, last: ONE_HUNDRED, year: world.year, printedBy: `State Printer of ${code} ${SYNTHETIC}`, receivedOn: openFrom };
    yield { key: `technical-numbers-${code}`, steps: [
      { type: 'SetPattern', subject: code, by, occurredAt: at(openFrom, 9), data: { prefix, digits: TECHNICAL_DIGITS, series: 'technical', from: openFrom, decision: `Second notice to the Chair ${SYNTHETIC}` } },
      { type: 'AllocateBlock', subject: code, by, occurredAt: at(openFrom, 10), data: block },
    ] };
  }
}

/** A blank that was spoiled in print, or is not where it should be. */
export const voiding = (world: World, { number, participant, kind, on }: Blank): Chain => {
  const reason = kind === 'blank-spoiled' ? 'Torn in the printer.' : 'Not in the safe when the blanks were counted.';
  return { key: `blank-${number}`, steps: [{ type: 'VoidCertificate', subject: number, by: officerOf(world, participant, 'issue'), occurredAt: at(on, 15), data: { reason, kind } }] };
};

/** Somebody shows a certificate that is not what it says, with a parcel that nobody sealed. */
export const forging = (world: World, { number, to, on, seenAs }: Forgery): Chain => ({
  key: `forgery-${number}`,
  steps: [{ type: 'PresentShipment', subject: number, by: officerOf(world, to, 'confirm'), occurredAt: at(on, 10), data: { seenAs, seals: [{ parcel: `SYN-P-UNKNOWN-${number}`, state: 'broken' }] } }],
});
