import { isOpen } from '#contexts/identity/events';
import type { OriginShare } from '#contexts/custody/events';
import { addedUp, because, inCarats, refusals, sumOf, type Refusal } from '#kernel';
import { decidedOn, embargoOn, standingOn, zonesOf, type Flow, type Participant } from '../participant/participant.recollection.ts';
import type { WatchedEnd } from './certificate.events.ts';
import { barred, detained, no as common, type CertificateChapter, type Facts } from './certificate.rules.ts';
import type { Shipment } from './state.rules.ts';
import { WATCHED, type Approval, type Watched } from './vocabulary.events.ts';

const no = refusals({
  Embargoed:      { cites: 'UN Charter, Article 41', says: 'What the Security Council forbids is not traded, whatever the standing of either end.' },
  ZoneClosed:     { cites: 'certification/51', says: 'Goods of a zone that is suspended do not leave; and out of a Participant that is suspended but for some zones, only goods of those.' },
  TaintedGoods:   { cites: 'certification/52', says: 'Goods dug in a zone that was not compliant do not cross a border until an audit has released them.' },
  PackageMissing: { cites: 'certification/53', says: 'Where each export is examined beforehand, a certificate is asked for with a package that the monitor approved.' },
  PackageDiffers: { cites: 'certification/54', says: 'The package that was examined is this shipment, parcel by parcel and carat by carat.' },
});

type Ends = Pick<Shipment, 'from' | 'to'>;
type Place = Readonly<{ pointer?: string }>;
const endsOf = ({ from, to }: Ends): readonly (readonly [string, Flow])[] => [[from, 'export'], [to, 'import']];

/** The zones that were opened since a Participant was suspended as a whole, and stand open on that day. */
const openZonesOf = (participant: Participant | undefined, day: string): string[] => {
  const whole = decidedOn(participant, day, 'export');
  if (whole?.standing !== 'suspended' && whole?.standing !== 'self-suspended') return [];
  return zonesOf(participant, day).filter((zone) => { const own = decidedOn(participant, day, 'export', zone); return own !== undefined && own.from >= whole.from && isOpen(own.standing); });
};

/** Does anything leave, or come in, on that day? Out of a Participant that is suspended but for some zones: what is of those. */
export const isPassable = (now: Participant | undefined, day: string, flow: Flow): boolean =>
  embargoOn(now, day, flow) === undefined && (isOpen(standingOn(now, day, flow)) || (flow === 'export' && openZonesOf(now, day).length > 0));

const embargoed = (day: string, code: string, flow: Flow, now: Participant | undefined): Refusal | undefined => {
  const embargo = embargoOn(now, day, flow);
  return embargo && because(no.Embargoed, `From ${embargo.from} on ${flow}s of ${code} are forbidden: ${embargo.decision}.`, { participant: code, flow, from: embargo.from, document: embargo.document, day });
};

const notOpen = (day: string, code: string, flow: Flow, { now, inPart }: Readonly<{ now: Participant | undefined; inPart: boolean }>): Refusal | undefined => {
  const standing = standingOn(now, day, flow);
  return isOpen(standing) || (inPart && flow === 'export' && openZonesOf(now, day).length > 0) ? undefined : because(common.NotAParticipant, `On ${day} the standing of ${code} for ${flow}s is: ${standing}.`, { participant: code, flow, standing, day });
};

/**
 * Why the corridor is closed on that day; undefined if what leaves the one end may come in at the other. What left while it was open may still arrive.
 * @param inPart lets a Participant pass that is suspended but for some zones: then the goods tell
 */
export const corridorClosed = (day: string, ends: Ends, { participants }: Pick<Facts, 'participants'>, { pointer, inPart = false }: Place & { inPart?: boolean } = {}): Refusal | undefined => {
  for (const [code, flow] of endsOf(ends)) {
    const refused = embargoed(day, code, flow, participants.get(code)) ?? notOpen(day, code, flow, { now: participants.get(code), inPart });
    if (refused) return pointer === undefined ? refused : { ...refused, pointer };
  }
  return undefined;
};

