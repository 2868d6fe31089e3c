import {
  IsCertificateNumber, IsCount, IsDay, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsParcelId, IsPartyId, IsSeal, IsText, IsTrace, ListOf, Many, Optional,
  type DataOf, type Inquiry, type Sights,
} from '#kernel';
import { leads } from '../leads/leads.view.ts';
import { lineage } from '../lineage/lineage.view.ts';
import { lots } from '../lots/lots.view.ts';
import { parcels } from '../parcels/parcels.view.ts';
import { shareOfWeight, sharesOf, type Step } from './shares.rules.ts';

const MOST = 500_000;

class Asked {
  @IsTrace() of!: string;
  /** Of a site, a zone or a licence: only goods that were dug on one of these days. */
  @Optional() @IsDay() from?: string;
  @Optional() @IsDay() to?: string;
}
/** A lot that still exists, and where it is. In a sealed parcel it is where the parcel is. */
export class FoundLot {
  @IsLotId() lot!: string;
  @IsPartyId() holder!: string;
  @IsPartyId() owner!: string;
  @IsText() status!: string;
  @Optional() @IsText() place?: string;
  @IsMilliCarats() milliCarats!: number;
  /** How much of it stems from the goods that are meant: all, if nothing else was blended with them. Rounded up. */
  @IsMilliCarats() stemMilliCarats!: number;
  /** How much of all of it is tainted: dug where exports were closed, and not released. None: nothing is. */
  @Optional() @IsMilliCarats() taintedMilliCarats?: number;
  @Optional() @IsParcelId() parcel?: string;
  @Optional() @IsCertificateNumber() certificate?: string;
}
class FoundParcel {
  @IsParcelId() parcel!: string;
  @IsPartyId() holder!: string;
  @IsText() status!: string;
  @IsSeal() seal!: string;
  @Optional() @IsCertificateNumber() certificate?: string;
}
/** Who is to be written to, and about how much. */
class FoundHolder {
  @IsPartyId() holder!: string;
  @IsCount() lots!: number;
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsMilliCaratsOrNone() stemMilliCarats!: number;
  @Optional() @IsMilliCarats() taintedMilliCarats?: number;
}
class Recalled {
  /** The lots with which it begins. None: the ledger knows no such goods. */
  @ListOf(IsLotId, 0, MOST) starts!: string[];
  @Many(() => FoundLot, 0, MOST) lots!: FoundLot[];
  @Many(() => FoundParcel, 0, MOST) parcels!: FoundParcel[];
  @ListOf(IsCertificateNumber, 0, MOST) certificates!: string[];
  @Many(() => FoundHolder, 0, MOST) holders!: FoundHolder[];
}

/** Lots with which a recall begins, and the parcels and certificates come by. What lay in a parcel is followed from there on: `after` is when it was packed. */
type Found = { readonly starts: Map<string, { after?: string }>; readonly papers: Set<string> };

const idOf = (node: string): string => node.slice(node.indexOf(':') + 1);
const isOf = (kind: string) => (node: string): boolean => node.startsWith(`${kind}:`);
const [isLot, isParcel, isCertificate] = [isOf('lot'), isOf('parcel'), isOf('certificate')];
const CONSUMED: ReadonlySet<string> = new Set(['split', 'blended', 'lost', 'destroyed']);

const addLot = async (node: string, { starts }: Found, sights: Sights): Promise<void> => {
  if (await sights.row(lots, idOf(node))) starts.set(node, {});
};

/** The parcel, and the certificates under which it went. */
const addPapers = async (node: string, papers: Set<string>, sights: Sights): Promise<void> => {
  if (papers.has(node)) return;
  papers.add(node);
  for await (const { to, kind } of sights.rows(lineage, { from: node })) if (kind === 'certified') papers.add(to);
};

const addParcel = async (node: string, { starts, papers }: Found, sights: Sights): Promise<void> => {
  await addPapers(node, papers, sights);
  for await (const { from, order } of sights.rows(lineage, { to: node })) if (!starts.has(from)) starts.set(from, { after: order });
};

const addCertificate = async (node: string, found: Found, sights: Sights): Promise<void> => {
  for await (const { from, kind } of sights.rows(lineage, { to: node })) if (kind === 'certified') await addParcel(from, found, sights);
};

/** The goods that are meant, followed from their name: a licence to its sites, a site to its lots, a range of seals to what they closed. */
const goodsOf = async ({ of, from, to }: DataOf<typeof Asked>, sights: Sights): Promise<Found> => {
  const found: Found = { starts: new Map(), papers: new Set() };
  const [waiting, seen] = [[of.replace(/^production:/, 'lot:')], new Set<string>()];
  const open = async (node: string): Promise<void> => {
    if (isLot(node)) return addLot(node, found, sights);
    if (isParcel(node)) return addParcel(node, found, sights);
    if (isCertificate(node)) return addCertificate(node, found, sights);
    for await (const lead of sights.rows(leads, { from: node })) if (isWithin(lead, from, to)) waiting.push(lead.to);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    await open(node);
  }
  return found;
};

const isWithin = ({ firstOn, lastOn }: Readonly<{ firstOn?: string; lastOn?: string }>, from?: string, to?: string): boolean =>
  (firstOn === undefined || to === undefined || firstOn <= to) && (lastOn === undefined || from === undefined || lastOn >= from);

/**
 * Everything downstream, each lot looked at once: the steps from lot to lot. The parcels on the way join the papers; what lies in them beside these
 * lots does not stem from them.
 */
