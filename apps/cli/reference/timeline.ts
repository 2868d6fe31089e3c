/**
 * Who took part in the scheme from when to when, 2003 to 2025, as far as it is known to us, each line with where it is known from. "Own knowledge" was not checked.
 * Where only a month or a year is known, a door closes on its first day and opens on its last: in doubt a corridor is closed.
 * Founders are those who appear in the published returns or as trading centres; the list of them is not complete.
 */
export type Standing = Readonly<{
  participant: string; from: string; standing: 'participant' | 'supervised' | 'suspended' | 'self-suspended' | 'removed'; document: string; flow?: 'export' | 'import'; zone?: string;
  conditions?: Readonly<{ approval: 'ex-ante' | 'ex-post'; monitor: string; note?: string }>;
}>;
/** A decision, with its symbol, or where it is told of. What the plenary decided is taken as translated on the first day on which it had effect: the real days are not known. */
export type Decision = Readonly<{ id: string; title: string; kind: 'plenary' | 'written-procedure' | 'notice' | 'security-council' | 'national'; madeOn: string; document: string }>;
export type Embargo = Readonly<{ participant: string; flow: 'export'; from: string; document: string; until: string; liftedBy: string }>;
export type Zone = Readonly<{ participant: string; zone: string; name: string; from: string }>;
/** Who examined exports, in whose territory, from which day on. */
export type Monitor = Readonly<{ party: string; participant: string; name: string; from: string }>;
export type Admission = Readonly<{ participant: string; name: string; kind: 'state' | 'union'; from: string; source: string }>;
/** Something that changed how a Participant was looked at, but not whether it could trade; or of which no day is known. Told, not loaded. */
export type Aside = Readonly<{ participant: string; when: string; what: string; source: string }>;

const FOUNDED = '2003-01-01';
const [OWN, SITE] = ['own knowledge, unverified', 'kimberleyprocess.com, hybrid plenary of 2021'];

const FOUNDERS = {
  AE: 'United Arab Emirates', AM: 'Armenia', AO: 'Angola', AU: 'Australia', BG: 'Bulgaria', BR: 'Brazil', BW: 'Botswana', BY: 'Belarus', CA: 'Canada', CD: 'Democratic Republic of the Congo',
  CF: 'Central African Republic', CG: 'Republic of the Congo', CH: 'Switzerland', CI: 'Côte d’Ivoire', CN: 'China', GH: 'Ghana', GN: 'Guinea', GY: 'Guyana', HR: 'Croatia', ID: 'Indonesia',
  IL: 'Israel', IN: 'India', JP: 'Japan', KR: 'Republic of Korea', LB: 'Lebanon', LK: 'Sri Lanka', LS: 'Lesotho', MU: 'Mauritius', MY: 'Malaysia', NA: 'Namibia', NO: 'Norway', RO: 'Romania',
  RU: 'Russian Federation', SG: 'Singapore', SI: 'Slovenia', SL: 'Sierra Leone', TG: 'Togo', TH: 'Thailand', TZ: 'Tanzania', UA: 'Ukraine', US: 'United States of America', VE: 'Venezuela',
  VN: 'Viet Nam', ZA: 'South Africa', ZW: 'Zimbabwe',
} as const;

const later = (participant: string, name: string, from: string, source: string): Admission => ({ participant, name, kind: 'state', from, source });

export const ADMISSIONS: readonly Admission[] = [
  { participant: 'EU', name: 'European Union', kind: 'union', from: FOUNDED, source: 'UN A/RES/77/277, preamble ¶23 (the scheme takes effect)' },
  ...Object.entries(FOUNDERS).map(([participant, name]): Admission => ({ participant, name, kind: 'state', from: FOUNDED, source: 'UN A/RES/77/277, preamble ¶23 (the scheme takes effect)' })),
  later('NZ', 'New Zealand', '2006-01-01', OWN),
  later('LR', 'Liberia', '2007-05-04', `${OWN}: after the UN sanctions were lifted in April 2007; listed by 2008-06-30`),
  later('MX', 'Mexico', '2008-12-31', 'state.gov/e/eb/diamonds/docs/113716.htm, list of 2008-12-31'),
  later('SZ', 'Eswatini', '2011-12-31', `${OWN} (year)`),
  later('CM', 'Cameroon', '2012-08-14', 'Regulation (EU) 947/2012, by written procedure'),
  later('KH', 'Cambodia', '2012-11-30', 'Washington plenary, communiqué of 2012, ¶3'),
  later('KZ', 'Kazakhstan', '2012-11-30', 'Washington plenary, communiqué of 2012, ¶3'),
  later('PA', 'Panama', '2012-11-30', 'Washington plenary, communiqué of 2012, ¶3'),
  later('ML', 'Mali', '2013-12-31', `${OWN} (year)`),
  later('GA', 'Gabon', '2018-11-30', 'Regulation (EU) 2019/1189, recital 1: Brussels plenary of November 2018, provisionally from December 2017'),
  later('GB', 'United Kingdom', '2021-01-01', 'list of the United States of 2021-01-08; the day is own knowledge'),
  later('KG', 'Kyrgyz Republic', '2021-11-12', SITE),
  later('MZ', 'Mozambique', '2021-11-12', SITE),
  later('QA', 'Qatar', '2021-11-12', SITE),
  later('UZ', 'Uzbekistan', '2024-11-15', 'Dubai plenary; Federal Register of 2025-03-06'),
];

