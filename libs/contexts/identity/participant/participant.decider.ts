import { because, IsParticipantCode, refusals, type Decider } from '#kernel';
import { participantEvents } from './participant.events.ts';

type Participant = Readonly<{ standing: 'none' | 'participant' | 'suspended' | 'removed'; from: string }>;

const commands = { AdmitParticipant: participantEvents.ParticipantAdmitted, ChangeStanding: participantEvents.StandingChanged };

/** The first day of the scheme (UN A/RES/77/277, preamble ¶23). Nothing was certified before it. */
const SCHEME_BEGINS = '2003-01-01';

const no = refusals({
  NotChair:         { forbids: true, cites: 'KPCS VI',                            says: 'Only the Chair records who takes part in the scheme.' },
  AlreadyAdmitted:  { cites: 'identity/1',                         says: 'This Participant is already admitted.' },
  BeforeScheme:     { cites: 'UN A/RES/77/277, preamble ¶23',      says: 'The scheme began on 2003-01-01; nobody took part before that day.' },
  NotAdmitted:      { cites: 'KPCS VI',                            says: 'This Participant was never admitted, so its standing cannot change.' },
  StandingTheSame:  { cites: 'identity/2',                         says: 'This is its standing already.' },
  BeforeLastChange: { cites: 'identity/3',                         says: 'A standing cannot begin before the one it follows.' },
});

/**
 * A Participant: a State, a union or a trading entity, and its standing from day to day. The subject is its two-letter code.
 * Standings are recorded in the order in which they begin, so the last one that began by a day holds on that day.
 */
export const participant: Decider<Participant, typeof participantEvents, typeof commands> = {
  noun: 'participant',
  id: IsParticipantCode,
  events: participantEvents,
  commands,
  refusals: no,
  initial: { standing: 'none', from: '' },

  evolve: {
    ParticipantAdmitted: (_, { from }) => ({ standing: 'participant', from }),
    StandingChanged:     (_, { standing, from }) => ({ standing, from }),
  },

  decide: {
    AdmitParticipant: ({ standing, from }, data, { by }) => {
      if (!by.roles.includes('chair')) return no.NotChair;
      if (standing !== 'none') return because(no.AlreadyAdmitted, `This Participant is already admitted; its standing is "${standing}" from ${from}.`, { standing, from });
      if (data.from < SCHEME_BEGINS) {
        return because(no.BeforeScheme, `Admission from ${data.from} is before the scheme began on ${SCHEME_BEGINS}.`, { from: data.from, schemeBegins: SCHEME_BEGINS }, '#/from');
      }
      return [{ type: 'ParticipantAdmitted', data }];
    },

    ChangeStanding: ({ standing, from }, data, { by }) => {
      if (!by.roles.includes('chair')) return no.NotChair;
      if (standing === 'none') return no.NotAdmitted;
      if (data.standing === standing) return because(no.StandingTheSame, `Its standing is "${standing}" already, from ${from}.`, { standing, from }, '#/standing');
      if (data.from < from) {
        return because(no.BeforeLastChange, `The new standing would begin on ${data.from}, before the present one of ${from}.`, { from: data.from, lastFrom: from }, '#/from');
      }
      return [{ type: 'StandingChanged', data }];
    },
  },
};
