import { because, factOf, IsPersonId, plusDays, recollectionOf, refusals, type Actor, type DataOf, type Decider, type Refusal } from '#kernel';
import { party, type Party } from '../party/party.decider.ts';
import { officerEvents } from './officer.events.ts';

/** From when to when, by authority; without an end it goes on. */
type Officer = Readonly<Record<string, Readonly<{ from: string; to?: string }>>>;
type Facts = { authority: Party };
type Appointed = DataOf<typeof officerEvents.OfficerAppointed>;

const commands = { AppointOfficer: officerEvents.OfficerAppointed, RelieveOfficer: officerEvents.OfficerRelieved };

const no = refusals({
  NotItsOfficers:     { forbids: true, cites: 'KPCS IV(b)', says: 'An authority appoints and relieves its own officers, or the Chair does, to whom they are notified.' },
  NotHimself:         { forbids: true, cites: 'identity/7', says: 'Nobody appoints himself.' },
  NotAnAuthority:     { cites: 'KPCS IV(b)', says: 'Officers sign for a designated authority of the Participant.' },
  EndsBeforeItBegins: { cites: 'identity/8', says: 'A mandate ends on the day on which it begins, or later.' },
  MandateRunning:     { cites: 'identity/9', says: 'An officer has one mandate at a time at an authority: it is ended before another one begins.' },
  NotAppointed:       { cites: 'identity/10', says: 'This person has no mandate at that authority on that day that could be ended.' },
});

const unlawful = ({ party: asking, roles }: Actor, authority: string): Refusal | undefined =>
  roles.includes('chair') || (roles.includes('authority') && asking === authority) ? undefined : because(no.NotItsOfficers, `The officers of ${authority} are its own to appoint.`, { authority });

const notAnAuthority = ({ authority, participant }: Appointed, { kind, participant: at }: Party): Refusal | undefined => {
  if (kind !== 'authority') return because(no.NotAnAuthority, `${authority} is ${kind === undefined ? 'not registered' : `registered as ${kind}`}.`, { authority }, '#/authority');
  return at === participant ? undefined : because(no.NotAnAuthority, `${authority} is an authority of ${at!}, not of ${participant}.`, { authority, participant: at! }, '#/participant');
};

const untimely = (now: Officer, { authority, from, to }: Appointed): Refusal | undefined => {
  if (to !== undefined && to < from) return because(no.EndsBeforeItBegins, `It would end on ${to} and begin on ${from}.`, { from, to }, '#/to');
  const before = now[authority];
  if (!before || (before.to !== undefined && before.to < from)) return undefined;
  return because(no.MandateRunning, `The mandate from ${before.from} ${before.to ? `ends on ${before.to}` : 'has no end'}; another one cannot begin on ${from}.`,
    { authority, from: before.from, to: before.to ?? '' }, '#/from');
};

/**
 * A natural person who signs for an authority, from when to when, and for what. What was signed in time stays valid.
 * The subject is the person’s id, as tokens name it; powers are read on the day of the act.
 */
export const officer: Decider<Officer, typeof officerEvents, typeof commands, Facts> = {
  noun: 'officer',
  id: IsPersonId,
  events: officerEvents,
  commands,
  refusals: no,
  facts: { authority: factOf(recollectionOf(party), ({ authority }) => authority) },
  initial: {},

  evolve: {
    OfficerAppointed: (now, { authority, from, to }) => ({ ...now, [authority]: { from, ...(to !== undefined && { to }) } }),
    OfficerRelieved: (now, { authority, on }) => ({ ...now, [authority]: { ...now[authority]!, to: plusDays(on, -1) } }),
  },

  decide: {
    AppointOfficer: (now, data, { by, subject, facts }) => {
      const refused = unlawful(by, data.authority) ?? (by.person === subject ? no.NotHimself : undefined) ?? notAnAuthority(data, facts.authority) ?? untimely(now, data);
      return refused ?? [{ type: 'OfficerAppointed', data }];
    },

    RelieveOfficer: (now, data, { by }) => {
      const refused = unlawful(by, data.authority);
      if (refused) return refused;
      const mandate = now[data.authority];
      if (!mandate) return because(no.NotAppointed, `No mandate at ${data.authority} is known.`, { authority: data.authority }, '#/authority');
      if (data.on < mandate.from || (mandate.to !== undefined && mandate.to < data.on)) {
        return because(no.NotAppointed, `The mandate runs from ${mandate.from}${mandate.to ? ` to ${mandate.to}` : ''}; the day is ${data.on}.`, { from: mandate.from, to: mandate.to ?? '', on: data.on }, '#/on');
      }
      return [{ type: 'OfficerRelieved', data }];
    },
  },
};
