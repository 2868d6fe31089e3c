import { factOf, IsPartyId, type Asked, type Decider } from '#kernel';
import { registeredParty } from '../party/party.recollection.ts';
import { questionsSoFar } from '../questions/questions.recollection.ts';
import { assessing } from './assessment.rules.ts';
import { memberEvents } from './member.events.ts';
import { memberSoFar, type Member } from './member.recollection.ts';
import { belonging, type Facts } from './membership.rules.ts';
import { trusting } from './trust.rules.ts';

const commands = { ...belonging.commands, ...assessing.commands, ...trusting.commands };
/** Who must be looked at as a party: whether it is registered, what questions are put to it, whose authority oversees it. */
const OF_PARTY: ReadonlySet<string> = new Set(['AdmitMember', 'FileAssessment', 'RevokeFastTrack']);

/**
 * A party as industry bodies see it: membership, registration for the System of Warranties, self-assessments, sanctions, fast track, opening stock.
 * The subject is the party’s id. What a body decided holds from its day on: warranties that were given before stand.
 */
export const member: Decider<Member, typeof memberEvents, typeof commands, Facts> = {
  noun: 'member',
  id: IsPartyId,
  events: memberEvents,
  commands,
  refusals: { ...belonging.refusals, ...assessing.refusals, ...trusting.refusals },
  facts: {
    party: factOf(registeredParty, (_, __, { subject, command }: Asked) => (OF_PARTY.has(command) ? subject : undefined)),
    questions: factOf(questionsSoFar, ({ questions }) => questions),
  },
  initial: memberSoFar.initial,
  evolve: memberSoFar.on,
  decide: { ...belonging.decide, ...assessing.decide, ...trusting.decide },
};
