import type { ServerResponse } from 'node:http';

/** A request, as far as we look at it. The route is a pattern: an address would name what is asked for. */
export type Asked = Readonly<{ id: string; method: string; headers: Readonly<Record<string, string | string[] | undefined>>; routeOptions?: Readonly<{ url?: string | undefined }> }>;
export type Answered = Readonly<{ statusCode: number; elapsedTime: number; raw: Pick<ServerResponse, 'once'> }>;

/** Sees requests begin and end, and may put something round what is done for them. */
export type RequestObserver = Readonly<{
  begun: (asked: Asked) => void;
  within?: (asked: Asked, go: () => void) => void;
  ended: (asked: Asked, answered: Answered) => void;
}>;

const observers = new Set<RequestObserver>();

/** From now on this observer sees every request to this process. Returns the way to stop. */
export const observingRequests = (observer: RequestObserver): () => void => {
  observers.add(observer);
  return () => { observers.delete(observer); };
};

type Hook = (asked: Asked, answered: Answered, done: () => void) => void;
/** Fastify, as far as we use it. */
type Server = { addHook(name: 'onRequest', hook: Hook): unknown; addHook(name: 'preHandler', hook: Hook): unknown };

/** Lets a server tell of its requests. One that is broken off is told of too, when its connection is gone. */
export const observeRequests = (server: Server): void => {
  server.addHook('onRequest', (asked, answered, done) => {
    const present = [...observers];
    for (const observer of present) observer.begun(asked);
    if (present.length > 0) answered.raw.once('close', () => { for (const observer of present) observer.ended(asked, answered); });
    done();
  });
  // Not earlier: what is round a request is lost while its body arrives.
  server.addHook('preHandler', (asked, _, done) => {
    let go = done;
    for (const { within } of observers) {
      const inner = go;
      if (within) go = () => within(asked, inner);
    }
    go();
  });
};
