import { expect, it } from '@jest/globals';
import { IsCount, IsDay, IsMilliCarats, IsMilliCaratsOrNone, IsName, IsUsdCents, Many } from '#kernel';
import { contexts } from '../../apps/api/contexts.ts';
import { misnamed } from './units.ts';

class Inside { @IsMilliCarats() weight!: number }
class Badly {
  @IsMilliCaratsOrNone() loss!: number;
  @IsUsdCents() priceInUsd!: number;
  @IsCount() totalCarats!: number;
  @IsCount() lossMilliCarats!: number;
  @IsName() country!: string;
  @IsDay() timestamp!: string;
  @Many(() => Inside) inside!: Inside[];
}
class Well {
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCarats() lossMilliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsUsdCents() usdCentsPerCarat!: number;
  @IsDay() issuedOn!: string;
  @IsCount() certificates!: number;
}

it('a field that hides its unit is caught, at any depth, and told its better name', () => {
  expect(misnamed(Badly, 'Badly').sort()).toEqual([
    'Badly.country: say participant',
    'Badly.inside.weight: is a weight: its name ends in milliCarats',
    'Badly.inside.weight: say …MilliCarats',
    'Badly.loss: is a weight: its name ends in milliCarats',
    'Badly.lossMilliCarats: is named as a weight, but its word is none',
    'Badly.priceInUsd: is money: its name ends in usdCents',
    'Badly.priceInUsd: say …UsdCents',
    'Badly.timestamp: say occurredAt, or …On for a day',
    'Badly.totalCarats: say …MilliCarats',
  ]);
  expect(misnamed(Well, 'Well')).toEqual([]);
});

it.each(contexts.map((context) => [context.name, context] as const))('%s: every field of a command, an event, a row and an inquiry says its unit', (_, { deciders, views, inquiries }) => {
  const classes = deciders.flatMap(({ events, commands }) => [...Object.entries(events), ...Object.entries(commands)]) as [string, new () => object][];
  const shown = [...views.map(({ name, row }) => [name, row] as const), ...inquiries.flatMap(({ name, asks, answers }) => [[name, asks] as const, [name, answers] as const])];
  expect([...classes, ...shown].flatMap(([name, shape]) => misnamed(shape, name))).toEqual([]);
});
