import { ask, type Reaction } from '#kernel';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';

/** A certificate that was replaced, or divided, goes on under other numbers: each carries on from where this one stood. */
export const goesOnUnderOtherNumbers: Reaction<CertificateEvent> = {
  name: 'goes-on-under-other-numbers',
  on: {
    CertificateReplaced: ({ subject, data: { replacement, authority } }) => [ask(certificate, replacement, 'ReissueCertificate', { replaces: subject, authority })],
    ShipmentSubdivided: ({ subject, data: { children, authority } }) =>
      children.map(({ certificate: child, parcels }) => ask(certificate, child, 'ReissueCertificate', { replaces: subject, authority, parcels })),
    PartRenumbered: ({ subject, data: { replacement, authority, parcels } }) => [ask(certificate, replacement, 'ReissueCertificate', { replaces: subject, authority, parcels })],
  },
};
