/**
 * `commands`: how many commands a second are validated, loaded, decided and stored, durable when answered, from 64 callers in one process.
 * The command is RecordProduction: its own stream is new, and the rule reads the site’s stream as a fact. Peer: the bare append of the very
 * events that the commands wrote, in the same run. Where a command’s time goes is measured stage by stage, each alone, and printed.
 */
import { extraction } from '../../dist/libs/contexts/extraction/index.js';
import { identity } from '../../dist/libs/contexts/identity/index.js';
import { complaints } from '../../dist/libs/kernel/index.js';
import { eventId, Ledger } from '../../dist/libs/platform/cqrs/index.js';
import { requestDigest } from '../../dist/libs/platform/cqrs/canonical.js';
import { Recaller } from '../../dist/libs/platform/cqrs/recaller.js';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { asked, inTurns, median, msOf, p99, perSecond, report, scratch } from './measure.mjs';

const options = asked({ rounds: { type: 'string', default: '7' }, commands: { type: 'string', default: '30000' } });
const CALLERS = 64;
const COMMANDS = Number(options.commands);
const WARM_UP = 0.25;
const SITES = 100;

const [participant, party] = ['participant', 'party'].map((name) => identity.deciders.find(({ noun }) => noun === name));
const [site, production] = ['site', 'production'].map((name) => extraction.deciders.find(({ noun }) => noun === name));
const chair = { party: 'KP-CHAIR', participant: 'ZA', roles: ['chair'] };
const authority = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const mine = { party: 'SYN-BW-MINES', participant: 'BW', roles: ['producer'] };
const occurredAt = '2005-07-01T08:00:00Z';

const command = (n) => ({
  decider: production, subject: `SYN-P-${n}`, type: 'RecordProduction',
  data: { site: `SYN-BW-SITE-${n % SITES}`, from: '2005-03-01', to: '2005-03-31', milliCarats: 1_000_000 + n, usdCents: 9_000_000 + n, stones: 40_000 },
});
const question = (n) => ({ by: mine, cause: `SYN-BW-MINES/${n}`, occurredAt });

const prepare = async (ledger) => {
  const tell = (by, command) => ledger.decide(command, { by, cause: `prepare/${command.subject}`, occurredAt });
  await tell(chair, { decider: participant, subject: 'BW', type: 'AdmitParticipant', data: { name: 'Botswana', kind: 'state', from: '2003-01-01' } });
  await tell(authority, { decider: party, subject: 'SYN-BW-MINES', type: 'RegisterParty', data: { name: 'Mines (synthetic)', kind: 'producer', participant: 'BW' } });
  for (let n = 0; n < SITES; n += 1) {
    await tell(authority, { decider: site, subject: `SYN-BW-SITE-${n}`, type: 'RegisterSite', data: {
      name: 'Site (synthetic)', participant: 'BW', operator: 'SYN-BW-MINES', deposit: 'kimberlite', scale: 'LSM', licence: 'L-1', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
    } });
  }
};

/** All callers at once, each waiting for its answer before it asks again. */
const race = async (work) => {
  const latenciesMs = [];
  const part = (from, to, noted) => {
    let next = from;
    return Promise.all(Array.from({ length: CALLERS }, async () => {
      while (next < to) {
        const n = next;
        next += 1;
        const startMs = performance.now();
        await work(n);
        if (noted) latenciesMs.push(performance.now() - startMs);
      }
    }));
  };
  const warm = Math.floor(COMMANDS * WARM_UP);
  await part(0, warm, false);
  const ms = await msOf(() => part(warm, COMMANDS, true));
  return { perSecond: perSecond(COMMANDS - warm, ms), p99Ms: p99(latenciesMs) };
};

const withStore = async (work) => {
  const place = scratch();
  const store = new SqliteEventStore(place.file('ledger.db'));
  try {
    return await work(store);
  } finally {
    await store.close();
    place.remove();
  }
};

const commands = () => withStore(async (store) => {
  const ledger = new Ledger(store);
  await prepare(ledger);
  return race((n) => ledger.decide(command(n), question(n)));
});

/** The events that the commands wrote, as new events, for the bare append. */
const eventsOf = () => withStore(async (store) => {
  const ledger = new Ledger(store);
  await prepare(ledger);
  const events = [];
  for (let n = 0; n < COMMANDS; n += CALLERS) {
    await Promise.all(Array.from({ length: Math.min(CALLERS, COMMANDS - n) }, (_, i) => ledger.decide(command(n + i), question(n + i))));
  }
  for (let position = ''; ;) {
    const page = await store.after(position, 1_000);
    if (page.length === 0) return events.filter(({ type }) => type === 'ProductionRecorded');
    events.push(...page);
    position = page.at(-1).position;
  }
});

const written = await eventsOf();
const append = () => withStore((store) => race((n) => {
  const { id, type, data, occurredAt: at, by, cause, correlation, request, stream } = written[n];
  return store.append(stream, 0, [{ id, type, data, occurredAt: at, by, cause, correlation, request }]);
}));

/** µs for each stage of one command, each stage alone. */
const stages = () => withStore(async (store) => {
  const ledger = new Ledger(store);
  await prepare(ledger);
  const recaller = new Recaller(store);
  const recollection = production.facts.site.of;
  const each = async (work) => {
    for (let n = 0; n < 2_000; n += 1) await work(n);
    return (await msOf(async () => { for (let n = 0; n < 20_000; n += 1) await work(n); })) / 20;
  };
  const { state } = await recaller.recall(recollection, 'SYN-BW-SITE-1');
  const { state: territory } = await recaller.recall(production.facts.territory.of, 'BW');
  const asking = { subject: 'P', by: mine, occurredAt, recordedAt: occurredAt, cause: 'c', correlation: 'c', facts: { site: state, territory, periods: new Map() } };
  const { data } = command(1);
  return {
    validateUs: await each(() => complaints(production.commands.RecordProduction, data)),
    digestUs: await each(() => requestDigest('RecordProduction', data, occurredAt)),
    loadUs: await each((n) => recaller.recall({ noun: 'production', initial: production.initial, on: production.evolve }, `absent-${n}`)),
    factsUs: await each(() => recaller.recall(recollection, 'SYN-BW-SITE-1')),
    decideUs: await each(() => production.decide.RecordProduction(production.initial, data, asking)),
    checkEventUs: await each(() => complaints(production.events.ProductionRecorded, written[0].data)),
    idUs: await each((n) => eventId('production-SYN-P-1', `SYN-BW-MINES/${n}`, 0)),
  };
});

const results = await inTurns(Number(options.rounds), { commands, append });
const of = (name, figure) => median(results[name].map((result) => result[figure]));
const spent = await stages();
const [ours, bare] = [of('commands', 'perSecond'), of('append', 'perSecond')];
report({
  bench: 'commands', case: 'RecordProduction, 64 callers', unit: 'commands/s', ours, peers: { append: bare },
  // Each turn is compared with its neighbour: both had the same machine, whatever else ran on it.
  ratio: median(results.commands.map((one, i) => one.perSecond / results.append[i].perSecond)),
  p99Ms: of('commands', 'p99Ms'), appendP99Ms: of('append', 'p99Ms'), commandUs: 1e6 / ours, appendUs: 1e6 / bare, ...spent,
});
