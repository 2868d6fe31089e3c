import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { ask, at, IsMilliCarats, IsParcelId, IsPartyId, ListOf, Many, One, OneOf, Optional, refusals, type Decider, type Reaction, type View } from './index.ts';

/* What the compiler refuses. Every line marked as an error must be one: an unused mark is an error itself. */

class Weighed { @IsMilliCarats() milliCarats!: number }
class Sealed { @IsParcelId() seal!: string }
class Opened {}
export const events = { Weighed, Sealed, Opened };
export const commands = { Weigh: Weighed, Open: Opened };
const no = refusals({ TooLate: { cites: 'test/1', says: 'It is too late.' } });
type Parcel = { status: 'held' | 'gone' };
type Rules = Decider<Parcel, typeof events, typeof commands, { site: { open: boolean } }>;

const lawful: Rules['decide'] = { Weigh: (_, data) => [{ type: 'Weighed', data }], Open: ({ status }, _, { facts }) => (status === 'gone' && facts.site.open ? no.TooLate : []) };
const folds: Rules['evolve'] = { Weighed: (parcel) => parcel, Sealed: () => ({ status: 'held' }), Opened: () => ({ status: 'gone' }) };

export const refusedFolds: Rules['evolve'][] = [
  // @ts-expect-error an event without a fold
  { Weighed: folds.Weighed, Sealed: folds.Sealed },
  // @ts-expect-error a fold without an event
  { ...folds, Lost: folds.Opened },
  // @ts-expect-error a state that cannot be
  { ...folds, Opened: () => ({ status: 'lost' }) },
  // @ts-expect-error a field the event does not have
  { ...folds, Weighed: (parcel, { carats }) => (carats ? parcel : parcel) },
];

export const refusedRules: Rules['decide'][] = [
  // @ts-expect-error a command without a rule
  { Weigh: lawful.Weigh },
  // @ts-expect-error a rule without a command
  { ...lawful, Seal: lawful.Open },
  // @ts-expect-error a misspelt event
  { ...lawful, Weigh: (_, data) => [{ type: 'Wieghed', data }] },
  // @ts-expect-error an event of which a field is missing
  { ...lawful, Weigh: () => [{ type: 'Weighed', data: {} }] },
  // @ts-expect-error a field of the wrong type
  { ...lawful, Weigh: () => [{ type: 'Weighed', data: { milliCarats: '1' } }] },
  // @ts-expect-error an event that carries nothing is given something
  { ...lawful, Open: () => [{ type: 'Opened', data: { milliCarats: 1 } }] },
  // @ts-expect-error an unknown refusal
  { ...lawful, Weigh: () => no.TooEarly },
  // @ts-expect-error a state that is never reached
  { ...lawful, Open: ({ status }) => (status === 'lost' ? no.TooLate : []) },
  // @ts-expect-error a fact that was not asked for
  { ...lawful, Open: (_, __, { facts }) => (facts.mine ? [] : []) },
  // @ts-expect-error data of a rule is not written to
  { ...lawful, Weigh: (_, data) => { data.milliCarats = 2; return [{ type: 'Weighed', data }]; } },
];

export class Misfits {
  // @ts-expect-error a weight is a number
  @IsMilliCarats() weight!: string;
  // @ts-expect-error an id is a text
  @IsPartyId() party!: number;
  // @ts-expect-error a list of one shape is no list of texts
  @Many(() => Weighed) parts!: string[];
  // @ts-expect-error one object is no list
  @One(() => Weighed) part!: Weighed[];
  // @ts-expect-error a list of ids is a list
  @ListOf(IsParcelId) parcels!: string;
  // @ts-expect-error the field is narrower than the word
  @OneOf('a', 'b') kind!: 'a';
  // @ts-expect-error what may be left out is undefined then
  @Optional() @IsMilliCarats() milliCarats!: number;
}

declare const rules: Rules;
export const asks = () => [
  ask(rules, 'P-1', 'Weigh', { milliCarats: 1 }),
  // @ts-expect-error wrong data of a command
  ask(rules, 'P-1', 'Weigh', { carats: 1 }),
  // @ts-expect-error data for a command that has none
  ask(rules, 'P-1', 'Open', { milliCarats: 1 }),
  // @ts-expect-error an unknown command
  ask(rules, 'P-1', 'Wiegh', { milliCarats: 1 }),
];

type WeighedEvent = { type: 'Weighed'; data: Weighed };
export const reaction: Reaction<WeighedEvent> = {
  name: 'test',
  // @ts-expect-error a reaction to an event that it was not told of
  on: { Sealed: () => [] },
};

class Row { @IsMilliCarats() milliCarats!: number }
const view: View<typeof Row, WeighedEvent> = { name: 'test/rows', version: 1, row: Row, index: ['milliCarats'], on: { Weighed: ({ subject, data }) => [at(subject, () => data)] } };
export const views: View<typeof Row, WeighedEvent>[] = [
  view,
  // @ts-expect-error an index of a field that rows do not have
  { ...view, index: ['holder'] },
  // @ts-expect-error a row of another kind
  { ...view, on: { Weighed: ({ subject }) => [at(subject, () => ({ holder: 'A' }))] } },
  // @ts-expect-error an edge that names no field
  { ...view, edges: { from: 'milliCarats', to: 'milliCarats', order: 'position' } },
];

it('the compiler refuses what is marked above, and nothing else', () => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, '.');
  const program = ts.createProgram(['libs/kernel/types.spec.ts'], { ...options, noEmit: true });
  const file = program.getSourceFile('libs/kernel/types.spec.ts')!;
  const said = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    .map(({ start, messageText }) => `${file.getLineAndCharacterOfPosition(start!).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  expect(said).toEqual([]);
}, 60_000);
