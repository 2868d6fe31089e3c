export { KeyReused, Malformed, Refused, StaleRevision, type Question, type Receipt } from './answers.ts';
export { Asking, busesOf, Looking, type Buses, type Looked, type Sight } from './buses.ts';
export { Checkpoints } from './checkpoints.ts';
export { ContextsModule } from './contexts.module.ts';
export { Importer, type Line, type Outcome } from './importer.ts';
export { eventId, Ledger } from './ledger.ts';
export { MemoryCheckpoints } from './memory.checkpoints.ts';
export { Reactor, type ReactorStatus } from './reactor.ts';
export { SqliteCheckpoints } from './sqlite.checkpoints.ts';
