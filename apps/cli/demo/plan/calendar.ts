import { daysBetween, plusDays } from '#kernel';

/** The year goes by in rounds of twelve days, as sights and tenders do: whatever is shipped in one round has arrived before the next. */
export const ROUNDS = 30;
const ROUND_DAYS = 12;
/** The round of what is done after the year is over. */
export const AFTERWARDS = ROUNDS;

export const dayOfRound = (year: number, round: number, day = 0): string => plusDays(`${year}-01-01`, round * ROUND_DAYS + day);

/** The round in which a day lies. */
export const roundOf = (year: number, day: string): number => Math.min(AFTERWARDS, Math.max(0, Math.floor(daysBetween(`${year}-01-01`, day) / ROUND_DAYS)));

/** A moment of a day, by its hour in UTC. */
export const at = (day: string, hour: number): string => `${day}T${`${hour}`.padStart(2, '0')}:00:00Z`;
