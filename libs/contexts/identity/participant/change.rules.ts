import { because, IsDay, IsDecisionId, IsZoneId, One, OneOf, Optional, refusals, type Chapter, type DataOf, type Refusal } from '#kernel';
import { citationOf, noDecision, notInForce } from '../decision/decision.rules.ts';
import { Conditions, type participantEvents, type ParticipantEvent } from './participant.events.ts';
import { flowsOf, isOpen, placeOf, sinceIn, STANDINGS, type Flow, type Since, type Standing } from './standing.rules.ts';
import type { Facts, Participant } from './state.rules.ts';

/** What the Chair tells of a decision. How it is cited is the decision’s own title and document. */
export class ChangeStanding {
  @OneOf(...STANDINGS) standing!: Standing;
  @IsDay() from!: string;
  @IsDecisionId() document!: string;
  /** The flow it is about; both, if left open. */
  @Optional() @OneOf('export', 'import', 'both') flow?: 'export' | 'import' | 'both';
  /** Part of its territory only. */
  @Optional() @IsZoneId() zone?: string;
  @Optional() @One(() => Conditions) conditions?: Conditions;
  /** What becomes of goods on their way; they are let through, if nothing is said. */
  @Optional() @OneOf('let-through', 'hold', 'return') inTransit?: 'let-through' | 'hold' | 'return';
}
type Change = DataOf<typeof ChangeStanding>;

const no = refusals({
  NotAdmitted:      { cites: 'KPCS VI',     says: 'This Participant was never admitted, so its standing cannot change.' },
  StandingTheSame:  { cites: 'identity/2',  says: 'This is its standing already, on the same conditions.' },
  BeforeLastChange: { cites: 'identity/3',  says: 'A standing cannot begin before the one it follows.' },
  RemovedInPart:    { cites: 'identity/6',  says: 'A Participant is removed as a whole; a flow or a zone of it is suspended.' },
  UnknownZone:      { cites: 'UN A/RES/77/277 ¶4(d)', says: 'A zone that stands for itself is registered, and part of the territory of this Participant.' },
  NobodyExamines:   { cites: 'identity/15', says: 'Supervised exports are examined by somebody: the decision says by whom, and when.' },
  NothingToExamine: { cites: 'identity/16', says: 'Conditions are those of exports that go on; what is closed, or only about imports, has none.' },
  NotAMonitor:      { cites: 'identity/17', says: 'Exports are examined by a registered monitor, or by an industry body.' },
});

/** Conditions in words that can be compared. */
const told = (conditions: Change['conditions']): { conditions?: string } =>
  (conditions === undefined ? {} : { conditions: [conditions.approval, conditions.monitor, conditions.note ?? ''].join(' ') });

type Changed = Pick<DataOf<typeof participantEvents.StandingChanged>, 'standing' | 'from' | 'flow' | 'zone' | 'conditions'>;

/** The fold of a change: of the whole, or of what it is about. */
export const changed = (now: Participant, { standing, from, flow, zone, conditions }: Changed): Participant => {
  const since: Since = { standing, from, ...told(conditions) };
  const places = Object.fromEntries(flowsOf(flow).map((one) => [placeOf(one, zone), since]));
  return { ...now, ...(zone === undefined && { standing, from }), places: { ...now.places, ...places } };
};

const removedInPart = ({ standing, flow = 'both', zone = '' }: Change): Refusal | undefined => {
  if (standing !== 'removed' || (flow === 'both' && zone === '')) return undefined;
  return because(no.RemovedInPart, `The decision is about ${zone === '' ? 'the whole' : zone}, ${flow}.`, { flow, zone }, '#/standing');
};

/** A zone of another country, or one that nobody registered. */
export const unknownZone = (zones: readonly string[], zone: string | undefined, subject: string): Refusal | undefined => {
  if (zone === undefined || zones.includes(zone)) return undefined;
  const foreign = !zone.startsWith(`${subject}-`);
  return because(no.UnknownZone, foreign ? `${zone} is a zone of ${zone.slice(0, 2)}, not of ${subject}.` : `No zone ${zone} is registered.`, { zone, participant: subject }, '#/zone');
};

/** A decision is new to at least one flow it is about, and no earlier than what it follows. */
const notNew = (now: Participant, { standing, from, flow, zone, conditions }: Change): Refusal | undefined => {
  const before = flowsOf(flow).map((one): Since & { flow: Flow } => ({ flow: one, ...sinceIn(now.places, one, zone) }));
  const [first] = before;
  if (first && before.every((since) => since.standing === standing && since.conditions === told(conditions).conditions)) {
    return because(no.StandingTheSame, `Its standing is "${standing}" already, from ${first.from}.`, { standing, from: first.from }, '#/standing');
  }
  const later = before.find((since) => from < since.from);
  return later && because(no.BeforeLastChange, `The new standing would begin on ${from}, before the present one of ${later.from}.`, { from, lastFrom: later.from }, '#/from');
};

const examinedByNobody = ({ standing, conditions }: Change): Refusal | undefined =>
  (standing === 'supervised' && conditions === undefined ? because(no.NobodyExamines, 'The decision names no conditions.', {}, '#/conditions') : undefined);

const notAMonitor = (monitor: string, { kind }: Facts['monitor']): Refusal | undefined => (kind === 'monitor' || kind === 'industry-body' ? undefined
  : because(no.NotAMonitor, `${monitor} is ${kind === undefined ? 'not registered' : `registered as ${kind}`}.`, { monitor }, '#/conditions/monitor'));

const unexamined = ({ standing, flow = 'both', conditions }: Change, { monitor }: Facts): Refusal | undefined => {
  if (conditions === undefined) return undefined;
  if (isOpen(standing) && flow !== 'import') return notAMonitor(conditions.monitor, monitor);
  return because(no.NothingToExamine, `It is about ${flow === 'import' ? 'imports' : `the standing "${standing}"`}.`, { standing, flow }, '#/conditions');
};

/** How a Participant, a flow or a zone of it stands from a day on, by a decision that is in force on that day. */
export const changing = {
  commands: { ChangeStanding },
  refusals: { ...no, ...noDecision },
  makes: ['StandingChanged'],
  decide: {
    ChangeStanding: (now, data, { subject, facts }) => {
      if (now.standing === 'none') return no.NotAdmitted;
      const refused = removedInPart(data) ?? unknownZone(now.zones, data.zone, subject) ?? notInForce(facts.decision, data.document, data.from)
        ?? notNew(now, data) ?? examinedByNobody(data) ?? unexamined(data, facts);
      return refused ?? [{ type: 'StandingChanged', data: { ...data, decision: citationOf(facts.decision) } }];
    },
  },
} satisfies Chapter<Participant, { ChangeStanding: typeof ChangeStanding }, ParticipantEvent, Facts>;
