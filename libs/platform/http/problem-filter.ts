import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from 'pino';
import { problemOf, type Problem } from './problem.ts';
import type { Reply, Request } from './wire.ts';

const RETRY_AFTER_S = '1';

/** Writes a problem to the wire. As bytes: to text Fastify would add a charset, which this media type does not have. */
export const sendProblem = (reply: Reply, problem: Problem): void => {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="kimberlite"');
  if (problem.status === 503) reply.header('retry-after', RETRY_AFTER_S);
  reply.code(problem.status).header('content-type', 'application/problem+json').header('cache-control', 'no-store').send(Buffer.from(JSON.stringify(problem)));
};

/** Every error leaves as a problem. Only what nobody expected is logged here, with its stack, under the id of its request. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger, private readonly methodsAt: (path: string) => readonly string[]) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    const problem = this.problemOf(error, request, reply);
    if (problem.status === 500) this.log.error({ requestId: request.id, err: error }, 'unexpected');
    sendProblem(reply, problem);
  }

  /** An address that exists, asked with another method, is not unknown. */
  private problemOf(error: unknown, request: Request, reply: Reply): Problem {
    const problem = problemOf(error);
    if (problem.status !== 404 || !request.is404) return problem;
    const allowed = this.methodsAt(request.url.split('?', 1)[0]!);
    if (allowed.length === 0) return problem;
    reply.header('allow', allowed.join(', '));
    return problemOf({ statusCode: 405 });
  }
}
