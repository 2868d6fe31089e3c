export {
  alreadyAt, Conflict, EventStore, MAX_APPEND_BYTES, nounOf, StoreBusy, StoreUnavailable, streamOf, subjectOf, TooLarge,
  type NewEvent, type News, type StoredEvent, type Stream,
} from './event-store.ts';
export { MemoryEventStore } from './memory.event-store.ts';
export { SqliteEventStore } from './sqlite.event-store.ts';
export { auditEvents, type Audit, type AuditOptions, type Fault } from './audit.ts';
