import { context, diag, DiagLogLevel, ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span, type SpanContext, type Tracer } from '@opentelemetry/api';
import { SeverityNumber, type Logger } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { traceLines, type Trace } from './lines.ts';
import { isTrouble, observing, outcomeOf, type Outcome, type Work } from './observed.ts';
import { observingRequests, type Answered, type Asked } from './requests.ts';

/** Who we are; which share of new traces is kept (1: all); who is told when nobody takes them. */
export type TracingOptions = Readonly<{ service: string; version: string; share: number; onTrouble: (says: string) => void }>;

/** How long a collector may take, all tries together. An end waits as long for what is left. */
const TIMEOUT = { timeoutMillis: 3_000 };
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
/** What pino’s levels are called there. */
const SEVERITIES: readonly (readonly [level: number, severity: SeverityNumber, text: string])[] = [
  [60, SeverityNumber.FATAL, 'FATAL'], [50, SeverityNumber.ERROR, 'ERROR'], [40, SeverityNumber.WARN, 'WARN'], [30, SeverityNumber.INFO, 'INFO'], [20, SeverityNumber.DEBUG, 'DEBUG'], [0, SeverityNumber.TRACE, 'TRACE'],
];

type Line = Readonly<{ level?: number; time?: string; msg?: string; traceId?: string; spanId?: string }>;

/** The trace that the caller has begun, by W3C Trace Context. */
const callerOf = ({ headers: { traceparent } }: Asked): Context => {
  const found = TRACEPARENT.exec(String(traceparent));
  if (!found) return ROOT_CONTEXT;
  const [, traceId, spanId, flags] = found as unknown as [string, string, string, string];
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true });
};

const idsOf = (at: SpanContext | undefined): Trace | undefined => at && { traceId: at.traceId, spanId: at.spanId };

const attributesOf = (work: Work): Attributes => (work.name === 'command' ? { 'kimberlite.command': work.command } : { 'kimberlite.events': work.events });

/** Spans of the work that is done in this thread, and its log lines, sent to an OTLP collector over HTTP. Where to is in the standard settings, OTEL_EXPORTER_OTLP_…; the exporters read them. */
export class OpenTelemetry {
  private readonly traces: TracerProvider;
  private readonly logs: LoggerProvider;
  private readonly tracer: Tracer;
  private readonly logger: Logger;
  private readonly contexts = new AsyncLocalStorageContextManager().enable();
  private readonly spans = new WeakMap<object, Span>();
  private readonly stops: readonly (() => void)[];
  private readonly told: (says: string) => void;

  constructor({ service, version, share, onTrouble }: TracingOptions) {
    const told = this.told = (says: string) => onTrouble(`Telemetry is lost: ${says}`);
    diag.setLogger({ error: told, warn: told, info: () => {}, debug: () => {}, verbose: () => {} }, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    context.setGlobalContextManager(this.contexts);
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before what we call ourselves.
    const resource = defaultResource().merge(resourceFromAttributes({ 'service.name': service, 'service.version': version })).merge(detectResources({ detectors: [envDetector] }));
    const sampler = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) });
    this.traces = new TracerProvider({ resource, sampler, spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(TIMEOUT) })] });
    this.logs = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(TIMEOUT) })] });
    this.tracer = this.traces.getTracer('kimberlite', version);
    this.logger = this.logs.getLogger('kimberlite', version);
    this.stops = [
      observing((work, run) => this.spanned(work, run)),
      observingRequests({ begun: (asked) => this.begun(asked), within: (asked, go) => this.within(asked, go), ended: (asked, answered) => this.ended(asked, answered) }),
      traceLines({ here: () => idsOf(trace.getSpanContext(context.active())), of: (request) => idsOf(this.spans.get(request)?.spanContext()), line: (line) => this.line(line) }),
    ];
  }

  /** Sends what is left, and lets go. */
  async stop(): Promise<void> {
    for (const stop of this.stops) stop();
    await Promise.all([this.traces.shutdown(), this.logs.shutdown()].map((end) => end.catch((error: unknown) => this.told(String(error)))));
    context.disable();
    diag.disable();
  }

  private spanned<T>(work: Work, run: () => Promise<T>): Promise<T> {
    return this.tracer.startActiveSpan(work.name, { attributes: attributesOf(work) }, async (span) => {
      try {
        const answer = await run();
        return answer;
      } catch (error) {
        this.failed(span, outcomeOf(error), error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  private failed(span: Span, outcome: Outcome, error: unknown): void {
    span.setAttribute('kimberlite.outcome', outcome);
    // What an error says may name goods; its name does not.
    if (isTrouble(outcome)) span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
  }

  private begun(asked: Asked): void {
    const attributes = { 'http.request.method': asked.method, 'http.route': asked.routeOptions?.url ?? 'none', 'kimberlite.request_id': asked.id };
    this.spans.set(asked, this.tracer.startSpan(`request ${asked.method}`, { kind: 1, attributes }, callerOf(asked)));
  }

  private within(asked: Asked, go: () => void): void {
    const span = this.spans.get(asked);
    if (span) context.with(trace.setSpan(ROOT_CONTEXT, span), go);
    else go();
  }

  private ended(asked: Asked, { statusCode }: Answered): void {
    const span = this.spans.get(asked);
    span?.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  }

  private line(text: string): void {
    const { level = 0, time = '', msg = '', traceId, spanId, ...attributes } = JSON.parse(text) as Line & Attributes;
    const [, severityNumber, severityText] = SEVERITIES.find(([from]) => level >= from)!;
    const belongs = traceId && spanId ? trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED }) : ROOT_CONTEXT;
    this.logger.emit({ severityNumber, severityText, body: msg, attributes, context: belongs, ...(Date.parse(time) && { timestamp: Date.parse(time) }) });
  }
}
