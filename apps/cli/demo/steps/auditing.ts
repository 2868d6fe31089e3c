import { at } from '../plan/calendar.ts';
import type { Plan } from '../plan/plan.ts';
import type { World } from '../plan/world.ts';
import { step } from './certifying.ts';
import type { Chain } from './chain.ts';
import { officerOf } from './officers.ts';

/** What an authority drew of the fast queue of a quarter. */
export type Sample = Readonly<{ participant: string; fast: number; drawn: readonly Readonly<{ certificate: string; audit?: string }>[] }>;
type Inquire = (inquiry: string, asked: unknown) => Promise<{ readonly answer: unknown }>;

const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];

/** The draw of every quarter, wherever something went fast: anybody who asks gets the same. */
export const samplesOf = async (inquire: Inquire, { world: { year, participants } }: Plan): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const participant of participants.keys()) {
    for (const quarter of QUARTERS) {
      const { fast, drawn } = (await inquire('certification/audit-sample', { participant, quarter: `${year}-${quarter}` })).answer as Omit<Sample, 'participant'>;
      if (fast > 0) samples.push({ participant, fast, drawn });
    }
  }
  return samples;
};

/** One in so many is not as it should be. */
const IRREGULAR_IN = 12;

/** When the year is over, authorities look again at what they drew. */
export function* auditing(world: World, samples: readonly Sample[]): Generator<Chain> {
  const all = samples.flatMap(({ participant, drawn }) => drawn.map(({ certificate }) => ({ participant, certificate })));
  for (const [i, { participant, certificate }] of all.entries()) {
    const data = i % IRREGULAR_IN === IRREGULAR_IN - 1 ? { finding: 'irregular', note: 'The invoice is not in the file.' } : { finding: 'in-order', note: 'Papers, seals and weights agree.' };
    yield { key: `audit-${certificate}`, steps: [step(officerOf(world, participant, 'prepare'), ['AuditCertificate', certificate], at(`${world.year + 1}-01-31`, 10), data)] };
  }
}
