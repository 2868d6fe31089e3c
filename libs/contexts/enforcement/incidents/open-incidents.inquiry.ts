import { daysBetween, IsCount, IsDay, IsIncidentId, IsName, IsParticipantCode, IsPartyId, IsText, Many, OneOf, Optional, type DataOf, type Inquiry, type Sights } from '#kernel';
import { SUSPICIONS, type Suspicion } from '../case/case.events.ts';
import { incidents, type ShownIncident } from './incidents.view.ts';

const MOST = 100_000;

class Asked {
  @IsParticipantCode() participant!: string;
  /** The day on which the days are counted. */
  @IsDay() on!: string;
}
class Step { @IsName() action!: string; @IsPartyId() by!: string; @IsDay() dueOn!: string; @OneOf('done', 'due', 'overdue') status!: 'done' | 'due' | 'overdue'; @IsCount() daysOver!: number; @Optional() @IsDay() doneOn?: string }
class Open {
  @IsIncidentId() incident!: string;
  @OneOf(...SUSPICIONS) code!: Suspicion;
  @IsText() summary!: string;
  @IsDay() reportedOn!: string;
  @IsCount() daysOpen!: number;
  /** Notices that nobody answered. */
  @IsCount() unanswered!: number;
  @Many(() => Step, 0, 10_000) actions!: Step[];
}
class OpenIncidents { @IsCount() open!: number; @IsCount() overdueActions!: number; @Many(() => Open, 0, MOST) incidents!: Open[] }

const stepOf = ({ action, by, dueOn, doneOn }: ShownIncident['actions'][number], on: string): Step => {
  const over = doneOn === undefined ? Math.max(0, daysBetween(dueOn, on)) : 0;
  return { action, by, dueOn, status: doneOn !== undefined ? 'done' : over > 0 ? 'overdue' : 'due', daysOver: over, ...(doneOn !== undefined && { doneOn }) };
};

const openOf = ({ incident, code, summary, reportedOn, notices, actions }: ShownIncident, on: string): Open => ({
  incident, code, summary, reportedOn, daysOpen: Math.max(0, daysBetween(reportedOn, on)), unanswered: notices.filter(({ answeredOn }) => answeredOn === undefined).length, actions: actions.map((one) => stepOf(one, on)),
});

const answer = async ({ participant, on }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof OpenIncidents>> => {
  const found: Open[] = [];
  for await (const row of sights.rows(incidents, { participant })) if (row.status === 'open') found.push(openOf(row, on));
  found.sort((a, b) => b.daysOpen - a.daysOpen || (a.incident < b.incident ? -1 : 1));
  return { open: found.length, overdueActions: found.flatMap(({ actions }) => actions).filter(({ status }) => status === 'overdue').length, incidents: found };
};

/** What an authority still has open, the longest first. */
export const openIncidents: Inquiry<typeof Asked, typeof OpenIncidents> = {
  name: 'enforcement/open-incidents',
  says: 'The incidents of a Participant that are open on a day: for how many days, whose answers are missing, and which corrective actions are overdue.',
  asks: Asked,
  answers: OpenIncidents,
  answer,
};
