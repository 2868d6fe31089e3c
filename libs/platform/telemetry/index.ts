export { passOn, traceHere, traceOf, type Trace } from './lines.ts';
export { observed, observing, outcomeOf, type Observer, type Outcome, type Work } from './observed.ts';
export { observeRequests } from './requests.ts';
export { watching, type Lease, type Sources, type Standing } from './standings.ts';
export { scrape, startTelemetry, type Scrape, type Telemetry, type TelemetryOptions } from './telemetry.ts';
