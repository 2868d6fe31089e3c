export {
  alreadyAt, Conflict, EventStore, MAX_APPEND_BYTES, nounOf, StoreBusy, StoreUnavailable, streamOf, subjectOf, TooLarge,
  type NewEvent, type News, type StoredEvent, type Stream,
} from './event-store.ts';
export { MemoryEventStore } from './memory.event-store.ts';
export { openEventStoreDb } from './eventstoredb.opening.ts';
export type { EventStoreDbEventStore, EventStoreDbHealth, EventStoreDbOptions } from './eventstoredb.event-store.ts';
export { faultOfAddress } from './eventstoredb.address.ts';
export { SqliteEventStore } from './sqlite.event-store.ts';
export { auditEvents, type Audit, type AuditOptions, type Fault } from './audit.ts';
