export { createApi, LOCAL_ADDRESS, type ApiOptions } from './api.ts';
export { buses, contexts } from './contexts.ts';
export { openLedger, type OpenedLedger } from './open-ledger.ts';
export { certificatePaper, printedAddress } from './papers.ts';
