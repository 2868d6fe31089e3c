import { HsLine, OriginShare } from '#contexts/custody/events';
import { STANDINGS, type Standing } from '#contexts/identity/events';
import {
  IsCaseId, IsCertificateNumber, IsDay, IsDecisionId, IsIncidentId, IsMilliCarats, IsMilliCaratsDifference, IsName, IsPackageId, IsParcelId, IsParticipantCode, IsPartyId, IsPermyriad, IsPersonId, IsSeal, IsSha256, IsText,
  IsUsdCents, IsZoneId, ListOf, Many, One, OneOf, Optional, type EventOf,
} from '#kernel';
import {
  APPROVALS, DEVIATIONS, DOCUMENT_KINDS, IN_TRANSIT, MODES, PURPOSES, SEAL_STATES, WATCHED, type Approval, type Deviation, type DocumentKind, type InTransit, type Mode, type Purpose, type SealState,
  type Watched,
} from './vocabulary.events.ts';

class ShippedParcel { @IsParcelId() parcel!: string; @IsSeal() seal!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }

/** How the value was come by: never one bare number (S1 OP5). */
export class Valuation {
  @OneOf('price-book', 'tender', 'transaction', 'government', 'declared') method!: 'price-book' | 'tender' | 'transaction' | 'government' | 'declared';
  @OneOf('FOB', 'CIF') basis!: 'FOB' | 'CIF';
  @IsPartyId() valuer!: string;
  @IsDay() valuedOn!: string;
}

/** Carats that come from a zone which stands for itself. */
export class ZoneShare { @IsZoneId() zone!: string; @IsMilliCarats() milliCarats!: number }
/** An end of the corridor whose trade goes on, and is looked at twice. */
export class WatchedEnd { @IsParticipantCode() participant!: string; @OneOf(...WATCHED) standing!: Watched }

/** What a certificate says of its shipment: computed from the sealed parcels, never typed (KPCS Annex I.A 2, 9-13). */
class Shipment {
  @IsPartyId() exporter!: string;
  @IsPartyId() importer!: string;
  /** The exporting Participant: the country of provenance. */
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @Many(() => ShippedParcel) parcels!: ShippedParcel[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 1, 3) lines!: HsLine[];
  /** One country of origin, or several: a parcel of mixed origin. */
  @Many(() => OriginShare) origins!: OriginShare[];
  /** The certificates under which re-exported goods came in, lot by lot. None for goods mined here. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  @Optional() @OneOf(...PURPOSES) purpose?: Purpose;
  @Optional() @One(() => Valuation) valuation?: Valuation;
  /** What of the carats comes from which zone, where zones were told. */
  @Optional() @Many(() => ZoneShare, 1, 1_000) zones?: ZoneShare[];
  /** Provenance confiscated: the cases in which goods of it were forfeit to a State, and sold by it. */
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
  /** The export package that was examined before the request. */
  @Optional() @IsPackageId() package?: string;
}

/** What stands behind the goods: an invoice, an import certificate, a purchase slip, a production record; with how many carats it covers. */
export class Document {
  @OneOf(...DOCUMENT_KINDS) kind!: DocumentKind;
  @IsText() reference!: string;
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsSha256() sha256?: string;
}
/** A seal as it was seen. */
export class SeenSeal { @IsParcelId() parcel!: string; @OneOf(...SEAL_STATES) state!: SealState; @Optional() @IsSeal() seal?: string }
/** Part of a shipment under a number of its own. */
export class Child { @IsCertificateNumber() certificate!: string; @IsParticipantCode() to!: string; @IsPartyId() importer!: string; @ListOf(IsParcelId, 1, 1_000) parcels!: string[] }

