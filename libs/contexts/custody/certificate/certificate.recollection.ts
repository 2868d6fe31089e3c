import type { certificateEvents } from '#contexts/certification/events';
import type { DataOf, Recollection } from '#kernel';

type Shipment = Pick<DataOf<typeof certificateEvents.CertificateIssued>, 'importer' | 'to' | 'parcels'>;
type Reissued = DataOf<typeof certificateEvents.CertificateReissued>;

/**
 * What custody remembers of a certificate: how far it is, which parcels it carries, who receives them, and in which territory. From the request on
 * it takes no other parcel. Refused, void, expired or returned it lets them go; once confirmed they are the importer’s, also after it is closed.
 */
export type Certificate = Readonly<{
  status: 'none' | 'requested' | 'refused' | 'issued' | 'void' | 'expired' | 'returned' | 'replaced' | 'subdivided' | 'confirmed';
  importer: string; to?: string; parcels: readonly string[];
  /** Did the goods leave, and were they shown where they go? */
  left: boolean; there: boolean;
  /** The number in whose place it stands. */
  replaces?: string;
}>;

const underWay = (status: 'requested' | 'issued', { importer, to, parcels }: Shipment): Certificate =>
  ({ status, importer, to, parcels: parcels.map(({ parcel }) => parcel), left: false, there: false });
const became = (status: Certificate['status']) => (now: Certificate): Certificate => ({ ...now, status });

export const certificate: Recollection<Certificate> = {
  noun: 'certificate',
  initial: { status: 'none', importer: '', parcels: [], left: false, there: false },
  on: {
    CertificateRequested: (_, data: Shipment) => underWay('requested', data),
    CertificateRefused: became('refused'),
    CertificateIssued: (_, data: Shipment) => underWay('issued', data),
    CertificateVoided: became('void'),
    CertificateExpired: became('expired'),
    CertificateReplaced: became('replaced'),
    ShipmentSubdivided: became('subdivided'),
    CertificateReissued: (_, data: Reissued) => ({ ...underWay('issued', data), replaces: data.replaces, left: data.dispatchedOn !== undefined }),
    ExportDispatched: (now: Certificate) => ({ ...now, left: true }),
    ShipmentPresented: (now: Certificate) => ({ ...now, there: true }),
    ShipmentReturned: (now: Certificate) => ({ ...now, there: false }),
    ReturnReceived: became('returned'),
    ImportConfirmed: became('confirmed'),
  },
};
