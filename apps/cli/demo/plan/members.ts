import { yearOf } from '#kernel';
import type { PlannedParticipant, PlannedParty } from './planned.ts';

/** The industry body of a demo, and where it is registered. */
export const BODY = 'SYN-EU-DIAMOND-COUNCIL';
export const BODY_IN = 'EU';

/** A party as its industry body sees it. `registeredOn`: from when on it is registered for the System of Warranties, and assesses itself. */
export type PlannedMember = Readonly<{ id: string; kind: PlannedParty['kind']; participant: string; joinedOn: string; registeredOn?: string }>;

/** The first year in which no invoice may bear the old text any more; it ended in September of the year before. */
const NEW_TEXT_ONLY = 2025;
/** The text of 2021 may be used from this day on. */
const NEW_TEXT_FROM = '2021-09-01';
/** When members of 2021 were registered, in time for the new text; and when whoever was no member yet became one, in time for the end of the old. */
const FIRST_REGISTERED = '2021-08-23';
const LAST_JOINED = '2024-09-16';

const later = (one: string, other: string): string => (one > other ? one : other);

/** Mines and the larger half of the traders. */
const isLarge = ({ kind, id }: PlannedParty, { traders }: PlannedParticipant): boolean => kind === 'producer' || traders.slice(0, Math.ceil(traders.length / 2)).includes(id);

const TRADING: ReadonlySet<PlannedParty['kind']> = new Set(['producer', 'artisanal-buyer', 'trader']);

/** Since when a party is a member; undefined if it is none. The large ones always are; the others join when they cannot sell without. */
const joinedOnIn = (year: number, party: PlannedParty, home: PlannedParticipant): string | undefined => {
  if (!TRADING.has(party.kind) || home.traders.length === 0) return undefined;
  if (isLarge(party, home) || year >= NEW_TEXT_ONLY) return home.openFrom;
  return year === yearOf(LAST_JOINED) ? later(home.openFrom, LAST_JOINED) : undefined;
};

/** Who is a member in this year, of those whose goods may move: since when, and from when on under the text of 2021. */
export const membersOf = (year: number, parties: readonly PlannedParty[], participants: ReadonlyMap<string, PlannedParticipant>): Map<string, PlannedMember> => {
  const members = new Map<string, PlannedMember>();
  for (const party of parties) {
    const { id, kind, participant } = party;
    const joinedOn = joinedOnIn(year, party, participants.get(participant)!);
    if (joinedOn === undefined) continue;
    const registeredOn = later(joinedOn, FIRST_REGISTERED);
    members.set(id, { id, kind, participant, joinedOn, ...(yearOf(registeredOn) === year && { registeredOn }) });
  }
  return members;
};

/** The text of the System of Warranties that a seller puts on an invoice of that day: the new one from when he may, else the old one. */
export const textOf = (member: PlannedMember | undefined, day: string): '2002' | '2021' =>
  (member?.registeredOn !== undefined && day >= later(member.registeredOn, NEW_TEXT_FROM) ? '2021' : '2002');
