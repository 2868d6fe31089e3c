import {
  because, dayOf, factOf, factsOf, IsBlendId, IsLotId, isRefusal, IsText, ListOf, One, OneOf, Optional, refusals, type Asked, type DataOf, type Decider, type Decision, type Refusal,
} from '#kernel';
import { lotOfBlend } from '../lot/birth.events.ts';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { quarterInQuestion, tooLate } from '../lot/lot.rules.ts';
import { MODELS, type Model } from '../lot/vocabulary.events.ts';
import { period, type Period } from '../period/period.recollection.ts';
import { blendEvents, MOST_INPUTS, Obstacle, type BlendEvent } from './blend.events.ts';
import { blendSoFar, type Blend } from './blend.recollection.ts';
import { mixed } from './composition.rules.ts';
import { isAborted } from './decision.rules.ts';
import { obstacles, type Input } from './mixing.rules.ts';
import { namesTooLong, tooMuch } from './room.rules.ts';

const no = refusals({
  NoSuchBlend:    { cites: 'custody/70', says: 'There is no blend of this id.' },
  BlendBegun:     { cites: 'custody/71', says: 'A blend is started once: its id is not used again.' },
  NotTheLedger:   { forbids: true, cites: 'custody/72', says: 'Only the ledger itself decides a blend, once its lots are set aside, and closes it.' },
  BlendDecided:   { cites: 'custody/73', says: 'This blend is decided: it was committed or aborted, and stays so.' },
  BlendUndecided: { cites: 'custody/74', says: 'A blend is complete when it is decided, and every lot knows it.' },
  NotBlendHolder: { forbids: true, cites: 'custody/75', says: 'Only whoever started the blend calls it off, or the ledger, if it hangs.' },
  BeforeTheStart: { cites: 'custody/76', says: 'Nothing happens to a blend before it was started.' },
  PeriodClosed:   { cites: 'custody/77', says: 'The figures of that quarter are closed: a second person has to allow that a blend in it is entered late.' },
  NamesTooLong:   { cites: 'custody/84', says: 'The ids of all lots of a blend fit into one event.' },
});

class StartBlend {
  @ListOf(IsLotId, 2, MOST_INPUTS) lots!: string[];
  /** How strictly the result is to be kept apart; the strictest that all lots allow, if left out. */
  @Optional() @OneOf(...MODELS) model?: Model;
}
class DecideBlend { @Optional() @One(() => Obstacle) obstacle?: Obstacle }
class AbortBlend { @IsText() reason!: string }
class CompleteBlend {}

const commands = { StartBlend, DecideBlend, AbortBlend, CompleteBlend };

/** What a blend’s rules have to know of others: the lots, once it comes to the decision. */
type Facts = { lots: ReadonlyMap<string, Lot>; /** The quarter in which it happened, if that is over. */ period: Period };
type AskedOfBlend = Asked & { readonly facts: Facts };

const start = ({ status }: Blend, { lots, model }: DataOf<typeof StartBlend>, asked: AskedOfBlend): Decision<BlendEvent> => {
  if (status !== 'none') return no.BlendBegun;
  const refused = namesTooLong(no.NamesTooLong, lots) ?? tooLate(no.PeriodClosed, asked.facts.period, asked);
  return refused ?? [{ type: 'BlendStarted', data: { holder: asked.by.party, lots, ...(model !== undefined && { model }) } }];
};

const notReserved = (inputs: readonly Input[], blend: string): Refusal | undefined => {
  const free = inputs.find(({ is: { status, blend: reserving } }) => status !== 'reserved' || reserving !== blend);
  return free && because(obstacles.NotReserved, `Lot ${free.lot} is not set aside for blend ${blend}.`, { lot: free.lot });
};

