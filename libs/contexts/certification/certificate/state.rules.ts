import type { DataOf } from '#kernel';
import type { certificateEvents } from './certificate.events.ts';
import type { Deviation } from './vocabulary.events.ts';

type Child = DataOf<typeof certificateEvents.ShipmentSubdivided>['children'][number];
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
  /** Who declared, and who reviewed: each step takes another person. */
  declaredBy: string; reviewedBy: string;
  preAdvised: boolean;
  discrepancies: Readonly<Partial<Record<Deviation, Readonly<{ state: 'open' | 'proposed' | 'settled'; proposedBy?: string; finding?: string }>>>>;
  /** Where it stood when it was lost; what stands for it now; for what it stands. */
  before?: Status; replacement?: string; replaces?: string;
  /** The parts that go on under numbers of their own. */
  children?: readonly Child[];
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

/** The shipment in an event that carries one. */
export const shipmentOf = ({ exporter, importer, from, to, parcels, milliCarats, usdCents, lines, origins, imports, purpose, valuation }: Shipment): Shipment => ({
  exporter, importer, from, to, parcels, milliCarats, usdCents, lines, origins,
  ...(imports !== undefined && { imports }), ...(purpose !== undefined && { purpose }), ...(valuation !== undefined && { valuation }),
});
