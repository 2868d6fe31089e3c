import type { certificateEvents } from '#contexts/certification/events';
import type { DataOf, Recollection } from '#kernel';

type Certificate = typeof certificateEvents;

/** What enforcement remembers of a certificate: to whom the goods go under it. */
export type Destination = Readonly<{ importer: string }>;

export const destination: Recollection<Destination> = {
  noun: 'certificate',
  initial: { importer: '' },
  on: {
    CertificateIssued: (_, { importer }: DataOf<Certificate['CertificateIssued']>) => ({ importer }),
    CertificateReissued: (_, { importer }: DataOf<Certificate['CertificateReissued']>) => ({ importer }),
  },
};
