import type { DataOf } from '#kernel';
import type { certificateEvents } from './certificate.events.ts';
import type { Deviation } from './vocabulary.events.ts';

type Child = DataOf<typeof certificateEvents.ShipmentSubdivided>['children'][number];
export type Overtaken = DataOf<typeof certificateEvents.ShipmentOvertaken>;
type Presented = DataOf<typeof certificateEvents.ShipmentPresented>;
type Requested = DataOf<typeof certificateEvents.CertificateRequested>;
/** What a certificate says of its shipment. */
export type Shipment = Omit<Requested, 'documents' | 'declaredBy' | 'queue'>;

export type Status =
  | 'none' | 'requested' | 'reviewed' | 'refused' | 'issued' | 'validated' | 'void' | 'expired' | 'dispatched' | 'in-transit' | 'presented' | 'inspected' | 'confirmed' | 'closed'
  | 'returning' | 'returned' | 'lost' | 'replaced' | 'subdivided';

/** A certificate as its rules see it. The shipment is undefined until it is requested or issued, and stays so if a blank was voided. */
export type Certificate = Readonly<{
  status: Status;
  shipment?: Shipment;
  issuedOn: string; expiresOn: string; dispatchedOn: string; presentedOn: string;
  /** What was seen on arrival, by whom. */
  presentation?: Readonly<{ authority: string; by: string; seals: Presented['seals'] }>;
  /** Who declared, and who reviewed: each step takes another person. */
  declaredBy: string; reviewedBy: string;
  preAdvised: boolean;
  discrepancies: Readonly<Partial<Record<Deviation, Readonly<{ state: 'open' | 'proposed' | 'settled'; proposedBy?: string; finding?: string }>>>>;
  /** Where it stood when it was lost; what stands for it now; for what it stands. */
  before?: Status; replacement?: string; replaces?: string;
  /** The parts that go on under numbers of their own. */
  children?: readonly Child[];
  /** In which queue it was asked for. Without one it never was. */
  queue?: Requested['queue'];
  /** What closed while it was on its way, and what that means for it. */
  overtaken?: readonly Overtaken[];
  /** The incidents in which its number was warned of. */
  flags?: readonly string[];
  /** Somebody looked at it afterwards. */
  audited?: boolean;
  /** How it had ended when it was closed. */
  ended?: Status;
  /** Since when it stands as it does, and who did that. */
  since: string; who: string;
  /** The last day on which anything happened to it. Nothing happens before it any more. */
  lastOn: string;
}>;

/** No certificate of this number. */
export const noCertificate: Certificate = {
  status: 'none', issuedOn: '', expiresOn: '', dispatchedOn: '', presentedOn: '', declaredBy: '', reviewedBy: '', preAdvised: false, discrepancies: {}, since: '', who: '', lastOn: '',
};

/** Whence the goods come, beyond their countries: zones, confiscations, and the package that was examined. */
export const provenanceOf = ({ zones, confiscations, package: filed }: Pick<Shipment, 'zones' | 'confiscations' | 'package'>): Pick<Shipment, 'zones' | 'confiscations' | 'package'> =>
  ({ ...(zones !== undefined && { zones }), ...(confiscations !== undefined && { confiscations }), ...(filed !== undefined && { package: filed }) });

/** The shipment in an event that carries one. */
export const shipmentOf = ({ exporter, importer, from, to, parcels, milliCarats, usdCents, lines, origins, imports, purpose, valuation, ...more }: Shipment): Shipment => ({
  exporter, importer, from, to, parcels, milliCarats, usdCents, lines, origins,
  ...(imports !== undefined && { imports }), ...(purpose !== undefined && { purpose }), ...(valuation !== undefined && { valuation }),
  ...provenanceOf(more),
});
