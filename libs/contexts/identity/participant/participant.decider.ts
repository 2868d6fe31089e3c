import { because, factOf, isAuthorityOf, IsParticipantCode, recollectionOf, refusals, type Actor, type Decider, type Refusal } from '#kernel';
import { decision } from '../decision/decision.decider.ts';
import { changed, changing, unknownZone } from './change.rules.ts';
import { embargoing, imposed, lifted } from './embargo.rules.ts';
import { examiner } from './examiner.recollection.ts';
import { participantEvents } from './participant.events.ts';
import type { Facts, Participant } from './state.rules.ts';

const commands = { AdmitParticipant: participantEvents.ParticipantAdmitted, RegisterZone: participantEvents.ZoneRegistered, ...changing.commands, ...embargoing.commands };

/** The first day of the scheme (UN A/RES/77/277, preamble ¶23). Nothing was certified before it. */
const SCHEME_BEGINS = '2003-01-01';

const no = refusals({
  NotChair:         { forbids: true, cites: 'KPCS VI',                            says: 'Only the Chair records who takes part in the scheme, and how it stands.' },
  AlreadyAdmitted:  { cites: 'identity/1',                         says: 'This Participant is already admitted.' },
  BeforeScheme:     { cites: 'UN A/RES/77/277, preamble ¶23',      says: 'The scheme began on 2003-01-01; nobody took part before that day.' },
  NotItsTerritory:  { forbids: true, cites: 'UN A/RES/77/277 ¶4(d)', says: 'A zone is registered by the authority of the Participant in which it lies, or by the Chair.' },
  ZoneRegisteredBefore: { cites: 'identity/21', says: 'A zone is registered once.' },
});

const notChair = ({ roles }: Actor): Refusal | undefined => (roles.includes('chair') ? undefined : no.NotChair);

/**
 * A Participant: a State, a union or a trading entity, and its standing from day to day. The subject is its two-letter code.
 * It may differ between what goes out and what comes in, and in zones of its territory. Standings of one flow and place are recorded in the
 * order in which they begin, so the last one that began by a day holds on that day.
 */
export const participant: Decider<Participant, typeof participantEvents, typeof commands, Facts> = {
  noun: 'participant',
  id: IsParticipantCode,
  events: participantEvents,
  commands,
  refusals: { ...no, ...changing.refusals, ...embargoing.refusals },
  facts: {
    decision: factOf(recollectionOf(decision), ({ document }: { document?: string }) => document),
    monitor: factOf(examiner, ({ conditions }: { conditions?: { monitor: string } }) => conditions?.monitor),
  },
  initial: { standing: 'none', from: '', places: {}, embargoes: {}, zones: [] },

  evolve: {
    ParticipantAdmitted: (now, { from }) => changed(now, { standing: 'participant', from }),
    StandingChanged:     changed,
    EmbargoImposed:      imposed,
    EmbargoLifted:       lifted,
    ZoneRegistered:      (now, { zone }) => ({ ...now, zones: [...now.zones, zone] }),
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

    RegisterZone: ({ standing, zones }, data, { by, subject }) => {
      if (!by.roles.includes('chair') && !isAuthorityOf(by, subject)) return because(no.NotItsTerritory, `${by.party} is no authority of ${subject}.`, { participant: subject });
      if (standing === 'none') return changing.refusals.NotAdmitted;
      if (zones.includes(data.zone)) return because(no.ZoneRegisteredBefore, `Zone ${data.zone} is registered already.`, { zone: data.zone }, '#/zone');
      // Its id says whose it is; as it is new, only a foreign one is unknown here.
      const foreign = data.zone.startsWith(`${subject}-`) ? undefined : unknownZone([], data.zone, subject);
      return foreign ?? [{ type: 'ZoneRegistered', data }];
    },

    ChangeStanding: (now, data, asked) => notChair(asked.by) ?? changing.decide.ChangeStanding(now, data, asked),
    ImposeEmbargo: (now, data, asked) => notChair(asked.by) ?? embargoing.decide.ImposeEmbargo(now, data, asked),
    LiftEmbargo: (now, data, asked) => notChair(asked.by) ?? embargoing.decide.LiftEmbargo(now, data, asked),
  },
};
