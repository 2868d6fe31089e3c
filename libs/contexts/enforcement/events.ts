export { caseEvents, GROUNDS, SUSPICIONS, type CaseEvent, type Grounds, type Suspicion } from './case/case.events.ts';
export { incidentEvents, type IncidentEvent } from './incident/incident.events.ts';
