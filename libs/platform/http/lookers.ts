import type { Actor, Role } from '#kernel';
import { actorOf } from '#platform/access';
import { Trouble } from './problem.ts';
import type { Request } from './wire.ts';

/** Who may look at all of the ledger. */
const LOOKERS: readonly Role[] = ['auditor', 'chair'];

/** Who is asking, if he may see the whole. @throws Trouble, Unauthenticated */
export const lookerOf = (request: Request): Actor => {
  const actor = actorOf(request);
  if (!actor.roles.some((role) => LOOKERS.includes(role))) throw new Trouble('forbidden', { detail: `The token must have the role ${LOOKERS.join(' or ')}.` });
  return actor;
};
