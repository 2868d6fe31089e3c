import { expect, it } from '@jest/globals';
import { complaints, fieldsOf, ListOf, Many, One, Optional, schemaOf } from './shape.ts';
import { IsLotId, IsMilliCarats, IsName, IsSeal, OneOf } from './words.ts';

class Part { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number }
class Seal { @IsSeal() number!: string }
class Parcel {
  @IsName() name!: string;
  @Many(() => Part, 1, 3) parts!: Part[];
  @One(() => Seal) seal!: Seal;
  @ListOf(IsLotId, 0, 2) lots!: string[];
  @Optional() @OneOf('a', 'b') kind?: 'a' | 'b';
}
class Heavier extends Seal { @IsMilliCarats() milliCarats!: number }
class Nothing {}

const good = { name: 'A parcel', parts: [{ lot: 'L-1', milliCarats: 1 }], seal: { number: 'S-1' }, lots: ['L-1'] };

it('data that fits is not complained about', () => {
  expect(complaints(Parcel, good)).toEqual([]);
  expect(complaints(Parcel, { ...good, kind: 'a', lots: [] })).toEqual([]);
  expect(complaints(Nothing, {})).toEqual([]);
  expect(complaints(Heavier, { number: 'S-1', milliCarats: 1 })).toEqual([]);
});

it('an optional field may be left out, but is not null', () => {
  expect(complaints(Parcel, { ...good, kind: undefined })).toEqual([]);
  expect(complaints(Parcel, { ...good, kind: null })).toEqual([{ pointer: '#/kind', detail: 'must be one of a, b' }]);
});

it.each([
  ['a fraction', { ...good, parts: [{ lot: 'L-1', milliCarats: 1.5 }] }, '#/parts/0/milliCarats'],
  ['a surplus field', { ...good, carats: 1 }, '#/carats'],
  ['a surplus field inside', { ...good, parts: [{ lot: 'L-1', milliCarats: 1, value: 2 }] }, '#/parts/0/value'],
  ['a missing field', { ...good, name: undefined }, '#/name'],
  ['an empty list', { ...good, parts: [] }, '#/parts'],
  ['a list too long', { ...good, parts: [1, 2, 3, 4].map((milliCarats) => ({ lot: 'L-1', milliCarats })) }, '#/parts'],
  ['an object for a list', { ...good, parts: { 0: good.parts[0] } }, '#/parts'],
  ['a list of lists', { ...good, parts: [good.parts] }, '#/parts'],
  ['a list for an object', { ...good, seal: [good.seal] }, '#/seal'],
  ['null for an object', { ...good, seal: null }, '#/seal'],
  ['a repeated item', { ...good, lots: ['L-1', 'L-1'] }, '#/lots'],
  ['too many items', { ...good, lots: ['L-1', 'L-2', 'L-3'] }, '#/lots'],
  ['a bad item', { ...good, lots: ['L 1'] }, '#/lots'],
  ['a field of the prototype', JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"admin":true},')), '#/__proto__'],
  ['a method of the prototype', { ...good, constructor: 1 }, '#/constructor'],
])('%s is named by its pointer', (_, data, pointer) => {
  expect(complaints(Parcel, data).map((complaint) => complaint.pointer)).toEqual([pointer]);
});

it.each([null, undefined, 1, 'x', [], [good], () => good])('%p is no object', (data) => {
  expect(complaints(Parcel, data)).toEqual([{ pointer: '#', detail: 'must be an object' }]);
});

it('pointers are escaped, so that a field cannot pretend to be a path', () => {
  expect(complaints(Nothing, { 'a/b~c': 1 })).toEqual([{ pointer: '#/a~1b~0c', detail: 'is not a field of this' }]);
});

it('fifty complaints are enough, however bad the data', () => {
  const parts = Array.from({ length: 3 }, () => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i])));
  expect(complaints(Parcel, { ...good, parts })).toHaveLength(50);
});

it('a body nested a hundred thousand deep is walked only as deep as the shape', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = i % 2 ? [deep] : { deep };
  expect(complaints(Parcel, { ...good, name: deep, seal: { number: deep }, parts: [{ lot: deep, milliCarats: deep }] }).map(({ pointer }) => pointer))
    .toEqual(['#/name', '#/parts/0/lot', '#/parts/0/milliCarats', '#/seal/number']);
});

it('fields come with their words, once per class', () => {
  expect([...fieldsOf(Parcel).keys()]).toEqual(['name', 'parts', 'seal', 'lots', 'kind']);
  expect(fieldsOf(Parcel)).toBe(fieldsOf(Parcel));
  expect(fieldsOf(Parcel).get('kind')).toMatchObject({ optional: true, says: 'one of a, b' });
  expect([...fieldsOf(Heavier).keys()].sort()).toEqual(['milliCarats', 'number']);
});

it('the schema is closed, names what is required, and shows what is inside', () => {
  expect(schemaOf(Parcel)).toMatchObject({
    type: 'object', additionalProperties: false, required: ['name', 'parts', 'seal', 'lots'],
    properties: {
      parts: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'object', required: ['lot', 'milliCarats'], properties: { milliCarats: { type: 'integer', minimum: 1 } } } },
      seal: { type: 'object', additionalProperties: false, required: ['number'] },
      lots: { type: 'array', uniqueItems: true, items: { type: 'string' } },
      kind: { enum: ['a', 'b'] },
    },
  });
  expect(schemaOf(Nothing)).toEqual({ type: 'object', additionalProperties: false, required: [], properties: {} });
});
