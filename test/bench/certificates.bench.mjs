/**
 * `certificates`: a million certificates in the read model (`--size`), folded by the very views from the events of their lives. Then what authorities ask: the watch list of any
 * of them, the trade of any corridor in any year, and, for a year of 59,000 certificates (`--year`), the exporter’s book held against the importer’s, certificate by certificate.
 */
import { certification } from '../../dist/libs/contexts/certification/index.js';
import { gone, plusDays } from '../../dist/libs/kernel/index.js';
import { sightsOf } from '../../dist/libs/platform/cqrs/index.js';
import { SqliteRowStore } from '../../dist/libs/platform/read-models/index.js';
import { asked, median, msOf, note, p99, report, scratch } from './measure.mjs';

const { size, year, asks, runs } = asked({
  size: { type: 'string', default: '1000000' }, year: { type: 'string', default: '59000' }, asks: { type: 'string', default: '2000' }, runs: { type: 'string', default: '5' },
});
const [ALL, YEAR, ASKS, RUNS] = [size, year, asks, runs].map(Number);
const [MOST_MS, MOST_MATCHING_MS] = [100, 5_000];
const [FIRST_YEAR, YEARS] = [2005, 17];
/** The year in which all of one exporter’s certificates go to one importer: its two books are held against each other. */
const FULL_YEAR = FIRST_YEAR + YEARS;
const [TODAY, EXPORTER, IMPORTER] = [`${FULL_YEAR}-12-31`, 'BW', 'EU'];
/** How much of all trade leaves each of them, in hundredths: a few hubs have most of it. */
const WEIGHTS = { EU: 26, AE: 20, IN: 12, IL: 10, BW: 9, ZA: 6, RU: 5, CA: 4, AO: 3, NA: 2, SL: 1, LS: 1, CN: 1 };
const CODES = Object.keys(WEIGHTS);

const { views, inquiries } = certification;
const named = (list, name) => list.find((one) => one.name === `certification/${name}`);
/** Rows that many certificates share are kept until the end; all others are of one certificate. */
const shared = ['corridors', 'corridor-lines', 'number-pages', 'number-series'].map((name) => named(views, name));
const own = views.filter((view) => !shared.includes(view));

const dice = (seed) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};
const roll = dice(11);
const drawn = () => {
  let left = roll() * 100;
  return CODES.find((code) => (left -= WEIGHTS[code]) < 0) ?? CODES[0];
};

const serials = new Map();
const numberIn = (code) => {
  // One blank in a thousand is passed over.
  const serial = (serials.get(code) ?? 0) + (roll() < 0.001 ? 2 : 1);
  serials.set(code, serial);
  return `${code}${`${serial}`.padStart(7, '0')}`;
};

