import type { DataOf, Decider, Recollection } from '#kernel';
import type { certificateEvents } from './certificate.events.ts';

type Issued = DataOf<typeof certificateEvents.CertificateIssued>;

/** A certificate as its rules see it. The shipment is undefined until it is issued, and stays so if the number was voided unused. */
export type Certificate = Readonly<{
  status: 'none' | 'issued' | 'void' | 'dispatched' | 'confirmed';
  shipment?: Omit<Issued, 'authority' | 'issuedOn' | 'expiresOn'>;
  issuedOn: string; expiresOn: string; dispatchedOn: string;
}>;

const initial: Certificate = { status: 'none', issuedOn: '', expiresOn: '', dispatchedOn: '' };

const on: Decider<Certificate, typeof certificateEvents>['evolve'] = {
  CertificateIssued: (_, { authority: _authority, issuedOn, expiresOn, ...shipment }) => ({ status: 'issued', shipment, issuedOn, expiresOn, dispatchedOn: '' }),
  CertificateVoided: (certificate) => ({ ...certificate, status: 'void' }),
  ExportDispatched: (certificate, { dispatchedOn }) => ({ ...certificate, status: 'dispatched', dispatchedOn }),
  ImportConfirmed: (certificate) => ({ ...certificate, status: 'confirmed' }),
  DiscrepancyReported: (certificate) => certificate,
};

/** The fold of a certificate’s own stream. */
export const certificateSoFar = { noun: 'certificate', initial, on } satisfies Recollection<Certificate>;
