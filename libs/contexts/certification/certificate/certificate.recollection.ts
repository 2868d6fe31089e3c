import { dayOf, type DataOf, type Decider, type Happened, type Recollection } from '#kernel';
import type { certificateEvents } from './certificate.events.ts';
import { noCertificate, shipmentOf, type Certificate } from './state.rules.ts';

export type { Certificate } from './state.rules.ts';

type Folds = Decider<Certificate, typeof certificateEvents>['evolve'];

/** A number nobody used yet; of which somebody may have warned. */
const unused = ({ flags }: Certificate): Certificate => ({ ...noCertificate, ...(flags !== undefined && { flags }) });

const on: Folds = {
  CertificateRequested: (before, data) => ({ ...unused(before), status: 'requested', shipment: shipmentOf(data), declaredBy: data.declaredBy, queue: data.queue }),
  CertificateReviewed: (certificate, { reviewedBy }) => ({ ...certificate, status: 'reviewed', reviewedBy }),
  CertificateRefused: (certificate) => ({ ...certificate, status: 'refused' }),
  // Issued at once, without a request, as in the first year of this ledger: still read.
  CertificateIssued: (certificate, data) => ({ ...certificate, status: 'issued', shipment: shipmentOf(data), issuedOn: data.issuedOn, expiresOn: data.expiresOn }),
  CertificateValidated: (certificate) => ({ ...certificate, status: 'validated' }),
  CertificateVoided: (certificate) => ({ ...certificate, status: 'void' }),
  CertificateExpired: (certificate) => ({ ...certificate, status: 'expired' }),
  ExportDispatched: (certificate, { dispatchedOn }) => ({ ...certificate, status: 'dispatched', dispatchedOn }),
  PreAdviceSent: (certificate) => ({ ...certificate, preAdvised: true }),
  TransitRecorded: (certificate) => ({ ...certificate, status: 'in-transit' }),
  ShipmentPresented: (certificate, { authority, presentedOn, presentedBy = authority, seals }) => ({ ...certificate, status: 'presented', presentedOn, presentation: { authority, by: presentedBy, seals } }),
  ShipmentInspected: (certificate) => ({ ...certificate, status: 'inspected' }),
  ImportConfirmed: (certificate) => ({ ...certificate, status: 'confirmed' }),
  DiscrepancyReported: (certificate, { kind }) => ({ ...certificate, discrepancies: { ...certificate.discrepancies, [kind]: { state: 'open' } } }),
  SettlementProposed: (certificate, { kind, proposedBy, finding }) => ({ ...certificate, discrepancies: { ...certificate.discrepancies, [kind]: { state: 'proposed', proposedBy, finding } } }),
  DiscrepancySettled: (certificate, { kind }) => ({ ...certificate, discrepancies: { ...certificate.discrepancies, [kind]: { state: 'settled' } } }),
  FalsePresentation: (certificate) => certificate,
  ShipmentReturned: (certificate) => ({ ...certificate, status: 'returning' }),
  ReturnReceived: (certificate) => ({ ...certificate, status: 'returned' }),
  CertificateClosed: (certificate) => ({ ...certificate, status: 'closed', ended: certificate.status }),
  CertificateLost: (certificate) => ({ ...certificate, status: 'lost', before: certificate.status }),
  CertificateReplaced: (certificate, { replacement }) => ({ ...certificate, status: 'replaced', replacement }),
  ShipmentSubdivided: (certificate, { children }) => ({ ...certificate, status: 'subdivided', children }),
  PartRenumbered: (certificate, { part, replacement }) =>
    ({ ...certificate, children: certificate.children!.map((child) => (child.certificate === part ? { ...child, certificate: replacement } : child)) }),
  CertificateReissued: (before, data) => ({
    ...unused(before), status: data.standing, shipment: shipmentOf(data), issuedOn: data.issuedOn, expiresOn: data.expiresOn, dispatchedOn: data.dispatchedOn ?? '', replaces: data.replaces,
  }),
  UnitValueQuestioned: (certificate) => certificate,
  ShipmentOvertaken: (certificate, data) => ({ ...certificate, overtaken: [...certificate.overtaken ?? [], data] }),
  CertificateFlagged: (certificate, { incident }) => ({ ...certificate, flags: [...new Set([...certificate.flags ?? [], incident])] }),
  CertificateUnflagged: ({ flags, ...certificate }, { incident }) => {
    const left = flags?.filter((one) => one !== incident) ?? [];
    return { ...certificate, ...(left.length > 0 && { flags: left }) };
  },
  FlaggedPresentation: (certificate) => certificate,
  CertificateAudited: (certificate) => ({ ...certificate, audited: true }),
};

type Told = Readonly<Partial<Record<'reviewedBy' | 'refusedBy' | 'issuedBy' | 'validatedBy' | 'presentedBy' | 'inspectedBy' | 'confirmedBy', string>>>;
type Fold = (certificate: Certificate, data: never, happened: Happened) => Certificate;

/** Who did it: the officer, where one is named. */
const whoDid = ({ reviewedBy, refusedBy, issuedBy, validatedBy, presentedBy, inspectedBy, confirmedBy }: Told, { by }: Happened): string =>
  reviewedBy ?? refusedBy ?? issuedBy ?? validatedBy ?? presentedBy ?? inspectedBy ?? confirmedBy ?? by;

/** What is said about a number afterwards, and that somebody showed a false one, is no part of its own life. */
const ABOUT_PAPERS: ReadonlySet<string> = new Set(['FalsePresentation', 'CertificateFlagged', 'CertificateUnflagged', 'FlaggedPresentation', 'CertificateAudited']);

/** Every fold also keeps the day, and who brought it where it stands. */
const dated = Object.fromEntries(Object.entries(on).map(([type, fold]) => [type, (certificate: Certificate, data: Told, happened: Happened): Certificate => {
  const [now, day] = [(fold as Fold)(certificate, data as never, happened), dayOf(happened.occurredAt)];
  if (ABOUT_PAPERS.has(type)) return now;
  const lastOn = day > certificate.lastOn ? day : certificate.lastOn;
  return now.status === certificate.status ? { ...now, lastOn } : { ...now, lastOn, since: day, who: whoDid(data, happened) };
}])) as unknown as Folds;

/** The fold of a certificate’s own stream. */
export const certificateSoFar = { noun: 'certificate', initial: noCertificate, on: dated } satisfies Recollection<Certificate>;
export type Issued = DataOf<typeof certificateEvents.CertificateIssued>;
