import { because, inCarats, refusals, totalOf, type Chapter, type DataOf, type Refusal } from '#kernel';
import type { Sample } from '../sample/state.rules.ts';
import { Mined, type ProductionEvent, type SieveClass } from './production.events.ts';
import { checks, firstRefusal, no as common, type Check, type Facts } from './production.rules.ts';
import type { Production } from './state.rules.ts';
import { originOf } from './taint.rules.ts';

type Said = DataOf<typeof Mined>;

const no = refusals({
  NotOwnSite:        { forbids: true, cites: 'extraction/5', says: 'Only the operator of a site records its production.' },
  SieveSetMissing:   { cites: 'UN A/61/589 ¶15', says: 'What the sieves held is only comparable with the name of their set: say both, or neither.' },
  SieveTwice:        { cites: 'extraction/11', says: 'Each sieve of a set is named once.' },
  SievesDoNotSum:    { cites: 'extraction/12', says: 'The sieves together hold what the record says, in carats, and no more stones than it counts.' },
  SampleNotReported: { cites: 'Technical Guideline 17', says: 'Stones of an exploration sample are recorded when its report has told how many were found.' },
  NotOfTheSample:    { cites: 'extraction/13', says: 'The record of a sample bears the sample’s id and names its site and its stones; the operator of the site has the sample.' },
});

const ownSite: Check = ({ site }, { operator }, { by }) => by.party === operator && by.roles.includes('producer') ? undefined
  : because(no.NotOwnSite, `${site} is operated by ${operator}; only a producer of ${operator} records there.`, { site, operator }, '#/site');

const sieveSetNamed: Check<Said> = ({ sieveSet, sieves }) => (sieveSet === undefined) === (sieves === undefined) ? undefined
  : because(no.SieveSetMissing, sieves ? `${sieves.length} sieves are told, but not of which set.` : `The set ${sieveSet} is named, but not what its sieves held.`, {}, sieves ? '#/sieveSet' : '#/sieves');

const eachSieveOnce: Check<Said> = ({ sieves = [] }) => {
  const twice = sieves.findIndex(({ sieve }, i) => sieves.findIndex((other) => other.sieve === sieve) < i);
  return twice < 0 ? undefined : because(no.SieveTwice, `Sieve ${sieves[twice]!.sieve} is named twice.`, { sieve: sieves[twice]!.sieve }, `#/sieves/${twice}/sieve`);
};

/** More than can be counted exactly is more than any record holds. */
const totalIn = (sieves: readonly SieveClass[], amount: 'milliCarats' | 'stones'): number =>
  totalOf(sieves.map((one) => ({ amount: one[amount] ?? 0 })), 'amount') ?? Number.MAX_SAFE_INTEGER;

const caratsSum: Check<Said> = ({ sieves, milliCarats }) => {
  const sum = sieves ? totalIn(sieves, 'milliCarats') : milliCarats;
  return sum === milliCarats ? undefined
    : because(no.SievesDoNotSum, `The sieves hold ${inCarats(sum)} ct, the record says ${inCarats(milliCarats)} ct: a difference of ${inCarats(Math.abs(sum - milliCarats))} ct.`,
      { sievesMilliCarats: sum, milliCarats }, '#/sieves');
};

/** A sieve too fine to be counted may be left uncounted. */
const stonesSum: Check<Said> = ({ sieves = [], stones }) => {
  const counted = totalIn(sieves, 'stones');
  return counted <= (stones ?? 0) ? undefined
    : because(no.SievesDoNotSum, `The sieves hold ${counted} stones, ${stones === undefined ? 'and the record does not count any' : `the record counts ${stones}`}.`,
      { sievesStones: counted, stones: stones ?? 0 }, '#/stones');
};

type Reported = Extract<Sample, { status: 'reported' }>;

/** A sample yields one record, of its own name: so its stones cannot be recorded twice. */
const inPlace = (id: string, { site, holder }: Reported, said: Said, { operator, subject }: Readonly<{ operator: string; subject: string }>): Refusal | undefined => {
  if (subject !== id) return because(no.NotOfTheSample, `The stones of sample ${id} are recorded under ${id}, not under ${subject}.`, { sample: id, found: subject }, '#/sample');
  if (site !== said.site) return because(no.NotOfTheSample, `Sample ${id} was taken at ${site}, not at ${said.site}.`, { site, found: said.site }, '#/site');
  return holder === operator ? undefined
    : because(no.NotOfTheSample, `Sample ${id} is with ${holder}; ${operator} records its stones when it is back.`, { holder, operator }, '#/sample');
};

const countedIn = (id: string, { stones }: Reported, said: Said): Refusal | undefined => {
  if (stones === 0) return because(no.NotOfTheSample, `No stones were found in sample ${id}.`, { reportedStones: 0 }, '#/sample');
  return said.stones === undefined || said.stones === stones ? undefined
    : because(no.NotOfTheSample, `${stones} stones were found in sample ${id}, the record counts ${said.stones}.`, { reportedStones: stones, stones: said.stones }, '#/stones');
};

const ofTheSample: Check<Said> = (said, { operator }, { subject, facts: { sample } }) => {
  if (said.sample === undefined) return undefined;
  if (sample.status !== 'reported') return because(no.SampleNotReported, `There is no report on a sample ${said.sample}.`, { sample: said.sample }, '#/sample');
  return inPlace(said.sample, sample, said, { operator, subject }) ?? countedIn(said.sample, sample, said);
};

/** Run-of-mine of one site and one period, as the mine weighed it; or the stones of an exploration sample. */
export const recording = {
  commands: { RecordProduction: Mined },
  refusals: no,
  makes: ['ProductionRecorded'],
  decide: {
    RecordProduction: ({ recorded }, record, asked) => {
      const { site: at, sample, territory } = asked.facts;
      if (recorded) return common.AlreadyRecorded;
      if (!at.registered) return because(common.UnknownSite, `No site ${record.site} is registered.`, { site: record.site }, '#/site');
      const refusal = firstRefusal<Said>([ownSite, ...checks, sieveSetNamed, eachSieveOnce, caratsSum, stonesSum, ofTheSample], record, at, asked);
      if (refusal) return refusal;
      const counted = record.sample !== undefined && sample.status === 'reported' ? { stones: sample.stones } : {};
      return [{ type: 'ProductionRecorded', data: { participant: at.participant, operator: at.operator, scale: at.scale, ...record, ...counted, ...originOf(at.zones, territory, record) } }];
    },
  },
} satisfies Chapter<Production, { RecordProduction: typeof Mined }, ProductionEvent, Facts>;