const decided = (...[id, kind, madeOn, title, document]: readonly [id: string, kind: Decision['kind'], madeOn: string, title: string, document: string]): Decision =>
  ({ id, title, kind, madeOn, document });
const accession = (participant: string, madeOn: string): Decision =>
  decided(`EU-ACCESSION-${participant}`, 'national', madeOn, 'Accession to the European Union, which takes part for it', `Treaty of Accession; ${OWN}`);

/** In the order of days. */
export const DECISIONS: readonly Decision[] = [
  decided('UNSC-1459', 'security-council', '2003-01-28', 'Support of the certification scheme', `S/RES/1459 (2003); UN A/61/589 ¶3; the day is ${OWN}`),
  decided('UNSC-1521', 'security-council', '2003-12-22', 'Liberia: no imports of rough diamonds from there', `S/RES/1521 (2003), ¶6; UN A/61/589 ¶27; the day is ${OWN}`),
  decided('KP-2004-LB', 'notice', '2004-03-01', 'Suspension of March 2004: no law in force', 'idexonline.com, Id 22770 (month)'),
  accession('SI', '2004-05-01'),
  decided('KP-2004-CG', 'notice', '2004-07-09', 'Removal of 9 July 2004: exports beyond what it could produce', 'UN A/61/589 ¶22.14; rapaportfairtrade.com of 2004-07-11'),
  decided('UNSC-1572', 'security-council', '2004-11-15', 'Côte d’Ivoire: measures, and the committee that watches them', `S/RES/1572 (2004); UN A/61/589 ¶3; the day is ${OWN}`),
  decided('KP-2005-LB', 'notice', '2005-09-30', 'Readmission of September 2005', `${OWN} (month)`),
  decided('UNSC-1643', 'security-council', '2005-12-15', 'Côte d’Ivoire: no imports of rough diamonds from there', `S/RES/1643 (2005), ¶6; the day is ${OWN}`),
  decided('KP-2006-GH', 'plenary', '2006-11-09', 'Gaborone plenary: action plan for Ghana, each export verified', 'UN A/61/589 ¶12 and annex 1, ¶1'),
  accession('BG', '2007-01-01'),
  accession('RO', '2007-01-01'),
  decided('UNSC-1753', 'security-council', '2007-04-27', 'Liberia: the measures on diamonds end', `S/RES/1753 (2007); ${OWN}`),
  decided('KP-2007-GH', 'notice', '2007-06-30', 'Ghana: the review found no systemic violation', 'dailypost.com.gh (month)'),
  decided('KP-2007-CG', 'plenary', '2007-11-30', 'Brussels plenary of November 2007: readmission', 'English Wikipedia, revision 1055519805 (month)'),
  decided('VE-2008', 'national', '2008-01-01', 'Self-suspension of 2008; kept on the list without the right to trade', 'Johannesburg communiqué of 2013, ¶5; note on the list of Participants (year)'),
  decided('KP-2009-ZW', 'plenary', '2009-11-01', 'Swakopmund plenary: joint work plan for Marange', `${OWN}; a report of the KP Monitor of 2010-03-21 is known (month)`),
  decided('KP-2011-ZW', 'plenary', '2011-11-05', 'Kinshasa plenary: Marange exports again, under monitoring', 'theretailjeweler.com of 2011-11-15'),
  decided('KP-2013-CF', 'written-procedure', '2013-05-23', 'Administrative Decision on the Central African Republic (temporary suspension)', 'thediamondloupe.com of 2015-07-29'),
  accession('HR', '2013-07-01'),
  decided('UNSC-2153', 'security-council', '2014-04-29', 'Côte d’Ivoire: the embargo on diamonds ends', `S/RES/2153 (2014); ${OWN}`),
  decided('KP-2015-CF', 'written-procedure', '2015-07-17', 'Administrative Decision on resumption from compliant zones: the Operational Framework', 'thediamondloupe.com of 2015-07-29 (30 in favour, no objection)'),
  decided('KP-2019-CF', 'plenary', '2019-11-22', 'New Delhi plenary: the Operational Framework, on trial for a year: certificates at will, looked at afterwards', 'worlddiamondcouncil.org of 2019-12-02'),
  decided('KP-2024-CF', 'plenary', '2024-11-15', 'Dubai plenary: readmission in full', 'rapaport.com; minestomarket.news'),
];