let count = 0;
/** The life of one certificate, from the request to the end; one in two hundred is never confirmed, and what left last is on its way. */
const life = (from, to, requestedOn) => {
  count += 1;
  const [subject, authority, other, parcel] = [numberIn(from), `SYN-${from}-authority`, `SYN-${to}-authority`, `SYN-K${count}`];
  const milliCarats = 1_000 + Math.floor(roll() * 900_000);
  const usdCents = milliCarats * 9;
  const origins = [{ participant: 'AO', milliCarats: Math.floor(milliCarats / 3) }, { participant: 'BW', milliCarats: milliCarats - Math.floor(milliCarats / 3) }];
  const shipment = {
    exporter: `SYN-${from}-trader`, importer: `SYN-${to}-trader`, from, to, parcels: [{ parcel, seal: `S-${parcel}`, milliCarats, usdCents }],
    milliCarats, usdCents, lines: [{ hsCode: '7102.10', milliCarats, usdCents }], origins, imports: ['AO0000001'],
    valuation: { method: 'price-book', basis: 'FOB', valuer: authority, valuedOn: requestedOn },
  };
  const [issuedOn, dispatchedOn, presentedOn] = [plusDays(requestedOn, 1), plusDays(requestedOn, 3), plusDays(requestedOn, 5)];
  const documents = [{ kind: 'invoice', reference: `SYN-I${count}`, milliCarats }, { kind: 'import-certificate', reference: 'AO0000001', milliCarats }];
  const expiresOn = plusDays(issuedOn, 60);
  const told = [
    [requestedOn, 'CertificateRequested', { ...shipment, documents, declaredBy: 'SYN-P1', queue: 'normal' }],
    [issuedOn, 'CertificateReviewed', { authority, reviewedBy: 'SYN-P2', finding: 'In order.' }],
    [issuedOn, 'CertificateIssued', {
      ...shipment, authority, issuedOn, expiresOn, issuedBy: 'SYN-P3', printedNumber: subject, edition: 'HS2022', exporterKeepsTo: plusDays(issuedOn, 1_826), authorityKeepsTo: plusDays(issuedOn, 1_095),
    }],
    [issuedOn, 'CertificateValidated', { authority, validatedBy: 'SYN-P3', checked: 'every-container' }],
    [dispatchedOn, 'ExportDispatched', { ...shipment, dispatchedOn, mode: 'air', carrier: 'SYN-CARRIER', expiresOn }],
    [dispatchedOn, 'PreAdviceSent', { sentOn: dispatchedOn }],
  ];
  if (roll() >= 0.005) {
    const foundMilliCarats = milliCarats - Math.floor(roll() * 50);
    const reportedOn = plusDays(presentedOn, 1);
    told.push(
      [presentedOn, 'ShipmentPresented', { authority: other, to, presentedOn, seals: [{ parcel, state: 'intact' }] }],
      [presentedOn, 'ShipmentInspected', { authority: other, inspectedBy: 'SYN-P4', samplePermyriad: 2_500, foundMilliCarats, contents: 'agrees' }],
      [reportedOn, 'ImportConfirmed', { ...shipment, authority: other, receivedOn: reportedOn, foundMilliCarats, foundUsdCents: usdCents, seals: 'intact', confirmedBy: 'SYN-P4', authorityKeepsTo: plusDays(presentedOn, 1_095) }],
    );
    if (roll() < 0.01) told.push([reportedOn, 'DiscrepancyReported', { kind: 'weight', from, to, importer: shipment.importer, reportedOn, statedMilliCarats: milliCarats, foundMilliCarats, differenceMilliCarats: foundMilliCarats - milliCarats }]);
    told.push([plusDays(presentedOn, 6), 'CertificateClosed', { authority, closedOn: plusDays(presentedOn, 6), authorityKeepsTo: plusDays(presentedOn, 1_095) }]);
  }
  return told.filter(([on]) => on <= TODAY).map(([on, type, data]) => ({ subject, type, data, occurredAt: `${on}T08:00:00Z`, recordedAt: `${on}T09:00:00.000Z` }));
};

const fold = (list, events, rows) => {
  const touched = events.flatMap((event) => list.flatMap((view) => (view.on[event.type]?.(event) ?? []).map((change) => ({ view, ...change }))));
  for (const { view, key, fold: next } of touched) {
    const place = `${view.name}\0${key}`;
    const row = next(rows.get(place)?.row);
    if (row === gone) rows.delete(place);
    else rows.set(place, { view, key, row });
  }
};

const lives = function* () {
  for (let i = 0; i < ALL - YEAR; i += 1) {
    const from = drawn();
    const others = CODES.filter((code) => code !== from);
    yield life(from, roll() < 0.5 ? (from === 'AE' ? 'IN' : 'AE') : others[Math.floor(roll() * others.length)], plusDays(`${FIRST_YEAR}-01-01`, Math.floor((i / (ALL - YEAR)) * YEARS * 365.2)));
  }
  for (let i = 0; i < YEAR; i += 1) yield life(EXPORTER, IMPORTER, plusDays(`${FULL_YEAR}-01-02`, Math.floor((i / YEAR) * 355)));
};

