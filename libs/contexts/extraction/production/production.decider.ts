import { because, factOf, IsProductionId, recollectionOf, type Decider } from '#kernel';
import { site, type Site } from '../site/site.decider.ts';
import { productionEvents } from './production.events.ts';
import { checks, no, RecordProduction } from './production.rules.ts';

type Production = Readonly<{ recorded: boolean }>;

const commands = { RecordProduction };

/** What one site yielded in one period: the only way goods come into being (KPCS IV, Annex II ¶8-9). */
export const production: Decider<Production, typeof productionEvents, typeof commands, { site: Site }> = {
  noun: 'production',
  id: IsProductionId,
  events: productionEvents,
  commands,
  refusals: no,
  facts: { site: factOf(recollectionOf(site), ({ site: id }) => id) },
  initial: { recorded: false },

  evolve: { ProductionRecorded: () => ({ recorded: true }) },

  decide: {
    RecordProduction: ({ recorded }, record, asked) => {
      const { site: at } = asked.facts;
      if (recorded) return no.AlreadyRecorded;
      if (!at.registered) return because(no.UnknownSite, `No site ${record.site} is registered.`, { site: record.site }, '#/site');
      for (const check of checks) {
        const refusal = check(record, at, asked);
        if (refusal) return refusal;
      }
      return [{ type: 'ProductionRecorded', data: { ...record, participant: at.participant, operator: at.operator, scale: at.scale } }];
    },
  },
};
