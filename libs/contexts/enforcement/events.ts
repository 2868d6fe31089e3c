export { caseEvents, GROUNDS, type CaseEvent, type Grounds } from './case/case.events.ts';