/** All certificates in a generation of rows that serves, with its patterns and blocks. */
const filled = async (store) => {
  const generation = await store.begin(views);
  const together = new Map();
  let [waiting, position] = [new Map(), ''];
  const commit = async (rows) => {
    const next = `${(Number(position) || 0) + 1}`.padStart(8, '0');
    await generation.commit(position, next, [...rows.values()]);
    position = next;
  };
  for (const events of lives()) {
    fold(own, events, waiting);
    fold(shared, events, together);
    if (waiting.size < 40_000) continue;
    await commit(waiting);
    waiting = new Map();
  }
  for (const [code, last] of serials) {
    const block = { prefix: code, first: 1, last: last + 10_000, year: FULL_YEAR, printedBy: 'SYN-PRINTER', receivedOn: `${FIRST_YEAR}-01-01`, authority: `SYN-${code}-authority` };
    fold(shared, [
      { subject: code, type: 'PatternSet', data: { prefix: code, digits: 7, series: 'trade', from: '2005-01-01', decision: 'SYN-D' } }, { subject: code, type: 'BlockAllocated', data: block },
    ], together);
  }
  await commit(new Map([...waiting, ...together]));
  await store.promote(generation);
  return store.current(views);
};

/** How long each took, and how much of that the processor worked for us: on a machine that others use too, the two are far apart. */
const timesOf = async (times, work) => {
  const [ms, cpuMs] = [[], []];
  for (let i = 0; i < times; i += 1) {
    const before = process.cpuUsage();
    ms.push(await msOf(() => work(i)));
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1_000);
  }
  return { ms, cpuMs };
};

const place = scratch();
const store = new SqliteRowStore(place.file('rows'));
try {
  const fillMs = await msOf(() => filled(store));
  const generation = await store.current(views);
  note(`certificates: ${count} are in the read model after ${Math.round(fillMs / 1_000)} s`);

  const watch = named(inquiries, 'watch-list');
  let items = 0;
  const looked = async (i) => {
    const answer = await watch.answer({ participant: CODES[i % CODES.length], on: TODAY }, sightsOf(generation));
    items = Math.max(items, answer.items.length);
  };
  globalThis.gc?.();
  await timesOf(CODES.length * 2, looked);
  const watched = await timesOf(Math.ceil(ASKS / 5), looked);
  if (items === 0) throw new Error('Nothing is on any watch list.');
  report({ bench: 'certificates', case: `watch list of any authority, ${ALL} certificates`, unit: 'ms (p99)', ours: p99(watched.ms), peers: { allowed: MOST_MS }, p50Ms: median(watched.ms), cpuP99Ms: p99(watched.cpuMs), longest: items });

  let rows = 0;
  const corridors = await timesOf(ASKS, async () => {
    const [from, to] = [drawn(), drawn()];
    for (const view of [named(views, 'corridors'), named(views, 'corridor-lines')]) {
      rows += (await generation.find(view, { where: { from, to, year: FIRST_YEAR + Math.floor(roll() * YEARS) }, limit: 1_000 })).length;
    }
  });
  if (rows === 0) throw new Error('No corridor has any trade.');
  report({ bench: 'certificates', case: `any corridor in any year, with its headings, ${ALL} certificates`, unit: 'ms (p99)', ours: p99(corridors.ms), peers: { allowed: MOST_MS }, p50Ms: median(corridors.ms), cpuP99Ms: p99(corridors.cpuMs) });

  const match = named(inquiries, 'matching');
  for (const [participant, side] of [[EXPORTER, 'exports'], [IMPORTER, 'imports']]) {
    let certificates;
    const matched = await timesOf(RUNS, async () => { certificates = (await match.answer({ participant, year: FULL_YEAR, show: 'all' }, sightsOf(generation)))[side].certificates; });
    // Of the importer’s year some arrived only after it, or not at all.
    if (certificates < YEAR * 0.9) throw new Error(`Only ${certificates} certificates of ${participant} were matched.`);
    report({ bench: 'certificates', case: `matching of a year, ${side}`, unit: 'ms (p50)', ours: median(matched.ms), peers: { allowed: MOST_MATCHING_MS }, mostMs: Math.max(...matched.ms), cpuP50Ms: median(matched.cpuMs), certificates });
  }
} finally {
  await store.close();
  place.remove();
}
