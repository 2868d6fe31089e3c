import { because, covers, factOf, isAuthorityOf, IsPartyId, plusDays, recollectionOf, refusals, type Decider, type Refusal } from '#kernel';
import { participant } from '../participant/participant.decider.ts';
import type { Participant } from '../participant/state.rules.ts';
import { reviewerEvents } from './reviewer.events.ts';

/** Until when whose books were open to him, by Participant: the last access to each. */
type Reviewer = Readonly<Record<string, Readonly<{ from: string; to: string }>>>;
type Facts = { participant: Participant };

const commands = { GrantAccess: reviewerEvents.AccessGranted, EndAccess: reviewerEvents.AccessEnded };

const no = refusals({
  NotItsHost:         { forbids: true, cites: 'UN A/61/589 ¶10', says: 'Reviewers come by invitation: access is granted and ended by the Chair, or by the authority whose books they are.' },
  NobodyThere:        { cites: 'KPCS VI', says: 'Only an admitted Participant is reviewed.' },
  AccessReversed:     { cites: 'identity/22', says: 'An access ends on the day on which it begins, or later.' },
  AccessOverlaps:     { cites: 'identity/23', says: 'A reviewer has one access at a time to the books of a Participant: the next one begins when the last one has ended.' },
  NoAccess:           { cites: 'identity/24', says: 'Only an access that runs on that day is ended.' },
});

const notItsHost = (by: Parameters<typeof isAuthorityOf>[0], of: string): Refusal | undefined =>
  by.roles.includes('chair') || isAuthorityOf(by, of) ? undefined : because(no.NotItsHost, `${by.party} does not open the books of ${of}.`, { participant: of }, '#/participant');

/** A party or a person who may look into the books of a Participant for a time (S2 ¶10-12). It is a fact; what may be seen is not bound to it yet. */
export const reviewer: Decider<Reviewer, typeof reviewerEvents, typeof commands, Facts> = {
  noun: 'reviewer',
  id: IsPartyId,
  events: reviewerEvents,
  commands,
  refusals: no,
  facts: { participant: factOf(recollectionOf(participant), ({ participant: code }: { participant: string }) => code) },
  initial: {},

  evolve: {
    AccessGranted: (now, { participant: of, from, to }) => ({ ...now, [of]: { from, to } }),
    AccessEnded:   (now, { participant: of, on }) => ({ ...now, [of]: { ...now[of]!, to: plusDays(on, -1) } }),
  },

  decide: {
    GrantAccess: (now, data, { by, facts }) => {
      const { participant: of, from, to } = data;
      const refused = notItsHost(by, of);
      if (refused) return refused;
      if (facts.participant.standing === 'none') return because(no.NobodyThere, `${of} was never admitted as a Participant.`, { participant: of }, '#/participant');
      if (to < from) return because(no.AccessReversed, `It would end on ${to} and begin on ${from}.`, { from, to }, '#/to');
      const last = now[of];
      return last === undefined || last.to < from ? [{ type: 'AccessGranted', data }]
        : because(no.AccessOverlaps, `The last access to ${of} runs from ${last.from} to ${last.to}; another one cannot begin on ${from}.`, { lastFrom: last.from, lastTo: last.to, from }, '#/from');
    },

    EndAccess: (now, data, { by }) => {
      const { participant: of, on } = data;
      const refused = notItsHost(by, of);
      if (refused) return refused;
      const last = now[of];
      if (last !== undefined && covers(last, on)) return [{ type: 'AccessEnded', data }];
      return because(no.NoAccess, last === undefined ? `No access to ${of} is known.` : `The access to ${of} runs from ${last.from} to ${last.to}; the day is ${on}.`,
        { participant: of, on, ...(last && { from: last.from, to: last.to }) }, '#/on');
    },
  },
};
