import { because, IsParticipantCode, refusals, type DataOf, type Decider, type Refusal } from '#kernel';
import { participantEvents } from './participant.events.ts';
import { flowsOf, placeOf, sinceIn, type Flow, type Since } from './standing.rules.ts';

/** The standing decided last, of the whole or of a part; and how each flow stands, in the whole territory and in its zones. */
type Participant = Since & Readonly<{ places: Readonly<Record<string, Since>> }>;
type Change = DataOf<typeof participantEvents.StandingChanged>;

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
  RemovedInPart:    { cites: 'identity/6',                         says: 'A Participant is removed as a whole; a flow or a zone of it is suspended.' },
});

const changed = (now: Participant, { standing, from, flow, zone }: Change): Participant => {
  const since: Since = { standing, from };
  const places = Object.fromEntries(flowsOf(flow).map((one) => [placeOf(one, zone), since]));
  return { ...(zone === undefined ? since : { standing: now.standing, from: now.from }), places: { ...now.places, ...places } };
};

const removedInPart = ({ standing, flow = 'both', zone = '' }: Change): Refusal | undefined => {
  if (standing !== 'removed' || (flow === 'both' && zone === '')) return undefined;
  return because(no.RemovedInPart, `The decision is about ${zone === '' ? 'the whole' : zone}, ${flow}.`, { flow, zone }, '#/standing');
};

/** A decision is new to at least one flow it is about, and no earlier than what it follows. */
const notNew = (now: Participant, { standing, from, flow, zone }: Change): Refusal | undefined => {
  const before = flowsOf(flow).map((one): Since & { flow: Flow } => ({ flow: one, ...sinceIn(now.places, one, zone) }));
  const [first] = before;
  if (first && before.every((since) => since.standing === standing)) {
    return because(no.StandingTheSame, `Its standing is "${standing}" already, from ${first.from}.`, { standing, from: first.from }, '#/standing');
  }
  const later = before.find((since) => from < since.from);
  return later && because(no.BeforeLastChange, `The new standing would begin on ${from}, before the present one of ${later.from}.`, { from, lastFrom: later.from }, '#/from');
};

/**
 * A Participant: a State, a union or a trading entity, and its standing from day to day. The subject is its two-letter code.
 * It may differ between what goes out and what comes in, and in zones of its territory. Standings of one flow and place are recorded in the
 * order in which they begin, so the last one that began by a day holds on that day.
 */
export const participant: Decider<Participant, typeof participantEvents, typeof commands> = {
  noun: 'participant',
  id: IsParticipantCode,
  events: participantEvents,
  commands,
  refusals: no,
  initial: { standing: 'none', from: '', places: {} },

  evolve: {
    ParticipantAdmitted: (now, { from }) => changed(now, { standing: 'participant', from, decision: '' }),
    StandingChanged:     changed,
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

    ChangeStanding: (now, data, { by }) => {
      if (!by.roles.includes('chair')) return no.NotChair;
      if (now.standing === 'none') return no.NotAdmitted;
      return removedInPart(data) ?? notNew(now, data) ?? [{ type: 'StandingChanged', data }];
    },
  },
};
