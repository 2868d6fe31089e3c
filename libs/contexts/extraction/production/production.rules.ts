import { because, dayOf, halfOf, inCarats, inUsd, refusals, yearOf, type Asked, type Refusal } from '#kernel';
import type { Participant } from '../participant/participant.recollection.ts';
import type { RegisteredParty } from '../party/party.recollection.ts';
import { closedTo, type Period } from '../period/period.recollection.ts';
import type { Sample } from '../sample/state.rules.ts';
import type { Site } from '../site/site.decider.ts';

/** What a record or a purchase has to know of others. */
export type Facts = {
  site: Site;
  /** The Participant in whose territory it lies. */ territory: Participant;
  /** The party that buys. */ buyer: RegisteredParty;
  /** The exploration sample in which the stones were found. */ sample: Sample;
  /** The quarters that it touches, as far as they are over. */ periods: ReadonlyMap<string, Period>;
};
export type Licensed = Extract<Site, { registered: true }>;

/** What every way into the ledger says: whence, of which days, how much, worth what. */
export type Yield = Readonly<{ site: string; from: string; to: string; milliCarats: number; usdCents: number; stones?: number | undefined }>;

/** One named check: a refusal, or nothing. */
export type Check<Said = Yield> = (said: Readonly<Said>, site: Licensed, asked: Asked & { readonly facts: Facts }) => Refusal | undefined;

/** More than the whole world mined in any year of the published returns: 176.7 million ct in 2005, 16 billion USD in 2022. */
export const MOST_MILLI_CARATS = 200_000_000_000;
export const MOST_USD_CENTS = 2_000_000_000_000;

export const no = refusals({
  AlreadyRecorded: { cites: 'extraction/4',         says: 'This production record already exists.' },
  UnknownSite:     { cites: 'KPCS Annex II ¶9',     says: 'Production comes from a registered site only.' },
  PeriodReversed:  { cites: 'extraction/6',         says: 'A period does not end before it begins.' },
  CrossesHalfYear: { cites: 'KPCS Annex III(c)',    says: 'A production record lies within one half-year, because production is returned by halves.' },
  PeriodNotOver:   { cites: 'extraction/7',         says: 'Production is recorded when its period is over, not before.' },
  PeriodClosed:    { cites: 'extraction/10',        says: 'The figures of that quarter are closed: a second person has to allow a late entry.' },
  OutsideLicence:  { cites: 'KPCS Annex II ¶9',     says: 'Only a licensed site may mine: the period must lie within the licence.' },
  TooManyStones:   { cites: 'extraction/16',        says: 'A stone weighs at least 0.001 ct, so there are not more stones than thousandths of a carat.' },
  Implausible:     { cites: 'KPCS Annex II ¶8',     says: 'One record cannot hold more than the whole world mines in a year.' },
});

const inOrder: Check = ({ from, to }) => to >= from ? undefined
  : because(no.PeriodReversed, `The period would end on ${to}, before it begins on ${from}.`, { from, to }, '#/to');

const inOneHalf: Check = ({ from, to }) => yearOf(from) === yearOf(to) && halfOf(from) === halfOf(to) ? undefined
  : because(no.CrossesHalfYear, `${from} lies in ${yearOf(from)}-H${halfOf(from)}, ${to} in ${yearOf(to)}-H${halfOf(to)}: make one record for each half.`, { from, to }, '#/to');

/** The last day itself will do: a shift may be closed in the evening. */
const over: Check = ({ to }, _, { occurredAt }) => to <= dayOf(occurredAt) ? undefined
  : because(no.PeriodNotOver, `The period ends on ${to}; this was recorded on ${dayOf(occurredAt)}.`, { to, on: dayOf(occurredAt) }, '#/to');

/** What was closed without him is closed to him, whichever of its days it is about. */
const open: Check = ({ from, to }, _, { by, facts }) => {
  const closed = [...facts.periods].find(([, period]) => closedTo(period, by))?.[0];
  return closed === undefined ? undefined
    : because(no.PeriodClosed, `The figures of ${closed} are closed, and nobody else allowed ${by.party} to add to them; this is of ${from} to ${to}.`, { quarter: closed, from, to }, '#/from');
};

const licensed: Check = ({ site, from, to }, { licence, licensedFrom, licensedTo }) => from >= licensedFrom && to <= licensedTo ? undefined
  : because(no.OutsideLicence, `The licence ${licence} of ${site} runs from ${licensedFrom} to ${licensedTo}; the record covers ${from} to ${to}.`,
    { licensedFrom, licensedTo, from, to }, from < licensedFrom ? '#/from' : '#/to');

const weighable: Check = ({ milliCarats }) => milliCarats <= MOST_MILLI_CARATS ? undefined
  : because(no.Implausible, `${inCarats(milliCarats)} ct in one record; the most it can hold is ${inCarats(MOST_MILLI_CARATS)} ct.`,
    { milliCarats, mostMilliCarats: MOST_MILLI_CARATS }, '#/milliCarats');

const payable: Check = ({ usdCents }) => usdCents <= MOST_USD_CENTS ? undefined
  : because(no.Implausible, `${inUsd(usdCents)} USD in one record; the most it can hold is ${inUsd(MOST_USD_CENTS)} USD.`, { usdCents, mostUsdCents: MOST_USD_CENTS }, '#/usdCents');

/** Also keeps every sum of stones within that of the weights. */
const countable: Check = ({ milliCarats, stones = 0 }) => stones <= milliCarats ? undefined
  : because(no.TooManyStones, `${stones} stones in ${inCarats(milliCarats)} ct would weigh less than 0.001 ct each.`, { stones, milliCarats }, '#/stones');

/** Everything asked of goods that enter from a known site, in the order in which a clerk would ask it. */
export const checks: readonly Check[] = [inOrder, inOneHalf, over, open, licensed, weighable, payable, countable];

/** The refusal of the first check that is not passed. */
export const firstRefusal = <Said>(all: readonly Check<Said>[], ...[said, site, asked]: Parameters<Check<Said>>): Refusal | undefined => {
  for (const check of all) {
    const refusal = check(said, site, asked);
    if (refusal) return refusal;
  }
  return undefined;
};
