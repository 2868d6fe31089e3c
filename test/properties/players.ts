import type { Actor } from '#kernel';
import type { Row } from './goods.ts';
import type { World } from './world.ts';

export const TERRITORIES = ['BW', 'EU', 'IL'] as const;
export const authorityOf = (participant: string): Actor => ({ party: `${participant}-AUTH`, participant, roles: ['authority'] });
const traderOf = (participant: string, n: number): Actor => ({ party: `${participant}-T${n}`, participant, roles: ['trader', 'producer'] });
export const TRADERS = TERRITORIES.flatMap((code) => [traderOf(code, 1), traderOf(code, 2)]);
export const actorOf = (party: string): Actor => TRADERS.find((trader) => trader.party === party) ?? authorityOf(party.slice(0, 2));
/** The officers of every authority: the first looks and seals, the second issues, the third meets what arrives. */
export const LOOKS = 1;
export const ISSUES = 2;
export const MEETS = 3;
const POWERS = { [LOOKS]: ['prepare', 'validate'], [ISSUES]: ['issue'], [MEETS]: ['confirm'] };
export const officerOf = (participant: string, which: number): Actor => ({ ...authorityOf(participant), person: `${participant}-OFFICER-${which}` });
/** A certificate number of a Participant: N of the series for trade, T of the technical one. Blanks are printed up to 80. */
export const numberOf = (participant: string, serial: number, series: 'N' | 'T' = 'N'): string => `${participant}${series}${`${serial}`.padStart(2, '0')}`;

export const CHAIR: Actor = { party: 'KP-CHAIR', participant: 'AE', roles: ['chair'] };
export const MONITOR: Actor = { party: 'KP-MONITOR', participant: 'AO', roles: ['monitor'] };

export const BODY: Actor = { party: 'SYN-BODY', participant: 'BW', roles: ['industry-body'] };
/** The zones of which goods are told. */
export const ZONES = ['BW-ZONE-0', 'BW-ZONE-4'] as const;

/** Somebody else of the same party. */
export const colleagueOf = (by: Actor): Actor => ({ ...by, person: `${by.party}-SECOND` });

/** One attempt: what is tried, and dice to choose who, which and how much. Much of it is refused; what is not, is lawful. */
export type Dice = readonly [number, number, number, number];

export const one = <T>(items: readonly T[], die: number): T | undefined => items[die % Math.max(1, items.length)];
export const some = <T>(items: readonly T[], die: number, count: number): T[] => Array.from({ length: Math.min(count, items.length) }, (_, i) => items[(die + i) % items.length]!);

/** A lot in a given state and whoever has it, mostly; sometimes anybody, to knock at the rule. */
export const someLot = (world: World, statuses: readonly string[], [which, who]: Dice): Row | undefined => {
  const row = one([...world.rows('custody/lots').values()].filter((lot) => statuses.includes(lot.status)), which);
  return row && { ...row, actor: who % 8 === 0 ? TRADERS[which % TRADERS.length]! : actorOf(row.addressee ?? row.holder) };
};

/** Lots that lie free with one holder. */
export const freeLotsOf = (world: World, holder: string): Row[] => [...world.rows('custody/lots').values()].filter((lot) => lot.status === 'held' && lot.holder === holder);

export const someParcel = (world: World, statuses: readonly string[], [which]: Dice): Row | undefined => {
  const row = one([...world.rows('custody/parcels').values()].filter(({ status }) => statuses.includes(status)), which);
  return row && { ...row, actor: actorOf(row.holder) };
};

/** One State sells what it took as it is known, one as of unknown origin, one not at all. */
const DISPOSAL = { BW: 'as-found', EU: 'unknown' } as const;

/** Where the goods come from that there are at the beginning. */
const MINED = [{ participant: 'BW' }, { participant: 'BW', stones: 20 }, { participant: 'BW', zone: ZONES[0] }, { participant: 'AO', taint: 'zone' }] as const;
const mined = (world: World, record: string, data: object): void => world.tell(['production', record], 'ProductionRecorded', {
  site: 'S-1', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', usdCents: 100_000, ...data,
});

/** One Participant: its numbers, its officers, and who is registered there, with their seals. */
const territory = (world: World, code: string): void => {
  world.tell(['participant', code], 'ParticipantAdmitted', { name: code, kind: 'state', from: '2003-01-01' });
  for (const zone of ZONES) if (zone.startsWith(code)) world.tell(['participant', code], 'ZoneRegistered', { zone, name: zone });
  for (const [prefix, series] of [[`${code}N`, 'trade'], [`${code}T`, 'technical']]) {
    world.tell(['numbering', code], 'PatternSet', { prefix, digits: 2, series, from: '2003-01-01', decision: 'x' });
    world.tell(['numbering', code], 'BlockAllocated', { prefix, first: 1, last: 80, year: 2005, printedBy: 'x', receivedOn: '2005-01-02', authority: `${code}-AUTH` });
  }
  for (const [which, powers] of Object.entries(POWERS)) {
    world.tell(['officer', `${code}-OFFICER-${which}`], 'OfficerAppointed', { authority: `${code}-AUTH`, participant: code, name: 'x', powers, from: '2003-01-01', decision: 'x' });
  }
  for (const { party, roles } of [authorityOf(code), ...TRADERS.filter(({ participant }) => participant === code)]) {
    world.tell(['party', party], 'PartyRegistered', { name: party, kind: roles.includes('authority') ? 'authority' : 'trader', participant: code });
    world.tell(['sealrange', party], 'SealsIssued', { kind: 'seal', issuer: `${code}-AUTH`, to: party, first: 1, last: 20 });
  }
};

/** What neighbours said before the history begins: who takes part, who is who and may sign, how certificates are numbered, whose seals are whose, and what was mined. */
export const settingUp = (world: World): void => {
  for (const [code, origin] of Object.entries(DISPOSAL)) world.tell(['limit', code], 'DisposalRuleSet', { trade: 'allowed', origin, decision: 'x' });
  const conditions = { approval: 'ex-post', monitor: MONITOR.party };
  world.tell(['participant', 'AO'], 'ParticipantAdmitted', { name: 'AO', kind: 'state', from: '2003-01-01' });
  world.tell(['participant', 'AO'], 'StandingChanged', { standing: 'supervised', from: '2005-01-01', flow: 'export', decision: 'x', document: 'x', conditions });
  world.tell(['party', MONITOR.party], 'PartyRegistered', { name: 'x', kind: 'monitor', participant: MONITOR.participant });
  world.tell(['party', BODY.party], 'PartyRegistered', { name: 'x', kind: 'industry-body', participant: BODY.participant });
  for (const code of TERRITORIES) territory(world, code);
  for (const [n, { party }] of TRADERS.slice(0, 3).entries()) for (const [m, whence] of MINED.entries()) mined(world, `PR-${n}-${m}`, { operator: party, milliCarats: 3_000 + 7 * n + m, ...whence });
};
