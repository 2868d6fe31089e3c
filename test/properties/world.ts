import { certification } from '#contexts/certification';
import { custody } from '#contexts/custody';
import { enforcement } from '#contexts/enforcement';
import { identity } from '#contexts/identity';
import { warranties } from '#contexts/warranties';
import {
  complaints, isRefusal, LEDGER, plusDays, recall, recollectionOf, type Actor, type Ask, type Asked, type Decider, type Fact, type Reaction, type Recollection, type Recorded, type Refusal,
  type Together, type View,
} from '#kernel';
import { Broken, type Row } from './goods.ts';
import { Laws } from './laws.ts';
import { UNBROKEN, type Tampering } from './tampering.ts';

const BEGINS = '2005-07-01T08:00:00Z';
/** Of what: the noun, and the subject. */
type Of = readonly [noun: string, subject: string];
type Known = { state: unknown; revision: number };
/** A reaction that is under way: what is still to be asked, and what comes of it. */
type Errand = { asks: readonly Ask[]; readonly together?: Together; readonly ending?: true };

const because = ({ refused, detail = '' }: Refusal): string => `${refused} ${detail}`;
const endingOf = ({ together }: Errand, refused: Ask, refusal: Refusal | undefined): Ask | undefined => refusal && together?.unless?.(refusal, refused);
/** Somebody else may take the number under which a certificate is to go on, before it does: then another one is given to it. */
const CONTESTED = new Set(['ReissueCertificate']);
const mayBeRefused = ({ together, ending }: Errand, { type }: Ask): boolean => together !== undefined || ending === true || CONTESTED.has(type);

const CONTEXTS = [custody, certification, enforcement, identity, warranties];
const DECIDERS: ReadonlyMap<string, Decider> = new Map(CONTEXTS.flatMap(({ deciders }) => deciders).map((decider) => [decider.noun, decider]));
const OWN: ReadonlyMap<Decider, Recollection> = new Map([...DECIDERS.values()].map((decider) => [decider, recollectionOf(decider)]));
const REACTIONS: readonly Reaction[] = CONTEXTS.flatMap(({ reactions }) => reactions);
export const VIEWS: readonly View[] = CONTEXTS.flatMap(({ views }) => views);
const NAMED: ReadonlyMap<string, View> = new Map(VIEWS.map((view) => [view.name, view]));
const viewNamed = (name: string): View => NAMED.get(name)!;
/** What each event changes, in which views. */
const FOLDS = new Map<string, (readonly [View, NonNullable<View['on'][string]>])[]>();
for (const view of VIEWS) for (const [type, fold] of Object.entries(view.on)) FOLDS.set(type, [...FOLDS.get(type) ?? [], [view, fold!]]);

/**
 * The real rules, reactions and views of custody, certification, enforcement, identity and warranties over a log in memory: fold, recollect, decide, append, project, react. What a rule refuses leaves no
 * trace. What follows by itself follows step by step, so that other commands can come between (`settle`).
 */
export class World {
  readonly log: Recorded[] = [];
  readonly refused: string[] = [];
  readonly laws = new Laws();
  commands = 0;
  /** The moment at which everything happens, until somebody sleeps. */
  now = BEGINS;
  readonly #streams = new Map<string, Recorded[]>();
  readonly #folds = new Map<Recollection['on'], Map<string, Known>>();
  readonly #rows = new Map<View, Map<string, Row>>(VIEWS.map((view) => [view, new Map()]));
  readonly #errands: Errand[] = [];

  private readonly tampering: Required<Tampering>;

  /** @param tampering how the rules are broken, to show that a law notices */
  constructor(tampering: Tampering = {}) { this.tampering = { ...UNBROKEN, ...tampering }; }

  /** What a neighbour said, or a decider decided. */
  tell([noun, subject]: Of, type: string, data: unknown, by = 'test'): void {
    const n = this.log.length + 1;
    const stream = `${noun}-${subject}`;
    const past = this.#past(stream);
    const event: Recorded = {
      type, data, noun, subject, stream, id: `00000000-0000-5000-8000-${`${n}`.padStart(12, '0')}`, revision: past.length + 1, position: `${n}`.padStart(16, '0'),
      occurredAt: this.now, recordedAt: this.now, by, cause: 'test', correlation: 'test',
    };
    this.log.push(event);
    past.push(event);
    this.laws.before(event, (view, key) => this.row(view, key));
    this.#project(event);
    for (const wanted of REACTIONS.flatMap(({ on }) => on[type]?.(event) ?? [])) this.#errands.push('all' in wanted ? { asks: wanted.all, together: wanted } : { asks: [wanted] });
  }

  /** Somebody asks. Something of what is under way may happen after it: `steps` of it. */
  ask(by: Actor, [noun, subject]: Of, type: string, data: object = {}): void {
    this.commands += 1;
    this.#do(by, { decider: DECIDERS.get(noun)!, subject, type, data });
  }

  /** Nothing happens until the day after this one. */
  sleep(day: string): void { this.now = `${plusDays(day, 1)}${BEGINS.slice(10)}`; }

