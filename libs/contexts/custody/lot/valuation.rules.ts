import { because, dayOf, isAuthorityOf, IsDay, IsText, IsUsdCents, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { VALUE_KINDS, VALUE_METHODS, type ValueKind, type ValueMethod } from './vocabulary.events.ts';

const no = refusals({
  NotValuer: {
    forbids: true, cites: 'custody/11',
    says: 'The holder declares a value; the authority where he is registered states the government’s; a valuer who neither holds nor owns the goods states an independent one.',
  },
  MethodUnfit:      { cites: 'custody/67', says: 'The method of the government is for values of the government.' },
  PriceBookUntold:  { cites: 'custody/68', says: 'A value from a price book names the book and its edition, and no other value does.' },
  ValuedInFuture:   { cites: 'custody/69', says: 'A value is of the day it is stated, or of a day before.' },
});

export class ValueLot {
  @IsUsdCents() usdCents!: number;
  @OneOf(...VALUE_METHODS) method!: ValueMethod;
  @OneOf('ex-mine', 'FOB', 'CIF') basis!: 'ex-mine' | 'FOB' | 'CIF';
  /** Whose word it is. If left out: the government’s by its own method, else declared. */
  @Optional() @OneOf(...VALUE_KINDS) kind?: ValueKind;
  /** The day, if not the one on which it is stated. */
  @Optional() @IsDay() valuedOn?: string;
  /** The price book and its edition. */
  @Optional() @IsText() priceBook?: string;
}
type Valuation = DataOf<typeof ValueLot>;

const mayValue = (lot: Lot, kind: ValueKind, { by, facts: { holder: { participant } } }: AskedOfLot): boolean => {
  if (kind === 'declared') return lot.holder === by.party;
  if (kind === 'government') return participant !== undefined && isAuthorityOf(by, participant);
  return by.roles.includes('valuer') && by.party !== lot.holder && by.party !== lot.owner;
};

/** A holder who names no kind need not name his book. */
const bookOff = ({ method, kind, priceBook }: Valuation): Refusal | undefined => {
  const wrong = method === 'price-book' ? kind !== undefined && priceBook === undefined : priceBook !== undefined;
  return wrong ? because(no.PriceBookUntold, `The method is ${method}; the book is ${priceBook ?? 'not named'}.`, { method }, '#/priceBook') : undefined;
};

/** What is missing of a value, or does not belong to it; undefined if nothing. */
const incomplete = (data: Valuation, kind: ValueKind, on: string): Refusal | undefined => {
  const { method, valuedOn = on } = data;
  if (method === 'government' && kind !== 'government') return because(no.MethodUnfit, `The value is ${kind}.`, { kind }, '#/method');
  return bookOff(data) ?? (valuedOn > on ? because(no.ValuedInFuture, `It is of ${valuedOn}, stated on ${on}.`, { valuedOn, on }, '#/valuedOn') : undefined);
};

/** States a value, by a method and on a basis, of a day: never one bare number. Confiscated goods may be valued too, for their keeping or as evidence. */
export const value = (lot: Lot, data: Valuation, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  const on = dayOf(asked.occurredAt);
  const { kind = data.method === 'government' ? 'government' : 'declared', valuedOn = on } = data;
  const refused = incomplete(data, kind, on);
  if (refused) return refused;
  if (!mayValue(lot, kind, asked)) return because(no.NotValuer, `The value is ${kind}, by the method ${data.method}.`, { kind, method: data.method }, '#/kind');
  if (lot.status !== 'held' && lot.status !== 'confiscated') return notFree(lot, subject);
  return [{ type: 'LotValued', data: { ...data, kind, valuedOn, valuer: by.party } }];
};

/** What it is worth, and who says so. */
export const valuing = {
  commands: { ValueLot },
  refusals: no,
  makes: ['LotValued'],
  decide: { ValueLot: value },
} satisfies LotChapter<{ ValueLot: typeof ValueLot }>;
