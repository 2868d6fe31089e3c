import { ask, LEDGER, type Actor, type Ask } from '#kernel';
import { Refused, type Question } from '#platform/cqrs';
import { subjectOf } from '#platform/event-store';
import { blend } from '../../libs/contexts/custody/blend/blend.decider.ts';
import { decidedBlendSettlesLots } from '../../libs/contexts/custody/blend/decided-blend-settles-lots.reaction.ts';
import { startedBlendReservesLots } from '../../libs/contexts/custody/blend/started-blend-reserves-lots.reaction.ts';
import { lot } from '../../libs/contexts/custody/lot/lot.decider.ts';
import { abandonedParcelFreesLots } from '../../libs/contexts/custody/parcel/abandoned-parcel-frees-lots.reaction.ts';
import { begunParcelPacksLots } from '../../libs/contexts/custody/parcel/begun-parcel-packs-lots.reaction.ts';
import { parcel } from '../../libs/contexts/custody/parcel/parcel.decider.ts';
import { isPassing } from '../../libs/platform/cqrs/reactor.ts';
import type { Dice } from './dice.ts';
import type { Machine, World } from './machine.ts';

/** What follows by itself from the events of a blend, and of a parcel: the real reactions. */
export const reactions = [startedBlendReservesLots, decidedBlendSettlesLots, begunParcelPacksLots, abandonedParcelFreesLots];

const TRADER: Actor = { party: 'SYN-BW-trader', participant: 'BW', roles: ['trader'] };
const LOTS = ['SYN-A', 'SYN-B', 'SYN-C', 'SYN-D', 'SYN-E'] as const;

/** Who asks for what, and under which key. */
type Wish = Readonly<{ name: string; by: Actor; ask: Ask; cause: string; notBefore?: number }>;

/** What was mined before the story begins, and the seals that were issued: lots and seals are born from it. */
export const mine = ({ cluster, nowMs }: World): void => {
  const tell = (n: number, stream: string, type: string, data: object): void => {
    const event = { id: `00000000-0000-4000-8000-00000000000${n}`, type, data, occurredAt: new Date(nowMs).toISOString() };
    cluster.append(stream, 0, [{ ...event, by: TRADER.party, cause: `before ${n}`, correlation: 'before', request: '' }]);
  };
  LOTS.forEach((name, i) => tell(i, `production-${name}`, 'ProductionRecorded', {
    site: 'SYN-BW-site', participant: 'BW', operator: TRADER.party, scale: 'LSM', from: '2026-01-01', to: '2026-01-10', milliCarats: 1_000 + 7 * i, usdCents: 90_000 + i, stones: 10 + i,
  }));
  tell(LOTS.length, 'sealrange-SYN-S', 'SealsIssued', { kind: 'seal', issuer: 'SYN-BW-authority', to: TRADER.party, first: 1, last: 2 });
};

const worthOf = (name: string): Ask => ask(lot, name, 'ValueLot', { usdCents: 80_000, method: 'declared', basis: 'FOB' });

/** A few blends and parcels over the same few lots and seals, other work on these lots, and somebody who finds that it takes too long. */
export const wishesOf = (dice: Dice): Wish[] => {
  const parcels = ['SYN-P', 'SYN-Q'].slice(0, dice.between(0, 2));
  const blends = ['SYN-M', 'SYN-N', 'SYN-O'].slice(0, dice.between(parcels.length > 0 ? 0 : 1, 3));
  const wish = (name: string, wanted: Ask, by: Actor = TRADER): Wish => ({ name, by, ask: wanted, cause: `${by.party}/${name}`, notBefore: dice.between(0, 120) });
  return [
    ...blends.map((name) => wish(`start ${name}`, ask(blend, name, 'StartBlend', { lots: dice.some(LOTS, dice.between(2, 3)).sort() }))),
    ...dice.some(blends, dice.between(0, 2)).map((name) => wish(`overdue ${name}`, ask(blend, name, 'AbortBlend', { reason: 'It takes too long.' }), LEDGER)),
    ...parcels.map((name) => wish(`assemble ${name}`, ask(parcel, name, 'AssembleParcel', { seal: dice.pick(['SYN-S-1', 'SYN-S-2']), lots: dice.some(LOTS, dice.between(1, 3)) }))),
    ...dice.some(parcels, dice.between(0, 1)).map((name) => wish(`overdue ${name}`, ask(parcel, name, 'AbandonParcel', { reason: 'It takes too long.' }), LEDGER)),
    ...dice.some(LOTS, dice.between(1, 2)).map((name) => wish(`value ${name}`, worthOf(name))),
    ...dice.some(LOTS, dice.between(0, 1)).map((name) => wish(`split ${name}`, ask(lot, name, 'SplitLot', { parts: [{ milliCarats: 400 }, { milliCarats: 600 + 7 * LOTS.indexOf(name) }] }))),
  ];
};

/**
 * Work on lots that are still set aside when all is quiet, by a request that came so late that its blend, or parcel, was over: for a blend they count
 * as free for whoever wants them, and from a parcel that was abandoned the holder takes them back.
 */
export const freeingWishes = ({ streams }: World['cluster']): Wish[] => [...streams].flatMap(([stream, events]) => {
  const { type, data } = events.at(-1)!;
  const name = subjectOf(stream);
  const wish = (wanted: Ask): Wish => ({ name: `free ${name}`, by: TRADER, cause: `at last ${name}`, ask: wanted });
  if (type === 'LotReserved') return [wish(worthOf(name))];
  const abandoned = type === 'LotPacked' && streams.get(`parcel-${(data as { parcel: string }).parcel}`)?.some((event) => event.type === 'ParcelAbandoned');
  return abandoned ? [wish(ask(lot, name, 'UnpackLot', {}))] : [];
});

/** Asks until there is an answer, of one machine or another, always under the same key. Nobody takes silence for a no. */
export const pursue = ({ schedule, dice, failures }: World, machines: readonly Machine[], { name, by, ask: wanted, cause, notBefore }: Wish, done: (answer: string) => void): void => {
  const question: Question = { by, cause };
  const attempt = (): void => {
    const machine = dice.pick(machines);
    machine.ask(wanted, question).then(() => done('done'), (error: unknown) => {
      if (error instanceof Refused) done(error.refusal.refused);
      else if (isPassing(error)) schedule.add({ what: `${name}, once more`, go: attempt });
      else failures.push(`${name}: ${String(error)}`);
    });
  };
  schedule.add({ what: name, go: attempt, ...(notBefore !== undefined && { notBefore }) });
};
