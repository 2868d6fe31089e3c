export { createApi, LOCAL_ADDRESS, type ApiOptions } from './api.ts';
export { buses, contexts } from './contexts.ts';
export { logOf, makeFolder, mirrorOf } from './folder.ts';
export { openLedger, type OpenedLedger } from './open-ledger.ts';
export { certificatePaper, printedAddress } from './papers.ts';
export { addressFrom, enginesFrom, hasEngine, listeningFrom, placeFrom, UnfitSetting, type Engines, type Environment, type Place } from './settings.ts';
export { begin, isUnfit, telemetryOf, tryAddress, unfitAddress } from './service.ts';
export { Engine, LedgerModule } from './storage.ts';
export { begun, openStores, openTokens, openWebhooks, type Stores } from './stores.ts';
