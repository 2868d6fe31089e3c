import { because, dayOf, inCarats, IsText, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { monitorsOn } from '../participant/participant.recollection.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { releasedOf, taintedIn } from './origins.rules.ts';

const no = refusals({
  NotTheMonitor: { forbids: true, cites: 'custody/161', says: 'A stockpile is released by the monitor who examines the exports of the Participant from which it comes, or by the Chair.' },
  NotTainted:    { cites: 'custody/162', says: 'Only goods that are tainted are released from it.' },
});

/** What the audit of a stockpile is called, and where it is written down. */
export class ReleaseStockpile {
  @IsText() audit!: string;
  @Optional() @IsText() document?: string;
}

/** The countries of the tainted carats, each once. */
export const taintedCountries = ({ origins }: Pick<Lot, 'origins'>): readonly string[] =>
  [...new Set(origins.flatMap(({ participant, taint }) => (taint === undefined ? [] : [participant])))];

/** Those whose taint this actor may release: all of them, if he is the Chair. */
const releasable = (lot: Lot, { by, occurredAt, facts }: AskedOfLot): ReadonlySet<string> => {
  const countries = taintedCountries(lot);
  if (by.roles.includes('chair')) return new Set(countries);
  const examines = (country: string) => monitorsOn(facts.monitored?.get(country) ?? [], dayOf(occurredAt)).has(by.party);
  return new Set(by.roles.includes('monitor') || by.roles.includes('industry-body') ? countries.filter(examines) : []);
};

const notReleased = (lot: Lot, asked: AskedOfLot): Refusal | undefined => {
  if (lot.status !== 'held' && lot.status !== 'confiscated') return notFree(lot, asked.subject);
  const countries = taintedCountries(lot);
  if (countries.length === 0) return because(no.NotTainted, `None of the ${inCarats(lot.milliCarats)} ct of lot ${asked.subject} is tainted.`, { milliCarats: lot.milliCarats });
  if (releasable(lot, asked).size > 0) return undefined;
  return because(no.NotTheMonitor, `${inCarats(taintedIn(lot.origins))} ct are tainted, of ${countries.join(', ')}; ${asked.by.party} did not examine its exports on ${dayOf(asked.occurredAt)}.`,
    { taintedMilliCarats: taintedIn(lot.origins), participants: countries.join(', ') });
};

/** After a forensic audit nothing is held against these carats any more (4.3 of the Central African framework); where they come from stays as it was. */
export const release = (lot: Lot, data: DataOf<typeof ReleaseStockpile>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notReleased(lot, asked);
  if (refused) return refused;
  const origins = releasedOf(lot.origins, releasable(lot, asked));
  const taintedMilliCarats = taintedIn(origins);
  return [{ type: 'LotTaintReleased', data: {
    holder: lot.holder, releasedBy: asked.by.party, ...data, milliCarats: taintedIn(lot.origins) - taintedMilliCarats, taintedMilliCarats, origins,
  } }];
};

/** Goods from zones that were not compliant, and their way back into trade. */
export const releasing = {
  commands: { ReleaseStockpile },
  refusals: no,
  makes: ['LotTaintReleased'],
  decide: { ReleaseStockpile: release },
} satisfies LotChapter<{ ReleaseStockpile: typeof ReleaseStockpile }>;