/** What the lots make; a refusal, if they make nothing. */
const committed = (inputs: readonly Input[], { holder, model }: Blend, blend: string): BlendEvent | Refusal => {
  const made = notReserved(inputs, blend) ?? mixed(inputs, { holder, model, blend });
  if (isRefusal(made)) return made;
  const brought = inputs.map(({ lot, is: { milliCarats, usdCents, stones } }) => ({ lot, milliCarats, usdCents, ...(stones !== undefined && { stones }) }));
  const data = { holder, lot: lotOfBlend(blend), inputs: brought, made };
  return tooMuch(obstacles.TooMuch, data, inputs.length) ?? { type: 'BlendCommitted', data };
};

/** The one decision. Every lot was set aside on its own stream, and only this blend’s decision lets it go: what is read here still holds when it is written. */
const decide = (blend: Blend, { obstacle }: DataOf<typeof DecideBlend>, { by, subject, facts }: AskedOfBlend): Decision<BlendEvent> => {
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  if (blend.status === 'none') return no.NoSuchBlend;
  if (blend.status !== 'started') return because(no.BlendDecided, `Blend ${subject} is ${blend.status}.`, { status: blend.status });
  const { holder, inputs } = blend;
  const aborted = (obstacle: Obstacle): BlendEvent[] => [{ type: 'BlendAborted', data: { holder, lots: [...inputs], obstacle } }];
  if (obstacle) return aborted(obstacle);
  const decided = committed(inputs.map((lot) => ({ lot, is: facts.lots.get(lot)! })), blend, subject);
  return isRefusal(decided) ? aborted({ code: decided.refused, says: decided.detail! }) : [decided];
};

/** Whoever started it, or a watch that found it hanging, proposes to call it off. It races with the decision on one stream, so exactly one of them is written. */
const abort = ({ status, holder, inputs, on }: Blend, { reason }: DataOf<typeof AbortBlend>, { by, subject, occurredAt }: AskedOfBlend): Decision<BlendEvent> => {
  if (status === 'none') return no.NoSuchBlend;
  if (holder !== by.party && !by.roles.includes('ledger')) return no.NotBlendHolder;
  if (status !== 'started') return because(no.BlendDecided, `Blend ${subject} is ${status}.`, { status });
  const day = dayOf(occurredAt);
  if (day < on) return because(no.BeforeTheStart, `Blend ${subject} was started on ${on}; this is of ${day}.`, { startedOn: on, on: day }, '#/occurredAt');
  return [{ type: 'BlendAborted', data: { holder, lots: [...inputs], obstacle: { code: 'CalledOff', says: reason } } }];
};

const complete = (blend: Blend, _: DataOf<typeof CompleteBlend>, { by, subject }: AskedOfBlend): Decision<BlendEvent> => {
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  if (blend.status !== 'committed' && blend.status !== 'aborted') return because(no.BlendUndecided, `Blend ${subject} is ${blend.status}.`, { status: blend.status });
  return [{ type: 'BlendCompleted', data: { blend: subject, outcome: isAborted(blend) ? 'aborted' : 'committed' } }];
};

/** Lots physically mixed into one, which is born of the decision: `<blend>.0`. Reserve, one commit or abort, roll forward; no transaction over many streams. */
export const blend: Decider<Blend, typeof blendEvents, typeof commands, Facts> = {
  noun: 'blend',
  id: IsBlendId,
  events: blendEvents,
  commands,
  refusals: no,
  internal: ['DecideBlend', 'CompleteBlend'],
  facts: {
    lots: factsOf(lotSoFar, ({ obstacle }: DecideBlend, { status, inputs }: Blend, { command }) => (command === 'DecideBlend' && status === 'started' && !obstacle ? inputs : [])),
    period: factOf(period, (_, __, asked) => (asked.command === 'StartBlend' ? quarterInQuestion(asked) : undefined)),
  },
  initial: blendSoFar.initial,
  evolve: blendSoFar.on,
  decide: { StartBlend: start, DecideBlend: decide, AbortBlend: abort, CompleteBlend: complete },
};
