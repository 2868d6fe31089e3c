import {
  complaints, isInstant, isRefusal, recollectionOf, type Ask, type Asked, type Complaint, type Decider, type Fact, type Recollection,
} from '#kernel';
import { Conflict, EventStore, StoreUnavailable, streamOf, type NewEvent, type StoredEvent } from '#platform/event-store';
import { observed } from '#platform/telemetry';
import { KeyReused, Malformed, Refused, StaleRevision, type Question, type Receipt } from './answers.ts';
import { requestDigest } from './canonical.ts';
import { eventId } from './event-id.ts';
import { Lanes } from './lanes.ts';
import { Recaller, type Recalled } from './recaller.ts';

const ATTEMPTS = 5;
const NOTHING: ReadonlyMap<string, unknown> = new Map();
/** How far a caller’s clock may run before ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** One command on its way: which rules, on which stream, asked how. */
type Case = Readonly<{ decider: Decider; own: Recollection; stream: string; type: string; data: unknown; request: string; question: Question }>;

/** What a rule is asked, while its facts are being looked up. */
type AskedWithFacts = Asked & Readonly<{ facts: Record<string, unknown> }>;

/** Read, fold, decide, append. The only place where rules meet storage. */
export class Ledger {
  private readonly lanes = new Lanes();
  private readonly recaller: Recaller;
  private readonly recollections = new Map<Decider, Recollection>();

  constructor(private readonly events: EventStore, private readonly clock: () => number = Date.now) {
    this.recaller = new Recaller(events);
  }

  /**
   * Decides one command and stores what follows from it.
   * @throws Malformed, Refused, KeyReused, StaleRevision; Conflict after several lost races; StoreBusy, StoreUnavailable, TooLarge
   */
  decide(ask: Ask, question: Question): Promise<Receipt> {
    return observed({ name: 'command', command: ask.type }, () => this.judge(ask, question));
  }

  private judge({ decider, subject, type, data }: Ask, question: Question): Promise<Receipt> {
    const wrong = this.wrongAbout(decider, subject, question).concat(complaints(decider.commands[type], data));
    if (wrong.length > 0) return Promise.reject(new Malformed(wrong));
    const stream = streamOf(decider.noun, subject);
    const request = requestDigest(type, data, question.occurredAt);
    const one: Case = { decider, own: this.ownOf(decider), stream, type, data, request, question };
    return this.lanes.run(stream, () => this.settle(one, subject));
  }

  private async settle(one: Case, subject: string): Promise<Receipt> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.recaller.recall(one.own, subject, one.stream);
      if (before.causes.includes(one.question.cause)) return this.again(one);
      const { ifRevision } = one.question;
      if (ifRevision !== undefined && ifRevision !== before.revision) throw new StaleRevision(ifRevision, before.revision);
      const fresh = await this.decided(one, subject, before);
      try {
        const written = await this.events.append(one.stream, before.revision, fresh);
        this.recaller.learn(one.own, one.stream, before, written);
        return receiptOf(one.stream, written);
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** The rule’s answer, dressed for the store. */
  private async decided({ decider, stream, type, data, request, question }: Case, subject: string, { state }: Recalled): Promise<NewEvent[]> {
    const recordedAt = new Date(this.clock()).toISOString();
    const { by, cause, correlation = cause, occurredAt = recordedAt } = question;
    const asked: AskedWithFacts = { subject, command: type, by, occurredAt, recordedAt, cause, correlation, facts: {} };
    if (decider.facts) await this.learn(decider.facts, data, state, asked);
    const decision = decider.decide[type]!(state, data as never, asked);
    if (isRefusal(decision)) throw new Refused(decision);
    if (decision.length === 0) throw new TypeError(`${type} decided nothing.`);
    return decision.map((event, n) => {
      const wrong = complaints(decider.events[event.type], event.data);
      if (wrong.length > 0) throw new TypeError(`${event.type} does not fit its class: ${wrong[0]!.pointer} ${wrong[0]!.detail}`);
      return { id: eventId(stream, cause, n), type: event.type, data: event.data, occurredAt, by: by.party, cause, correlation, request };
    });
  }

  /** Looks up the facts that the rule names. */
  private async learn(wanted: Readonly<Record<string, Fact>>, data: unknown, state: unknown, asked: AskedWithFacts): Promise<void> {
    const { facts } = asked;
    for (const name in wanted) {
      const { of, many, subjects, further } = wanted[name]!;
      const found = subjects(data, state, asked);
      if (many) facts[name] = await this.several(of, found, further);
      else facts[name] = found[0] === undefined ? of.initial : (await this.recaller.recall(of, found[0])).state;
    }
  }

  private async several(of: Recollection, subjects: readonly string[], further: Fact['further']): Promise<ReadonlyMap<string, unknown>> {
    if (subjects.length === 0) return NOTHING;
    const known = new Map<string, unknown>();
    for (let next = subjects; next.length > 0;) {
      const states = (await Promise.all(next.map((subject) => this.recaller.recall(of, subject)))).map(({ state }) => state);
      for (const [i, subject] of next.entries()) known.set(subject, states[i]);
      next = further ? [...new Set(further(states))].filter((subject) => !known.has(subject)) : [];
    }
    return known;
  }

  /** The first answer to a cause that was decided before. */
  private async again({ stream, request, question: { cause } }: Case): Promise<Receipt> {
    const { events } = await this.events.read(stream, 0);
    const mine = events.filter((event) => event.cause === cause);
    if (mine.length === 0) throw new StoreUnavailable(`${stream} was read from a copy that lags behind what was read before.`);
    if (mine.some((event) => event.request !== request)) throw new KeyReused(cause, stream);
    return receiptOf(stream, mine);
  }

  private wrongAbout(decider: Decider, subject: string, { occurredAt }: Question): Complaint[] {
    const wrong: Complaint[] = [];
    if (!decider.id.word.check(subject)) wrong.push({ pointer: '#/id', detail: `must be ${decider.id.word.says}` });
    if (occurredAt === undefined) return wrong;
    if (!isInstant(occurredAt)) wrong.push({ pointer: '#/occurredAt', detail: 'must be a moment in UTC, as 2005-06-30T08:00:00Z' });
    else if (Date.parse(occurredAt) > this.clock() + CLOCK_TOLERANCE_MS) wrong.push({ pointer: '#/occurredAt', detail: 'must not be in the future' });
    return wrong;
  }

  private ownOf(decider: Decider): Recollection {
    let own = this.recollections.get(decider);
    if (!own) this.recollections.set(decider, own = recollectionOf(decider));
    return own;
  }
}

const receiptOf = (stream: string, written: readonly StoredEvent[]): Receipt => ({
  stream, revision: written.at(-1)!.revision, position: written.at(-1)!.position,
  events: written.map(({ id, type, data }) => ({ id, type, data })),
});
