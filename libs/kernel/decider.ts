import type { Refusal } from './refusal.ts';
import type { DataOf, Shape } from './shape.ts';

export type Shapes = Record<string, Shape>;

/** A fact. Its name and data are exactly what is written to disk. */
export type EventOf<S extends Shapes> = { [T in keyof S & string]: Readonly<{ type: T; data: DataOf<S[T]> }> }[keyof S & string];

/** What a caller may do. Held by the caller's token, checked by the rules. */
export const ROLES = ['chair', 'authority', 'producer', 'trader', 'industry-body', 'auditor', 'valuer', 'monitor', 'ledger'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: a party, the Participant in whose territory it stands, its roles, and the natural person who acts for it, if its token names one. */
export type Actor = Readonly<{ party: string; participant: string; roles: readonly Role[]; person?: string }>;

/** The natural person behind an actor: two of them are needed where one approves what another asks. Without a name, the party itself. */
export const personOf = ({ person, party }: Actor): string => person ?? party;

/** The ledger itself, when one fact makes another follow. No token can hold this role. */
export const LEDGER: Actor = { party: 'ledger', participant: '', roles: ['ledger'] };

/** Everything a rule may know beside state and data: which command is asked, of what, by whom. The same cause never decides twice on one stream. */
export type Asked = Readonly<{ subject: string; command: string; by: Actor; occurredAt: string; recordedAt: string; cause: string; correlation: string }>;

/** What happened when and by whom, as far as a fold may look: the id lets a later event point at this one. */
export type Happened = Readonly<{ id: string; subject: string; by: string; occurredAt: string }>;

/**
 * What a subject is before anything happened on its own stream, where that follows from another one: a lot from its production record, or
 * from the lot of which it is a part. `state` gets what is remembered of that other stream.
 */
export type Birth<State = any> = Readonly<{
  of: (subject: string) => Readonly<{ from: Recollection; subject: string }>;
  state: (subject: string, origin: any) => State;
  /** Its own events are folded on what it was born as. Without it they are folded on the initial state: the first of them says all there is to know. */
  underlies?: true;
}>;

/** What somebody remembers of one kind of stream: a fold over its published events. Types it does not list leave it unmoved. */
export interface Recollection<State = any> {
  readonly noun: string;
  readonly initial: State;
  readonly born?: Birth<State>;
  /** As many subjects as one command looks at, if they are thousands: so many are kept in mind. */
  readonly atOnce?: number;
  readonly on: { readonly [type: string]: (state: State, data: any, happened: Happened) => State };
}

/** Which streams a rule needs to have seen. `many` yields a map by subject, else one state (the initial one if there is no such stream). */
export type Fact<Known = any> = Readonly<{
  of: Recollection; many: boolean; subjects: (data: any, state: any, asked: Asked) => readonly string[];
  /** Which more of the same kind it takes, now that these are known: what went into a blend, and into the blends therein. */
  further?: (found: readonly any[]) => readonly string[];
  /** Only for the compiler. */ known?: Known;
}>;

/** One other stream: the site of a record, the importer of a certificate. */
export const factOf = <State>(of: Recollection<State>, subject: (data: any, state: any, asked: Asked) => string | undefined): Fact<State> => ({
  of, many: false, subjects: (data, state, asked) => { const found = subject(data, state, asked); return found === undefined ? [] : [found]; },
});

/** Several other streams of one kind: the lots of a parcel. With `further`, also those to which they lead. */
export const factsOf = <State>(
  of: Recollection<State>, subjects: (data: any, state: any, asked: Asked) => readonly string[], further?: (found: readonly State[]) => readonly string[],
): Fact<ReadonlyMap<string, State>> => ({ of, many: true, subjects, ...(further && { further }) });

export type Decision<Event> = readonly Event[] | Refusal;

/** The rules of one kind of stream: plain data and pure functions. */
export interface Decider<State = any, Events extends Shapes = any, Commands extends Shapes = any, Facts = any> {
  /** Names the stream, the folder and the address. One word, no hyphen. */
  readonly noun: string;
  /** What a subject of this kind must look like: the word for its id. */
  readonly id: { readonly word: { readonly check: (value: unknown) => boolean; readonly says: string; readonly schema: object } };
  readonly events: Events;
  readonly commands: Commands;
  readonly refusals: Readonly<Record<string, Refusal>>;
  readonly facts?: { readonly [F in keyof Facts]: Fact<Facts[F]> };
  /** Commands that only the ledger gives itself, in a reaction. They have no address. */
  readonly internal?: readonly (keyof Commands & string)[];
  readonly initial: State;
  readonly born?: Birth<State>;
  /** As many subjects as one command of a neighbour looks at, if they are thousands. */
  readonly atOnce?: number;
  readonly evolve: { readonly [T in keyof Events & string]: (state: State, data: DataOf<Events[T]>, happened: Happened) => State };
  readonly decide: {
    readonly [C in keyof Commands & string]: (
      state: State, data: DataOf<Commands[C]>, asked: Asked & { readonly facts: Facts },
    ) => Decision<EventOf<Events>>;
  };
}

/** Part of the rules of a noun with many verbs: its commands, the rule of each, the refusals they may give, and the events they make. */
export type Chapter<State = any, Commands extends Shapes = any, Event = any, Facts = any> = Readonly<{
  commands: Commands;
  refusals: Readonly<Record<string, Refusal>>;
  /** The types of the events that come of it. */
  makes: readonly string[];
  decide: { readonly [C in keyof Commands & string]: (state: State, data: DataOf<Commands[C]>, asked: Asked & { readonly facts: Facts }) => Decision<Event> };
}>;

/** A decider's own fold, as others of its context may remember it. */
export const recollectionOf = <State>({ noun, initial, born, atOnce, evolve }: Decider<State>): Recollection<State> =>
  ({ noun, initial, ...(born && { born }), ...(atOnce !== undefined && { atOnce }), on: evolve });

/** Brings a state up to date with what happened after it. */
export const recall = <State>(of: Recollection<State>, state: State, past: readonly (Happened & { readonly type: string; readonly data: unknown })[]): State => {
  let now = state;
  for (const event of past) now = of.on[event.type]?.(now, event.data, event) ?? now;
  return now;
};

/** May this actor act with this role, here? An authority acts in its own jurisdiction only (KPCS section IV(b)). */
export const isAuthorityOf = (by: Actor, participant: string): boolean => by.roles.includes('authority') && by.participant === participant;
