import { because, IsDay, IsDecisionId, OneOf, refusals, type Chapter, type DataOf, type Refusal } from '#kernel';
import { citationOf, notInForce } from '../decision/decision.rules.ts';
import type { participantEvents, ParticipantEvent } from './participant.events.ts';
import { flowsOf } from './standing.rules.ts';
import type { Facts, Participant } from './state.rules.ts';

/** What the Security Council forbids, from which day on; or allows again. */
export class Embargoed {
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  @IsDay() from!: string;
  @IsDecisionId() document!: string;
}
type Said = DataOf<typeof Embargoed>;
const commands = { ImposeEmbargo: Embargoed, LiftEmbargo: Embargoed };

const no = refusals({
  NotOfTheCouncil:    { cites: 'UN Charter, Article 41', says: 'An embargo is imposed and lifted by a resolution of the Security Council.' },
  EmbargoRunning:     { cites: 'identity/18', says: 'A flow is under one embargo at a time, and the next one begins when the last one has ended.' },
  NoEmbargo:          { cites: 'identity/19', says: 'Only an embargo that runs is lifted.' },
  LiftedBeforeItBegan: { cites: 'identity/20', says: 'An embargo is not lifted before it has begun.' },
});

const notOfTheCouncil = ({ document, from }: Said, { decision }: Facts): Refusal | undefined => {
  const refused = notInForce(decision, document, from);
  if (refused) return refused;
  return decision.kind === 'security-council' ? undefined : because(no.NotOfTheCouncil, `Decision ${document} is of another kind: ${decision.kind!}.`, { document, kind: decision.kind! }, '#/document');
};

const overlaps = ({ embargoes }: Participant, { flow, from }: Said): Refusal | undefined => {
  const running = flowsOf(flow).find((one) => { const last = embargoes[one]; return last !== undefined && (last.until === undefined || from < last.until); });
  if (running === undefined) return undefined;
  const { from: since, until } = embargoes[running]!;
  return because(no.EmbargoRunning, `The embargo on ${running}s runs from ${since} ${until === undefined ? 'without an end' : `until ${until}`}; another one cannot begin on ${from}.`,
    { flow: running, since, until: until ?? '', from }, '#/from');
};

const notRunning = ({ embargoes }: Participant, { flow, from }: Said): Refusal | undefined => {
  for (const one of flowsOf(flow)) {
    const last = embargoes[one];
    if (last === undefined || last.until !== undefined) return because(no.NoEmbargo, `No embargo on ${one}s is running${last?.until === undefined ? '' : ` since ${last.until}`}.`, { flow: one }, '#/flow');
    if (from <= last.from) return because(no.LiftedBeforeItBegan, `It would end on ${from}; it began on ${last.from}.`, { flow: one, since: last.from, from }, '#/from');
  }
  return undefined;
};

/** The fold: imposed, or ended. */
export const imposed = (now: Participant, { flow, from }: DataOf<typeof participantEvents.EmbargoImposed>): Participant =>
  ({ ...now, embargoes: { ...now.embargoes, ...Object.fromEntries(flowsOf(flow).map((one) => [one, { from }])) } });
export const lifted = (now: Participant, { flow, from }: DataOf<typeof participantEvents.EmbargoLifted>): Participant =>
  ({ ...now, embargoes: { ...now.embargoes, ...Object.fromEntries(flowsOf(flow).map((one) => [one, { ...now.embargoes[one]!, until: from }])) } });

/** A hard block, whatever the standing, and whether it takes part in the scheme or not (S2 ¶3, ¶25-30: Liberia was not in it). */
export const embargoing = {
  commands,
  refusals: no,
  makes: ['EmbargoImposed', 'EmbargoLifted'],
  decide: {
    ImposeEmbargo: (now, data, { facts }) =>
      notOfTheCouncil(data, facts) ?? overlaps(now, data) ?? [{ type: 'EmbargoImposed', data: { ...data, decision: citationOf(facts.decision) } }],
    LiftEmbargo: (now, data, { facts }) =>
      notOfTheCouncil(data, facts) ?? notRunning(now, data) ?? [{ type: 'EmbargoLifted', data: { ...data, decision: citationOf(facts.decision) } }],
  },
} satisfies Chapter<Participant, typeof commands, ParticipantEvent, Facts>;