// Names and fields below are on disk: add, never rename.
/** The exporter asks for a certificate, and declares that the goods are not conflict diamonds (KPCS Annex II ¶17-18). */
class CertificateRequested extends Shipment {
  @Many(() => Document, 1, 100) documents!: Document[];
  @IsPersonId() declaredBy!: string;
  /** The queue: faster for a member of an industry body in good standing (S2 ¶22.16). The checks are the same. */
  @OneOf('normal', 'fast') queue!: 'normal' | 'fast';
}
/** An officer looked at the request, the documents and the sealed parcels. */
class CertificateReviewed { @IsPartyId() authority!: string; @IsPersonId() reviewedBy!: string; @IsText() finding!: string }
/** The authority will not issue it. Its parcels may be withdrawn; the number is spent. */
class CertificateRefused { @IsPartyId() authority!: string; @IsPersonId() refusedBy!: string; @IsText() reason!: string }
class CertificateIssued extends Shipment {
  @IsPartyId() authority!: string;
  @IsDay() issuedOn!: string;
  @IsDay() expiresOn!: string;
  @Optional() @IsPersonId() issuedBy?: string;
  /** The number as it is printed, and a second one where the Participant has one. */
  @Optional() @IsText() printedNumber?: string;
  @Optional() @IsText() secondaryNumber?: string;
  /** The edition of the Harmonized System under which the lines are. */
  @Optional() @OneOf('HS2002', 'HS2007', 'HS2012', 'HS2017', 'HS2022') edition?: 'HS2002' | 'HS2007' | 'HS2012' | 'HS2017' | 'HS2022';
  /** Ends of the corridor at which others look twice. */
  @Optional() @Many(() => WatchedEnd, 1, 2) vigilance?: WatchedEnd[];
  /** Whether a monitor examined the export before the issue, or will afterwards. Without it none has to. */
  @Optional() @OneOf(...APPROVALS) approval?: Approval;
  /** The last day on which the exporter, and the authorities, have to keep it. */
  @Optional() @IsDay() exporterKeepsTo?: string;
  @Optional() @IsDay() authorityKeepsTo?: string;
}
/** Content and certificate were compared, and the container sealed, under the authority’s eyes (KPCS Annex I.A 14). */
class CertificateValidated { @IsPartyId() authority!: string; @IsPersonId() validatedBy!: string; @OneOf('every-container', 'risk-analysis') checked!: 'every-container' | 'risk-analysis'; @Optional() @IsMilliCarats() foundMilliCarats?: number }
/** Spoiled or missing blank, or cancelled before it left; without parcels, if it was never issued. The number is not used again. */
class CertificateVoided {
  @IsText() reason!: string;
  @Many(() => ShippedParcel, 0) parcels!: ShippedParcel[];
  @Optional() @OneOf('blank-spoiled', 'blank-lost', 'cancelled') kind?: 'blank-spoiled' | 'blank-lost' | 'cancelled';
  @Optional() @IsParticipantCode() participant?: string;
}
/** Its time was over before the goods left. */
class CertificateExpired { @IsDay() expiredOn!: string; @Many(() => ShippedParcel) parcels!: ShippedParcel[] }
class ExportDispatched extends Shipment {
  @IsDay() dispatchedOn!: string;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @IsName() handCarriedBy?: string;
  @Optional() @IsDay() expiresOn?: string;
  @Optional() @Many(() => WatchedEnd, 1, 2) vigilance?: WatchedEnd[];
}
/** The message that goes ahead to the Importing Authority (KPCS Annex II ¶19): what it says is the shipment’s. */
class PreAdviceSent { @IsParticipantCode() from!: string; @IsParticipantCode() to!: string; @IsPartyId() exporter!: string; @IsPartyId() importer!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number; @Many(() => OriginShare) origins!: OriginShare[]; @IsDay() sentOn!: string }
/** Seen on its way through a territory, unopened (KPCS III(d)). */
class TransitRecorded { @IsParticipantCode() participant!: string; @IsPartyId() authority!: string; @IsText() place!: string; @OneOf('intact', 'broken') seals!: 'intact' | 'broken'; @IsDay() on!: string }
/** Goods and certificate came to the Importing Authority. */
class ShipmentPresented { @IsPartyId() authority!: string; @IsParticipantCode() to!: string; @IsDay() presentedOn!: string; @Many(() => SeenSeal, 1, 1_000) seals!: SeenSeal[]; @Optional() @IsPersonId() presentedBy?: string }
/** Opened and compared (KPCS Annex II ¶22-23); how much of it was looked at. */
class ShipmentInspected {
  @IsPartyId() authority!: string;
  @IsPersonId() inspectedBy!: string;
  @IsPermyriad() samplePermyriad!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @Optional() @IsUsdCents() foundUsdCents?: number;
  @OneOf('agrees', 'differs') contents!: 'agrees' | 'differs';
  @Optional() @IsText() finding?: string;
}
/** The Importing Authority’s confirmation (KPCS III(b)): what was found, beside what the certificate says. */
class ImportConfirmed extends Shipment {
  @IsPartyId() authority!: string;
  @IsDay() receivedOn!: string;
  @IsMilliCarats() foundMilliCarats!: number;
  @OneOf('intact', 'broken', 'other-number') seals!: 'intact' | 'broken' | 'other-number';
  @Optional() @IsUsdCents() foundUsdCents?: number;
  @Optional() @IsPersonId() confirmedBy?: string;
  @Optional() @IsDay() authorityKeepsTo?: string;
}
/** Something on arrival was not as certified. One event for each kind. */
class DiscrepancyReported {
  @OneOf(...DEVIATIONS) kind!: Deviation;
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() importer!: string;
  @IsDay() reportedOn!: string;
  @IsMilliCarats() statedMilliCarats!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
}
/** The two authorities agree what it was. */
class DiscrepancySettled { @OneOf(...DEVIATIONS) kind!: Deviation; @IsParticipantCode() proposedBy!: string; @IsParticipantCode() agreedBy!: string; @IsText() finding!: string }
class SettlementProposed { @OneOf(...DEVIATIONS) kind!: Deviation; @IsParticipantCode() proposedBy!: string; @IsText() finding!: string }
/** A certificate was shown that cannot be what it says: never issued, void, not its Participant’s, shown twice. No goods move on it. */
class FalsePresentation { @IsParticipantCode() to!: string; @IsPartyId() authority!: string; @OneOf('never-issued', 'void', 'second-presentation', 'not-a-participant', 'expired', 'not-left') why!: 'never-issued' | 'void' | 'second-presentation' | 'not-a-participant' | 'expired' | 'not-left'; @IsDay() presentedOn!: string; @Optional() @IsText() seenAs?: string }
/** The Importing Authority sends the goods back under their own certificate. */
class ShipmentReturned extends Shipment { @IsPartyId() authority!: string; @IsText() reason!: string; @IsDay() returnedOn!: string }
/** They are back with the exporter, before the Exporting Authority. */
class ReturnReceived extends Shipment { @IsPartyId() authority!: string; @IsDay() receivedOn!: string; /** The day on which they had left. */ @IsDay() dispatchedOn!: string; @IsMilliCarats() foundMilliCarats!: number }
/** The Exporting Authority has the confirmation, or the goods back; the file is kept. */
class CertificateClosed { @IsPartyId() authority!: string; @IsDay() closedOn!: string; @IsDay() authorityKeepsTo!: string }
/** The paper is gone; the goods are not. */
class CertificateLost { @IsPartyId() reportedBy!: string; @IsText() reason!: string }
/** Another number stands for it from here on. This one is dead. */
class CertificateReplaced { @IsCertificateNumber() replacement!: string; @IsPartyId() authority!: string; @Many(() => ShippedParcel) parcels!: ShippedParcel[] }
/** Part of it goes on under numbers of their own, out of a free zone: together they carry every parcel. */
class ShipmentSubdivided {
  @IsParticipantCode() participant!: string;
  @IsPartyId() authority!: string;
  @IsText() zone!: string;
  @Many(() => Child, 2, 100) children!: Child[];
  @Many(() => ShippedParcel) parcels!: ShippedParcel[];
  /** What it was as a whole, and the day on which it had left. */
  @Optional() @One(() => Shipment) shipment?: Shipment;
  @Optional() @IsDay() dispatchedOn?: string;
}
/** Somebody else had taken the number of a part before it could carry on: another one takes its place. */
class PartRenumbered { @IsCertificateNumber() part!: string; @IsCertificateNumber() replacement!: string; @IsPartyId() authority!: string; @ListOf(IsParcelId, 1, 1_000) parcels!: string[] }
/** This number carries on for another one, from where that one stood. */
class CertificateReissued extends Shipment {
  @IsCertificateNumber() replaces!: string;
  @OneOf('replacement', 'subdivision') why!: 'replacement' | 'subdivision';
  @IsPartyId() authority!: string;
  @IsDay() issuedOn!: string;
  @IsDay() expiresOn!: string;
  @OneOf('issued', 'validated', 'dispatched', 'in-transit') standing!: 'issued' | 'validated' | 'dispatched' | 'in-transit';
  @Optional() @IsDay() dispatchedOn?: string;
}
/** The goods are worth much more, or less, per carat than when they came in, and nobody sorted or treated them. */
class UnitValueQuestioned { @IsParticipantCode() participant!: string; @IsPartyId() exporter!: string; @IsCertificateNumber() importedUnder!: string; @IsUsdCents() importedUsdCentsPerCarat!: number; @IsUsdCents() usdCentsPerCarat!: number; @IsMilliCarats() milliCarats!: number }
/** An end of the corridor, or a zone of it, closed while the goods were on their way. What becomes of them is said by the decision that closed it. */
class ShipmentOvertaken {
  @IsParticipantCode() participant!: string;
  @OneOf('export', 'import') flow!: 'export' | 'import';
  @OneOf(...STANDINGS, 'embargoed') standing!: Standing | 'embargoed';
  @Optional() @IsZoneId() zone?: string;
  /** The first day on which it was closed, and the day on which the goods had left. */
  @IsDay() from!: string;
  @IsDay() dispatchedOn!: string;
  @Optional() @IsDecisionId() document?: string;
  @OneOf(...IN_TRANSIT) rule!: InTransit;
}
/** An authority warns of this number: of a specimen, or of a paper that was seen. Every verification shows it. */
class CertificateFlagged { @IsIncidentId() incident!: string; @IsText() reason!: string; @Optional() @IsText() specimen?: string }
class CertificateUnflagged { @IsIncidentId() incident!: string; @IsText() reason!: string }
/** A number of which was warned lies on a counter. */
class FlaggedPresentation { @IsParticipantCode() to!: string; @IsPartyId() authority!: string; @IsDay() presentedOn!: string; @ListOf(IsIncidentId, 1, 1_000) incidents!: string[] }
/** A certificate of the fast queue was looked at afterwards (S2 ¶22.16: authorities supervise and audit it). */
class CertificateAudited { @IsPartyId() authority!: string; @IsPersonId() auditedBy!: string; @OneOf('in-order', 'irregular') finding!: 'in-order' | 'irregular'; @IsText() note!: string }

export const certificateEvents = {
  CertificateRequested, CertificateReviewed, CertificateRefused, CertificateIssued, CertificateValidated, CertificateVoided, CertificateExpired, ExportDispatched, PreAdviceSent,
  TransitRecorded, ShipmentPresented, ShipmentInspected, ImportConfirmed, DiscrepancyReported, SettlementProposed, DiscrepancySettled, FalsePresentation, ShipmentReturned, ReturnReceived,
  CertificateClosed, CertificateLost, CertificateReplaced, ShipmentSubdivided, PartRenumbered, CertificateReissued, UnitValueQuestioned,
  ShipmentOvertaken, CertificateFlagged, CertificateUnflagged, FlaggedPresentation, CertificateAudited,
};
export type CertificateEvent = EventOf<typeof certificateEvents>;
