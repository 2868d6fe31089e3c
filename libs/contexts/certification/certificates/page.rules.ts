import { HsLine, OriginShare } from '#contexts/custody/events';
import { STANDINGS, type Standing } from '#contexts/identity/events';
import {
  IsCaseId, IsCertificateNumber, IsCount, IsDay, IsDecisionId, IsIncidentId, IsInstant, IsMilliCarats, IsMilliCaratsOrNone, IsName, IsPackageId, IsParcelId, IsParticipantCode, IsPartyId, IsPermyriad, IsPersonId, IsText, IsUsdCents, IsZoneId, ListOf, Many,
  One, OneOf, Optional, quarterOf, yearOf,
} from '#kernel';
import { Document, Valuation, WatchedEnd, ZoneShare } from '../certificate/certificate.events.ts';
import { provenanceOf, type Shipment, type Status } from '../certificate/state.rules.ts';
import { APPROVALS, DEVIATIONS, IN_TRANSIT, MODES, PURPOSES, type Approval, type Deviation, type InTransit, type Mode, type Purpose } from '../certificate/vocabulary.events.ts';

const STATUSES = [
  'requested', 'reviewed', 'refused', 'issued', 'validated', 'void', 'expired', 'dispatched', 'in-transit', 'presented', 'inspected', 'confirmed', 'closed', 'returning', 'returned',
  'lost', 'replaced', 'subdivided',
] as const satisfies readonly Status[];
const SEALS = ['intact', 'broken', 'other-number'] as const;
const WHY_FALSE = ['never-issued', 'void', 'second-presentation', 'not-a-participant', 'expired', 'not-left'] as const;

/** What was not as certified, and how far it is settled. */
class Discrepancy { @OneOf(...DEVIATIONS) kind!: Deviation; @IsDay() reportedOn!: string; @Optional() @IsDay() settledOn?: string }
class Transit { @IsParticipantCode() participant!: string; @IsText() place!: string; @OneOf('intact', 'broken') seals!: 'intact' | 'broken'; @IsDay() on!: string }
/** A presentation that cannot have been of these goods. */
class FalseShowing { @OneOf(...WHY_FALSE) why!: (typeof WHY_FALSE)[number]; @IsParticipantCode() to!: string; @IsDay() presentedOn!: string; @Optional() @IsText() seenAs?: string }

/** What closed while it was on its way, and what became of the goods. */
class Closing {
  @IsParticipantCode() participant!: string;
  @OneOf('export', 'import') flow!: 'export' | 'import';
  @OneOf(...STANDINGS, 'embargoed') standing!: Standing | 'embargoed';
  @Optional() @IsZoneId() zone?: string;
  @IsDay() from!: string;
  @Optional() @IsDecisionId() document?: string;
  @OneOf(...IN_TRANSIT) rule!: InTransit;
}

