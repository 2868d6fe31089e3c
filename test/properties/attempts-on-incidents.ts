import { dayOf, plusDays, type Actor } from '#kernel';
import { arrive, certificateRows } from './attempts-on-certificates.ts';
import type { Attempt } from './attempts-on-lots.ts';
import type { Row } from './goods.ts';
import { actorOf, authorityOf, MONITOR, numberOf, one, TERRITORIES, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

const CODES = ['R-NUMBER', 'R-ZONE', 'R-MIRROR'] as const;

const incidentIn = (world: World, die: number): Row | undefined => one([...world.rows('enforcement/incidents').values()], die);
/** Mostly who keeps it; now and then somebody else. */
const keeper = ({ participant, reportedBy }: Row, die: number): Actor => {
  if (die % 11 === 0) return one(TRADERS, die)!;
  return reportedBy === MONITOR.party ? MONITOR : authorityOf(participant);
};
/** Mostly a certificate that there is, now and then a number that nobody asked for. */
const numberIn = (world: World, die: number): string => (die % 6 && one(certificateRows(world), die)?.certificate) || numberOf(one(TERRITORIES, die)!, 70 + die % 20);

const report: Attempt = (world, [a, b, c, d]) => {
  const code = one(TERRITORIES, a)!;
  world.ask(b % 4 ? authorityOf(b % 9 ? code : one(TERRITORIES, b)!) : MONITOR, ['incident', `SYN-I-${world.log.length}`], 'ReportIncident', {
    participant: code, detectedOn: dayOf(world.now), code: one(CODES, c)!, summary: 'x', certificates: [numberIn(world, d)], parties: [d % 9 ? one(TRADERS, d)!.party : 'SYN-NOBODY'],
  });
};

type Step = (world: World, incident: Row, by: Actor, dice: Dice) => void;
/** A warning, and a number that is shown while it holds. */
const flag: Step = (world, { incident }, by, [a, , c]) => {
  const certificate = numberIn(world, a);
  world.ask(by, ['incident', incident], 'FlagNumber', { certificate, reason: 'x', ...(c % 2 === 0 && { specimen: 'x' }) });
  world.settle(c % 3);
  const row = world.row('certification/certificates', certificate);
  if (c % 2 && row) arrive(world, row, [1, 1, 1, 1]);
};
const unflag: Step = (world, { incident, flags }, by, [a]) => {
  const certificate = one<Row>(flags, a)?.certificate ?? numberIn(world, a);
  world.ask(by, ['incident', incident], 'LiftFlag', { certificate, reason: 'x' });
};
const prove: Step = (world, { incident }, by, [a]) => world.ask(by, ['incident', incident], 'AddIncidentEvidence', { sha256: 'c'.repeat(64), kind: a % 2 ? 'photo' : 'scan' });
const tellOthers: Step = (world, { incident }, by, [a]) => world.ask(by, ['incident', incident], 'SendIncidentNotice', { to: one(TERRITORIES, a)! });
const answer: Step = (world, { incident, notices }, _, [a]) => {
  const code = one<Row>(notices, a)?.to ?? one(TERRITORIES, a)!;
  world.ask(authorityOf(code), ['incident', incident], 'AnswerIncidentNotice', { text: 'x' });
};
const agree: Step = (world, { incident }, by, [a, b]) =>
  world.ask(by, ['incident', incident], 'AgreeCorrectiveAction', { action: `Action ${a % 3}`, by: one(TRADERS, b)!.party, dueOn: plusDays(dayOf(world.now), b % 9) });
const complete: Step = (world, { incident, actions }, by, [a, b]) => {
  const { action = 'Nothing', by: who = by.party } = one<Row>(actions, a) ?? {};
  world.ask(b % 2 ? by : actorOf(who), ['incident', incident], 'CompleteCorrectiveAction', { action });
};
const close: Step = (world, { incident }, by) => world.ask(by, ['incident', incident], 'CloseIncident', { outcome: 'settled', finding: 'x' });

const STEPS: readonly Step[] = [flag, flag, flag, flag, unflag, unflag, prove, tellOthers, tellOthers, answer, answer, answer, agree, complete, complete, close];
const goOn: Attempt = (world, dice) => {
  const row = incidentIn(world, dice[1]);
  if (row) one(STEPS, dice[2])!(world, row, keeper(row, dice[3]), dice);
};

/** What can be tried with incidents, and the numbers they warn of. */
export const onIncidents: readonly Attempt[] = [report, goOn, goOn, goOn];
