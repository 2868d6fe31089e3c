import type { OriginShare } from '#contexts/custody/events';
import {
  because, dayOf, factOf, factsOf, inCarats, IsCertificateNumber, IsName, IsPackageId, IsParcelId, IsSha256, IsText, ListOf, Many, Optional, refusals, sumOf, type Asked, type DataOf,
  type Decider, type Refusal,
} from '#kernel';
import { certificateSoFar, type Certificate } from '../certificate/certificate.recollection.ts';
import { decidedOn, participant, type Participant } from '../participant/participant.recollection.ts';
import { contents, type Contents } from './contents.recollection.ts';
import { packageEvents, SieveShare } from './package.events.ts';
import { packageSoFar, type Package } from './package.recollection.ts';

/** Weights, trail and origins are not asked: they are those of what was sealed. */
class FilePackage {
  @ListOf(IsParcelId, 1, 1_000) parcels!: string[];
  @ListOf(IsSha256, 1, 1_000) photographs!: string[];
  @IsName() sieveSet!: string;
  @Many(() => SieveShare, 1, 100) sieves!: SieveShare[];
  /** The certificate under which they left, where the monitor looks afterwards. */
  @Optional() @IsCertificateNumber() certificate?: string;
}
class ApprovePackage {
  @IsText() finding!: string;
  /** The audit by which stock of zones that are not open was released. */
  @Optional() @IsText() audit?: string;
}
class RejectPackage { @IsText() reason!: string }
const commands = { FilePackage, ApprovePackage, RejectPackage };
type Wanted = DataOf<typeof FilePackage>;
type Facts = { parcels: ReadonlyMap<string, Contents>; certificate: Certificate; participant: Participant };
type AskedOfPackage = Asked & { readonly facts: Facts };

const MOST_LOTS = 10_000;

const no = refusals({
  PackageFiledAlready: { cites: 'certification/60', says: 'A package is filed once; another one takes its place only after it was rejected.' },
  NotHisParcels:       { forbids: true, cites: 'certification/61', says: 'A package is filed by the exporter who sealed its parcels.' },
  SievesDiffer:        { cites: 'certification/62', says: 'The sieves together weigh what the parcels weigh.' },
  TrailTooLong:        { cites: 'certification/63', says: 'One package shows the trail of at most 10,000 lots.' },
  OtherShipment:       { cites: 'certification/64', says: 'A package that comes afterwards is of the parcels of its certificate.' },
  NoSuchPackage:       { cites: 'certification/65', says: 'What is examined was filed.' },
  ExaminedAlready:     { cites: 'certification/66', says: 'A package is examined once.' },
  NotTheMonitor:       { forbids: true, cites: 'certification/67', says: 'A package is examined by the monitor that the decision on the Participant, or on its zone, names.' },
});

/** Country, zone and taint together are one share. */
const originsOf = (shares: readonly OriginShare[]): OriginShare[] => {
  const sums = new Map<string, OriginShare>();
  for (const { participant: code, zone, taint, milliCarats } of shares) {
    const key = `${code} ${zone ?? ''} ${taint ?? ''}`;
    sums.set(key, { participant: code, milliCarats: milliCarats + (sums.get(key)?.milliCarats ?? 0), ...(zone !== undefined && { zone }), ...(taint !== undefined && { taint }) });
  }
  return [...sums.keys()].sort().map((key) => sums.get(key)!);
};

const notHis = ({ parcels }: Wanted, { by, facts }: AskedOfPackage): Refusal | undefined => {
  for (const [i, parcel] of parcels.entries()) {
    const { holder } = facts.parcels.get(parcel)!;
    if (holder !== by.party) {
      return because(no.NotHisParcels, holder === '' ? `Parcel ${parcel} was never sealed.` : `Parcel ${parcel} was sealed by ${holder}.`, { parcel, holder }, `#/parcels/${i}`);
    }
  }
  return undefined;
};

const sievesOff = ({ sieves }: Wanted, milliCarats: number): Refusal | undefined => {
  const sieved = sumOf(sieves, (sieve) => sieve.milliCarats);
  return sieved === milliCarats ? undefined
    : because(no.SievesDiffer, `The sieves hold ${inCarats(sieved)} ct, the parcels ${inCarats(milliCarats)} ct.`, { sievedMilliCarats: sieved, milliCarats }, '#/sieves');
};

