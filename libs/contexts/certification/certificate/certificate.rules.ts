import { because, isAuthorityOf, refusals, type Actor, type Asked, type Refusal } from '#kernel';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import { standingOn, type Participant } from '../participant/participant.recollection.ts';
import type { Party } from '../party/party.recollection.ts';
import type { Certificate } from './certificate.recollection.ts';

/** What a certificate’s rules have to know of others. */
export type Facts = {
  parcels: ReadonlyMap<string, Parcel>; exporter: Party; importer: Party;
  /** The two ends of the corridor, by code. */
  participants: ReadonlyMap<string, Participant>;
};
export type AskedOfCertificate = Asked & { readonly facts: Facts };

export const no = refusals({
  NumberUsed:            { cites: 'KPCS Annex I.A 4', says: 'A certificate number is used once.' },
  NumberOfOthers:        { cites: 'KPCS Annex I.A 4', says: 'The number starts with the code of the Participant whose authority issues it.' },
  NotExportingAuthority: { forbids: true, cites: 'KPCS IV(b)', says: 'Only the Exporting Authority of the territory from which the goods leave may do this.' },
  NotImportingAuthority: { forbids: true, cites: 'KPCS III(b)', says: 'Only the Importing Authority of the territory of destination confirms an import.' },
  UnknownParty:          { cites: 'KPCS Annex I.A 9', says: 'Exporter and importer are registered parties.' },
  ImporterElsewhere:     { cites: 'KPCS Annex I.A 9', says: 'The importer is registered in the territory of destination.' },
  NoBorder:              { cites: 'KPCS section I', says: 'An export leaves the territory of its Participant.' },
  NotAParticipant:       { cites: 'KPCS III(c)', says: 'Rough diamonds are traded between Participants in good standing only.' },
  ExpiryOutOfRange:      { cites: 'KPCS Annex I.A 7', says: 'A certificate expires after its day of issue, and within a year of it.' },
  ParcelNotPresented:    { cites: 'KPCS Annex II ¶17', says: 'The exporter presents every parcel, sealed, for this certificate.' },
  BeyondCount:           { cites: 'certification/1', says: 'The shipment weighs, or is worth, more than the ledger can count.' },
  NotIssued:             { cites: 'KPCS III(a)', says: 'There is no issued certificate of this number that has not left yet.' },
  OutsideValidity:       { cites: 'KPCS III(a)', says: 'Goods leave from the day of issue to the day of expiry.' },
  NotExporter:           { forbids: true, cites: 'KPCS III(a)', says: 'The exporter dispatches the shipment, or the Exporting Authority.' },
  NotVoidable:           { cites: 'certification/2', says: 'A certificate is voided once, and only before the goods leave.' },
  NotDispatched:         { cites: 'KPCS III(b)', says: 'There is no shipment on its way under this number.' },
  BeforeDispatch:        { cites: 'certification/3', says: 'Goods arrive after they left.' },
});

/** Whose series the number belongs to (KPCS Annex I.A 4). */
export const seriesOf = (number: string): string => number.slice(0, 2);

/** Why this is not the Exporting Authority of that territory, for this number; undefined if it is. */
export const notExportingAuthority = (by: Actor, participant: string, number: string): Refusal | undefined => {
  if (!isAuthorityOf(by, participant)) return no.NotExportingAuthority;
  return seriesOf(number) === participant ? undefined : because(no.NumberOfOthers, `${number} does not start with ${participant}.`, { participant });
};

/** Is the corridor open at both ends on that day? What left while it was open may still arrive. */
export const closedOn = (day: string, ends: readonly string[], { participants }: Facts, pointer?: string): Refusal | undefined => {
  for (const code of ends) {
    const standing = standingOn(participants.get(code), day);
    if (standing !== 'participant') return because(no.NotAParticipant, `On ${day} the standing of ${code} is: ${standing}.`, { participant: code, standing, day }, pointer);
  }
  return undefined;
};

/** The shipment of a certificate that was issued and did not leave yet, or the refusal. */
export const issuedShipment = ({ status, shipment }: Certificate): NonNullable<Certificate['shipment']> | Refusal =>
  status === 'issued' && shipment ? shipment : because(no.NotIssued, `Its state is: ${status}.`, { status });
