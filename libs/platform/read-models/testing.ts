import { at, gone, project, type Position, type Recorded, type View } from '#kernel';
import { streamOf, type EventStore } from '#platform/event-store';
import type { Generation, KeyedRow, Row } from './row-store.ts';

class BoxRow { box!: string; holder!: string; year!: number; milliCarats!: number; moves!: number }
class HolderRow { holder!: string; boxes!: number; milliCarats!: number }
class EdgeRow { from!: string; to!: string; order!: Position; milliCarats!: number }

/** What happens to boxes in these specs: opened, moved, poured into another one, lost. */
export type BoxEvent =
  | Readonly<{ type: 'BoxOpened'; data: { holder: string; milliCarats: number } }>
  | Readonly<{ type: 'BoxMoved'; data: { from: string; to: string; milliCarats: number } }>
  | Readonly<{ type: 'BoxPoured'; data: { holder: string; into: string; milliCarats: number } }>
  | Readonly<{ type: 'BoxLost'; data: { holder: string; milliCarats: number } }>;
export const boxTypes = new Set(['BoxOpened', 'BoxMoved', 'BoxPoured', 'BoxLost']);

const boxes: View<typeof BoxRow, BoxEvent> = {
  name: 'test/boxes', version: 1, row: BoxRow, index: ['holder', 'year'],
  on: {
    BoxOpened: ({ subject, data, revision }) => [at(subject, () => ({ box: subject, ...data, year: 2000 + (data.milliCarats % 7), moves: revision }))],
    BoxMoved: ({ subject, data }) => [at<BoxRow>(subject, (row) => ({ ...row!, holder: data.to, moves: row!.moves + 1 }))],
    BoxPoured: ({ subject, data }) => [
      at<BoxRow>(subject, () => gone),
      at<BoxRow>(data.into, (row) => ({ ...row!, milliCarats: row!.milliCarats + data.milliCarats })),
    ],
    BoxLost: ({ subject }) => [at<BoxRow>(subject, () => gone)],
  },
};

const moved = (holder: string, count: number, milliCarats: number) => at<HolderRow>(holder, (row = { holder, boxes: 0, milliCarats: 0 }) =>
  ({ ...row, boxes: row.boxes + count, milliCarats: row.milliCarats + milliCarats }));

const holders: View<typeof HolderRow, BoxEvent> = {
  name: 'test/holders', version: 1, row: HolderRow, index: [],
  on: {
    BoxOpened: ({ data }) => [moved(data.holder, 1, data.milliCarats)],
    BoxMoved: ({ data }) => [moved(data.from, -1, -data.milliCarats), moved(data.to, 1, data.milliCarats)],
    BoxPoured: ({ data }) => [moved(data.holder, -1, 0)],
    BoxLost: ({ data }) => [moved(data.holder, -1, -data.milliCarats)],
  },
};

/** Edges by position: the specs of walks write such rows themselves. */
export const pours: View<typeof EdgeRow, BoxEvent> = {
  name: 'test/pours', version: 1, row: EdgeRow, index: [], edges: { from: 'from', to: 'to', order: 'order' },
  on: {
    BoxPoured: ({ subject, data, position }) => [at(position, () => ({ from: subject, to: data.into, order: position, milliCarats: data.milliCarats }))],
  },
};

export const boxViews: readonly View[] = [boxes, holders, pours];

/** The same dice for everybody who throws the same seed. */
const dice = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const oneOf = <T>(items: readonly T[], roll: number): T => items[Math.floor(roll * items.length)]!;

/** A history that makes sense, the same for the same seed. */
export const history = (count: number, seed = 1): readonly (BoxEvent & { subject: string })[] => {
  const [roll, alive] = [dice(seed), new Map<string, { holder: string; milliCarats: number }>()];
  const holder = () => `H-${Math.floor(roll() * 9)}`;
  const next = (n: number): BoxEvent & { subject: string } => {
    const [subject, other] = [oneOf([...alive.keys()], roll()), oneOf([...alive.keys()], roll())];
    const kind = alive.size < 5 ? 0 : roll();
    const box = alive.get(subject ?? '');
    if (kind < 0.4 || !box) return { type: 'BoxOpened', subject: `B-${n}`, data: { holder: holder(), milliCarats: 1 + Math.floor(roll() * 5_000) } };
    if (kind < 0.9 || subject === other) return { type: 'BoxMoved', subject: subject!, data: { from: box.holder, to: holder(), milliCarats: box.milliCarats } };
    if (kind < 0.97) return { type: 'BoxPoured', subject: subject!, data: { holder: box.holder, into: other!, milliCarats: box.milliCarats } };
    return { type: 'BoxLost', subject: subject!, data: box };
  };
  return Array.from({ length: count }, (_, n) => {
    const event = next(n);
    live(alive, event);
    return event;
  });
};

/** Carats move between holders only with their box; a pour into a box of another holder moves them to him (and `holders` does not tell: it is only a test). */
const live = (alive: Map<string, { holder: string; milliCarats: number }>, { subject, type, data }: BoxEvent & { subject: string }): void => {
  if (type === 'BoxOpened') alive.set(subject, data);
  else if (type === 'BoxMoved') alive.set(subject, { holder: data.to, milliCarats: data.milliCarats });
  else alive.delete(subject);
  if (type !== 'BoxPoured') return;
  const into = alive.get(data.into)!;
  alive.set(data.into, { ...into, milliCarats: into.milliCarats + data.milliCarats });
};

/** Appends a history, or any events with their subjects, to a store. */
export const append = async (events: EventStore, happened: readonly Readonly<{ type: string; subject: string; data: object }>[]): Promise<void> => {
  const revisions = new Map<string, number>();
  for (let i = 0; i < happened.length; i += 1_000) {
    const some = happened.slice(i, i + 1_000);
    for (const { subject } of some) if (!revisions.has(subject)) revisions.set(subject, (await events.read(streamOf('box', subject))).revision);
    await Promise.all(some.map(({ type, subject, data }) => {
      const [stream, revision] = [streamOf('box', subject), revisions.get(subject)!];
      revisions.set(subject, revision + 1);
      const cause = `${stream}@${revision + 1}`;
      return events.append(stream, revision, [{ id: idOf(cause), type, data, occurredAt: '2005-07-01T08:00:00Z', by: 'H-1', cause, correlation: cause, request: '0' }]);
    }));
  }
};

/** Not a real uuid v5; unlike for unlike causes, which is all that is needed here. */
const idOf = (cause: string): string => {
  const hex = Buffer.from(cause).toString('hex').padStart(32, '0').slice(-32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** Everything in the log. */
export const wholeLog = async (events: EventStore): Promise<readonly Recorded[]> => events.after('', 1_000_000);

/** Every row of these views, as a generation has it. */
export const rowsIn = async (generation: Generation, views: readonly View[]): Promise<Record<string, readonly KeyedRow[]>> =>
  Object.fromEntries(await Promise.all(views.map(async (view) => [view.name, await generation.find(view, { limit: 1_000_000 })] as const)));

/** Every row of these views, folded in memory: what any generation must come to. */
export const rowsFrom = (log: readonly Recorded[], views: readonly View[]): Record<string, readonly KeyedRow[]> =>
  Object.fromEntries(views.map((view) => [view.name, [...project(view, log)].map(([key, row]) => ({ key, row: row as Row }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))]));
