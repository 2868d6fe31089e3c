import {
  IsCertificateNumber, IsDay, IsLotId, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsSha256, IsText, ListOf, OneOf, Optional, type EventOf,
} from '#kernel';
import { EVIDENCE, SUSPICIONS, type Evidence, type Suspicion } from '../case/case.events.ts';
import { OUTCOMES, type Outcome } from './vocabulary.events.ts';

// Names and fields below are on disk: add, never rename.
/** Something was detected that should not be: a paper, a parcel, a flow of goods (S2 ¶22.8): what is suspected, where and when it was seen, and what it touches. */
export class Detected {
  /** In whose territory it was detected. */
  @IsParticipantCode() participant!: string;
  @IsDay() detectedOn!: string;
  @Optional() @IsText() place?: string;
  @OneOf(...SUSPICIONS) code!: Suspicion;
  @IsText() summary!: string;
  @Optional() @ListOf(IsPartyId, 1, 1_000) parties?: string[];
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) certificates?: string[];
  @Optional() @ListOf(IsLotId, 1, 10_000) lots?: string[];
  @Optional() @IsMilliCarats() milliCarats?: number;
}
class IncidentReported extends Detected {
  /** Who reports it: the authority, or a monitor. */
  @IsPartyId() reportedBy!: string;
}
class IncidentEvidenceAdded { @IsSha256() sha256!: string; @OneOf(...EVIDENCE) kind!: Evidence; @Optional() @IsText() title?: string }
/** The authority of another Participant is told of it (KPCS IV(f)). */
class IncidentNoticeSent { @IsParticipantCode() to!: string; @Optional() @IsText() text?: string; @IsDay() sentOn!: string }
class IncidentNoticeAnswered { @IsParticipantCode() from!: string; @IsPartyId() authority!: string; @IsText() text!: string }
/** A warning of a number, or of a specimen of a paper: every verification shows it. */
class NumberFlagged { @IsCertificateNumber() certificate!: string; @Optional() @IsText() specimen?: string; @IsText() reason!: string }
class FlagLifted { @IsCertificateNumber() certificate!: string; @IsText() reason!: string }
/** What is to be done, by whom, and until when. */
class CorrectiveActionAgreed { @IsName() action!: string; @IsPartyId() by!: string; @IsDay() dueOn!: string }
class CorrectiveActionDone { @IsName() action!: string; @IsDay() doneOn!: string; @Optional() @IsText() note?: string }
class IncidentClosed { @OneOf(...OUTCOMES) outcome!: Outcome; @IsText() finding!: string }

export const incidentEvents = {
  IncidentReported, IncidentEvidenceAdded, IncidentNoticeSent, IncidentNoticeAnswered, NumberFlagged, FlagLifted, CorrectiveActionAgreed, CorrectiveActionDone, IncidentClosed,
};
export type IncidentEvent = EventOf<typeof incidentEvents>;
