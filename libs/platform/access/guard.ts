import { Injectable, SetMetadata, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#kernel';
import { TokenStore, type Bearer } from './token-store.ts';

const OPEN = 'access/open';
const BEARER = /^Bearer +(\S+)$/i;

/** Needs no token: whether we live, what we are, what a problem means. Nothing of the ledger. */
export const Open = () => SetMetadata(OPEN, true);

/** A request, as far as the guard reads and marks it. */
export type Guarded = { readonly headers: Readonly<Record<string, string | string[] | undefined>>; bearer?: Bearer };

/** Nobody known is asking. `presented` tells whether a token was shown at all. */
export class Unauthenticated extends UnauthorizedException {
  constructor(readonly presented: boolean) { super(presented ? 'This token is not known, no longer valid, or revoked.' : 'Say who is asking: Authorization: Bearer <token>.'); }
}

/** The token that is shown, whatever it is worth. */
export const tokenOf = ({ headers }: Guarded): string | undefined => BEARER.exec(headers['authorization'] as string ?? '')?.[1];

/** Lets nobody in without a valid token, and notes on the request who is asking. One answer for unknown, expired and revoked. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly open = new WeakMap<object, boolean>();
  constructor(private readonly tokens: TokenStore) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.isOpen(context)) return true;
    const request = context.switchToHttp().getRequest<Guarded>();
    const token = tokenOf(request);
    const bearer = token === undefined ? undefined : await this.tokens.find(token);
    if (!bearer) throw new Unauthenticated(request.headers['authorization'] !== undefined);
    request.bearer = bearer;
    return true;
  }

  /** A handler is shared by all requests: its mark is read once. */
  private isOpen(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    let open = this.open.get(handler);
    if (open === undefined) {
      open = [handler, context.getClass()].some((marked) => Reflect.getMetadata(OPEN, marked) === true);
      this.open.set(handler, open);
    }
    return open;
  }
}

/** Who is asking. @throws if the guard did not let this request in: a route that forgot to be guarded must not go on */
export const actorOf = ({ bearer }: Guarded): Actor => {
  if (!bearer) throw new Unauthenticated(false);
  return bearer.actor;
};
