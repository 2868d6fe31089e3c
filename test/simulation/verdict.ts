import { recall, recollectionOf, type Decider } from '#kernel';
import { nounOf, subjectOf, type EventStore, type StoredEvent } from '#platform/event-store';
import { blend } from '../../libs/contexts/custody/blend/blend.decider.ts';
import { lot } from '../../libs/contexts/custody/lot/lot.decider.ts';

type Data = Readonly<{ lots?: string[]; holder: string; lot?: string; inputs?: readonly Readonly<{ lot: string; milliCarats: number }>[]; made?: Readonly<{ milliCarats: number }>; blend?: string; milliCarats: number }>;
type Sealed = Readonly<{ seal: string; lots: readonly Readonly<{ lot: string }>[] }>;
type State = Readonly<{ status: string; parcel: string; milliCarats: number; parts: readonly Readonly<{ lot: string }>[] }>;

/** Everything that was written, in its order and by stream. */
export type Log = Readonly<{ log: readonly StoredEvent[]; streams: ReadonlyMap<string, readonly StoredEvent[]> }>;

/** The same of any store. */
export const logOf = async (store: EventStore): Promise<Log> => {
  const log: StoredEvent[] = [];
  for (let page = await store.after('', 1_000); page.length > 0; page = await store.after(page.at(-1)!.position, 1_000)) log.push(...page);
  const streams = new Map<string, StoredEvent[]>();
  for (const event of log) {
    const events = streams.get(event.stream);
    if (events) events.push(event);
    else streams.set(event.stream, [event]);
  }
  return { log, streams };
};

const GONE = new Set(['none', 'split', 'blended']);
const DECISIONS = ['BlendCommitted', 'BlendAborted'];

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
const twice = (things: readonly string[]): string[] => things.filter((thing, i) => things.indexOf(thing) !== i);

/** What the ledger remembers of a lot at the end: its own stream, or what it was born as. */
const stateOf = ({ streams }: Pick<Log, 'streams'>, decider: Decider, subject: string): State => {
  const of = recollectionOf(decider);
  const past = streams.get(`${decider.noun}-${subject}`) ?? [];
  if (past.length > 0) return recall(of, of.initial, past) as State;
  if (!of.born) return of.initial as State;
  const { from, subject: other } = of.born.of(subject);
  const origin = from.noun === decider.noun ? stateOf({ streams }, decider, other) : recall(from, from.initial, streams.get(`${from.noun}-${other}`) ?? []);
  return of.born.state(subject, origin) as State;
};

const inWords = (lots: readonly string[]): string => [...lots].sort().join(', ') || 'nothing';

/** What a blend took, against what its decision said. */
const wrongWithLots = ({ log }: Log, stream: string, committed: Data | undefined): string[] => {
  const consumed = inWords(log.filter(({ type, data }) => type === 'LotBlended' && (data as Data).blend === subjectOf(stream)).map(({ subject }) => subject));
  const { inputs = [], made = { milliCarats: 0 } } = committed ?? {};
  const wanted = inWords(inputs.map((input) => input.lot));
  return [
    ...(consumed === wanted ? [] : [`${stream} consumed ${consumed} instead of ${wanted}`]),
    ...(sum(inputs.map(({ milliCarats }) => milliCarats)) === made.milliCarats ? [] : [`${stream} made another weight than it took`]),
  ];
};

/** A blend is decided once, and what it decided is what became of its lots. */
const wrongWithBlend = (written: Log, stream: string, events: readonly StoredEvent[]): string[] => {
  const times = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
  const [started, decided, completed] = [times('BlendStarted'), times(...DECISIONS), times('BlendCompleted')];
  return [
    ...(decided === 1 ? [] : [`${stream} was decided ${decided} times`]),
    ...(started === 1 && completed === 1 ? [] : [`${stream} was started ${started} times and completed ${completed} times`]),
    ...wrongWithLots(written, stream, events.find(({ type }) => type === 'BlendCommitted')?.data as Data | undefined),
  ];
};

