import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { certification } from '#contexts/certification';
import { custody } from '#contexts/custody';
import { enforcement } from '#contexts/enforcement';
import { extraction } from '#contexts/extraction';
import { identity } from '#contexts/identity';
import { statistics } from '#contexts/statistics';
import { warranties } from '#contexts/warranties';
import { complaints, fieldsOf, type Field, type Shape } from '#kernel';

type Data = Record<string, unknown>;

const contexts = [identity, extraction, custody, certification, warranties, enforcement, statistics];
const golden = new Map(contexts.map(({ name }) => [name, JSON.parse(readFileSync(`test/golden/${name}.json`, 'utf8')) as Record<string, Data[]>]));

const isRecord = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value in the golden data by the name of its field, at any depth. */
const values = new Map<string, unknown[]>();
const gather = (data: unknown): void => {
  if (Array.isArray(data)) data.forEach(gather);
  else if (isRecord(data)) for (const [name, value] of Object.entries(data)) {
    values.set(name, [...(values.get(name) ?? []), value]);
    gather(value);
  }
};
gather([...golden.values()].map((shipped) => Object.values(shipped)));

const fits = ({ check, of, list }: Field, value: unknown): boolean =>
  check(value) && (!of || (list ? (value as unknown[]) : [value]).every((item) => complaints(of(), item).length === 0));

/** Good data of a class that is no event’s: each field as some event has a field of that name (or, for a list, of its singular), else made up from its own fields or its list of values. */
const exampleOf = (shape: Shape): Data => {
  const valueOf = (field: Field): unknown => {
    const items = values.get(field.name.replace(/s$/, '')) ?? [];
    const seen = [...(values.get(field.name) ?? []), ...items.map((item) => [item])].find((value) => fits(field, value));
    if (seen !== undefined) return seen;
    if (field.of) return field.list ? [exampleOf(field.of()), exampleOf(field.of())] : exampleOf(field.of());
    const { enum: known, minimum } = field.schema as { enum?: unknown[]; minimum?: number };
    return known?.[0] ?? minimum;
  };
  return Object.fromEntries([...fieldsOf(shape).values()].map((field) => [field.name, valueOf(field)]).filter(([, value]) => value !== undefined));
};

const odd = [
  undefined, null, '', ' ', 'x'.repeat(999), '\u0000', 'a\u202eb', 'ＢＷ', '\ud800', '5', '2005-02-29', 0, -0, -1, 1.5, NaN, Infinity, 2 ** 53, 2 ** 60, true,
  [], {}, [[]], [{}], [null], [null, null], [[{}], [{}]], { length: 1 },
];

/** A good list with an item twice, with items that do not belong, inside another list, or too long (of plain values: the engine takes half a second for so many objects). */
const oddLists = (good: unknown[]): unknown[][] => [
  [...good, good[0]], [...good, ...odd], [...good, good], [good], ...(isRecord(good[0]) ? [] : [Array.from({ length: 10_001 }, (_, i) => `L-${i}`)]),
];

/** Every way to put one odd value, or one field too many, or one too few, into otherwise good data, at any depth. */
function* spoilt(good: unknown): Generator<unknown> {
  if (Array.isArray(good)) {
    yield* oddLists(good);
    for (const i of good.keys()) for (const item of [...odd, ...spoilt(good[i])]) yield good.with(i, item);
  } else if (isRecord(good)) {
    yield { ...good, surplus: 1 };
    for (const name of Object.keys(good)) {
      const { [name]: _, ...rest } = good;
      yield rest;
      for (const value of [...odd, ...spoilt(good[name])]) yield { ...good, [name]: value };
    }
  }
}

const slow = (shape: Shape, data: object) =>
  validateSync(plainToInstance(shape, data), { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }).length === 0;

/** Where our verdict and class-validator’s differ. */
const disagreements = (shape: Shape, examples: readonly Data[]) =>
  examples.flatMap((good) => [good, ...spoilt(good)] as Data[])
    .map((data) => ({ data, ours: complaints(shape, data).length === 0, theirs: slow(shape, data) }))
    .filter(({ ours, theirs }) => ours !== theirs);

describe.each(contexts)('$name', ({ name, deciders, views }) => {
  const shipped = golden.get(name)!;
  const events = deciders.flatMap(({ events }) => Object.entries<Shape>(events));
  const commands = deciders.flatMap(({ commands }) => Object.entries<Shape>(commands));
  const classes = new Set(events.map(([, shape]) => shape));
  const rows = views.map(({ name, row }) => [name, row] as [string, Shape]);
  const judged: [name: string, shape: Shape, examples: Data[]][] = [
    ...events.map(([type, shape]): [string, Shape, Data[]] => [type, shape, shipped[type] ?? []]),
    ...commands.filter(([, shape]) => !classes.has(shape)).map(([type, shape]): [string, Shape, Data[]] => [type, shape, [exampleOf(shape)]]),
  ];

  it('has golden examples of every event, and of no other', () => {
    expect(Object.keys(shipped).sort()).toEqual(events.map(([type]) => type).sort());
    expect(Object.entries(shipped).filter(([, examples]) => examples.length === 0)).toEqual([]);
  });

  it.each(events)('%s: whatever was shipped still loads', (type, shape) => {
    for (const data of shipped[type]!) expect(complaints(shape, data)).toEqual([]);
  });

  it.each([...events, ...commands, ...rows])('%s: every field has a word', (_, shape) => expect([...fieldsOf(shape).keys()].sort()).toEqual(Object.keys(new shape()).sort()));

  it.each(judged)('%s: our verdict and class-validator’s agree', (_, shape, examples) => {
    expect(examples.flatMap((good) => complaints(shape, good))).toEqual([]);
    expect(disagreements(shape, examples)).toEqual([]);
  });
});

it('names every event and every command once in the whole system', () => {
  const names = contexts.flatMap(({ deciders }) => deciders.flatMap(({ events, commands }) => [...Object.keys(events), ...Object.keys(commands)]));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