/** Everything that is asked of goods that are to leave: of which parcels, whence, to where. */
export type Leaving = Pick<Shipment, 'exporter' | 'from' | 'to' | 'parcels' | 'purpose' | 'package' | 'zones'>;

/** Carats of each zone, for a sentence: "CF-NOLA 1.500 ct". */
const byZone = (shares: readonly OriginShare[]): string =>
  addedUp(shares.map(({ participant, zone, milliCarats }) => ({ zone: zone ?? `${participant}, no zone told`, milliCarats })), 'zone', ['milliCarats']).map(({ zone, milliCarats }) => `${zone} ${inCarats(milliCarats)} ct`).join('; ');

const weighed = (shares: readonly OriginShare[]): number => sumOf(shares, ({ milliCarats }) => milliCarats);

/** Is this stock of its own, which the monitor let out after an audit? */
const isReleased = ({ status, audit }: Facts['filed'], from: string, shares: readonly OriginShare[]): boolean =>
  status === 'approved' && audit !== undefined && shares.every(({ participant }) => participant === from);

/** Goods whose zone is closed on that day: of a Participant that is suspended, all but those of its open zones; of another, those of a zone that was suspended since. */
const shutOff = (day: string, from: string, goods: readonly OriginShare[], now: Participant | undefined): readonly OriginShare[] => {
  const whole = decidedOn(now, day, 'export');
  if (whole === undefined || !isOpen(whole.standing)) {
    const open = new Set(openZonesOf(now, day));
    return goods.filter(({ participant, zone }) => participant !== from || zone === undefined || !open.has(zone));
  }
  const isShut = (zone: string): boolean => { const own = decidedOn(now, day, 'export', zone); return own !== undefined && own.from >= whole.from && !isOpen(own.standing); };
  return goods.filter(({ participant, zone }) => participant === from && zone !== undefined && isShut(zone));
};

/** Every carat is of a zone that is open, or of stock that a forensic audit released to a monitor. */
const zoneClosed = (day: string, { from }: Leaving, goods: readonly OriginShare[], { participants, filed }: Facts): Refusal | undefined => {
  const now = participants.get(from);
  const shut = shutOff(day, from, goods, now);
  if (shut.length === 0 || isReleased(filed, from, shut)) return undefined;
  if (isOpen(standingOn(now, day, 'export'))) {
    return because(no.ZoneClosed, `On ${day} zones of ${from} are closed. In the parcels: ${byZone(shut)}.`, { participant: from, day, milliCarats: weighed(shut) }, '#/parcels');
  }
  const open = openZonesOf(now, day).join(', ');
  return because(no.ZoneClosed, `On ${day} only these zones of ${from} are open: ${open}. In the parcels: ${byZone(shut)}.`, { participant: from, day, open, milliCarats: weighed(shut) }, '#/parcels');
};

const tainted = (goods: readonly OriginShare[]): Refusal | undefined => {
  const shares = goods.filter(({ taint }) => taint !== undefined);
  return shares.length === 0 ? undefined
    : because(no.TaintedGoods, `In the parcels: ${byZone(shares)}, not released.`, { milliCarats: weighed(shares), zones: [...new Set(shares.map(({ zone }) => zone ?? ''))].sort().join(', ') }, '#/parcels');
};

/** The zones of the exporting Participant of which there are goods. */
export const ownZones = ({ from, zones = [] }: Pick<Shipment, 'from' | 'zones'>): string[] => zones.map(({ zone }) => zone).filter((zone) => zone.startsWith(`${from}-`));

