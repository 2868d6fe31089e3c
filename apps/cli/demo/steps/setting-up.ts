import { plusDays, type Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedParticipant } from '../plan/planned.ts';
import { CHAIR, SYNTHETIC } from '../plan/world.ts';
import { returnIdOf, type PublishedReturn } from '../returns.ts';
import type { Chain, Step } from './chain.ts';
import { authorityOf } from './officers.ts';

/** Russia held the chair in 2005; the token of a real Chair would say which Participant does. */
const chair: Actor = { party: CHAIR, participant: 'RU', roles: ['chair'] };

/** The notice of the Chair, and what follows from it. */
const suspended = (code: string, openFrom: string, { from, decision }: NonNullable<PlannedParticipant['suspension']>): Step[] => {
  const [document, occurredAt] = [`KP-${from.slice(0, 4)}-${code}`, at(from > openFrom ? from : openFrom, 6)];
  return [
    { type: 'RecordDecision', subject: document, by: chair, occurredAt, data: { title: decision, kind: 'notice', madeOn: from, document: 'Told in the history of the scheme' } },
    { type: 'ChangeStanding', subject: code, by: chair, occurredAt, data: { standing: 'suspended', from, document } },
  ];
};

const admission = ({ code, name, kind, admittedFrom, openFrom, suspension }: PlannedParticipant): Chain => {
  const admit: Step = { type: 'AdmitParticipant', subject: code, by: chair, occurredAt: at(openFrom, 6), data: { name, kind, from: admittedFrom } };
  return { key: `admission-${code}`, steps: [admit, ...(suspension ? suspended(code, openFrom, suspension) : [])] };
};

/** The Participants of the year: these are real. */
export function* admissions({ world }: Plan): Generator<Chain> {
  for (const participant of world.participants.values()) yield admission(participant);
}

/** Who is notified to the Chair. */
const BY_CHAIR: ReadonlySet<string> = new Set(['authority', 'industry-body']);

/** Authorities first: they register the others. */
export function* parties({ world }: Plan, which: 'authorities' | 'others'): Generator<Chain> {
  for (const { id, name, kind, participant } of world.parties) {
    if ((kind === 'authority') !== (which === 'authorities')) continue;
    const by = BY_CHAIR.has(kind) ? chair : authorityOf(world, participant);
    const occurredAt = at(world.participants.get(participant)!.openFrom, kind === 'authority' ? 7 : 8);
    yield { key: `party-${id}`, steps: [{ type: 'RegisterParty', subject: id, by, occurredAt, data: { name, kind, participant, licence: `Register of ${participant}, no. ${id} ${SYNTHETIC}` } }] };
  }
}

export function* sites({ world }: Plan): Generator<Chain> {
  const licensed = { licensedFrom: `${world.year}-01-01`, licensedTo: `${world.year}-12-31` };
  for (const { code, openFrom, sites: planned } of world.participants.values()) {
    for (const { id, label, operator, deposit, scale } of planned) {
      const data = { name: label, participant: code, operator, deposit, scale, licence: `Mining licence of ${id} ${SYNTHETIC}`, ...licensed };
      yield { key: `site-${id}`, steps: [{ type: 'RegisterSite', subject: id, by: authorityOf(world, code), occurredAt: at(openFrom, 9), data }] };
    }
  }
}

/** The seals of a party have the name of the party before their number. */
export const sealsOf = (party: string): string => `${party}-SEAL`;

const SPARE_SEALS = 10;

/** Seals for every exporter of the year, and for what authorities seal themselves, from the authority of the Participant; a few are left over. */
export function* seals({ world, trade: { shipments, confiscations } }: Plan): Generator<Chain> {
  const used = new Map<string, { from: string; seals: number }>();
  for (const { exporter, from, parcels } of shipments) used.set(exporter, { from, seals: (used.get(exporter)?.seals ?? 0) + parcels.length });
  for (const { participant, serial } of confiscations) used.set(world.participants.get(participant)!.authority, { from: participant, seals: serial });
  for (const [exporter, { from, seals }] of used) {
    const range = sealsOf(exporter);
    const data = { to: exporter, first: 1, last: seals + SPARE_SEALS, kind: 'seal' };
    yield { key: `seals-${exporter}`, steps: [{ type: 'IssueSeals', subject: range, by: authorityOf(world, from), occurredAt: at(world.participants.get(from)!.openFrom, 10), data }] };
  }
}

/** The statements of each return of a half, in the order of the source. */
const statementsOf = ({ returns: { rows } }: Plan, half: 1 | 2): Map<string, PublishedReturn[]> => {
  const statements = new Map<string, PublishedReturn[]>();
  for (const row of rows) {
    if (row.half !== half) continue;
    const id = returnIdOf(row);
    const before = statements.get(id);
    if (before) before.push(row);
    else statements.set(id, [row]);
  }
  return statements;
};

/** Half a year is returned two months after it is over; a row that repeats a key a day after the one it restates. */
export function* filings(plan: Plan, half: 1 | 2): Generator<Chain> {
  const { world, returns } = plan;
  const due = half === 1 ? `${world.year}-08-31` : `${world.year + 1}-02-28`;
  for (const [id, rows] of statementsOf(plan, half)) {
    const { code, openFrom } = world.participants.get(rows[0]!.participant)!;
    const first = due < openFrom ? plusDays(openFrom, 5) : due;
    yield { key: `return-${id}`, steps: rows.map((row, i) => ({
      type: 'FileReturn', subject: id, by: authorityOf(world, code), occurredAt: at(plusDays(first, i), 12), data: { ...row, source: returns.source },
    })) };
  }
}
