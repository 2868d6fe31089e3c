import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { certification } from '#contexts/certification';
import { complaints, isRefusal, LEDGER, project, recall, recollectionOf, type Actor, type Ask, type Asked, type Decider, type Fact, type Recollection, type Recorded } from '#kernel';
import { custody } from './index.ts';

const TERRITORIES = ['BW', 'EU', 'IL'] as const;
const authorityOf = (participant: string): Actor => ({ party: `${participant}-AUTH`, participant, roles: ['authority'] });
const traderOf = (participant: string, n: number): Actor => ({ party: `${participant}-T${n}`, participant, roles: ['trader'] });
const TRADERS = TERRITORIES.flatMap((code) => [traderOf(code, 1), traderOf(code, 2)]);
const MINE = traderOf('BW', 1);
const DAY = '2005-07-01T08:00:00Z';

const viewNamed = (name: string) => [...custody.views, ...certification.views].find((view) => view.name === name)!;

/** The real rules and reactions over a log in memory: fold, recollect, decide, append, react. What a rule refuses leaves no trace. */
class World {
  readonly log: Recorded[] = [];
  readonly refused: string[] = [];
  private readonly reactions = [...custody.reactions, ...certification.reactions];
  private readonly deciders = new Map([...custody.deciders, ...certification.deciders].map((decider) => [decider.noun, decider]));

  constructor() {
    for (const code of TERRITORIES) {
      this.tell('participant', code, 'ParticipantAdmitted', { name: code, kind: 'state', from: '2003-01-01' });
      for (const { party } of [authorityOf(code), traderOf(code, 1), traderOf(code, 2)]) this.tell('party', party, 'PartyRegistered', { name: party, kind: 'trader', participant: code });
    }
  }

  /** What a neighbour said. */
  tell(noun: string, subject: string, type: string, data: unknown, by = 'test'): void {
    const n = this.log.length + 1;
    const event: Recorded = {
      type, data, noun, subject, stream: `${noun}-${subject}`, id: `${n}`, revision: 0, position: `${n}`.padStart(16, '0'),
      occurredAt: DAY, recordedAt: DAY, by, cause: 'test', correlation: 'test',
    };
    this.log.push(event);
    for (const { on } of this.reactions) for (const wanted of on[type]?.(event) ?? []) this.do(LEDGER, wanted);
  }

  ask(by: Actor, noun: string, subject: string, type: string, data: object = {}): void {
    this.do(by, { decider: this.deciders.get(noun)!, subject, type, data });
  }

  subjectsOf(noun: string): string[] {
    return [...new Set(this.log.filter((event) => event.noun === noun).map(({ subject }) => subject))];
  }

  private do(by: Actor, { decider, subject, type, data }: Ask): void {
    expect(complaints(decider.commands[type], data)).toEqual([]);
    const asked = { subject, by, occurredAt: DAY, recordedAt: DAY, cause: 'test', correlation: 'test' };
    const state = this.recalled(recollectionOf(decider), subject);
    const facts = Object.fromEntries(Object.entries<Fact>(decider.facts ?? {}).map(([name, fact]) => [name, this.known(fact, data, state, asked)]));
    const decision = (decider as Decider).decide[type]!(state, data as never, { ...asked, facts });
    if (isRefusal(decision)) {
      // A reaction asks only what is lawful.
      expect({ by: by.party, decision }).not.toMatchObject({ by: 'ledger' });
      this.refused.push(decision.refused);
      return;
    }
    for (const made of decision) {
      expect({ type: made.type, complaints: complaints(decider.events[made.type], made.data) }).toEqual({ type: made.type, complaints: [] });
      this.tell(decider.noun, subject, made.type, made.data, by.party);
    }
  }

  private known({ of, many, subjects }: Fact, data: unknown, state: unknown, asked: Asked): unknown {
    const found = subjects(data, state, asked);
    return many ? new Map(found.map((subject) => [subject, this.recalled(of, subject)])) : found[0] === undefined ? of.initial : this.recalled(of, found[0]);
  }

