import { dayOf, plusDays, type Actor } from '#kernel';
import { certificateRows, officer } from './attempts-on-certificates.ts';
import type { Attempt } from './attempts-on-lots.ts';
import { authorityOf, BODY, LOOKS, one, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

const SANCTIONS = ['warning', 'suspension', 'expulsion'] as const;

/** By whom, and on which day. */
type When = Readonly<{ by: Actor; day: string }>;
type Step = (world: World, member: string, when: When, die: number) => void;

const admit: Step = (world, member, { by, day }, die) => world.ask(by, ['member', member], 'AdmitMember', { from: day, ...(die % 2 === 0 && { to: plusDays(day, die % 20) }) });
const trust: Step = (world, member, { by, day }, die) => world.ask(by, ['member', member], 'GrantFastTrack', { from: day, to: plusDays(day, 1 + die % 30) });
const renew: Step = (world, member, { by, day }, die) => world.ask(by, ['member', member], 'RenewMembership', { to: plusDays(day, die % 40) });
const register: Step = (world, member, { by, day }, die) => world.ask(by, ['member', member], 'RecordRegistration', { sowId: 'SYN-SOW-1', from: day, to: plusDays(day, die % 50) });
const punish: Step = (world, member, { by, day }, die) =>
  world.ask(by, ['member', member], 'ImposeSanction', { sanction: one(SANCTIONS, die)!, from: plusDays(day, die % 2), reason: 'x', decision: 'x' });
const forgive: Step = (world, member, { by, day }) => {
  for (const sanction of SANCTIONS) world.ask(by, ['member', member], 'LiftSanction', { sanction, on: day, reason: 'x' });
};
const distrust: Step = (world, member, { by, day }, die) => world.ask(die % 2 ? by : authorityOf(member.slice(0, 2)), ['member', member], 'RevokeFastTrack', { on: day, reason: 'x' });
const count: Step = (world, member, { day }, die) => world.ask(one(TRADERS, die % 2 ? die : TRADERS.findIndex(({ party }) => party === member))!, ['member', member], 'DeclareOpeningStock', { milliCarats: die, on: plusDays(day, -(die % 9)) });

const STEPS: readonly Step[] = [renew, register, punish, punish, forgive, distrust, count];
const belong: Attempt = (world, [a, b, c, d]: Dice) => {
  const { party } = one(TRADERS, a)!;
  const by = d % 13 === 0 ? one(TRADERS, d)! : BODY;
  const day = dayOf(world.now);
  // Who is a member may be punished, and forgiven.
  for (const step of c % 3 === 0 ? [admit, one(STEPS, b)!, one(STEPS, d)!] : [admit, trust]) step(world, party, { by, day }, d);
};

/** What went through the fast queue is looked at afterwards; now and then something else. */
const audit: Attempt = (world, [a, b, c]) => {
  const rows = certificateRows(world);
  const row = one(rows.filter(({ queue, issuedOn }) => queue === 'fast' && issuedOn !== undefined), a) ?? one(rows, a);
  if (row) world.ask(officer(row.certificate.slice(0, 2), LOOKS, c), ['certificate', row.certificate], 'AuditCertificate', { finding: b % 2 ? 'in-order' : 'irregular', note: 'x' });
};

/** What can be tried with members of industry bodies, and with what they are trusted. */
export const onMembers: readonly Attempt[] = [belong, belong, audit];
