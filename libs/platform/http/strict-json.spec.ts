import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Malformed } from '#platform/cqrs';
import { strictJson } from './strict-json.ts';

const wrong = (body: string | Buffer): readonly { pointer: string; detail: string }[] => {
  try {
    strictJson(Buffer.from(body as string));
  } catch (error) {
    if (error instanceof Malformed) return error.complaints;
    throw error;
  }
  return [];
};
const pointers = (body: string | Buffer) => wrong(body).map(({ pointer }) => pointer);

it('reads plain JSON as JSON.parse does', () => {
  const plain = '{"a": [1, -2, {"b": "x\\n\\"\\\\\\u00e9\\ud83d\\udc8e"}, true, false, null], "": 9007199254740991, "e": {}, "f": []}';
  expect(strictJson(Buffer.from(plain))).toEqual(JSON.parse(plain));
  const value = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.string({ unit: 'grapheme' }), fc.maxSafeInteger().filter((n) => !Object.is(n, -0)), fc.boolean(), fc.constant(null), tie('list'), tie('record')),
    list: fc.array(tie('value')), record: fc.dictionary(fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)), tie('value')),
  })).value;
  fc.assert(fc.property(value, fc.nat(4), (given, indent) => {
    const text = JSON.stringify(given, null, indent);
    expect(strictJson(Buffer.from(text))).toEqual(JSON.parse(text));
  }));
});

it('a name given twice is refused where it stands, also with equal values and in another spelling', () => {
  expect(pointers('{"a":"1","a":"1"}')).toEqual(['#/a']);
  expect(pointers('{"parts":[{"milliCarats":1},{"milliCarats":2,"milliCarat\\u0073":2}]}')).toEqual(['#/parts/1/milliCarats']);
  expect(pointers('{"a":{"b":1},"c":{"b":1}}')).toEqual([]);
});

it('only plain whole numbers are numbers', () => {
  for (const number of ['1.0', '1.5', '1e3', '1E3', '1e400', '-0', '-0.0', '9007199254740992', '-9007199254740993', `1${'0'.repeat(400)}`]) {
    expect(pointers(`{"parts":[{"milliCarats":${number} }]}`)).toEqual(['#/parts/0/milliCarats']);
    expect(pointers(number)).toEqual(['#']);
    expect(pointers(`[0,${number}]`)).toEqual(['#/1']);
  }
  expect(pointers('[0, -1, 9007199254740991]')).toEqual([]);
});

it('half a surrogate pair is refused where it stands', () => {
  expect(pointers('{"a":"\\ud800"}')).toEqual(['#/a']);
  expect(pointers('["\\udc8e\\ud83d"]')).toEqual(['#/0']);
  expect(pointers('{"\\ud800":1}')).toHaveLength(1);
  expect(pointers('{"a":"\\\\ud800"}')).toEqual([]);
});

it('no name reaches into a prototype', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) expect(wrong(`{"a":{"${name}":{"x":1}}}`)).toHaveLength(1);
  expect(({} as { x?: number }).x).toBeUndefined();
});

it('nesting ends at 32 levels, and 100,000 levels harm nobody', () => {
  expect(wrong('['.repeat(32) + ']'.repeat(32))).toEqual([]);
  expect(wrong('['.repeat(33) + ']'.repeat(33))).toHaveLength(1);
  expect(wrong('['.repeat(100_000) + ']'.repeat(100_000))).toHaveLength(1);
  expect(wrong('{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000))).toHaveLength(1);
  expect(wrong('['.repeat(100_000))).toHaveLength(1);
});

it('what is no JSON at all is refused as a whole', () => {
  const bodies = ['', ' ', '{', '{"a":1', '{"a":1}x', '{a:1}', "{'a':1}", '{"a":01}', '{"a":+1}', '{"a":NaN}', '{"a":1,}', '{"a":0x10}', '"\u0000"', '// x\n1', '\ufeff{}', '{"a":١}', '{"a":１}'];
  for (const body of bodies) expect([body, pointers(body)]).toEqual([body, ['#']]);
  for (const bytes of [[0xff], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0xff, 0xfe, 0x7b, 0x00]]) expect(pointers(Buffer.from(bytes))).toEqual(['#']);
});

it('text of any kind gives a value or a complaint, and nothing else', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\u0123eE.-+ \n\ttruefalsnd') });
  fc.assert(fc.property(characters, (text) => { expect(Array.isArray(wrong(text))).toBe(true); }), { numRuns: 2_000 });
});
