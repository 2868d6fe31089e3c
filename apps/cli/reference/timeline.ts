/**
 * Who took part in the scheme from when to when, 2003 to 2025, as far as it is known to us, each line with where it is known from. "Own knowledge" was not checked.
 * Where only a month or a year is known, a door closes on its first day and opens on its last: in doubt a corridor is closed.
 * Founders are those who appear in the published returns or as trading centres; the list of them is not complete.
 */
export type Standing = Readonly<{
  participant: string; from: string; standing: 'participant' | 'suspended' | 'removed'; decision: string; source: string; flow?: 'export' | 'import'; zone?: string;
}>;
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

const intoEU = (participant: string, from: string): Standing =>
  ({ participant, from, standing: 'removed', decision: 'Accession to the European Union, which takes part for it', source: OWN });
const zoneOpened = (zone: string, from: string, source: string): Standing =>
  ({ participant: 'CF', from, standing: 'participant', flow: 'export', zone, decision: 'Compliant zone under the Operational Framework', source });

/** In the order of days. */
export const STANDINGS: readonly Standing[] = [
  { participant: 'LB', from: '2004-03-01', standing: 'suspended', decision: 'Suspension of March 2004: no law in force', source: 'idexonline.com, Id 22770 (month)' },
  intoEU('SI', '2004-05-01'),
  { participant: 'CG', from: '2004-07-09', standing: 'removed', decision: 'Removal of 9 July 2004: exports beyond what it could produce', source: 'UN A/61/589 ¶22.14; rapaportfairtrade.com of 2004-07-11' },
  { participant: 'LB', from: '2005-09-30', standing: 'participant', decision: 'Readmission of September 2005', source: `${OWN} (month)` },
  { participant: 'CI', from: '2005-12-15', standing: 'suspended', flow: 'export', decision: 'UN S/RES/1643 (2005): no imports of Ivorian rough', source: 'UN S/RES/1643; the day is own knowledge' },
  intoEU('BG', '2007-01-01'),
  intoEU('RO', '2007-01-01'),
  { participant: 'CG', from: '2007-11-30', standing: 'participant', decision: 'Readmission by the Brussels plenary of November 2007', source: 'English Wikipedia, revision 1055519805 (month)' },
  { participant: 'VE', from: '2008-01-01', standing: 'suspended', decision: 'Self-suspension of 2008; kept on the list without the right to trade', source: 'Johannesburg communiqué of 2013, ¶5; note on the list of Participants (year)' },
  { participant: 'CF', from: '2013-05-23', standing: 'suspended', decision: 'Administrative Decision on the Central African Republic (temporary suspension)', source: 'thediamondloupe.com of 2015-07-29' },
  intoEU('HR', '2013-07-01'),
  { participant: 'CI', from: '2014-04-29', standing: 'participant', flow: 'export', decision: 'UN S/RES/2153 (2014): the embargo ends', source: OWN },
  zoneOpened('Berberati', '2016-05-31', 'rubel-menasche.com (month)'),
  zoneOpened('Boda', '2016-10-31', 'rubel-menasche.com; jckonline.com (month)'),
  zoneOpened('Carnot', '2016-10-31', 'rubel-menasche.com; jckonline.com (month)'),
  zoneOpened('Nola', '2016-10-31', 'rubel-menasche.com; jckonline.com (month)'),
  { participant: 'CF', from: '2024-11-15', standing: 'participant', decision: 'Dubai plenary: readmission in full', source: 'rapaport.com; minestomarket.news' },
];

export const ASIDES: readonly Aside[] = [
  { participant: 'CF', when: '2003', what: 'suspended during fighting and allowed back in the same year; no day is known', source: 'idexonline.com, Id 22770' },
  { participant: 'GH', when: '2006-11-09 to 2007-06', what: 'exports under supervision: each one checked, none forbidden', source: 'UN A/61/589 ¶12; dailypost.com.gh' },
  { participant: 'ZW', when: '2009-11 to 2011-11', what: 'exports from Marange under the KP monitor', source: `${OWN}; theretailjeweler.com of 2011-11-15` },
  { participant: 'CF', when: '2015-07-17', what: 'resumption from compliant zones decided; the first one opened in 2016', source: 'thediamondloupe.com of 2015-07-29' },
  { participant: 'VE', when: '2016-11', what: 'the list of the United States drops the self-suspension; the list of the scheme kept its note', source: '82 FR 19309 of 2017-04-26 (month: own knowledge)' },
  { participant: 'CF', when: '2019-11-22', what: 'eight zones; it issues certificates by itself and reports each month, on trial for a year', source: 'worlddiamondcouncil.org of 2019-12-02' },
];
