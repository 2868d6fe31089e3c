import {
  daysBetween, IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsMilliCaratsOrNone, IsParticipantCode, IsPermyriad, IsText, Many, OneOf, Optional, sumOf, type DataOf, type Inquiry,
  type Sights,
} from '#kernel';
import { unaudited } from '../audit/audit-sample.inquiry.ts';
import type { Draw } from '../audit/draw.rules.ts';
import { given } from '../certificates/page.rules.ts';
import { countedOf } from '../numbers/number-blocks.inquiry.ts';
import { numberOf } from '../numbers/pages.rules.ts';
import { packagesDue, type PackageDueRow } from '../packages/packages-due.view.ts';
import { unsettled, type UnsettledRow } from './unsettled.view.ts';

const KINDS = ['issued-not-dispatched', 'in-transit-too-long', 'unconfirmed', 'expired-in-transit', 'lost-not-replaced', 'package-due', 'audit-due', 'blank-unaccounted'] as const;
type Kind = (typeof KINDS)[number];
const MOST = 500_000;

/** Ours, where nothing else is asked: two weeks to leave, two weeks on the way, a month until the confirmation. */
const USUAL = { dispatchDays: 14, transitDays: 14, confirmDays: 30 } as const;

class Asked {
  @IsParticipantCode() participant!: string;
  /** The day on which the days are counted. Together with `asOf` and `knownAt` it makes the list of a day as it was. */
  @IsDay() on!: string;
  @Optional() @IsCount() dispatchDays?: number;
  @Optional() @IsCount() transitDays?: number;
  @Optional() @IsCount() confirmDays?: number;
  /** Of the draw for the audit of what went fast, as in certification/audit-sample. */
  @Optional() @IsPermyriad() permyriad?: number;
  @Optional() @IsText() seed?: string;
}
class Watched {
  @OneOf(...KINDS) kind!: Kind;
  @IsCertificateNumber() certificate!: string;
  /** On which side of the trade the Participant stands, and who is on the other; a blank has no other. */
  @Optional() @OneOf('export', 'import') side?: 'export' | 'import';
  @Optional() @IsParticipantCode() counterparty?: string;
  /** For how many days, since when. */
  @IsCount() days!: number;
  @IsDay() since!: string;
  @Optional() @IsMilliCarats() milliCarats?: number;
  /** How many blanks in a row, from this number on. */
  @Optional() @IsCount() blanks?: number;
}
class Summed { @OneOf(...KINDS) kind!: Kind; @IsCount() count!: number; @IsMilliCaratsOrNone() milliCarats!: number }
class WatchList { @Many(() => Watched, 0, MOST) items!: Watched[]; @Many(() => Summed, 0) kinds!: Summed[] }

type Limits = Readonly<Record<keyof typeof USUAL, number>>;
type Late = Readonly<{ kind: Kind; since: string | undefined; after: number }>;

/** Since when a certificate waits for what, and how many days that may take. */
const waiting = ({ stage, issuedOn, expiresOn, dispatchedOn, returnedOn, lostOn }: UnsettledRow, { dispatchDays, transitDays, confirmDays }: Limits): readonly Late[] => {
  const lost: Late = { kind: 'lost-not-replaced', since: lostOn, after: -1 };
  const unconfirmed: Late = { kind: 'unconfirmed', since: dispatchedOn, after: confirmDays };
  if (stage === 'issued') return [{ kind: 'issued-not-dispatched', since: issuedOn, after: dispatchDays }, lost];
  if (stage === 'arrived') return [unconfirmed];
  const onItsWay: Late = { kind: 'in-transit-too-long', since: stage === 'returning' ? returnedOn : dispatchedOn, after: transitDays };
  return stage === 'returning' ? [onItsWay] : [onItsWay, unconfirmed, { kind: 'expired-in-transit', since: expiresOn, after: 0 }, lost];
};

