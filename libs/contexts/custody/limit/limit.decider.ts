import { because, isAuthorityOf, IsParticipantCode, refusals, type Decider, type Refusal } from '#kernel';
import { limitEvents } from './limit.events.ts';
import { limitsSoFar } from './limit.recollection.ts';
import type { Limits } from './limits.rules.ts';

const commands = { SetLimits: limitEvents.LimitsSet, SetDisposalRule: limitEvents.DisposalRuleSet };

const no = refusals({
  NotItsAuthority: { forbids: true, cites: 'KPCS IV(b)', says: 'An authority sets limits, and the rule of disposal, for its own territory.' },
  SetTwice:        { cites: 'custody/39', says: 'Each cause gets one limit at a time.' },
  NothingNew:      { cites: 'custody/40', says: 'Setting limits, or the rule of disposal, changes something.' },
});

const twice = (causes: readonly string[]): Refusal | undefined => {
  const i = causes.findIndex((cause, i) => causes.indexOf(cause) < i);
  return i < 0 ? undefined : because(no.SetTwice, `There are two limits for ${causes[i]!}.`, { cause: causes[i]! }, `#/limits/${i}/cause`);
};

/** How much may change without a second person, by cause, in one territory. Its id is the Participant’s code. The ledger’s own limits hold until its authority sets others. */
export const limit: Decider<Limits, typeof limitEvents, typeof commands, Record<never, never>> = {
  noun: 'limit',
  id: IsParticipantCode,
  events: limitEvents,
  commands,
  refusals: no,
  initial: limitsSoFar.initial,
  evolve: limitsSoFar.on,

  decide: {
    SetDisposalRule: ({ disposal }, data, { by, subject }) => {
      if (!isAuthorityOf(by, subject)) return because(no.NotItsAuthority, `The rule of disposal of ${subject} is set by an authority of ${subject}.`, { participant: subject });
      const { trade, origin } = data;
      return disposal?.trade === trade && disposal.origin === origin ? because(no.NothingNew, `The rule of ${subject} is this already.`, { trade, origin }) : [{ type: 'DisposalRuleSet', data }];
    },
    SetLimits: (now, data, { by, subject }) => {
      if (!isAuthorityOf(by, subject)) return because(no.NotItsAuthority, `The limits of ${subject} are set by an authority of ${subject}.`, { participant: subject });
      const refused = twice(data.limits.map(({ cause }) => cause));
      if (refused) return refused;
      const same = data.limits.every(({ cause, milliCarats, permyriad }) => now[cause].milliCarats === milliCarats && now[cause].permyriad === permyriad);
      return same ? because(no.NothingNew, `The limits of ${subject} are these already.`, { limits: data.limits.length }, '#/limits') : [{ type: 'LimitsSet', data }];
    },
  },
};