  private recalled(of: Recollection, subject: string): unknown {
    const past = this.log.filter((event) => event.noun === of.noun && event.subject === subject);
    if (past.length > 0 || !of.born) return recall(of, of.initial, past);
    const origin = of.born.of(subject);
    return of.born.state(subject, this.recalled(origin.from, origin.subject));
  }
}

/** One attempt: what is tried, and dice to choose who, which and how much. Much of it is refused; what is not, is lawful. */
type Attempt = { verb: (typeof VERBS)[number]; dice: [number, number, number, number] };
const VERBS = ['mine', 'mine', 'split', 'split', 'lose', 'value', 'send', 'receive', 'receive', 'pack', 'pack', 'unpack', 'seal', 'seal', 'present', 'present',
  'withdraw', 'withdraw', 'issue', 'issue', 'void', 'leave', 'leave', 'arrive', 'arrive', 'open', 'open', 'confiscate'] as const;

const one = <T>(items: readonly T[], die: number): T | undefined => items[die % Math.max(1, items.length)];
/** A row of whichever view, or what an event carries. */
type Row = Recorded['data'];
const rows = (world: World, name: string): Map<string, Row> => project(viewNamed(name), world.log);
const actorOf = (party: string): Actor => TRADERS.find((trader) => trader.party === party) ?? authorityOf(party.slice(0, 2));

/** A lot in a given state and whoever holds it, mostly; sometimes anybody, to knock at the rule. */
const someLot = (world: World, status: string, [which, who]: Attempt['dice']) => {
  const row = one([...rows(world, 'custody/lots').values()].filter((lot) => lot.status === status), which);
  return row && { ...row, by: who % 8 === 0 ? TRADERS[which % TRADERS.length]! : actorOf(row.addressee ?? row.holder) };
};
const someParcel = (world: World, statuses: string[], [which]: Attempt['dice']) => {
  const row = one([...rows(world, 'custody/parcels').values()].filter(({ status }) => statuses.includes(status)), which);
  return row && { ...row, by: actorOf(row.holder) };
};

const split = (world: World, { dice }: Attempt) => {
  const lot = someLot(world, 'held', dice);
  if (!lot) return;
  const loss = dice[2] % 3 === 0 ? dice[2] % Math.max(1, lot.milliCarats) : 0;
  const first = 1 + (dice[3] % Math.max(1, lot.milliCarats - loss));
  const rest = lot.milliCarats - loss - first + (dice[1] % 10 === 0 ? 1 : 0);
  const parts = [first, rest].filter((milliCarats) => milliCarats > 0).map((milliCarats, i) => ({ milliCarats, ...(i === 0 ? { hsCode: '7102.31' } : {}) }));
  world.ask(lot.by, 'lot', lot.lot, 'SplitLot', { parts, ...(loss > 0 ? { lossMilliCarats: loss, lossReason: 'sorting' } : {}) });
};