/** A certificate. Destination, parties and days are missing only if its number was voided before anybody asked for it. */
export class CertificateRow {
  @IsCertificateNumber() certificate!: string;
  @OneOf(...STATUSES) status!: (typeof STATUSES)[number];
  @IsParticipantCode() from!: string;
  @Optional() @IsParticipantCode() to?: string;
  @Optional() @IsPartyId() exporter?: string;
  @Optional() @IsPartyId() importer?: string;
  @Optional() @IsPartyId() authority?: string;
  /** Trade, if nothing else is said. */
  @Optional() @OneOf(...PURPOSES) purpose?: Purpose;
  @ListOf(IsParcelId, 0) parcels!: string[];
  /** The number of parcels in the shipment (KPCS Annex I.A 12). */
  @IsCount() parcelCount!: number;
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 0, 3) lines!: HsLine[];
  @Many(() => OriginShare, 0) origins!: OriginShare[];
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  @Optional() @One(() => Valuation) valuation?: Valuation;
  @Optional() @Many(() => ZoneShare, 1, 1_000) zones?: ZoneShare[];
  /** Provenance confiscated: the cases. */
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
  /** Ends at which others look twice; whether a monitor looks at it, and by which package. */
  @Optional() @Many(() => WatchedEnd, 1, 2) vigilance?: WatchedEnd[];
  @Optional() @OneOf(...APPROVALS) approval?: Approval;
  @Optional() @IsPackageId() package?: string;
  /** What closed while it was on its way. */
  @Optional() @Many(() => Closing, 1, 100) overtaken?: Closing[];
  /** The incidents that warn of its number. */
  @Optional() @ListOf(IsIncidentId, 1, 1_000) warnings?: string[];
  /** Of the fast queue: what was found by those who looked afterwards. */
  @Optional() @OneOf('in-order', 'irregular') audit?: 'in-order' | 'irregular';
  @Optional() @IsDay() auditedOn?: string;
  @Optional() @Many(() => Document, 1, 100) documents?: Document[];
  @Optional() @OneOf('normal', 'fast') queue?: 'normal' | 'fast';
  @Optional() @IsText() printedNumber?: string;
  @Optional() @IsText() secondaryNumber?: string;
  @Optional() @OneOf('HS2002', 'HS2007', 'HS2012', 'HS2017', 'HS2022') edition?: 'HS2002' | 'HS2007' | 'HS2012' | 'HS2017' | 'HS2022';
  /** Who took which step, and on which day. */
  @Optional() @IsPersonId() declaredBy?: string;
  @Optional() @IsDay() requestedOn?: string;
  @Optional() @IsPersonId() reviewedBy?: string;
  @Optional() @IsDay() reviewedOn?: string;
  @Optional() @IsPersonId() issuedBy?: string;
  @Optional() @IsDay() issuedOn?: string;
  /** When the ledger learned that it is issued. */
  @Optional() @IsInstant() issueToldAt?: string;
  @Optional() @IsDay() expiresOn?: string;
  @Optional() @IsPersonId() validatedBy?: string;
  @Optional() @IsDay() validatedOn?: string;
  @Optional() @IsDay() dispatchedOn?: string;
  @Optional() @IsDay() preAdvisedOn?: string;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @IsName() handCarriedBy?: string;
  @Many(() => Transit, 0) transits!: Transit[];
  @Optional() @IsDay() presentedOn?: string;
  @Optional() @IsPersonId() inspectedBy?: string;
  @Optional() @IsDay() inspectedOn?: string;
  @Optional() @IsPermyriad() samplePermyriad?: number;
  @Optional() @OneOf('agrees', 'differs') contents?: 'agrees' | 'differs';
  /** The confirmation: when, by whom, and what was found. */
  @Optional() @IsDay() receivedOn?: string;
  @Optional() @IsPersonId() confirmedBy?: string;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @Optional() @IsUsdCents() foundUsdCents?: number;
  @Optional() @OneOf(...SEALS) seals?: (typeof SEALS)[number];
  @Optional() @IsDay() closedOn?: string;
  /** Sent back by the importing side, and back. */
  @Optional() @IsDay() returnedOn?: string;
  @Optional() @IsDay() backOn?: string;
  @Optional() @IsText() returnReason?: string;
  @Optional() @IsDay() refusedOn?: string;
  @Optional() @IsText() refusalReason?: string;
  @Optional() @IsDay() voidedOn?: string;
  @Optional() @IsText() voidReason?: string;
  @Optional() @OneOf('blank-spoiled', 'blank-lost', 'cancelled') voidKind?: 'blank-spoiled' | 'blank-lost' | 'cancelled';
  @Optional() @IsDay() expiredOn?: string;
  @Optional() @IsDay() lostOn?: string;
  @Optional() @IsText() lossReason?: string;
  /** The number that stands for it, or the one for which it stands; into which numbers the shipment was divided, and in which zone. */
  @Optional() @IsCertificateNumber() replacement?: string;
  @Optional() @IsDay() replacedOn?: string;
  @Optional() @IsCertificateNumber() replaces?: string;
  @Optional() @ListOf(IsCertificateNumber, 2, 100) children?: string[];
  @Optional() @IsDay() subdividedOn?: string;
  @Optional() @IsText() zone?: string;
  /** What was not as certified; and presentations that cannot have been of these goods. */
  @Many(() => Discrepancy, 0) discrepancies!: Discrepancy[];
  @Many(() => FalseShowing, 0) falsePresentations!: FalseShowing[];
  /** Re-exported goods whose value per carat is questioned: the certificates under which they came in. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) questionedImports?: string[];
  /** The last day on which the exporter, and each authority, has to keep it. */
  @Optional() @IsDay() exporterKeepsTo?: string;
  @Optional() @IsDay() authorityKeepsTo?: string;
  @Optional() @IsDay() importingAuthorityKeepsTo?: string;
  /** The books in which it stands as trade, as BW-2005: of the exporting side by the day it left, of the importing side by the day it was received. */
  @Optional() @IsText() exportBook?: string;
  @Optional() @IsText() importBook?: string;
  /** Among what went fast in a quarter, as BW-2005-Q1; and what a monitor looks at of a month, as CF-2016-06. By the day of issue. */
  @Optional() @IsText() fastBook?: string;
  @Optional() @IsText() approvalBook?: string;
}
export type Row = Readonly<CertificateRow>;

/** What an event says of the shipment, as the page shows it. */
export const shown = ({ exporter, importer, from, to, parcels, milliCarats, usdCents, lines, origins, imports, purpose, valuation, ...more }: Shipment) => ({
  exporter, importer, from, to, parcels: parcels.map(({ parcel }) => parcel), parcelCount: parcels.length, milliCarats, usdCents, lines, origins,
  ...(imports !== undefined && { imports }), ...(purpose !== undefined && { purpose }), ...(valuation !== undefined && { valuation }),
  ...provenanceOf(more),
} satisfies Partial<Row>);

/** The number, and nothing that went wrong yet. */
export const blank = (certificate: string) => ({ certificate, transits: [], discrepancies: [], falsePresentations: [] } satisfies Partial<Row>);

/** A Participant’s book of a year. */
export const bookOf = (participant: string, year: number): string => `${participant}-${year}`;
/** The book in which trade of that day stands; none for technical certificates, which are no trade. */
export const bookOn = ({ purpose }: Readonly<{ purpose?: Purpose }>, participant: string, day: string): string | undefined =>
  (purpose === 'technical' ? undefined : bookOf(participant, yearOf(day)));

/** Everything of a quarter, or of a month, that went the same way. */
export const quarterBookOf = (participant: string, day: string): string => `${participant}-${yearOf(day)}-Q${quarterOf(day)}`;
export const monthBookOf = (participant: string, day: string): string => `${participant}-${day.slice(0, 7)}`;

/** Only the facts that are there. */
export const given = <T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
