import { at, dayOf, gone, type Change, type Recorded, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { PackageEvent } from '../package/package.events.ts';
import { blank, bookOn, CertificateRow, given, monthBookOf, quarterBookOf, shown, type Row } from './page.rules.ts';

type Of<T extends CertificateEvent['type']> = Recorded<Extract<CertificateEvent, { type: T }>>;

const changed = (certificate: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(certificate, (row) => fold(row!))];
const onDay = ({ occurredAt }: Pick<Recorded, 'occurredAt'>): string => dayOf(occurredAt);

const requested = (event: Of<'CertificateRequested'>): Change<Row>[] => {
  const { subject, data: { documents, declaredBy, queue, ...shipment } } = event;
  return [at<Row>(subject, () => ({ ...blank(subject), status: 'requested', ...shown(shipment), documents, declaredBy, queue, requestedOn: onDay(event) }))];
};

const issued = ({ subject, data, recordedAt }: Of<'CertificateIssued'>): Change<Row>[] => [at<Row>(subject, (row = { ...blank(subject), status: 'issued', ...shown(data) }) => {
  const { authority, issuedOn, expiresOn, issuedBy, printedNumber, secondaryNumber, edition, exporterKeepsTo, authorityKeepsTo, vigilance, approval, from } = data;
  const books = { fastBook: row.queue === 'fast' ? quarterBookOf(from, issuedOn) : undefined, approvalBook: approval && monthBookOf(from, issuedOn) };
  return { ...row, ...shown(data), status: 'issued', authority, issuedOn, expiresOn, issueToldAt: recordedAt, ...given({ issuedBy, printedNumber, secondaryNumber, edition, exporterKeepsTo, authorityKeepsTo, vigilance, approval, ...books }) };
})];

const voided = (event: Of<'CertificateVoided'>): Change<Row>[] => {
  const { subject, data: { reason, kind, participant } } = event;
  const neverAskedFor = (): Row => ({ ...blank(subject), status: 'void', from: participant ?? subject.slice(0, 2), parcels: [], parcelCount: 0, milliCarats: 0, usdCents: 0, lines: [], origins: [] });
  return [at<Row>(subject, (row = neverAskedFor()) => ({ ...row, status: 'void', voidReason: reason, voidedOn: onDay(event), ...given({ voidKind: kind }) }))];
};

const dispatched = ({ subject, data }: Of<'ExportDispatched'>): [Change<Row>] => changed(subject, (row) => {
  const { dispatchedOn, mode, carrier, handCarriedBy, from, vigilance } = data;
  return { ...row, status: 'dispatched', dispatchedOn, ...given({ mode, carrier, handCarriedBy, vigilance, exportBook: bookOn(data, from, dispatchedOn) }) };
});

const inspected = (event: Of<'ShipmentInspected'>): [Change<Row>] => changed(event.subject, (row) => {
  const { inspectedBy, samplePermyriad, foundMilliCarats, foundUsdCents, contents } = event.data;
  return { ...row, status: 'inspected', inspectedOn: onDay(event), inspectedBy, samplePermyriad, contents, foundMilliCarats, ...given({ foundUsdCents }) };
});

const confirmed = ({ subject, data }: Of<'ImportConfirmed'>): [Change<Row>] => changed(subject, (row) => {
  const { receivedOn, foundMilliCarats, foundUsdCents, seals, confirmedBy, authorityKeepsTo, to } = data;
  const more = { foundUsdCents, confirmedBy, importingAuthorityKeepsTo: authorityKeepsTo, importBook: bookOn(data, to, receivedOn) };
  return { ...row, status: 'confirmed', receivedOn, foundMilliCarats, seals, ...given(more) };
});

/** The goods are back where they came from: they are no export any more. */
const cameBack = ({ subject, data: { receivedOn } }: Of<'ReturnReceived'>): [Change<Row>] =>
  changed(subject, ({ exportBook: _, ...row }) => ({ ...row, status: 'returned', backOn: receivedOn }));

const reissued = ({ subject, data, recordedAt }: Of<'CertificateReissued'>): Change<Row>[] => {
  const { standing, authority, issuedOn, expiresOn, replaces, dispatchedOn } = data;
  return [at<Row>(subject, () => ({ ...blank(subject), status: standing, ...shown(data), authority, issuedOn, expiresOn, issueToldAt: recordedAt, replaces,
    ...given({ dispatchedOn, exportBook: dispatchedOn && bookOn(data, data.from, dispatchedOn) }) }))];
};

/** A number that nobody ever asked for has no page: who showed it is told by the alerts. */
const shownFalsely = ({ subject, data: { why, to, presentedOn, seenAs } }: Of<'FalsePresentation'>): Change<Row>[] => [at<Row>(subject, (row) =>
  (row === undefined ? gone : { ...row, falsePresentations: [...row.falsePresentations, { why, to, presentedOn, ...given({ seenAs }) }] }))];

const settled = (event: Of<'DiscrepancySettled'>): [Change<Row>] => changed(event.subject, (row) => (
  { ...row, discrepancies: row.discrepancies.map((one) => (one.kind === event.data.kind ? { ...one, settledOn: onDay(event) } : one)) }));

const overtaken = ({ subject, data: { dispatchedOn: _, ...closing } }: Of<'ShipmentOvertaken'>): [Change<Row>] =>
  changed(subject, (row) => ({ ...row, overtaken: [...row.overtaken ?? [], closing] }));

/** A number that nobody asked for has no page: the warning stands among the flags. */
const warned = (subject: string, incident: string, is: boolean): [Change<Row>] => [at<Row>(subject, (row) => {
  if (row === undefined) return gone;
  const { warnings = [], ...page } = row;
  const left = [...warnings.filter((one) => one !== incident), ...(is ? [incident] : [])];
  return { ...page, ...(left.length > 0 && { warnings: left }) };
})];

/** The page of each certificate: what it says, who took which step when, and what was found on arrival. */
export const certificates: View<typeof CertificateRow, CertificateEvent | PackageEvent> = {
  name: 'certification/certificates',
  version: 3,
  row: CertificateRow,
  index: ['from', 'to', 'status', 'exporter', 'importer', 'exportBook', 'importBook', 'fastBook', 'approvalBook'],
  on: {
    CertificateRequested: requested,
    CertificateReviewed: (event) => changed(event.subject, (row) => ({ ...row, status: 'reviewed', authority: event.data.authority, reviewedBy: event.data.reviewedBy, reviewedOn: onDay(event) })),
    CertificateRefused: (event) => changed(event.subject, (row) => ({ ...row, status: 'refused', authority: event.data.authority, refusedOn: onDay(event), refusalReason: event.data.reason })),
    CertificateIssued: issued,
    CertificateValidated: (event) => changed(event.subject, (row) => ({ ...row, status: 'validated', validatedBy: event.data.validatedBy, validatedOn: onDay(event) })),
    CertificateVoided: voided,
    CertificateExpired: ({ subject, data: { expiredOn } }) => changed(subject, (row) => ({ ...row, status: 'expired', expiredOn })),
    ExportDispatched: dispatched,
    PreAdviceSent: ({ subject, data: { sentOn } }) => changed(subject, (row) => ({ ...row, preAdvisedOn: sentOn })),
    TransitRecorded: ({ subject, data: { participant, place, seals, on } }) =>
      changed(subject, (row) => ({ ...row, status: 'in-transit', transits: [...row.transits, { participant, place, seals, on }] })),
    ShipmentPresented: ({ subject, data: { presentedOn } }) => changed(subject, (row) => ({ ...row, status: 'presented', presentedOn })),
    ShipmentInspected: inspected,
    ImportConfirmed: confirmed,
    DiscrepancyReported: ({ subject, data: { kind, reportedOn } }) => changed(subject, (row) => ({ ...row, discrepancies: [...row.discrepancies, { kind, reportedOn }] })),
    DiscrepancySettled: settled,
    FalsePresentation: shownFalsely,
    ShipmentReturned: ({ subject, data: { returnedOn, reason } }) => changed(subject, (row) => ({ ...row, status: 'returning', returnedOn, returnReason: reason })),
    ReturnReceived: cameBack,
    CertificateClosed: ({ subject, data: { closedOn, authorityKeepsTo } }) => changed(subject, (row) => ({ ...row, status: 'closed', closedOn, authorityKeepsTo })),
    CertificateLost: (event) => changed(event.subject, (row) => ({ ...row, status: 'lost', lostOn: onDay(event), lossReason: event.data.reason })),
    // In the books stands the number under which the goods go on.
    CertificateReplaced: (event) => changed(event.subject, ({ exportBook: _, ...row }) => ({ ...row, status: 'replaced', replacement: event.data.replacement, replacedOn: onDay(event) })),
    ShipmentSubdivided: (event) => changed(event.subject, ({ exportBook: _, ...row }) => (
      { ...row, status: 'subdivided', subdividedOn: onDay(event), zone: event.data.zone, children: event.data.children.map(({ certificate }) => certificate) })),
    PartRenumbered: ({ subject, data: { part, replacement } }) => changed(subject, (row) => ({ ...row, children: row.children!.map((number) => (number === part ? replacement : number)) })),
    CertificateReissued: reissued,
    UnitValueQuestioned: ({ subject, data: { importedUnder } }) => changed(subject, (row) => ({ ...row, questionedImports: [...new Set([...row.questionedImports ?? [], importedUnder])] })),
    ShipmentOvertaken: overtaken,
    CertificateFlagged: ({ subject, data: { incident } }) => warned(subject, incident, true),
    CertificateUnflagged: ({ subject, data: { incident } }) => warned(subject, incident, false),
    CertificateAudited: (event) => changed(event.subject, (row) => ({ ...row, audit: event.data.finding, auditedOn: onDay(event) })),
    // A package that comes afterwards names the certificate.
    PackageFiled: ({ subject, data: { certificate } }) => (certificate === undefined ? [] : [at<Row>(certificate, (row) => (row === undefined ? gone : { ...row, package: subject }))]),
  },
};
