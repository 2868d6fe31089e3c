import type { CertificateEvent } from '#contexts/certification/events';
import { ask, type Reaction } from '#kernel';
import { parcel } from './parcel.decider.ts';

/** Where one certificate comes to stand in the place of another, its parcels go with it. */
export const reissuedCertificateTakesParcels: Reaction<CertificateEvent> = {
  name: 'reissued-certificate-takes-parcels',
  on: {
    CertificateReissued: ({ subject, data: { replaces, parcels } }) => parcels.map((carried) => ask(parcel, carried.parcel, 'ReassignParcel', { from: replaces, certificate: subject })),
  },
};