  /** Goes on with what follows by itself, by so many commands, here and there. */
  settle(steps = Infinity, die = 0): void {
    for (let step = 0; step < steps && this.#errands.length > 0; step += 1) this.#step((die + step) % this.#errands.length);
  }

  row(view: string, key: string): Row { return this.#rows.get(viewNamed(view))!.get(key); }
  rows(view: string): ReadonlyMap<string, Row> { return this.#rows.get(viewNamed(view))!; }
  everyRow(): ReadonlyMap<View, ReadonlyMap<string, Row>> { return this.#rows; }
  get idle(): boolean { return this.#errands.length === 0; }

  subjectsOf(noun: string): string[] {
    return [...this.#streams.values()].flatMap(([first]) => (first!.noun === noun ? [first!.subject] : []));
  }

  /** The next command of one errand. What it leads to at the end may be refused: somebody else decided in the meantime. */
  #step(place: number): void {
    const errand = this.#errands[place]!;
    const [next, ...rest] = errand.asks as [Ask, ...Ask[]];
    const refusal = this.#do(LEDGER, next);
    if (refusal && !mayBeRefused(errand, next)) throw new Broken(`A reaction was refused: ${next.type} of ${next.subject}: ${because(refusal)}`);
    const ending = endingOf(errand, next, refusal);
    if (ending) this.#errands[place] = { asks: [ending], ending: true };
    else if (rest.length > 0) errand.asks = rest;
    else if (errand.together) this.#errands[place] = { asks: [errand.together.then], ending: true };
    else this.#errands.splice(place, 1);
  }

  #do(by: Actor, { decider, subject, type, data }: Ask): Refusal | undefined {
    const wrong = complaints(decider.commands[type], data);
    if (wrong.length > 0) throw new Broken(`${type} of ${subject} is not even a question: ${wrong[0]!.pointer} ${wrong[0]!.detail}`);
    const asked = { subject, command: type, by, occurredAt: this.now, recordedAt: this.now, cause: 'test', correlation: 'test' };
    const state = this.#recalled(OWN.get(decider)!, subject);
    const facts = this.#facts(decider, data, state, asked);
    const decision = decider.decide[type]!(this.tampering.state(decider.noun, state), data as never, { ...asked, facts: this.tampering.facts(decider.noun, facts) });
    if (isRefusal(decision)) {
      this.refused.push(decision.refused);
      return decision;
    }
    if (decision.length === 0) throw new Broken(`${type} of ${subject} decided nothing.`);
    for (const made of decision) {
      const misfit = complaints(decider.events[made.type], made.data);
      if (misfit.length > 0) throw new Broken(`${made.type} of ${subject} does not fit its class: ${misfit[0]!.pointer} ${misfit[0]!.detail}`);
      this.tell([decider.noun, subject], made.type, this.tampering.event(made.type, made.data), by.party);
    }
    this.laws.check();
    return undefined;
  }

  #past(stream: string): Recorded[] {
    let past = this.#streams.get(stream);
    if (!past) this.#streams.set(stream, past = []);
    return past;
  }

  #project(event: Recorded): void {
    for (const [view, change] of FOLDS.get(event.type) ?? []) {
      const rows = this.#rows.get(view)!;
      for (const { key, fold } of change(event)) {
        const before = rows.get(key);
        const row = fold(before) as Row | null;
        if (row === null) rows.delete(key);
        else rows.set(key, row);
        this.laws.changed(view.name, key, before, row ?? undefined);
      }
    }
  }

  /** One after the other: a later one may follow from what is known already. */
  #facts(decider: Decider, data: unknown, state: unknown, asked: Asked): Row {
    const facts: Row = {};
    for (const [name, fact] of Object.entries<Fact>(decider.facts ?? {})) facts[name] = this.#known(fact, data, state, { ...asked, facts } as Asked);
    return facts;
  }

  #known({ of, many, subjects, further }: Fact, data: unknown, state: unknown, asked: Asked): unknown {
    const found = subjects(data, state, asked);
    if (!many) return found[0] === undefined ? of.initial : this.#recalled(of, found[0]);
    const known = new Map<string, unknown>();
    for (let next = found; next.length > 0;) {
      for (const subject of next) known.set(subject, this.#recalled(of, subject));
      next = (further?.(next.map((subject) => known.get(subject))) ?? []).filter((subject) => !known.has(subject));
    }
    return known;
  }

  #recalled(of: Recollection, subject: string): unknown {
    const past = this.#streams.get(`${of.noun}-${subject}`) ?? [];
    if (past.length === 0) {
      if (!of.born) return of.initial;
      const origin = of.born.of(subject);
      return of.born.state(subject, this.#recalled(origin.from, origin.subject));
    }
    let folds = this.#folds.get(of.on);
    if (!folds) this.#folds.set(of.on, folds = new Map());
    const before = folds.get(subject) ?? { state: of.initial, revision: 0 };
    const now = { state: recall(of, before.state, past.slice(before.revision)), revision: past.length };
    folds.set(subject, now);
    return now.state;
  }
}
