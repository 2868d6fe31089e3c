export {
  alreadyAt, Conflict, EventStore, MAX_APPEND_BYTES, nounOf, StoreBusy, StoreUnavailable, streamOf, subjectOf, TooLarge,
  type NewEvent, type News, type StoredEvent, type Stream, type WantedTypes,
} from './event-store.ts';
export { MemoryEventStore } from './memory.event-store.ts';
export { openEventStoreDb } from './eventstoredb.opening.ts';
export type { EventStoreDbEventStore, EventStoreDbHealth, EventStoreDbOptions } from './eventstoredb.event-store.ts';
export { faultOfAddress } from './eventstoredb.address.ts';
export { copyLog, OtherLog, proofOf, type LogProof, type LogTarget } from './log-copy.ts';
export { MirrorEventStore } from './mirror.event-store.ts';
export { MirroredEventStore, type Difference } from './mirrored.event-store.ts';
export { positionAt } from './stored-form.ts';
export { SqliteEventStore } from './sqlite.event-store.ts';
export { cutLedger, ledgerFileOf, placeAt, snapshotOf, sqliteLogTarget, wholeAppendAt } from './sqlite.log-target.ts';
export { auditEvents, type Audit, type AuditOptions, type Fault } from './audit.ts';