const otherShipment = ({ certificate: number, parcels }: Wanted, exporter: string, { facts: { certificate } }: AskedOfPackage): Refusal | undefined => {
  if (number === undefined) return undefined;
  const { exporter: of, parcels: certified } = certificate.shipment ?? { exporter: 'nobody', parcels: [] };
  const known = new Set(certified.map(({ parcel }) => parcel));
  if (of === exporter && known.size === parcels.length && parcels.every((parcel) => known.has(parcel))) return undefined;
  return because(no.OtherShipment, `${number} has ${known.size} parcels of ${of}, the package ${parcels.length} of ${exporter}.`, { certificate: number, exporter }, '#/certificate');
};

const filed = (data: Wanted, asked: AskedOfPackage): DataOf<typeof packageEvents.PackageFiled> | Refusal => {
  const { parcels, certificate, ...shown } = data;
  const refused = notHis(data, asked);
  if (refused) return refused;
  const packed = parcels.map((parcel) => ({ parcel, ...asked.facts.parcels.get(parcel)! }));
  const [milliCarats, lots, exporter] = [sumOf(packed, (one) => one.milliCarats), packed.flatMap((one) => one.lots), asked.by.party];
  if (lots.length > MOST_LOTS) return because(no.TrailTooLong, `In the parcels lie ${lots.length} lots.`, { lots: lots.length }, '#/parcels');
  return sievesOff(data, milliCarats) ?? otherShipment(data, exporter, asked) ?? {
    exporter, participant: asked.by.participant, parcels: packed.map(({ parcel, seal, milliCarats: weight, usdCents }) => ({ parcel, seal, milliCarats: weight, usdCents })),
    milliCarats, usdCents: sumOf(packed, ({ usdCents }) => usdCents), lots: [...lots], origins: originsOf(packed.flatMap(({ origins }) => origins)), ...shown, ...(certificate !== undefined && { certificate }),
  };
};

/** Whom the decisions name that hold on that day, for the whole and for the zones of the goods. Nobody named: any monitor. */
const notTheMonitor = ({ participant: code, origins }: Package, { by, occurredAt, facts }: AskedOfPackage): Refusal | undefined => {
  const day = dayOf(occurredAt);
  const zones = [undefined, ...new Set(origins.flatMap(({ zone }) => (zone === undefined ? [] : [zone])))];
  const named = [...new Set(zones.flatMap((zone) => decidedOn(facts.participant, day, 'export', zone)?.conditions?.monitor ?? []))];
  const examines = by.roles.includes('monitor') || by.roles.includes('industry-body');
  if (named.length === 0 ? by.roles.includes('monitor') : examines && named.includes(by.party)) return undefined;
  return because(no.NotTheMonitor, `On ${day} exports of ${code} are examined by ${named.join(', ') || 'a monitor'}; this is ${by.party}.`, { participant: code, monitor: named.join(', '), day });
};

const notExaminable = (now: Package, asked: AskedOfPackage): Refusal | undefined => {
  if (now.status === 'none') return no.NoSuchPackage;
  if (now.status !== 'filed') return because(no.ExaminedAlready, `It is ${now.status}.`, { status: now.status });
  return notTheMonitor(now, asked);
};

/** What a monitor gets to see of an export, before the certificate or afterwards: trail, photographs, sizes (the Central African framework). */
export const exportPackage: Decider<Package, typeof packageEvents, typeof commands, Facts> = {
  noun: 'package',
  id: IsPackageId,
  events: packageEvents,
  commands,
  refusals: no,
  facts: {
    parcels: factsOf(contents, ({ parcels }: Partial<FilePackage>) => parcels ?? []),
    certificate: factOf(certificateSoFar, ({ certificate }: Partial<FilePackage>) => certificate),
    participant: factOf(participant, (_, now: Package) => (now.status === 'filed' ? now.participant : undefined)),
  },
  initial: packageSoFar.initial,
  evolve: packageSoFar.on,

  decide: {
    FilePackage: ({ status }, data, asked) => {
      if (status === 'filed' || status === 'approved') return because(no.PackageFiledAlready, `It is ${status}.`, { status });
      const event = filed(data, asked);
      return 'refused' in event ? event : [{ type: 'PackageFiled', data: event }];
    },
    ApprovePackage: (now, data, asked) => notExaminable(now, asked) ?? [{ type: 'PackageApproved', data: { participant: now.participant, monitor: asked.by.party, ...data } }],
    RejectPackage: (now, data, asked) => notExaminable(now, asked) ?? [{ type: 'PackageRejected', data: { participant: now.participant, monitor: asked.by.party, ...data } }],
  },
};
