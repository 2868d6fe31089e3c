import type { EventStoreDbEventStore, EventStoreDbOptions } from './eventstoredb.event-store.ts';

/**
 * Opens the log on EventStoreDB. The client and its messages are loaded only now: who keeps his ledger in a file should not wait for them.
 * Nothing is connected before the first call. @throws StoreUnavailable if the address cannot be one, RangeError if the ledger’s name cannot be one
 */
export const openEventStoreDb = async (address: string, options: EventStoreDbOptions = {}): Promise<EventStoreDbEventStore> => {
  const { EventStoreDbEventStore: Store } = await import('./eventstoredb.event-store.ts');
  return new Store(address, options);
};
