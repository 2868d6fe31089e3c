import { expect, it } from '@jest/globals';
import { recall, type EventOf } from '#kernel';
import { recorded } from '#kernel/testing';
import { mixed } from '../blend/composition.rules.ts';
import type { lotEvents } from './lot.events.ts';
import { lotSoFar, type Lot } from './lot.recollection.ts';
import { keptByPart, keptOf, openingOf } from './opening.rules.ts';

type Event = EventOf<typeof lotEvents>;

const origins = [{ participant: 'AO', milliCarats: 100 }];
const opened: Event = { type: 'LotOpened', data: { holder: 'SYN-AO-EXP', milliCarats: 100, usdCents: 5_000, hsCode: '7102.10', origins } };
const freed = (certificate: string, holder: string): Event => ({ type: 'LotFreed', data: { holder, parcel: 'SYN-P', milliCarats: 100, certificate } });
const after = (...events: Event[]): Lot => recall(lotSoFar, lotSoFar.initial, recorded('lot', 'SYN-L', ...events));

const atHome: Event = { type: 'LotFreed', data: { holder: 'SYN-AO-EXP', parcel: 'SYN-P', milliCarats: 100 } };
const importedAt = { certificate: 'AOSYN000001', milliCarats: 100, usdCents: 5_000 };
const came = { imports: ['AOSYN000001'], importedAt };
const inEurope = after(opened, freed('AOSYN000001', 'SYN-EU-IMP'));
const divisionInto = (type: 'LotSplit' | 'LotSorted' | 'StonesPromoted', lot: Lot): Event => ({ type, data: {
  holder: lot.holder, milliCarats: 100, lossMilliCarats: 0, by: 'quality', parts: [60, 40].map((milliCarats, i) => (
    { lot: `SYN-L.${i + 1}`, milliCarats, usdCents: milliCarats * 50, hsCode: '7102.31', origins: [{ participant: 'AO', milliCarats }] })),
} } as Event);
const partAfter = (type: Parameters<typeof divisionInto>[0]) => openingOf('SYN-L.1', after(opened, freed('AOSYN000001', 'SYN-EU-IMP'), divisionInto(type, inEurope)))?.unopened;

it('a lot that crossed a border knows under which certificate, and what it was then', () => {
  expect(inEurope).toMatchObject(came);
  expect(after(opened, atHome)).toMatchObject({ imports: undefined, importedAt: undefined });
});

it('in the next territory only the certificate under which it came there counts', () => {
  expect(after(opened, freed('AOSYN000001', 'SYN-EU-IMP'), freed('EUSYN000009', 'SYN-AE-IMP'))).toMatchObject({ imports: ['EUSYN000009'], importedAt: { certificate: 'EUSYN000009' } });
  // A parcel that was opened at home, or came back undelivered, changes nothing.
  expect(after(opened, freed('AOSYN000001', 'SYN-EU-IMP'), { ...atHome, data: { ...atHome.data, holder: 'SYN-EU-IMP' } } as Event)).toMatchObject(came);
});

it('passes both to the parts of a split; of what was sorted or picked only the certificates', () => {
  expect(partAfter('LotSplit')).toMatchObject(came);
  for (const picked of ['LotSorted', 'StonesPromoted'] as const) {
    expect(partAfter(picked)).toMatchObject({ imports: ['AOSYN000001'] });
    expect(partAfter(picked)).not.toHaveProperty('importedAt');
  }
  expect(keptOf(inEurope)).toEqual({ kept: came });
  expect(keptByPart(came, 100, 60, 0)).toEqual(came);
});

it('worked on, it is not any more what came in, but came in all the same', () => {
  const treated: Event = { type: 'LotTreated', data: { holder: 'SYN-EU-IMP', treatment: 'acidising', beforeMilliCarats: 100, milliCarats: 99, lossMilliCarats: 1, origins } };
  expect(after(opened, freed('AOSYN000001', 'SYN-EU-IMP'), treated)).toMatchObject({ imports: ['AOSYN000001'], importedAt: undefined });
});

it('a blend unites the certificates of its lots, each once, and is worth what nobody said before', () => {
  const inputs = [inEurope, { ...inEurope, imports: ['AOSYN000001', 'AESYN000003'] }, { ...inEurope, imports: undefined, importedAt: undefined }].map((is, i) => ({ lot: `SYN-L${i}`, is }));
  const made = mixed(inputs, { holder: 'SYN-EU-IMP', model: 'mass-balance', blend: 'SYN-M' });
  expect(made).toMatchObject({ milliCarats: 300, imports: ['AESYN000003', 'AOSYN000001'] });
  expect(made).not.toHaveProperty('importedAt');
  const many = [{ lot: 'SYN-L', is: { ...inEurope, imports: Array.from({ length: 1_001 }, (_, i) => `AOSYN${100_000 + i}`) } }, inputs[0]!];
  expect(mixed(many, { holder: 'SYN-EU-IMP', model: 'mass-balance', blend: 'SYN-M' })).toMatchObject({ refused: 'TooMuch', detail: '2 lots came in under more than 1000 certificates together.' });
});
