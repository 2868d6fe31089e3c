import { because, factOf, isAuthorityOf, IsPartyId, LEDGER, recollectionOf, refusals, type Actor, type Decider } from '#kernel';
import { participant } from '../participant/participant.decider.ts';
import { partyEvents, type PartyKind } from './party.events.ts';

/** Kind and territory are known once it is registered. */
export type Party = Readonly<{ registered: boolean; kind?: PartyKind; participant?: string }>;
type Facts = { participant: typeof participant.initial };

const commands = { RegisterParty: partyEvents.PartyRegistered };

const no = refusals({
  AlreadyRegistered: { cites: 'identity/4',           says: 'This party is already registered.' },
  NameReserved:      { cites: 'identity/5',           says: 'This id belongs to the ledger itself.' },
  UnknownParticipant: { cites: 'KPCS VI',             says: 'Parties are registered in the territory of an admitted Participant only.' },
  NotChair:          { forbids: true, cites: 'KPCS IV(b)',           says: 'Authorities and industry bodies are registered by the Chair, to whom they are notified.' },
  NotItsAuthority:   { forbids: true, cites: 'KPCS Annex II ¶13',    says: 'Producers, buyers, traders, carriers and valuers are registered by the authority of their own Participant.' },
});

const BY_CHAIR: ReadonlySet<PartyKind> = new Set(['authority', 'industry-body']);

const unlawful = (by: Actor, kind: PartyKind, of: string) => {
  if (BY_CHAIR.has(kind)) return by.roles.includes('chair') ? undefined : no.NotChair;
  if (isAuthorityOf(by, of)) return undefined;
  return because(no.NotItsAuthority, `A ${kind} in ${of} is registered by an authority of ${of}.`, { participant: of }, '#/participant');
};

/** Everybody who handles rough or watches over it (KPCS Annex II ¶13-14). Registered once, for one Participant. */
export const party: Decider<Party, typeof partyEvents, typeof commands, Facts> = {
  noun: 'party',
  id: IsPartyId,
  events: partyEvents,
  commands,
  refusals: no,
  facts: { participant: factOf(recollectionOf(participant), ({ participant: code }) => code) },
  initial: { registered: false },

  evolve: { PartyRegistered: (_, { kind, participant }) => ({ registered: true, kind, participant }) },

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
  },
};