/** Zones about which something was decided, from the day of the first decision that named them. Of eight compliant zones in 2019 only these four are known by name. */
export const ZONES: readonly Zone[] = [
  { participant: 'ZW', zone: 'ZW-MARANGE', name: 'Marange', from: '2009-11-01' },
  ...['Berberati', 'Boda', 'Carnot', 'Nola'].map((name): Zone => ({ participant: 'CF', zone: `CF-${name.toUpperCase()}`, name, from: '2015-07-17' })),
];

export const MONITORS: readonly Monitor[] = [
  { party: 'WDC-EXAMINER-GH', participant: 'GH', name: 'Examiner of the World Diamond Council for Ghana', from: '2006-11-09' },
  { party: 'KP-MONITOR-ZW', participant: 'ZW', name: 'KP Monitor for Marange', from: '2009-11-01' },
  { party: 'KP-MONITORING-TEAM-CF', participant: 'CF', name: 'KP Monitoring Team for the Central African Republic', from: '2015-07-17' },
];

export const EMBARGOES: readonly Embargo[] = [
  { participant: 'LR', flow: 'export', from: '2003-12-22', document: 'UNSC-1521', until: '2007-04-27', liftedBy: 'UNSC-1753' },
  { participant: 'CI', flow: 'export', from: '2005-12-15', document: 'UNSC-1643', until: '2014-04-29', liftedBy: 'UNSC-2153' },
];

const intoEU = (participant: string, from: string): Standing => ({ participant, from, standing: 'removed', document: `EU-ACCESSION-${participant}` });
const zoneOpened = (zone: string, from: string, document: string, approval?: 'ex-ante' | 'ex-post'): Standing => ({
  participant: 'CF', from, standing: 'participant', flow: 'export', zone: `CF-${zone.toUpperCase()}`, document,
  ...(approval && { conditions: { approval, monitor: 'KP-MONITORING-TEAM-CF' } }),
});
const allZones = (from: string, document: string, approval?: 'ex-post'): Standing[] => ['Berberati', 'Boda', 'Carnot', 'Nola'].map((zone) => zoneOpened(zone, from, document, approval));
const marange = (from: string, document: string, approval: 'ex-ante' | 'ex-post'): Standing => ({
  participant: 'ZW', from, standing: 'participant', flow: 'export', zone: 'ZW-MARANGE', document, conditions: { approval, monitor: 'KP-MONITOR-ZW' },
});

/** In the order of days. */
export const STANDINGS: readonly Standing[] = [
  { participant: 'LB', from: '2004-03-01', standing: 'suspended', document: 'KP-2004-LB' },
  intoEU('SI', '2004-05-01'),
  { participant: 'CG', from: '2004-07-09', standing: 'removed', document: 'KP-2004-CG' },
  { participant: 'LB', from: '2005-09-30', standing: 'participant', document: 'KP-2005-LB' },
  { participant: 'GH', from: '2006-11-09', standing: 'supervised', flow: 'export', document: 'KP-2006-GH', conditions: { approval: 'ex-ante', monitor: 'WDC-EXAMINER-GH', note: 'Each export verified' } },
  intoEU('BG', '2007-01-01'),
  intoEU('RO', '2007-01-01'),
  { participant: 'GH', from: '2007-06-30', standing: 'participant', flow: 'export', document: 'KP-2007-GH' },
  { participant: 'CG', from: '2007-11-30', standing: 'participant', document: 'KP-2007-CG' },
  { participant: 'VE', from: '2008-01-01', standing: 'self-suspended', document: 'VE-2008' },
  marange('2009-11-01', 'KP-2009-ZW', 'ex-ante'),
  marange('2011-11-05', 'KP-2011-ZW', 'ex-post'),
  { participant: 'CF', from: '2013-05-23', standing: 'suspended', document: 'KP-2013-CF' },
  intoEU('HR', '2013-07-01'),
  // Month only: rubel-menasche.com; jckonline.com.
  zoneOpened('Berberati', '2016-05-31', 'KP-2015-CF', 'ex-ante'),
  zoneOpened('Boda', '2016-10-31', 'KP-2015-CF', 'ex-ante'),
  zoneOpened('Carnot', '2016-10-31', 'KP-2015-CF', 'ex-ante'),
  zoneOpened('Nola', '2016-10-31', 'KP-2015-CF', 'ex-ante'),
  ...allZones('2019-11-22', 'KP-2019-CF', 'ex-post'),
  { participant: 'CF', from: '2024-11-15', standing: 'participant', document: 'KP-2024-CF' },
  ...allZones('2024-11-15', 'KP-2024-CF'),
];

export const ASIDES: readonly Aside[] = [
  { participant: 'CF', when: '2003', what: 'suspended during fighting and allowed back in the same year; no day is known', source: 'idexonline.com, Id 22770' },
  { participant: 'VE', when: '2016-11', what: 'the list of the United States drops the self-suspension; the list of the scheme kept its note', source: '82 FR 19309 of 2017-04-26 (month: own knowledge)' },
  { participant: 'CF', when: '2019-11-22', what: 'eight zones; the names of four are known, and they are loaded', source: 'worlddiamondcouncil.org of 2019-12-02' },
];
