import { eventStoreContract } from './event-store.contract.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';

eventStoreContract((options) => new SqliteEventStore(':memory:', options));
