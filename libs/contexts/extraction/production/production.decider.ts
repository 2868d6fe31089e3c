import { dayOf, factOf, factsOf, IsProductionId, recollectionOf, type Asked, type Decider } from '#kernel';
import { participant } from '../participant/participant.recollection.ts';
import { registeredParty } from '../party/party.recollection.ts';
import { period, quartersOf } from '../period/period.recollection.ts';
import { sample } from '../sample/sample.decider.ts';
import { site } from '../site/site.decider.ts';
import { productionEvents } from './production.events.ts';
import { no, type Facts } from './production.rules.ts';
import { purchasing } from './purchase.rules.ts';
import { recording } from './record.rules.ts';
import { restating } from './restatement.rules.ts';
import { recordedBy, type Production } from './state.rules.ts';

const commands = { ...recording.commands, ...purchasing.commands, ...restating.commands };

type Named = Readonly<Partial<Record<'site' | 'sample' | 'from' | 'to', string>>>;

/** The day itself, and those on which it was dug: a late record adds to the figures of either. */
const quartersInQuestion = ({ from, to }: Named, _: Production, asked: Asked): readonly string[] => {
  const on = dayOf(asked.occurredAt);
  return asked.command === 'RestateProduction' ? [] : quartersOf([from ?? to ?? on, to ?? on, on], asked);
};

/** That of the site, which was looked up before. A restatement tells of no goods that were not told of. */
const territoryInQuestion = (_: Named, __: Production, asked: Asked): string | undefined => {
  const { site: found } = (asked as Asked & { facts: Pick<Facts, 'site'> }).facts;
  return found.registered && asked.command !== 'RestateProduction' ? found.participant : undefined;
};

/** What one site yielded in one period, or what an artisanal miner sold: the only ways in which goods come into being (KPCS IV, Annex II ¶8-16). */
export const production: Decider<Production, typeof productionEvents, typeof commands, Facts> = {
  noun: 'production',
  id: IsProductionId,
  events: productionEvents,
  commands,
  refusals: { ...no, ...recording.refusals, ...purchasing.refusals, ...restating.refusals },
  internal: ['RestateProduction'],
  facts: {
    site: factOf(recollectionOf(site), ({ site: id }: Named) => id),
    territory: factOf(participant, territoryInQuestion),
    buyer: factOf(registeredParty, (_, __, { command, by }) => (command === 'RecordPurchase' ? by.party : undefined)),
    sample: factOf(recollectionOf(sample), ({ sample: id }: Named) => id),
    periods: factsOf(period, quartersInQuestion),
  },
  initial: { recorded: false },

  evolve: {
    ProductionRecorded: (_, data) => recordedBy(data.operator, data),
    PurchaseRecorded:   (_, data) => recordedBy(data.buyer, data),
    ProductionRestated: (_, data) => recordedBy(data.operator, data),
  },

  decide: { ...recording.decide, ...purchasing.decide, ...restating.decide },
};
