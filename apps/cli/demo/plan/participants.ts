/** A Participant as the demo admits it. `since`: the first day of its standing, if later than the scheme itself. */
export type KnownParticipant = Readonly<{ name: string; kind: 'state' | 'union'; since?: string }>;

export const SCHEME_BEGINS = '2003-01-01';

/** Participants that appear in returns or as trading centres. Days known by month only are given as its first. */
export const KNOWN_PARTICIPANTS: ReadonlyMap<string, KnownParticipant> = new Map(Object.entries({
  AE: { name: 'United Arab Emirates', kind: 'state' }, AM: { name: 'Armenia', kind: 'state' }, AO: { name: 'Angola', kind: 'state' },
  AU: { name: 'Australia', kind: 'state' }, BR: { name: 'Brazil', kind: 'state' }, BW: { name: 'Botswana', kind: 'state' }, BY: { name: 'Belarus', kind: 'state' },
  CA: { name: 'Canada', kind: 'state' }, CD: { name: 'Democratic Republic of the Congo', kind: 'state' },
  CF: { name: 'Central African Republic', kind: 'state' }, CG: { name: 'Republic of the Congo', kind: 'state', since: '2007-11-01' },
  CH: { name: 'Switzerland', kind: 'state' }, CI: { name: 'Côte d’Ivoire', kind: 'state' }, CM: { name: 'Cameroon', kind: 'state', since: '2012-08-14' },
  CN: { name: 'China', kind: 'state' }, EU: { name: 'European Union', kind: 'union' }, GA: { name: 'Gabon', kind: 'state', since: '2018-11-01' },
  GB: { name: 'United Kingdom', kind: 'state', since: '2021-01-01' }, GH: { name: 'Ghana', kind: 'state' }, GN: { name: 'Guinea', kind: 'state' },
  GY: { name: 'Guyana', kind: 'state' }, HR: { name: 'Croatia', kind: 'state' }, ID: { name: 'Indonesia', kind: 'state' }, IL: { name: 'Israel', kind: 'state' },
  IN: { name: 'India', kind: 'state' }, JP: { name: 'Japan', kind: 'state' }, KG: { name: 'Kyrgyz Republic', kind: 'state', since: '2021-11-12' },
  KH: { name: 'Cambodia', kind: 'state', since: '2012-11-30' }, KR: { name: 'Republic of Korea', kind: 'state' },
  KZ: { name: 'Kazakhstan', kind: 'state', since: '2012-11-30' }, LB: { name: 'Lebanon', kind: 'state', since: '2005-09-01' },
  LK: { name: 'Sri Lanka', kind: 'state' }, LR: { name: 'Liberia', kind: 'state', since: '2007-05-04' }, LS: { name: 'Lesotho', kind: 'state' },
  ML: { name: 'Mali', kind: 'state', since: '2013-01-01' }, MU: { name: 'Mauritius', kind: 'state' }, MX: { name: 'Mexico', kind: 'state', since: '2008-12-01' },
  MY: { name: 'Malaysia', kind: 'state' }, NA: { name: 'Namibia', kind: 'state' }, NO: { name: 'Norway', kind: 'state' },
  NZ: { name: 'New Zealand', kind: 'state', since: '2006-01-01' }, PA: { name: 'Panama', kind: 'state', since: '2012-11-30' },
  RO: { name: 'Romania', kind: 'state' }, RU: { name: 'Russian Federation', kind: 'state' }, SG: { name: 'Singapore', kind: 'state' },
  SI: { name: 'Slovenia', kind: 'state' }, SL: { name: 'Sierra Leone', kind: 'state' }, SZ: { name: 'Eswatini', kind: 'state', since: '2011-01-01' },
  TG: { name: 'Togo', kind: 'state' }, TH: { name: 'Thailand', kind: 'state' }, TZ: { name: 'Tanzania', kind: 'state' }, UA: { name: 'Ukraine', kind: 'state' },
  US: { name: 'United States of America', kind: 'state' }, VE: { name: 'Venezuela', kind: 'state' }, VN: { name: 'Viet Nam', kind: 'state' },
  ZA: { name: 'South Africa', kind: 'state' }, ZW: { name: 'Zimbabwe', kind: 'state' },
} as const satisfies Record<string, KnownParticipant>));

/** Participants whose goods crossed no border under the scheme: no exports reported, an embargo, or a suspension. Years from and to. */
const CLOSED: Readonly<Record<string, readonly [from: number, to: number]>> = {
  VE: [2003, 2199], // reported no exports in 2005; withdrew from trade by itself in 2008
  CI: [2003, 2014], // embargo (UNSC 1643 of 2005), lifted in April 2014
  CF: [2013, 2016], // suspended on 2013-05-23; exports from compliant zones from 2016 on
};

