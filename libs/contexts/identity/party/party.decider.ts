import { because, factOf, isAuthorityOf, IsPartyId, LEDGER, recollectionOf, refusals, type Actor, type DataOf, type Decider, type Refusal } from '#kernel';
import { decision } from '../decision/decision.decider.ts';
import { noDecision, notInForce, type Decision } from '../decision/decision.rules.ts';
import { participant } from '../participant/participant.decider.ts';
import { partyEvents, type PartyKind, type PartyStanding } from './party.events.ts';

/** Kind and territory are known once it is registered; so is how it stands, and since when, if that ever changed. */
export type Party = Readonly<{ registered: boolean; kind?: PartyKind; participant?: string; standing?: PartyStanding; from?: string }>;
type Facts = { participant: typeof participant.initial; decision: Decision };

const commands = { RegisterParty: partyEvents.PartyRegistered, ChangePartyStanding: partyEvents.PartyStandingChanged };

const no = refusals({
  AlreadyRegistered: { cites: 'identity/4',           says: 'This party is already registered.' },
  NameReserved:      { cites: 'identity/5',           says: 'This id belongs to the ledger itself.' },
  UnknownParticipant: { cites: 'KPCS VI',             says: 'Parties are registered in the territory of an admitted Participant only.' },
  NotChair:          { forbids: true, cites: 'KPCS IV(b)',           says: 'Authorities, industry bodies and monitors are registered by the Chair, to whom they are notified.' },
  NotItsAuthority:   { forbids: true, cites: 'KPCS Annex II ¶13',    says: 'Producers, buyers, traders, carriers and valuers are registered by the authority of their own Participant.' },
  NotItsLicensor:    { forbids: true, cites: 'KPCS Annex II ¶13', says: 'How a party stands is decided by the authority of its own Participant.' },
  NotRegistered:     { cites: 'KPCS Annex II ¶14',    says: 'Only a registered party has a standing.' },
  NotLicensed:       { cites: 'identity/25',          says: 'Authorities, industry bodies and monitors trade nothing, so they have no licence to lose.' },
  PartyStandingSame: { cites: 'identity/26',          says: 'This is its standing already.' },
  BeforeItsLast:     { cites: 'identity/27',          says: 'A standing of a party cannot begin before the one it follows.' },
});

const BY_CHAIR: ReadonlySet<PartyKind> = new Set(['authority', 'industry-body', 'monitor']);

const unlawful = (by: Actor, kind: PartyKind, of: string) => {
  if (BY_CHAIR.has(kind)) return by.roles.includes('chair') ? undefined : no.NotChair;
  if (isAuthorityOf(by, of)) return undefined;
  return because(no.NotItsAuthority, `A ${kind} in ${of} is registered by an authority of ${of}.`, { participant: of }, '#/participant');
};

/** Who cannot take its licence away, or from whom there is none to take. */
const notItsLicence = ({ registered, kind, participant: of }: Party, by: Actor): Refusal | undefined => {
  if (!registered) return no.NotRegistered;
  if (!isAuthorityOf(by, of!)) return because(no.NotItsLicensor, `It is registered in ${of!}; ${by.party} is no authority there.`, { participant: of! });
  return BY_CHAIR.has(kind!) ? because(no.NotLicensed, `It is registered as ${kind!}.`, { kind: kind! }) : undefined;
};

const notNew = (now: Party, { standing, from }: DataOf<typeof partyEvents.PartyStandingChanged>): Refusal | undefined => {
  const { standing: last = 'licensed', from: since = '' } = now;
  if (standing === last) return because(no.PartyStandingSame, `Its standing is "${last}" already${since === '' ? '' : `, from ${since}`}.`, { standing, from: since }, '#/standing');
  return from < since ? because(no.BeforeItsLast, `The new standing would begin on ${from}, before the present one of ${since}.`, { from, lastFrom: since }, '#/from') : undefined;
};

/** Everybody who handles rough or watches over it (KPCS Annex II ¶13-14). Registered once, for one Participant. */
export const party: Decider<Party, typeof partyEvents, typeof commands, Facts> = {
  noun: 'party',
  id: IsPartyId,
  events: partyEvents,
  commands,
  refusals: { ...no, ...noDecision },
  facts: {
    participant: factOf(recollectionOf(participant), ({ participant: code }: { participant?: string }) => code),
    decision: factOf(recollectionOf(decision), ({ document }: { document?: string }) => document),
  },
  initial: { registered: false },

  evolve: {
    PartyRegistered: (_, { kind, participant }) => ({ registered: true, kind, participant }),
    PartyStandingChanged: (now, { standing, from }) => ({ ...now, standing, from }),
  },

  decide: {
    RegisterParty: ({ registered }, data, { by, subject, facts }) => {
      if (registered) return no.AlreadyRegistered;
      if (subject === LEDGER.party) return no.NameReserved;
      const refusal = unlawful(by, data.kind, data.participant);
      if (refusal) return refusal;
      if (facts.participant.standing === 'none') {
        return because(no.UnknownParticipant, `${data.participant} was never admitted as a Participant.`, { participant: data.participant }, '#/participant');
      }
      return [{ type: 'PartyRegistered', data }];
    },

    ChangePartyStanding: (now, data, { by, facts }) => {
      const refused = notItsLicence(now, by) ?? notNew(now, data) ?? (data.document === undefined ? undefined : notInForce(facts.decision, data.document, data.from));
      return refused ?? [{ type: 'PartyStandingChanged', data }];
    },
  },
};
