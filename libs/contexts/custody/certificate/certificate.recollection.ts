import type { certificateEvents } from '#contexts/certification/events';
import type { DataOf, Recollection } from '#kernel';

type Carried = readonly { parcel: string }[];

/** What custody remembers of a certificate: how far it is, which parcels it carries, who receives them, and in which territory. */
export type Certificate = Readonly<{ status: 'none' | 'issued' | 'void' | 'confirmed'; importer: string; to?: string; parcels: readonly string[] }>;

const idsOf = (parcels: Carried) => parcels.map(({ parcel }) => parcel);

export const certificate: Recollection<Certificate> = {
  noun: 'certificate',
  initial: { status: 'none', importer: '', parcels: [] },
  on: {
    CertificateIssued: (_, { importer, to, parcels }: DataOf<typeof certificateEvents.CertificateIssued>) =>
      ({ status: 'issued', importer, to, parcels: idsOf(parcels) }),
    CertificateVoided: (now: Certificate) => ({ ...now, status: 'void' }),
    ImportConfirmed: (now: Certificate) => ({ ...now, status: 'confirmed' }),
  },
};
