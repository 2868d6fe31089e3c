export { returnEvents, type ReturnEvent } from './return/return.events.ts';
export { periodEvents, type PeriodEvent } from './period/period.events.ts';