/** Whether a monitor looks at what leaves, and when: by the conditions of the whole, and of the zones of which there are goods. Who is supervised is examined before. */
export const approvalOn = (day: string, leaving: Pick<Shipment, 'from' | 'purpose' | 'zones'>, { participants }: Pick<Facts, 'participants'>): Approval | undefined => {
  if (leaving.purpose === 'technical') return undefined;
  const now = participants.get(leaving.from);
  const asked = [undefined, ...ownZones(leaving)].map((zone) => decidedOn(now, day, 'export', zone))
    .map((decided) => decided?.conditions?.approval ?? (decided?.standing === 'supervised' ? 'ex-ante' as const : undefined));
  return asked.includes('ex-ante') ? 'ex-ante' : asked.find((approval) => approval !== undefined);
};

const differs = ({ exporter, parcels }: Leaving, { filed }: Facts): boolean => {
  const packed = new Map(filed.parcels.map(({ parcel, milliCarats }) => [parcel, milliCarats]));
  return filed.exporter !== exporter || packed.size !== parcels.length || parcels.some(({ parcel, milliCarats }) => packed.get(parcel) !== milliCarats);
};

/** Where somebody looks beforehand, somebody did. */
const notExamined = (day: string, leaving: Leaving, facts: Facts): Refusal | undefined => {
  const { package: name = '', from } = leaving;
  const { filed: { status } } = facts;
  return status === 'approved' || approvalOn(day, leaving, facts) !== 'ex-ante' ? undefined
    : because(no.PackageMissing, name === '' ? `Exports of ${from} are examined beforehand on ${day}, and no package is named.` : `Package ${name} is: ${status}.`, { package: name, status, day }, '#/package');
};

/** Whatever package is named, it is this shipment. */
const anotherPackage = (leaving: Leaving, facts: Facts): Refusal | undefined => {
  const { filed: { status, parcels, milliCarats: packageMilliCarats } } = facts;
  if (leaving.package === undefined || ((status === 'filed' || status === 'approved') && !differs(leaving, facts))) return undefined;
  const milliCarats = sumOf(leaving.parcels, (parcel) => parcel.milliCarats);
  return because(no.PackageDiffers, `Package ${leaving.package} is ${status === 'none' ? 'not filed' : status}, with ${parcels.length} parcels of ${inCarats(packageMilliCarats)} ct; the shipment has ${leaving.parcels.length} of ${inCarats(milliCarats)} ct.`,
    { package: leaving.package, status, packageMilliCarats, milliCarats }, '#/package');
};

/** Why these goods do not leave on that day, though the corridor is open; undefined if they may. Technical shipments are evidence, or science: whence they come matters less than that they are seen. */
export const goodsOff = (day: string, leaving: Leaving, facts: Facts): Refusal | undefined => {
  const goods = leaving.parcels.flatMap(({ parcel }) => facts.parcels.get(parcel)?.origins ?? []);
  return zoneClosed(day, leaving, goods, facts) ?? (leaving.purpose === 'technical' ? undefined : tainted(goods) ?? notExamined(day, leaving, facts) ?? anotherPackage(leaving, facts));
};

/** What may have changed since the request: the corridor, the two ends of the trade, and the parcels. */
export const notNow = (day: string, shipment: Shipment, facts: Facts): Refusal | undefined =>
  corridorClosed(day, shipment, facts, { inPart: true }) ?? barred(facts, [{ party: shipment.exporter }, { party: shipment.importer }], day) ?? detained(shipment.parcels.map(({ parcel }) => parcel), facts);

const isWatched = (standing: string): standing is Watched => (WATCHED as readonly string[]).includes(standing);

/** The ends at which others look twice on that day; undefined if there are none. */
export const watchedEnds = (day: string, ends: Ends, { participants }: Pick<Facts, 'participants'>): WatchedEnd[] | undefined => {
  const watched = endsOf(ends).flatMap(([code, flow]) => {
    const standing = standingOn(participants.get(code), day, flow);
    return isWatched(standing) ? [{ participant: code, standing }] : [];
  });
  return watched.length === 0 ? undefined : watched;
};

/** What is asked of every export on the day of its request, of its certificate, and of its departure. It has no command of its own. */
export const crossing = { commands: {}, refusals: no, makes: [], decide: {} } satisfies CertificateChapter<Record<string, never>>;
