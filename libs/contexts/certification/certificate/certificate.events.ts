import { HsLine, OriginShare } from '#contexts/custody/events';
import {
  IsDay, IsMilliCarats, IsMilliCaratsDifference, IsParcelId, IsParticipantCode, IsPartyId, IsSeal, IsText, IsUsdCents, Many, OneOf, type EventOf,
} from '#kernel';

class ShippedParcel { @IsParcelId() parcel!: string; @IsSeal() seal!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }

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
}

// Names and fields below are on disk: add, never rename.
class CertificateIssued extends Shipment {
  @IsPartyId() authority!: string;
  @IsDay() issuedOn!: string;
  @IsDay() expiresOn!: string;
}
/** Spoiled, refused or cancelled before it left; without parcels, if it was never issued. The number is not used again. */
class CertificateVoided { @IsText() reason!: string; @Many(() => ShippedParcel, 0) parcels!: ShippedParcel[] }
class ExportDispatched extends Shipment { @IsDay() dispatchedOn!: string }
/** The Importing Authority’s confirmation (KPCS III(b)): what was found, beside what the certificate says. */
class ImportConfirmed extends Shipment {
  @IsPartyId() authority!: string;
  @IsDay() receivedOn!: string;
  @IsMilliCarats() foundMilliCarats!: number;
  @OneOf('intact', 'broken', 'other-number') seals!: 'intact' | 'broken' | 'other-number';
}
/** Something on arrival was not as certified. One event for each kind. */
class DiscrepancyReported {
  @OneOf('weight', 'seal', 'expired') kind!: 'weight' | 'seal' | 'expired';
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() importer!: string;
  @IsDay() reportedOn!: string;
  @IsMilliCarats() statedMilliCarats!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
}

export const certificateEvents = { CertificateIssued, CertificateVoided, ExportDispatched, ImportConfirmed, DiscrepancyReported };
export type CertificateEvent = EventOf<typeof certificateEvents>;