/** How many days it is from a day to the one that was asked for: reckoned once for each day, for many certificates wait since the same. */
const reckoning = (on: string) => {
  const known = new Map<string, number>();
  return (since: string): number => {
    const days = known.get(since) ?? daysBetween(since, on);
    known.set(since, days);
    return days;
  };
};

const ofCertificate = (row: UnsettledRow, side: 'export' | 'import', daysSince: (day: string) => number, limits: Limits): Watched[] =>
  waiting(row, limits).flatMap(({ kind, since, after }) => {
    const days = since === undefined ? -1 : daysSince(since);
    if (days < 0 || days <= after) return [];
    return [{ kind, certificate: row.certificate, side, counterparty: side === 'export' ? row.to : row.from, days, since: since!, milliCarats: row.milliCarats }];
  });

/** Numbers that were passed over, some in a row at a time, since the day their block was received. */
const blanks = async (participant: string, on: string, sights: Sights): Promise<Watched[]> =>
  (await countedOf(participant, sights)).flatMap(({ series, block: { receivedOn: since }, tally }) => (since > on ? [] : tally.gaps.map(({ first, last }) => (
    { kind: 'blank-unaccounted' as const, certificate: numberOf(series, first), days: daysBetween(since, on), since, blanks: last - first + 1 }))));

/** What a monitor or an auditor should have looked at, and did not: exports without a package in time, and what was drawn of the fast queue. */
const unseen = async (participant: string, on: string, draw: Partial<Draw>, sights: Sights): Promise<Watched[]> => {
  const found: Watched[] = [];
  for await (const row of sights.rows(packagesDue, { participant })) {
    const { certificate, to: counterparty, dueOn, issuedOn: since, milliCarats } = row as PackageDueRow;
    if (dueOn < on) found.push({ kind: 'package-due', certificate, side: 'export', counterparty, days: daysBetween(since, on), since, milliCarats });
  }
  for (const { row: { certificate, to, milliCarats }, since } of await unaudited(participant, on, draw, sights)) {
    found.push({ kind: 'audit-due', certificate, side: 'export', counterparty: to!, days: daysBetween(since, on), since, milliCarats });
  }
  return found;
};

/** The longest first, of each kind by itself. */
const inOrder = (a: Watched, b: Watched): number => b.days - a.days || (a.certificate < b.certificate ? -1 : 1);

const summed = (kind: Kind, items: readonly Watched[]): Summed[] =>
  (items.length === 0 ? [] : [{ kind, count: items.length, milliCarats: sumOf(items, ({ milliCarats = 0 }) => milliCarats) }]);

const listOf = async ({ participant, on, permyriad, seed, ...asked }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof WatchList>> => {
  const [limits, daysSince] = [{ ...USUAL, ...asked }, reckoning(on)];
  const items: Watched[] = [];
  for await (const row of sights.rows(unsettled, { from: participant })) items.push(...ofCertificate(row, 'export', daysSince, limits));
  // What has not left yet is no matter of the other side.
  for await (const row of sights.rows(unsettled, { to: participant })) if (row.stage !== 'issued') items.push(...ofCertificate(row, 'import', daysSince, limits));
  items.push(...await unseen(participant, on, given({ permyriad, seed }), sights), ...await blanks(participant, on, sights));
  const byKind = KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind).sort(inOrder)] as const);
  return { items: byKind.flatMap(([, own]) => own), kinds: byKind.flatMap(([kind, own]) => summed(kind, own)) };
};

/** What an authority has to look after on a day. */
export const watchList: Inquiry<typeof Asked, typeof WatchList> = {
  name: 'certification/watch-list',
  says: 'What an authority has to look after: certificates issued and not dispatched, too long in transit, unconfirmed, expired on the way, lost and not replaced, packages and audits that did not come, and blanks unaccounted for, each with days, counterparty and carats.',
  asks: Asked,
  answers: WatchList,
  answer: listOf,
};
