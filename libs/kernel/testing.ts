import { afterAll, expect } from '@jest/globals';
import { recall, recollectionOf, type Actor, type Chapter, type Decider, type EventOf, type Shapes } from './decider.ts';
import { complaints, type DataOf } from './shape.ts';
import { project, type Recorded, type View } from './view.ts';

const asked = { subject: 'S-1', occurredAt: '2005-07-01T08:00:00Z', recordedAt: '2026-01-01T00:00:00.000Z', cause: 'test', correlation: 'test' };

/** The id of the n-th event of the past of a scenario. */
export const eventId = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;

/** Where and when a scenario plays, if it matters; and, for a subject that comes from another stream, what is remembered of that one. */
export type Setting = Partial<Pick<typeof asked, 'subject' | 'occurredAt' | 'recordedAt'>>;
type Scene = Setting & Readonly<{ origin?: unknown }>;

/** As much of a chapter as tells what must be reached. */
type Told = Pick<Chapter, 'commands' | 'refusals' | 'makes'>;

/** What must be reached: everything of the decider, or of one chapter of it. */
const namesOf = (of: Decider, chapter: Told | undefined): string[] => (chapter
  ? [...Object.keys(chapter.commands), ...chapter.makes, ...Object.keys(chapter.refusals)]
  : [of.commands, of.events, of.refusals].flatMap((table) => Object.keys(table)));

/**
 * given(past).when(command).then(events), or .refused(code).
 * Fails at the end if a command, an event or a refusal of this decider, or of the chapter of it that is told, was never reached: no rule without a scenario.
 */
export const scenarios = <S, E extends Shapes, C extends Shapes, F>(of: Decider<S, E, C, F>, setting: Scene = {}, chapter?: Told) => {
  const unreached = new Set(namesOf(of as Decider, chapter));
  afterAll(() => expect({ neverReachedByAScenario: [...unreached] }).toEqual({ neverReachedByAScenario: [] }));

  return (...past: EventOf<E>[]) => ({
    when: <T extends keyof C & string>(type: T, data: DataOf<C[T]>, by: Actor, facts: F = {} as F, here: Scene = {}) => {
      expect(complaints(of.commands[type]!, data)).toEqual([]);
      const { origin, ...told } = { ...asked, ...setting, ...here };
      const before = origin === undefined || past.length > 0 ? of.initial : of.born!.state(told.subject, origin);
      const happened = past.map((event, i) => ({ ...event, ...told, ...(event as Setting), id: eventId(i + 1), by: by.party }));
      const decision = of.decide[type](recall(recollectionOf(of as Decider<S>), before, happened), data, { ...told, command: type, by, facts });
      return {
        then: (...expected: EventOf<E>[]) => {
          expect(decision).toEqual(expected);
          for (const made of expected) expect(complaints(of.events[made.type]!, made.data)).toEqual([]);
          for (const name of [type, ...expected.map(({ type }) => type)]) unreached.delete(name);
        },
        refused: (code: string, more: { detail?: string; figures?: object; pointer?: string } = {}) => {
          expect(decision).toMatchObject({ refused: code, ...more });
          unreached.delete(code);
        },
      };
    },
  });
};

/** Dresses plain events as the store would return them: numbered in order, each on the stream `noun-subject`. */
export const recorded = <E extends { type: string; data: unknown }>(noun: string, subject: string, ...events: (E & Setting)[]): Recorded<E>[] =>
  events.map((event, i) => ({
    ...asked, ...event, by: 'test', id: `${noun}-${subject}-${i}`, noun, subject, stream: `${noun}-${subject}`, revision: i + 1, position: `${i + 1}`.padStart(16, '0'),
  }));

/** The rows of a view after these events, in the order given, each checked against the shape of its row. */
export const rowsOf = (view: View, ...streams: Recorded[][]): Map<string, any> => {
  const rows = project(view, streams.flat().map((event, i) => ({ ...event, position: `${i + 1}`.padStart(16, '0') })));
  for (const [key, row] of rows) expect({ key, complaints: complaints(view.row, row) }).toEqual({ key, complaints: [] });
  return rows;
};
