import {
  because, dayOf, halfOf, inCarats, inUsd, IsDay, IsMilliCarats, IsSiteId, IsStones, IsUsdCents, Optional, refusals, yearOf, type Asked, type Refusal,
} from '#kernel';
import type { Site } from '../site/site.decider.ts';

/** What a mine says. Participant, operator and scale are the site’s and are not typed again. */
export class RecordProduction {
  @IsSiteId() site!: string;
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
}

/** More than the whole world mined in any year of the published returns: 176.7 million ct in 2005, 16 billion USD in 2022. */
const MOST_MILLI_CARATS = 200_000_000_000;
const MOST_USD_CENTS = 2_000_000_000_000;

export const no = refusals({
  AlreadyRecorded: { cites: 'extraction/4',         says: 'This production record already exists.' },
  UnknownSite:     { cites: 'KPCS Annex II ¶9',     says: 'Production comes from a registered site only.' },
  NotOwnSite:      { forbids: true, cites: 'extraction/5',         says: 'Only the operator of a site records its production.' },
  PeriodReversed:  { cites: 'extraction/6',         says: 'A period does not end before it begins.' },
  CrossesHalfYear: { cites: 'KPCS Annex III(c)',    says: 'A production record lies within one half-year, because production is returned by halves.' },
  PeriodNotOver:   { cites: 'extraction/7',         says: 'Production is recorded when its period is over, not before.' },
  OutsideLicence:  { cites: 'KPCS Annex II ¶9',     says: 'Only a licensed site may mine: the period must lie within the licence.' },
  Implausible:     { cites: 'KPCS Annex II ¶8',     says: 'One record cannot hold more than the whole world mines in a year.' },
});

/** One named check of a record: a refusal, or nothing. */
type Check = (record: Readonly<RecordProduction>, site: Extract<Site, { registered: true }>, asked: Asked) => Refusal | undefined;

const ownSite: Check = ({ site }, { operator }, { by }) => by.party === operator && by.roles.includes('producer') ? undefined
  : because(no.NotOwnSite, `${site} is operated by ${operator}; only a producer of ${operator} records there.`, { site, operator }, '#/site');

const inOrder: Check = ({ from, to }) => to >= from ? undefined
  : because(no.PeriodReversed, `The period would end on ${to}, before it begins on ${from}.`, { from, to }, '#/to');

const inOneHalf: Check = ({ from, to }) => yearOf(from) === yearOf(to) && halfOf(from) === halfOf(to) ? undefined
  : because(no.CrossesHalfYear, `${from} lies in ${yearOf(from)}-H${halfOf(from)}, ${to} in ${yearOf(to)}-H${halfOf(to)}: make one record for each half.`, { from, to }, '#/to');

/** The last day itself will do: a shift may be closed in the evening. */
const over: Check = ({ to }, _, { occurredAt }) => to <= dayOf(occurredAt) ? undefined
  : because(no.PeriodNotOver, `The period ends on ${to}; this was recorded on ${dayOf(occurredAt)}.`, { to, on: dayOf(occurredAt) }, '#/to');

const licensed: Check = ({ site, from, to }, { licence, licensedFrom, licensedTo }) => from >= licensedFrom && to <= licensedTo ? undefined
  : because(no.OutsideLicence, `The licence ${licence} of ${site} runs from ${licensedFrom} to ${licensedTo}; the record covers ${from} to ${to}.`,
    { licensedFrom, licensedTo, from, to }, from < licensedFrom ? '#/from' : '#/to');

const weighable: Check = ({ milliCarats }) => milliCarats <= MOST_MILLI_CARATS ? undefined
  : because(no.Implausible, `${inCarats(milliCarats)} ct in one record; the most it can hold is ${inCarats(MOST_MILLI_CARATS)} ct.`,
    { milliCarats, mostMilliCarats: MOST_MILLI_CARATS }, '#/milliCarats');

const payable: Check = ({ usdCents }) => usdCents <= MOST_USD_CENTS ? undefined
  : because(no.Implausible, `${inUsd(usdCents)} USD in one record; the most it can hold is ${inUsd(MOST_USD_CENTS)} USD.`, { usdCents, mostUsdCents: MOST_USD_CENTS }, '#/usdCents');

/** Everything asked of a record at a known site, in the order in which a clerk would ask it. */
export const checks: readonly Check[] = [ownSite, inOrder, inOneHalf, over, licensed, weighable, payable];