const onLot: Partial<Record<Attempt['verb'], (world: World, attempt: Attempt) => void>> = {
  mine: (world, { dice }) => world.tell('production', `PR-${world.log.length}`, 'ProductionRecorded', {
    site: 'S-1', participant: 'BW', operator: MINE.party, scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 1 + dice[2] % 5_000, usdCents: dice[3],
  }),
  split,
  lose: (world, { dice }) => { const lot = someLot(world, 'held', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'RecordLoss', { lossMilliCarats: 1 + dice[2] % 50, reason: 'other' }); },
  value: (world, { dice }) => { const lot = someLot(world, 'held', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'ValueLot', { usdCents: dice[2], method: 'tender', basis: 'FOB' }); },
  send: (world, { dice }) => { const lot = someLot(world, 'held', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'DispatchLot', { to: one(TRADERS, dice[2])!.party }); },
  receive: (world, { dice }) => { const lot = someLot(world, 'dispatched', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'ReceiveLot'); },
  pack: (world, { dice }) => { const lot = someLot(world, 'held', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'PackLot', { parcel: `P-${lot.by.party}-${dice[2] % 4}` }); },
  unpack: (world, { dice }) => { const lot = someLot(world, 'packed', dice); if (lot) world.ask(lot.by, 'lot', lot.lot, 'UnpackLot'); },
  confiscate: (world, { dice }) => {
    const lot = someLot(world, 'held', dice);
    if (!lot || dice[3] % 3 > 0) return;
    const code = lot.holder.slice(0, 2);
    const name = `C-${world.log.length}`;
    world.tell('case', name, 'CaseOpened', { authority: `${code}-AUTH`, participant: code, holder: lot.holder, lots: [lot.lot.split('.')[0]], grounds: 'other', summary: 'x' });
    if (dice[3] % 2 === 0) world.tell('case', name, 'ConfiscationOrdered', { order: 'x' });
    world.ask(authorityOf(code), 'lot', lot.lot, 'ConfiscateLot', { case: name });
  },
};

const onParcel: Partial<Record<Attempt['verb'], (world: World, attempt: Attempt) => void>> = {
  seal: (world, { dice }) => {
    const lot = someLot(world, 'packed', dice);
    if (!lot) return;
    const together = [...rows(world, 'custody/lots').values()].filter((other) => other.parcel === lot.parcel).map((other) => other.lot);
    world.ask(lot.by, 'parcel', lot.parcel, 'SealParcel', { seal: 'X-1', lots: dice[2] % 3 === 0 ? [lot.lot] : together });
  },
  present: (world, { dice }) => {
    const parcel = someParcel(world, ['sealed', 'presented'], dice);
    if (parcel) world.ask(parcel.by, 'parcel', parcel.parcel, 'PresentParcel', { certificate: `${parcel.by.participant}${dice[2] % 5}` });
  },
  withdraw: (world, { dice }) => { const parcel = someParcel(world, ['presented'], dice); if (parcel) world.ask(parcel.by, 'parcel', parcel.parcel, 'WithdrawParcel'); },
  open: (world, { dice }) => {
    const parcel = someParcel(world, dice[2] % 4 === 0 ? ['sealed', 'presented', 'in-transit', 'imported', 'opened'] : ['imported'], dice);
    if (parcel) world.ask(parcel.by, 'parcel', parcel.parcel, 'OpenParcel');
  },
  issue: (world, { dice }) => {
    const parcel = someParcel(world, ['presented'], dice);
    if (!parcel) return;
    const to = one(TERRITORIES, dice[1])!;
    const together = [...rows(world, 'custody/parcels').values()].filter(({ certificate }) => certificate === parcel.certificate).map((other) => other.parcel);
    world.ask(authorityOf(parcel.certificate.slice(0, 2)), 'certificate', parcel.certificate, 'IssueCertificate', {
      exporter: parcel.holder, importer: traderOf(to, 1 + dice[2] % 2).party, to, parcels: dice[3] % 3 === 0 ? [parcel.parcel] : together, expiresOn: '2005-08-30',
    });
  },
  void: (world, { dice }) => {
    const number = someParcel(world, ['presented'], dice)?.certificate ?? `${one(TERRITORIES, dice[1])}${dice[2] % 5}`;
    if (dice[3] % 2 === 0) world.ask(authorityOf(number.slice(0, 2)), 'certificate', number, 'VoidCertificate', { reason: 'x' });
  },
  leave: (world, { dice }) => { const number = one(world.subjectsOf('certificate'), dice[0]); if (number) world.ask(authorityOf(number.slice(0, 2)), 'certificate', number, 'DispatchExport'); },
  arrive: (world, { dice }) => {
    const row = one([...rows(world, 'certification/certificates').values()].filter(({ status }) => status === 'dispatched'), dice[0]);
    if (row) world.ask(authorityOf(row.to), 'certificate', row.certificate, 'ConfirmImport', { foundMilliCarats: Math.max(1, row.milliCarats - dice[1] % 30), seals: 'intact' });
  },
};

