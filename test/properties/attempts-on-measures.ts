import { dayOf, plusDays, type Actor } from '#kernel';
import { arrive, certificateRows, confirm, ship, takeBack, turnBack } from './attempts-on-certificates.ts';
import type { Attempt } from './attempts-on-lots.ts';
import type { Row } from './goods.ts';
import { authorityOf, CHAIR, MONITOR, one, TERRITORIES, TRADERS, ZONES } from './players.ts';
import type { World } from './world.ts';

const STANDINGS = ['participant', 'clarification', 'vigilance', 'supervised', 'suspended', 'self-suspended', 'removed'] as const;
const FLOWS = ['export', 'import', 'both'] as const;
const RULES = ['hold', 'return', 'let-through'] as const;
const LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru'] as const;

const today = ({ now }: World): string => dayOf(now);
/** Mostly who may; now and then a trader. */
const chair = (die: number): Actor => (die % 19 === 0 ? TRADERS[0]! : CHAIR);

/** What the Chair records as decided today. What the plenary decided is now and then not there in all its languages. */
const decided = (world: World, kind: string, die: number): string => {
  const document = `SYN-D-${world.log.length}`;
  world.ask(chair(die), ['decision', document], 'RecordDecision', { title: 'x', kind, madeOn: today(world), document: 'x' });
  const languages = kind === 'plenary' ? LANGUAGES.slice(die % 11 === 0 ? 1 : 0) : [];
  for (const language of languages) world.ask(CHAIR, ['decision', document], 'TranslateDecision', { language, on: today(world) });
  return document;
};

const examined = (standing: string, flow: string, die: number) =>
  (standing === 'supervised' || (standing === 'participant' && flow !== 'import' && die % 9 === 0) ? { conditions: { approval: die % 2 ? 'ex-ante' : 'ex-post', monitor: MONITOR.party } } : {});

/** A zone by itself, or one flow of the whole, or both. */
const placeOf = (standing: string, a: number, b: number) => (a % 3 === 0 ? { zone: one(ZONES, a), flow: 'both' } : { flow: standing === 'removed' ? 'both' : one(FLOWS, b)! });
/** What of a territory is open, or not open, from today or tomorrow on. */
const change = (world: World, code: string, standing: string, [a, b, c]: readonly [number, number, number]): void => {
  const place = placeOf(standing, a, b);
  world.ask(chair(c), ['participant', 'zone' in place && a % 7 ? 'BW' : code], 'ChangeStanding', {
    standing, from: plusDays(today(world), c % 2), document: decided(world, b % 4 ? 'notice' : 'plenary', c), ...place, ...examined(standing, place.flow, b),
    ...(c % 3 === 0 && { inTransit: one(RULES, b) }),
  });
};
const measure: Attempt = (world, [a, b, c, d]) => change(world, one(TERRITORIES, a)!, one(STANDINGS, d)!, [b, c, d]);

/** Everything opens again: else soon nothing would cross a border any more. */
const reopen = (world: World): void => {
  const document = decided(world, 'security-council', 1);
  const from = plusDays(today(world), 1);
  for (const { participant, exportStanding, importStanding, standings, embargoes } of world.rows('identity/participants').values()) {
    const shut = participant !== 'AO' && [exportStanding, importStanding].some((standing) => standing !== 'participant');
    if (shut || standings.at(-1).conditions) world.ask(CHAIR, ['participant', participant], 'ChangeStanding', { standing: 'participant', from, document });
    for (const { flow, until } of embargoes as Row[]) if (until === undefined) world.ask(CHAIR, ['participant', participant], 'LiftEmbargo', { flow, from: plusDays(from, 1), document });
  }
  world.sleep(from);
};
/** Exports are examined from today on; one is tried, and mostly the examination ends. */
const supervise: Attempt = (world, [a, b, c, d]) => {
  const conditions = { approval: b % 3 ? 'ex-ante' : 'ex-post', monitor: MONITOR.party };
  world.ask(CHAIR, ['participant', one(TRADERS, a)!.participant], 'ChangeStanding', { standing: 'supervised', from: today(world), flow: 'export', document: decided(world, 'notice', 1), conditions });
  ship(world, [a, b, c, d]);
  if (c % 4 > 0) reopen(world);
};
/** A zone opens alone, in what is closed; or closes alone, in what is open. */
const zone: Attempt = (world, [a, b, c]) => {
  if (a % 2) world.ask(CHAIR, ['participant', 'BW'], 'ChangeStanding', { standing: 'suspended', from: today(world), flow: 'export', document: decided(world, 'notice', b) });
  for (const name of ZONES.slice(b % 2)) {
    world.ask(chair(c), ['participant', 'BW'], 'ChangeStanding', { standing: a % 5 ? 'participant' : 'suspended', from: today(world), zone: name, document: decided(world, 'notice', b) });
  }
  world.ask(authorityOf('BW'), ['participant', 'BW'], 'RegisterZone', { zone: `BW-ZONE-${b % 9}`, name: 'x' });
};
const embargo: Attempt = (world, [a, b, c]) =>
  world.ask(chair(c), ['participant', one([...TERRITORIES, 'AO'], a)!], 'ImposeEmbargo', { flow: one(FLOWS, b)!, from: plusDays(today(world), c % 2), document: decided(world, c % 7 ? 'security-council' : 'notice', b) });

/** An end of the way closes while goods are on it; they arrive the day after, and mostly it opens again. */
const overtake: Attempt = (world, [a, b, c, d]) => {
  const row = one(certificateRows(world).filter(({ status, purpose }) => ['dispatched', 'in-transit'].includes(status) && (purpose === undefined || a % 2)), a);
  if (!row) return;
  const from = plusDays(today(world), 1);
  if (b % 4 === 0) world.ask(CHAIR, ['participant', row.from], 'ImposeEmbargo', { flow: 'export', from, document: decided(world, 'security-council', 1) });
  else world.ask(CHAIR, ['participant', b % 2 ? row.from : row.to], 'ChangeStanding', { standing: one(STANDINGS.slice(4), c)!, from, document: decided(world, 'notice', 1), inTransit: one(RULES, d)! });
  world.sleep(today(world));
  arrive(world, row, [1, 1, 1, 1]);
  confirm(world, row, [1, 1, 1, 1]);
  if (c % 3 === 0) turnBack(world, row, [1, 1, 1, 1]);
  if (a % 4 > 0) reopen(world);
  if (d % 2) confirm(world, row, [1, 1, 1, 1]);
  if (c % 2) takeBack(world, row, [1, 1, 1, 1]);
};

/** A licence is taken away, or given back. */
const license: Attempt = (world, [a, b, c]) => {
  const party = one(TRADERS, a)!;
  world.ask(authorityOf(c % 9 ? party.participant : one(TERRITORIES, c)!), ['party', party.party], 'ChangePartyStanding', { standing: one(['suspended', 'licensed', 'licensed', 'struck-off'], b)!, from: plusDays(today(world), c % 2), reason: 'x' });
};
/** Whoever may not trade may again. */
const pardon: Attempt = (world) => {
  for (const { party, participant } of TRADERS) world.ask(authorityOf(participant), ['party', party], 'ChangePartyStanding', { standing: 'licensed', from: today(world), reason: 'x' });
};

/** What States and the Security Council do about trade, and about those who trade. */
export const onMeasures: readonly Attempt[] = [measure, reopen, reopen, supervise, zone, embargo, overtake, overtake, license, pardon];
