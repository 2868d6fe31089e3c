/** Days are written YYYY-MM-DD and compare as strings. All reckoning is in UTC. */

export type Half = 1 | 2;
export type Quarter = 1 | 2 | 3 | 4;

/** The day of an instant. */
export const dayOf = (instant: string): string => instant.slice(0, 10);
export const yearOf = (day: string): number => Number(day.slice(0, 4));
/** The half of the year: production is returned by halves (KPCS Annex III(c)). */
export const halfOf = (day: string): Half => (Number(day.slice(5, 7)) <= 6 ? 1 : 2);
/** The quarter of the year: trade is returned by quarters (KPCS Annex III(a)). */
export const quarterOf = (day: string): Quarter => Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter;

const DAY_MS = 86_400_000;
/** The day so many days later. Pure arithmetic on the calendar; it reads no clock. */
export const plusDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** Days on end: from the first on, through the last (`to`), or until the first day after it (`until`); without either they go on. */
export type Span = Readonly<{ from: string; to?: string | undefined; until?: string | undefined }>;
export const covers = ({ from, to, until }: Span, day: string): boolean => from <= day && (to === undefined || day <= to) && (until === undefined || day < until);
/** What held on a day: of what was said, in this order, the last that had begun. */
export const lastBegun = <One extends Readonly<{ from: string }>>(said: readonly One[], day: string): One | undefined => said.findLast(({ from }) => from <= day);
/** How many days from one day to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