const sum = (items: Iterable<Row>, amount: string): number => [...items].reduce((total, item) => total + item[amount], 0);

/** What must be true after every event. */
const conserved = (world: World): void => {
  const holdings = [...rows(world, 'custody/holdings').values()];
  const balances = [...rows(world, 'custody/balances').values()];
  const held = holdings.filter(({ status }) => status === 'held');
  for (const { holder, residualMilliCarats, closingMilliCarats } of balances) {
    expect({ holder, residual: residualMilliCarats }).toEqual({ holder, residual: 0 });
    expect({ holder, inHand: sum(held.filter((item) => item.holder === holder), 'milliCarats') }).toEqual({ holder, inHand: closingMilliCarats });
  }
  const produced = sum(world.log.filter(({ type }) => type === 'ProductionRecorded').map(({ data }) => data), 'milliCarats');
  expect(sum(holdings, 'milliCarats') + sum(balances, 'lostMilliCarats')).toBe(produced);
};

const happened = (world: World, type: string): Recorded[] => world.log.filter((event) => event.type === type);

const noneTwice = (names: string[]) => expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);

/** Sealed or certified figures are the sums of what is inside. */
const totalled = (data: Row, inside: Row[]): void => {
  for (const amount of ['milliCarats', 'usdCents']) expect(sum(inside, amount)).toBe(data[amount]);
  for (const figures of [data.lines, data.origins]) expect(sum(figures, 'milliCarats')).toBe(data.milliCarats);
};

/** What must be true of the whole history. */
const lawful = (world: World): void => {
  noneTwice(happened(world, 'LotSplit').map(({ subject }) => subject));
  noneTwice(happened(world, 'LotOpened').map(({ subject }) => subject));
  noneTwice(happened(world, 'ExportDispatched').flatMap(({ data }) => data.parcels.map((shipped: Row) => shipped.parcel)));
  for (const { data } of happened(world, 'ParcelSealed')) totalled(data, data.lots);
  for (const { data } of happened(world, 'CertificateIssued')) totalled(data, data.parcels);
  for (const { milliCarats, origins } of rows(world, 'custody/lots').values()) expect(sum(origins, 'milliCarats')).toBe(milliCarats);
  const closed = [...rows(world, 'custody/parcels').values()].filter(({ status }) => status !== 'opened');
  noneTwice(closed.flatMap(({ lots }) => lots));
  for (const view of [...custody.views, ...certification.views]) for (const row of project(view, world.log).values()) expect(complaints(view.row, row)).toEqual([]);
};

const die = fc.nat({ max: 100_000 });
const attempts: fc.Arbitrary<Attempt[]> = fc.array(fc.record({ verb: fc.constantFrom(...VERBS), dice: fc.tuple(die, die, die, die) }), { minLength: 40, maxLength: 160, size: 'max' });

describe('whatever is asked of the rules, in whatever order', () => {
  const seen = new Set<string>();

  it('every carat is in somebody’s hands, on its way, or stated as lost, after every event', () => {
    fc.assert(fc.property(attempts, (history) => {
      const world = new World();
      for (const attempt of history) {
        (onLot[attempt.verb] ?? onParcel[attempt.verb])!(world, attempt);
        conserved(world);
      }
      lawful(world);
      for (const { type } of world.log) seen.add(type);
    }), { numRuns: 60, seed: Number(process.env['KIMBERLITE_SEED'] ?? 2005), interruptAfterTimeLimit: 50_000 });
  }, 60_000);

  it('and the histories that were tried contain every event of custody, and of certification', () => {
    const every = [...custody.deciders, ...certification.deciders].flatMap(({ events }) => Object.keys(events));
    expect(every.filter((type) => !seen.has(type))).toEqual([]);
  });
});
