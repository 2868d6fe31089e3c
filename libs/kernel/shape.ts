import 'reflect-metadata';
import { Type } from 'class-transformer';
import { getMetadataStorage, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

/** A class whose decorated fields say what a command, an event or a row carries. */
export type Shape<T extends object = object> = new () => T;

/** What a shape carries. An empty shape carries nothing, not anything. */
export type DataOf<S extends Shape> = keyof InstanceType<S> extends never ? Record<string, never> : Readonly<InstanceType<S>>;

/** A word of our vocabulary: said to people (`says`), to machines (`schema`), and checked. `of` names the shape of what is inside. */
export type Word = Readonly<{ says: string; schema: object; check: (value: unknown) => boolean; of?: () => Shape; list?: boolean }>;

/** The compiler refuses a word on a field that cannot hold everything the word lets through. */
export type Fits<V> = <T extends object, K extends keyof T>(target: T, field: K & ([V] extends [T[K]] ? unknown : never)) => void;

/** Makes a field decorator of a word. It is a normal class-validator constraint, so every reader of its metadata finds it. */
export const word = <V>(name: string, it: Word) => ValidateBy({
  name, constraints: [it], validator: { validate: it.check, defaultMessage: () => `must be ${it.says}` },
}) as Fits<V>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const nested = (name: string, it: Word, each: boolean): PropertyDecorator => (target, field) => {
  for (const part of [word(name, it), ValidateNested({ each }), Type(it.of!)]) (part as PropertyDecorator)(target, field);
};

/** A list of `minItems` to `maxItems` objects of one shape. */
export const Many = <V extends object>(of: () => Shape<V>, minItems = 1, maxItems = 10_000): Fits<V[]> => {
  const check = (value: unknown) => Array.isArray(value) && value.length >= minItems && value.length <= maxItems && value.every(isRecord);
  return nested('Many', { says: `a list of ${minItems} to ${maxItems} items`, schema: { type: 'array', minItems, maxItems }, check, of, list: true }, true) as Fits<V[]>;
};

/** One object of a shape. */
export const One = <V extends object>(of: () => Shape<V>): Fits<V> =>
  nested('One', { says: 'an object', schema: {}, check: isRecord, of }, false) as Fits<V>;

/** A factory of decorators that also shows its word, so that lists of the word can be made. */
export type WordFactory<V> = (() => Fits<V>) & Readonly<{ word: Word }>;

export const wordFactory = <V>(name: string, it: Word): WordFactory<V> => Object.assign(() => word<V>(name, it), { word: it });

/** A list of words, each at most once: lots of a parcel, parcels of a shipment. */
export const ListOf = <V>(factory: WordFactory<V>, minItems = 1, maxItems = 10_000): Fits<V[]> => {
  const { says, schema, check } = factory.word;
  return word('ListOf', {
    says: `a list of ${minItems} to ${maxItems} different items, each ${says}`,
    schema: { type: 'array', minItems, maxItems, uniqueItems: true, items: schema },
    check: (value) => Array.isArray(value) && value.length >= minItems && value.length <= maxItems
      && value.every(check) && new Set(value).size === value.length,
  });
};

/** May be left out. Unlike IsOptional of class-validator it does not let null in. */
export const Optional = () => ValidateIf((_, value) => value !== undefined) as Fits<undefined>;

export type Field = Word & Readonly<{ name: string; optional: boolean }>;
const known = new Map<Shape, Map<string, Field>>();

/** The fields of a shape, read from class-validator’s metadata once per class: its own look-up walks over all classes at every call. */
export const fieldsOf = (shape: Shape): ReadonlyMap<string, Field> => {
  const found = known.get(shape);
  if (found) return found;
  const storage = getMetadataStorage();
  const rules = Object.entries(storage.groupByPropertyName(storage.getTargetValidationMetadatas(shape, '', false, false)));
  const fields = new Map(rules.map(([name, rules]) => [name, {
    name, optional: rules.some(({ type }) => type === 'conditionalValidation'),
    ...(rules.find(({ constraints }) => constraints?.[0]?.schema)!.constraints[0] as Word),
  }]));
  known.set(shape, fields);
  return fields;
};

/** What is wrong, and where: a JSON Pointer as a fragment (RFC 6901 section 6), and the rule that was broken. */
export type Complaint = Readonly<{ pointer: string; detail: string }>;

const MAX_COMPLAINTS = 50;
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
const complain = (found: Complaint[], pointer: string, detail: string) => { if (found.length < MAX_COMPLAINTS) found.push({ pointer, detail }); };

/** One field: first its own word, then what is inside. */
const complainOfField = ({ optional, check, says, of, list }: Field, value: unknown, at: string, found: Complaint[]) => {
  if (value === undefined && optional) return;
  if (!check(value)) complain(found, at, `must be ${says}`);
  else if (of && !list) complaints(of(), value, at, found);
  else if (of) for (const [i, item] of (value as unknown[]).entries()) complaints(of(), item, `${at}/${i}`, found);
};

/**
 * What is wrong with this data; nothing, if it fits. The words' own checks, walked by the shape and not by the data:
 * class-validator's engine comes to the same verdict (test/golden), but far slower, and it overflows on a deeply nested body.
 */
export const complaints = (shape: Shape, data: unknown, at = '#', found: Complaint[] = []): readonly Complaint[] => {
  if (!isRecord(data)) {
    complain(found, at, 'must be an object');
    return found;
  }
  const fields = fieldsOf(shape);
  for (const name of Object.keys(data)) if (!fields.has(name)) complain(found, `${at}/${escaped(name)}`, 'is not a field of this');
  for (const field of fields.values()) complainOfField(field, data[field.name], `${at}/${field.name}`, found);
  return found;
};

/** The shape as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it), from the same metadata. */
export const schemaOf = (shape: Shape): Record<string, unknown> => {
  const fields = [...fieldsOf(shape).values()];
  const inside = ({ of, list }: Field) => (!of ? {} : list ? { items: schemaOf(of()) } : schemaOf(of()));
  return {
    type: 'object', additionalProperties: false,
    required: fields.filter(({ optional }) => !optional).map(({ name }) => name),
    properties: Object.fromEntries(fields.map((field) => [field.name, { description: field.says, ...field.schema, ...inside(field) }])),
  };
};
