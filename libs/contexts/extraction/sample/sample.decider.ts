import { because, beforeTheLast, dayOf, factOf, IsSampleId, recollectionOf, type Asked, type Decider, type Happened } from '#kernel';
import { registeredParty } from '../party/party.recollection.ts';
import { site } from '../site/site.decider.ts';
import { sampleEvents } from './sample.events.ts';
import { barredFromSending, barredFromTaking, no, ReceiveSample, ReportSample, SendSample, TakeSample, type Facts } from './sample.rules.ts';
import type { Sample } from './state.rules.ts';

type Known = Exclude<Sample, { status: 'none' }>;

const commands = { TakeSample, SendSample, ReceiveSample, ReportSample };

const known = (sample: Sample): Known => sample as Known;
const on = ({ occurredAt }: Pick<Happened, 'occurredAt'>) => ({ lastOn: dayOf(occurredAt) });

/** Why nothing can be said of this sample, or not on that day. */
const untimely = (sample: Sample, asked: Asked) => {
  const { subject } = asked;
  if (sample.status === 'none') return because(no.NoSuchSample, `No sample ${subject} was taken.`, { sample: subject });
  return beforeTheLast(no.BeforeTheLast, `sample ${subject}`, sample.lastOn, asked);
};

/** Rock that may hold diamonds, from the ground to the report on it (Technical Guideline 17): no carats, no trade, but known in whose hands. */
export const sample: Decider<Sample, typeof sampleEvents, typeof commands, Facts> = {
  noun: 'sample',
  id: IsSampleId,
  events: sampleEvents,
  commands,
  refusals: no,
  facts: {
    site: factOf(recollectionOf(site), ({ site: id }) => id),
    recipient: factOf(registeredParty, ({ to }) => to),
  },
  initial: { status: 'none' },

  evolve: {
    SampleTaken:    (_, { site: at, holder, grams }, happened) => ({ status: 'held', site: at, holder, grams, ...on(happened) }),
    SampleSent:     (now, { to }, happened) => ({ ...known(now), status: 'sent', to, ...on(happened) }),
    SampleReceived: (now, { holder, grams }, happened) => {
      const { site: at, stones } = now as Extract<Sample, { status: 'sent' }>;
      const there = { site: at, holder, grams, ...on(happened) };
      return stones === undefined ? { status: 'held', ...there } : { status: 'reported', stones, ...there };
    },
    SampleReported: (now, { stones }, happened) => ({ ...known(now), status: 'reported', stones, ...on(happened) }),
  },

  decide: {
    TakeSample: ({ status }, data, asked) => {
      const { by, occurredAt, facts: { site: at } } = asked;
      if (status !== 'none') return no.AlreadyTaken;
      if (!at.registered) return because(no.UnknownSite, `No site ${data.site} is registered.`, { site: data.site }, '#/site');
      const taken = { ...data, takenOn: data.takenOn ?? dayOf(occurredAt) };
      return barredFromTaking(taken, at, asked) ?? [{ type: 'SampleTaken', data: { ...taken, participant: at.participant, holder: by.party } }];
    },

    SendSample: (now, data, asked) => {
      const refused = untimely(now, asked) ?? barredFromSending(known(now), data, asked);
      return refused ?? [{ type: 'SampleSent', data: { ...data, from: known(now).holder, grams: known(now).grams } }];
    },

    ReceiveSample: (now, { grams }, asked) => {
      const refused = untimely(now, asked);
      if (refused) return refused;
      if (now.status !== 'sent') return because(no.NotOnItsWay, `Sample ${asked.subject} lies with ${known(now).holder}.`, { holder: known(now).holder });
      if (now.to !== asked.by.party) return because(no.NotAddressee, `Sample ${asked.subject} was sent to ${now.to}.`, { to: now.to });
      return [{ type: 'SampleReceived', data: { from: now.holder, holder: now.to, grams: grams ?? now.grams } }];
    },

    ReportSample: (now, data, asked) => {
      const refused = untimely(now, asked);
      if (refused) return refused;
      if (known(now).holder !== asked.by.party) return because(no.NotHolder, `Sample ${asked.subject} is with ${known(now).holder}.`, { holder: known(now).holder });
      if (now.status === 'sent') return because(no.OnItsWay, `Sample ${asked.subject} is on its way to ${now.to}.`, { to: now.to });
      if (now.status === 'reported') return because(no.AlreadyReported, `The report on sample ${asked.subject} said: ${now.stones} stones.`, { stones: now.stones });
      return [{ type: 'SampleReported', data: { ...data, holder: asked.by.party, sample: asked.subject } }];
    },
  },
};
