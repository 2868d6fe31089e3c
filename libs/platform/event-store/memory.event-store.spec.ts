import { eventStoreContract } from './event-store.contract.ts';
import { MemoryEventStore } from './memory.event-store.ts';

eventStoreContract((options) => new MemoryEventStore(options));
