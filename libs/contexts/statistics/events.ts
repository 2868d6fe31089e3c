export { returnEvents, type ReturnEvent } from './return/return.events.ts';