const followed = async ({ starts, papers }: Found, sights: Sights): Promise<readonly Step[]> => {
  const [steps, waiting, seen] = [new Map<string, Step>(), [...starts.keys()], new Set<string>()];
  const after = new Map([...starts].map(([node, { after }]) => [node, after]));
  const take = async (step: Step): Promise<void> => {
    if (isParcel(step.to)) return addPapers(step.to, papers, sights);
    steps.set(`${step.from}>${step.to}`, step);
    // What came of a lot that is meant is meant from its beginning.
    if (after.get(step.to) !== undefined) seen.delete(step.to);
    after.delete(step.to);
    waiting.push(step.to);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const packedAt = after.get(node) ?? '';
    for await (const step of sights.rows(lineage, { from: node })) if (step.order > packedAt) await take(step);
  }
  return [...steps.values()];
};

/** What went into each blend altogether, also what is not meant. */
const blendsIn = async (steps: readonly Step[], sights: Sights): Promise<ReadonlyMap<string, number>> => {
  const weights = new Map<string, number>();
  for (const blend of new Set(steps.filter(({ kind }) => kind === 'blended').map(({ to }) => to))) {
    let milliCarats = 0;
    for await (const step of sights.rows(lineage, { to: blend })) if (step.kind === 'blended') milliCarats += step.milliCarats;
    weights.set(blend, milliCarats);
  }
  return weights;
};

const placedIn = async (parcel: string | undefined, sights: Sights): Promise<Partial<FoundLot>> => {
  const row = parcel === undefined ? undefined : await sights.row(parcels, parcel);
  return row ? { holder: row.holder, ...(row.certificate !== undefined && { certificate: row.certificate }) } : {};
};

/** That it is stopped matters more than what it was doing. */
const stateOf = ({ detention, status }: Readonly<{ detention?: Readonly<{ stage: string }>; status: string }>): string => detention?.stage ?? status;

/** Where each of them is now; what was consumed or lost is nowhere. */
const existing = async (shares: ReturnType<typeof sharesOf>, sights: Sights): Promise<FoundLot[]> => {
  const found: FoundLot[] = [];
  for (const [node, share] of shares) {
    const row = await sights.row(lots, idOf(node));
    if (!row || CONSUMED.has(row.status)) continue;
    const { lot, holder, owner, place, milliCarats, taintedMilliCarats, parcel } = row;
    const status = stateOf(row);
    found.push({
      lot, holder, owner, status, ...(place !== undefined && { place }), milliCarats, stemMilliCarats: shareOfWeight(share, milliCarats),
      ...(taintedMilliCarats !== undefined && { taintedMilliCarats }),
      ...(parcel !== undefined && { parcel }), ...await placedIn(parcel, sights),
    });
  }
  return found.sort((a, b) => (a.lot < b.lot ? -1 : 1));
};

const parcelsOf = async (papers: ReadonlySet<string>, sights: Sights): Promise<FoundParcel[]> => {
  const found: FoundParcel[] = [];
  for (const node of papers) {
    const row = isParcel(node) ? await sights.row(parcels, idOf(node)) : undefined;
    if (row) found.push({ parcel: row.parcel, holder: row.holder, status: row.status, seal: row.seal, ...(row.certificate !== undefined && { certificate: row.certificate }) });
  }
  return found;
};

const holdersOf = (found: readonly FoundLot[]): FoundHolder[] => {
  const holders = new Map<string, FoundHolder>();
  for (const { holder, milliCarats, stemMilliCarats, taintedMilliCarats = 0 } of found) {
    const sum = holders.get(holder) ?? { holder, lots: 0, milliCarats: 0, stemMilliCarats: 0 };
    const tainted = (sum.taintedMilliCarats ?? 0) + taintedMilliCarats;
    holders.set(holder, {
      holder, lots: sum.lots + 1, milliCarats: sum.milliCarats + milliCarats, stemMilliCarats: sum.stemMilliCarats + stemMilliCarats, ...(tainted > 0 && { taintedMilliCarats: tainted }),
    });
  }
  return [...holders.values()].sort((a, b) => (a.holder < b.holder ? -1 : 1));
};

/** Everything that stems from the goods that are meant. */
export const stemmingFrom = async (asked: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof Recalled>> => {
  const found = await goodsOf(asked, sights);
  const { starts, papers } = found;
  const steps = await followed(found, sights);
  const here = await existing(sharesOf(new Set(starts.keys()), steps, await blendsIn(steps, sights)), sights);
  return {
    starts: [...starts.keys()].map(idOf).sort(), lots: here, parcels: await parcelsOf(papers, sights),
    certificates: [...papers].filter(isCertificate).map(idOf).sort(), holders: holdersOf(here),
  };
};

const DATED = /^(site|zone|licence):/;

/** What must be called back if something is wrong with a site, a zone, a licence, some days of digging, a seal, a lot or a certificate. */
export const recall: Inquiry<typeof Asked, typeof Recalled> = {
  name: 'custody/recall',
  says: 'All that stems from some goods and still exists: lots with their holders and places, parcels, certificates, and how much each holder has.',
  asks: Asked,
  answers: Recalled,
  amiss: ({ of, from, to }) => [
    ...(from !== undefined && to !== undefined && from > to ? [{ pointer: '#/to', detail: 'must not be before from' }] : []),
    ...((from ?? to) !== undefined && !DATED.test(of) ? [{ pointer: from === undefined ? '#/to' : '#/from', detail: 'is a day of digging: it can be asked of a site, a zone or a licence only' }] : []),
  ],
  answer: stemmingFrom,
};
