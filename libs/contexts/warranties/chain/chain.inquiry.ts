import { IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsName, Many, OneOf, shareOut, sumOf, type DataOf, type Inquiry, type Sights } from '#kernel';
import { GAPS, type Gap, type Upstream } from '../invoice/invoice.events.ts';
import { links, Step, type Link } from './links.view.ts';

const MOST = 500_000;

class Asked { @IsInvoiceId() invoice!: string }
/** `untold`: the invoice is older than such records; it bears a statement, and what it stands on is not known. */
const ENDS = ['production', 'import', 'disposal', 'opening-stock', 'untold'] as const;
type EndKind = (typeof ENDS)[number];
/** Where warranted carats come from at last: a production record, a certificate, a case of the State, or the opening stock of whoever sold under that invoice. */
class End { @OneOf(...ENDS) end!: EndKind; @IsName() of!: string; @IsMilliCarats() milliCarats!: number }
/** Where the chain is broken: at which line, and by how many carats. */
class Break { @IsInvoiceId() invoice!: string; @IsLotId() lot!: string; @OneOf(...GAPS) why!: Gap; @IsMilliCarats() milliCarats!: number }
class Chain {
  @IsInvoiceId() invoice!: string;
  @OneOf('whole', 'broken', 'no-such-invoice') chain!: 'whole' | 'broken' | 'no-such-invoice';
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsMilliCaratsOrNone() unwarrantedMilliCarats!: number;
  /** The invoices on the way, and how many of the carats came through each. */
  @Many(() => Step, 0, MOST) steps!: Step[];
  /** They add up to the carats, with the breaks. */
  @Many(() => End, 0, MOST) ends!: End[];
  @Many(() => Break, 0, MOST) breaks!: Break[];
}

/** Carats that came through a line: warranted ones and others. They go different ways, so that each gap is counted to 0.001 ct. */
type Flow = Readonly<{ warranted: number; unwarranted: number }>;
const plus = (a: Flow | undefined, b: Flow): Flow => (a ? { warranted: a.warranted + b.warranted, unwarranted: a.unwarranted + b.unwarranted } : b);
const keyOf = ({ invoice, lot }: Readonly<{ invoice: string; lot: string }>): string => `${invoice}/${lot}`;

/** Every line that stands behind this invoice, each once. */
const behind = async (invoice: string, sights: Sights): Promise<{ own: readonly Link[]; all: ReadonlyMap<string, Link> }> => {
  const [own, all] = [[] as Link[], new Map<string, Link>()];
  for await (const link of sights.rows(links, { invoice })) own.push(link as Link);
  const waiting = [...own];
  for (let link = waiting.pop(); link; link = waiting.pop()) {
    if (all.has(keyOf(link))) continue;
    all.set(keyOf(link), link);
    for (const one of link.upstream ?? []) {
      const next = all.has(keyOf(one)) ? undefined : await sights.row(links, keyOf(one)) as Link | undefined;
      if (next) waiting.push(next);
    }
  }
  return { own, all };
};

/** One way out of a line: to an earlier line, to an end, or into a gap. */
type Way = Flow & Readonly<{ to?: string; end?: Pick<End, 'end' | 'of'>; why?: Gap }>;

const ending = (end: EndKind, of: string, warranted: number): Way => ({ warranted, unwarranted: 0, end: { end, of } });

const endsOf = ({ imports = [], production = [], disposals = [], openingMilliCarats: opening, seller }: Link): Way[] => [
  ...production.map((one) => ending('production', one.production, one.milliCarats)), ...imports.map((one) => ending('import', one.certificate, one.milliCarats)),
  ...disposals.map((one) => ending('disposal', one.case, one.milliCarats)), ...(opening === undefined ? [] : [ending('opening-stock', seller, opening)]),
];

const wayBack = (one: Upstream, isKnown: boolean): Way => {
  const unwarranted = one.unwarrantedMilliCarats ?? 0;
  const warranted = one.milliCarats - unwarranted;
  return isKnown ? { warranted, unwarranted, to: keyOf(one) } : { ...ending('untold', one.invoice, warranted), unwarranted, why: 'unknown' };
};

