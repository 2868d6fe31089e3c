import { IsCount, IsDay, IsMilliCaratsOrNone, IsPartyId, IsSiteId, IsText, Many, OneOf, Optional, sumOf, type Inquiry, type Sights } from '#kernel';
import { LIMIT_CAUSES, type LimitCause } from '../limit/limit.events.ts';
import { lots } from '../lots/lots.view.ts';
import { losses } from './losses.view.ts';

class Asked {
  /** First and last day. */
  @Optional() @IsDay() from?: string;
  @Optional() @IsDay() to?: string;
  @Optional() @IsPartyId() holder?: string;
  @Optional() @IsSiteId() site?: string;
}
class Line {
  /** As 2005-07. */
  @IsText() month!: string;
  /** None of goods that were blended from several sites. */
  @Optional() @IsSiteId() site?: string;
  @OneOf(...LIMIT_CAUSES) cause!: LimitCause;
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
  /** How many events it is the sum of: they are the rows of custody/losses. */
  @IsCount() events!: number;
}
class LossReport {
  @Many(() => Line, 0, 500_000) lines!: Line[];
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
}

type Loss = Readonly<Pick<Line, 'month' | 'cause'> & { source: string; kind: 'loss' | 'gain'; milliCarats: number }>;

/** Adds one event to the line of its month, site and cause. */
const add = (lines: Map<string, Line>, { month, cause, kind, milliCarats }: Loss, site: string | undefined): void => {
  const key = `${month}|${site ?? ''}|${cause}`;
  const line = lines.get(key) ?? { month, ...(site !== undefined && { site }), cause, lostMilliCarats: 0, gainedMilliCarats: 0, events: 0 };
  line[kind === 'loss' ? 'lostMilliCarats' : 'gainedMilliCarats'] += milliCarats;
  line.events += 1;
  lines.set(key, line);
};

/** From which site the goods came of which a part was lost: known of each source once it was looked up. */
const sitesIn = (sights: Sights) => {
  const known = new Map<string, string | undefined>();
  return async (source: string): Promise<string | undefined> => {
    if (!known.has(source)) known.set(source, (await sights.row(lots, source))?.site);
    return known.get(source);
  };
};

/** Losses and gains, by month, site and cause. Every line is a sum of events. */
export const lossReport: Inquiry<typeof Asked, typeof LossReport> = {
  name: 'custody/loss-report',
  says: 'What went missing or turned up, by month, site and cause: each line with the number of events of which it is the sum.',
  asks: Asked,
  answers: LossReport,
  amiss: ({ from, to }) => (from !== undefined && to !== undefined && from > to ? [{ pointer: '#/to', detail: 'must not be before from' }] : []),
  answer: async ({ from, to, holder, site: wanted }, sights) => {
    const siteOf = sitesIn(sights);
    const sums = new Map<string, Line>();
    for await (const loss of sights.rows(losses, holder === undefined ? {} : { holder }, { on: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } })) {
      const site = await siteOf(loss.source);
      if (wanted === undefined || site === wanted) add(sums, loss, site);
    }
    const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
    return { lines, lostMilliCarats: sumOf(lines, (line) => line.lostMilliCarats), gainedMilliCarats: sumOf(lines, (line) => line.gainedMilliCarats) };
  },
};