/** How often the seal of a closed parcel was used for it. */
const usesOfSeal = ({ streams }: Log, parcel: string, { seal }: Sealed): number =>
  (streams.get(`seal-${seal}`) ?? []).filter(({ type, data }) => type === 'SealUsed' && (data as { parcel: string }).parcel === parcel).length;

/** The lots that are packed for a parcel in the end. */
const packedFor = (written: Log, wanted: string): string[] => [...written.streams.keys()].filter((stream) => nounOf(stream) === lot.noun).map(subjectOf).filter((name) => {
  const { status, parcel } = stateOf(written, lot, name);
  return status === 'packed' && parcel === wanted;
});

/** A parcel that was begun is sealed or abandoned, once; sealed, it holds its lots and its seal, abandoned, nothing. */
const wrongWithParcel = (written: Log, stream: string, events: readonly StoredEvent[]): string[] => {
  const decisions = events.filter(({ type }) => ['ParcelSealed', 'ParcelAbandoned'].includes(type));
  const sealed = decisions.find(({ type }) => type === 'ParcelSealed')?.data as Sealed | undefined;
  const [packed, wanted] = [packedFor(written, subjectOf(stream)), sealed?.lots.map((one) => one.lot) ?? []];
  const uses = sealed ? usesOfSeal(written, subjectOf(stream), sealed) : 1;
  return [
    ...(decisions.length === 1 ? [] : [`${stream} was decided ${decisions.length} times`]),
    ...(inWords(packed) === inWords(wanted) ? [] : [`${stream} holds ${inWords(packed)} instead of ${inWords(wanted)}`]),
    ...(uses === 1 ? [] : [`${stream} used its seal ${uses} times`]),
  ];
};

const wrongWithStream = (stream: string, events: readonly StoredEvent[]): string[] => {
  const wrong = twice(events.map(({ id }) => id)).map((id) => `${stream} holds event ${id} twice`);
  if (events.filter(({ type }) => type === 'SealUsed').length > 1) wrong.push(`${stream} was used twice`);
  const ends = events.filter(({ type }) => ['LotBlended', 'LotSplit'].includes(type));
  if (ends.length > 1) wrong.push(`${stream} was consumed ${ends.length} times`);
  return wrong;
};

/** All lots there ever were: those of the log, their parts, and those that blends made. */
const everyLot = (written: Log): Set<string> => {
  const lots = new Set([...written.streams.keys()].filter((stream) => ['lot', 'production'].includes(nounOf(stream))).map(subjectOf));
  for (const { type, data } of written.log) if (type === 'BlendCommitted') lots.add((data as Data).lot!);
  for (const name of lots) for (const part of stateOf(written, lot, name).parts ?? []) lots.add(part.lot);
  return lots;
};

/** Everything that must hold when all is quiet again, and does not. */
export const verdictOn = (written: Log): string[] => {
  const streams = [...written.streams];
  const lots = [...everyLot(written)].map((name) => ({ name, ...stateOf(written, lot, name) }));
  const mined = sum(written.log.filter(({ type }) => type === 'ProductionRecorded').map(({ data }) => (data as Data).milliCarats));
  const there = sum(lots.filter(({ status }) => !GONE.has(status)).map(({ milliCarats }) => milliCarats));
  return [
    ...streams.flatMap(([stream, events]) => wrongWithStream(stream, events)),
    ...streams.flatMap(([stream, events]) => (nounOf(stream) === blend.noun ? wrongWithBlend(written, stream, events) : [])),
    ...streams.flatMap(([stream, events]) => (nounOf(stream) === 'parcel' ? wrongWithParcel(written, stream, events) : [])),
    ...lots.filter(({ status }) => status === 'reserved').map(({ name }) => `${name} is still set aside`),
    ...(there === mined ? [] : [`${mined} thousandths of a carat were mined, ${there} are there`]),
  ];
};