/** What a line stands on. Without a statement all of it is a gap, here; a line that tells nothing ends here, as one does of which the moment that is asked knows nothing. */
const waysOf = (link: Link, all: ReadonlyMap<string, Link>): readonly Way[] => {
  const { gaps = [], upstream = [], statement, milliCarats, invoice } = link;
  if (statement === 'none') return [{ warranted: 0, unwarranted: milliCarats, why: 'no-statement' }];
  const ways: Way[] = [
    ...upstream.map((one) => wayBack(one, all.has(keyOf(one)))),
    ...endsOf(link), ...gaps.flatMap(({ why, milliCarats: unwarranted }) => (why === 'upstream' ? [] : [{ warranted: 0, unwarranted, why }])),
  ];
  return ways.length > 0 ? ways : [ending('untold', invoice, milliCarats)];
};

/** What came through each line, and where it ended. */
type Course = Readonly<{ flows: Map<string, Flow>; ends: Map<string, End>; breaks: Break[] }>;

const end = (ends: Course['ends'], one: Pick<End, 'end' | 'of'>, milliCarats: number): void => {
  const key = `${one.end}/${one.of}`;
  ends.set(key, { ...one, milliCarats: milliCarats + (ends.get(key)?.milliCarats ?? 0) });
};

const follow = ({ flows, ends, breaks }: Course, { invoice, lot }: Link, way: Way, share: Flow): void => {
  if (share.warranted + share.unwarranted === 0) return;
  if (way.to !== undefined) flows.set(way.to, plus(flows.get(way.to), share));
  if (way.why !== undefined && share.unwarranted > 0) breaks.push({ invoice, lot, why: way.why, milliCarats: share.unwarranted });
  if (way.end !== undefined && share.warranted > 0) end(ends, way.end, share.warranted);
};

const latestFirst = (a: Link, b: Link): number => (a.order === b.order ? 0 : a.order < b.order ? 1 : -1);

/** Latest first: whatever flows into a line has arrived when its turn comes. */
const flowed = (own: readonly Link[], all: ReadonlyMap<string, Link>): Course => {
  const flows = new Map(own.map((link) => [keyOf(link), { warranted: link.milliCarats - link.unwarrantedMilliCarats, unwarranted: link.unwarrantedMilliCarats } as Flow]));
  const course: Course = { flows, ends: new Map(), breaks: [] };
  for (const link of [...all.values()].sort(latestFirst)) {
    const flow = flows.get(keyOf(link));
    if (!flow) continue;
    const ways = waysOf(link, all);
    const [warranted, unwarranted] = [shareOut(flow.warranted, ways.map((way) => way.warranted)), shareOut(flow.unwarranted, ways.map((way) => way.unwarranted))];
    for (const [i, way] of ways.entries()) follow(course, link, way, { warranted: warranted[i]!, unwarranted: unwarranted[i]! });
  }
  return course;
};

const stepsOf = (all: ReadonlyMap<string, Link>, flows: ReadonlyMap<string, Flow>): Step[] => {
  const steps = new Map<string, Step & { readonly order: string }>();
  for (const [key, { warranted, unwarranted }] of flows) {
    const { invoice, seller, buyer, issuedOn, statement, order } = all.get(key)!;
    const { milliCarats = 0, unwarrantedMilliCarats = 0 } = steps.get(invoice) ?? {};
    steps.set(invoice, {
      invoice, seller, buyer, issuedOn, statement, milliCarats: milliCarats + warranted + unwarranted, unwarrantedMilliCarats: unwarrantedMilliCarats + unwarranted, order,
    });
  }
  return [...steps.values()].sort((a, b) => (a.order < b.order ? 1 : -1)).map(({ order: _, ...step }) => step);
};

/** Is this invoice warranted back to the mine, or to the certificate under which the goods came in; or how many carats are not, and since which invoice? */
export const chain: Inquiry<typeof Asked, typeof Chain> = {
  name: 'warranties/chain',
  says: 'The chain of warranties behind an invoice, back to mine or import: every invoice on the way, where its carats come from, and the exact gap in carats if it is broken. Without prices.',
  asks: Asked,
  answers: Chain,
  answer: async ({ invoice }, sights): Promise<DataOf<typeof Chain>> => {
    const { own, all } = await behind(invoice, sights);
    if (own.length === 0) return { invoice, chain: 'no-such-invoice', milliCarats: 0, unwarrantedMilliCarats: 0, steps: [], ends: [], breaks: [] };
    const { flows, ends, breaks } = flowed(own, all);
    const unwarrantedMilliCarats = sumOf(own, (link) => link.unwarrantedMilliCarats);
    return {
      invoice, chain: unwarrantedMilliCarats > 0 ? 'broken' : 'whole', milliCarats: sumOf(own, ({ milliCarats }) => milliCarats), unwarrantedMilliCarats, steps: stepsOf(all, flows), ends: [...ends.values()], breaks,
    };
  },
};
