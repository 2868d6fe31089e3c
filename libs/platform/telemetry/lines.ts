/** The trace that a log line belongs to. */
export type Trace = Readonly<{ traceId: string; spanId: string }>;
type Tracing = Readonly<{ here: () => Trace | undefined; of: (request: object) => Trace | undefined; line: (line: string) => void }>;

let tracing: Tracing | undefined;

/** From now on lines carry traces, and go where traces go. Returns the way to stop. */
export const traceLines = (one: Tracing): () => void => {
  tracing = one;
  return () => { tracing = undefined; };
};

/** The trace of what is being done here and now; nothing if there is none. */
export const traceHere = (): Partial<Trace> => tracing?.here() ?? {};

/** The trace of a request, also after it was answered. */
export const traceOf = (request: object): Partial<Trace> => tracing?.of(request) ?? {};

/** Hands a line on as it was written. */
export const passOn = (line: string): string => {
  tracing?.line(line);
  return line;
};
