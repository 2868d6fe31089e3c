import { because, dayOf, inCarats, isAuthorityOf, personOf, refusals, type Actor, type Asked, type Chapter, type Refusal, type Shapes } from '#kernel';
import { unlicensedOn, type Power } from '#contexts/identity/events';
import type { Numbering } from '../numbering/numbering.recollection.ts';
import { mandateOn, type Officer } from '../officer/officer.recollection.ts';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import type { Member } from '../member/member.recollection.ts';
import type { Package } from '../package/package.recollection.ts';
import type { Participant } from '../participant/participant.recollection.ts';
import type { Party } from '../party/party.recollection.ts';
import type { Seal } from '../seal/seal.recollection.ts';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import type { Shipment } from './state.rules.ts';

/** What a certificate’s rules have to know of others. */
export type Facts = {
  parcels: ReadonlyMap<string, Parcel>;
  /** The seals on the parcels of the shipment, while it is validated. */ seals: ReadonlyMap<string, Seal>;
  /** Exporter, importers, valuer and carrier, by id. */ parties: ReadonlyMap<string, Party>;
  /** The two ends of the corridor, and a territory between them, by code. */ participants: ReadonlyMap<string, Participant>;
  /** The person who acts, where it takes an officer. */ officer: Officer;
  /** How the Participant of the number in question writes its numbers. */ numbering: Numbering;
  /** The certificates that come before or after this one. */ others: ReadonlyMap<string, Certificate>;
  /** The package that is named, or was. */ filed: Package;
  /** The exporter who asks, as a member of industry bodies. */ member: Member;
};
export type AskedOfCertificate = Asked & { readonly facts: Facts };
/** Some of the steps of a certificate. */
export type CertificateChapter<Commands extends Shapes> = Chapter<Certificate, Commands, CertificateEvent, Facts>;

export const no = refusals({
  NotInThisState:        { cites: 'certification/1', says: 'A certificate goes its way step by step, and this step does not follow on where it stands.' },
  BeforeTheLast:         { cites: 'certification/3', says: 'Nothing happens to a certificate before what the ledger already knows of it.' },
  NotTheLedger:          { forbids: true, cites: 'certification/4', says: 'Only the ledger itself does this, when one fact makes another follow.' },
  NumberOfOthers:        { cites: 'KPCS Annex I.A 4', says: 'The number starts with the code of the Participant whose authority issues it.' },
  NotOurForm:            { cites: 'KPCS Annex I.A 4', says: 'The number is written as the Participant writes its numbers: with its prefix, and all digits of the serial number.' },
  NeverPrinted:          { cites: 'certification/5', says: 'The number is on a blank that the Participant printed and received.' },
  WrongSeries:           { cites: 'certification/6', says: 'Technical shipments go under a technical series of numbers, and trade under a series of trade.' },
  NotYetInUse:           { cites: 'certification/19', says: 'Numbers are written in a pattern from the day on that the Participant notified.' },
  NumberUsed:            { cites: 'KPCS Annex I.A 4', says: 'A certificate number is used once.' },
  GoesOnAlready:         { cites: 'certification/18', says: 'Never two live numbers: one that is to carry on for another is replaced only if somebody else took it first.' },
  NotExportingAuthority: { forbids: true, cites: 'KPCS IV(b)', says: 'Only the Exporting Authority of the territory from which the goods leave may do this.' },
  NotImportingAuthority: { forbids: true, cites: 'KPCS III(b)', says: 'Only the Importing Authority of the territory of destination may do this.' },
  NoMandate:             { forbids: true, cites: 'certification/7', says: 'An authority acts through an officer whom it appointed for this, from a day on, and did not relieve.' },
  UnknownParty:          { cites: 'KPCS Annex I.A 9', says: 'Exporter, importer and whoever else is named are registered parties.' },
  NotAParticipant:       { cites: 'KPCS III(c)', says: 'Rough diamonds are traded between Participants in good standing only.' },
  ParcelNotPresented:    { cites: 'KPCS Annex II ¶17', says: 'The exporter presents every parcel, sealed, for this certificate.' },
  Barred:                { cites: 'KPCS IV(d)', says: 'Who is suspended or struck off neither sends rough diamonds over a border, nor carries or gets them.' },
  Detained:              { cites: 'KPCS IV(d)', says: 'A parcel that an authority stopped goes nowhere until that authority lets it go.' },
  BeyondCount:           { cites: 'certification/8', says: 'The shipment weighs, or is worth, more than the ledger can count.' },
});

/** Whose series the number belongs to (KPCS Annex I.A 4). */
export const seriesOf = (number: string): string => number.slice(0, 2);

/** Why this is not the Exporting Authority of that territory; undefined if it is. */
export const notExportingAuthority = (by: Actor, { from }: Pick<Shipment, 'from'>): Refusal | undefined => (isAuthorityOf(by, from) ? undefined : no.NotExportingAuthority);

/** Why this is not the Importing Authority; undefined if it is. */
export const notImportingAuthority = (by: Actor, { to }: Pick<Shipment, 'to'>): Refusal | undefined => (isAuthorityOf(by, to) ? undefined : no.NotImportingAuthority);

/** Why whoever acts is no officer of the authority with this power on that day; undefined if he is. */
export const notOfficer = ({ by, facts: { officer }, occurredAt }: AskedOfCertificate, power: Power): Refusal | undefined => {
  const [person, on] = [personOf(by), dayOf(occurredAt)];
  if (by.person !== undefined && mandateOn(officer, by.party, power, on)) return undefined;
  return because(no.NoMandate, by.person === undefined ? `Nobody is named who acts for ${by.party}.` : `${person} had no mandate of ${by.party} to ${power} on ${on}.`, { person, authority: by.party, power, on });
};

/** Why this party is not registered; undefined if it is. */
export const unregistered = ({ parties }: Facts, party: string, pointer?: string): Refusal | undefined =>
  (parties.get(party)?.participant === undefined ? because(no.UnknownParty, `No party ${party} is registered.`, { party }, pointer) : undefined);

/** Why one of these may not trade on that day; undefined if all may. Whether they are registered is another question. */
export const barred = ({ parties }: Facts, names: readonly Readonly<{ party: string; pointer?: string }>[], day: string): Refusal | undefined => {
  for (const { party, pointer } of names) {
    const since = unlicensedOn(parties.get(party)?.standings, day);
    if (since) return because(no.Barred, `${party} is ${since.standing} from ${since.from}: ${since.reason}`, { party, standing: since.standing, from: since.from, day }, pointer);
  }
  return undefined;
};

/** Why one of these parcels is stopped; undefined if none is. */
export const detained = (ids: readonly string[], { parcels }: Facts): Refusal | undefined => {
  const [i, id] = [...ids.entries()].find(([, parcel]) => parcels.get(parcel)?.detained !== undefined) ?? [-1, ''];
  if (i < 0) return undefined;
  const stopped = parcels.get(id)!.detained!;
  return because(no.Detained, `Parcel ${id} is detained: case ${stopped}.`, { parcel: id, case: stopped }, `#/parcels/${i}`);
};

/** The refusal of a shipment whose sum passes what is counted exactly. */
export const beyondCount = (parcels: readonly Parcel[]): Refusal =>
  because(no.BeyondCount, `${parcels.length} parcels, the first of ${inCarats(parcels[0]!.milliCarats)} ct, pass 2^53 thousandths of a carat, or cents.`, { parcels: parcels.length }, '#/parcels');

/** The shipment, where the state says that there is one. */
export const shipmentIn = ({ shipment }: Certificate): Shipment => shipment!;