/** Standings that changed in the year of a demo, or before it, and still held. */
export const SUSPENSIONS: Readonly<Record<string, Readonly<{ from: string; decision: string }>>> = {
  CF: { from: '2013-05-23', decision: 'Administrative Decision on the Central African Republic (temporary suspension)' },
};

/** Does nothing of this Participant’s cross a border in this year? */
export const isClosed = (participant: string, year: number): boolean => {
  const [from, to] = CLOSED[participant] ?? [Infinity, -Infinity];
  return year >= from && year <= to;
};

/** How many traders a trading centre has at full scale, and how much of what its neighbours export comes to it. */
const CENTRES: Readonly<Record<string, number>> = { EU: 40, IN: 40, IL: 25, AE: 15, US: 10, CN: 10, ZA: 8, CH: 6, GB: 6, TH: 4, JP: 3, AM: 2, BY: 2, LK: 2, MU: 2, LB: 2 };

const OTHERS_TRADERS = 4;

/** The trading centres of a year: those that were Participants before it began. */
export const centresOf = (year: number): string[] =>
  Object.keys(CENTRES).filter((code) => (KNOWN_PARTICIPANTS.get(code)?.since ?? SCHEME_BEGINS) <= `${year}-01-01`);

/** How many traders, at this scale: markets shrink slower than the goods on them. */
export const tradersIn = (participant: string, scale: number): number => Math.max(1, Math.round((CENTRES[participant] ?? OTHERS_TRADERS) * scale ** 0.3));

/** Where first exports go, in parts of about a hundred; the default for producers that are not named. */
const FIRST_EXPORTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  BW: { EU: 88, ZA: 6, IL: 2, IN: 4 }, NA: { EU: 85, ZA: 8, IL: 4, IN: 3 }, ZA: { EU: 70, IL: 10, IN: 10, AE: 5, CN: 3, US: 2 },
  AU: { EU: 62, IN: 32, IL: 3, AE: 3 }, RU: { EU: 48, IL: 20, IN: 12, AE: 8, AM: 5, BY: 3, US: 2, CN: 2 }, CA: { EU: 82, IN: 6, IL: 6, US: 4, AM: 2 },
  CD: { EU: 50, AE: 22, IL: 14, IN: 8, US: 2, ZA: 4 }, AO: { EU: 38, AE: 22, IL: 16, CH: 18, US: 3, ZA: 3 }, ZW: { ZA: 45, AE: 30, EU: 15, IN: 10 },
  CF: { EU: 60, AE: 20, IL: 20 },
};
const FIRST_EXPORTS_OF_OTHERS = { EU: 52, AE: 18, IL: 14, IN: 6, US: 4, ZA: 3, CH: 2, LB: 1 };

const RE_EXPORTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  EU: { IN: 34, IL: 18, AE: 15, CH: 7, US: 6, CN: 8, ZA: 3, TH: 3, JP: 1, AM: 2, BY: 1, LK: 1, MU: 1, GB: 4 },
  AE: { IN: 46, EU: 32, IL: 9, CN: 7, US: 2, CH: 2, TH: 1, LB: 1 }, IL: { EU: 34, IN: 20, US: 12, CN: 12, CH: 8, AE: 8, TH: 3, ZA: 3 },
  IN: { EU: 34, AE: 32, CN: 16, IL: 9, TH: 4, US: 2, LK: 2, JP: 1 }, US: { EU: 38, IL: 26, IN: 16, AE: 14, CN: 6 },
  CH: { EU: 40, IL: 28, AE: 16, US: 10, IN: 6 }, GB: { EU: 60, IN: 15, AE: 15, IL: 10 }, CN: { IN: 32, EU: 26, AE: 24, IL: 8, TH: 10 },
};
const RE_EXPORTS_OF_OTHERS = { EU: 45, IN: 25, AE: 18, IL: 12 };

/** Where goods may go from here, and how much of them: mine goods on their first way, or goods that came over a border before. */
export const destinationsOf = (from: string, isFirst: boolean, centres: readonly string[]): { codes: readonly string[]; weights: readonly number[] } => {
  const named = isFirst ? FIRST_EXPORTS[from] ?? FIRST_EXPORTS_OF_OTHERS : RE_EXPORTS[from] ?? RE_EXPORTS_OF_OTHERS;
  const open = Object.entries(named).filter(([code]) => code !== from && centres.includes(code));
  return { codes: open.map(([code]) => code), weights: open.map(([, weight]) => weight) };
};
