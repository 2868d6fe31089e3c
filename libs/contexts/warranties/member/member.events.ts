import { IsDay, IsMilliCaratsOrNone, IsName, IsPartyId, IsQuestionsId, IsText, IsYear, ListOf, Many, OneOf, Optional, type EventOf } from '#kernel';
import { IsSection, type Section } from '../questions/section.events.ts';

/** What an industry body does to a member that broke its rules: the last two take the right to warrant (UN A/61/589 annex 2). */
export const SANCTIONS = ['warning', 'suspension', 'expulsion'] as const;
export type Sanction = (typeof SANCTIONS)[number];

export class Answer { @IsName() question!: string; @IsText() answer!: string }

// Names and fields below are on disk: add, never rename.
/** An industry body takes a party in, from a day on; without an end it goes on. */
class MemberAdmitted { @IsPartyId() body!: string; @IsDay() from!: string; @Optional() @IsDay() to?: string; @Optional() @IsText() sowId?: string }
/** The membership that runs, or ran out, goes on to this day. */
class MembershipRenewed { @IsPartyId() body!: string; @IsDay() from!: string; @IsDay() to!: string }
/** Registered for the System of Warranties, as who uses the text of 2021 must be. First and last day. */
class RegistrationRecorded { @IsPartyId() body!: string; @IsText() sowId!: string; @IsDay() from!: string; @IsDay() to!: string }
/** The yearly self-assessment: one answer to each question of a version that is put to such a party. Valid from the day it was filed to its last day. */
class AssessmentFiled {
  @IsYear() year!: number;
  @IsQuestionsId() questions!: string;
  @Many(() => Answer, 1, 500) answers!: Answer[];
  @IsDay() filedOn!: string;
  @IsDay() validTo!: string;
  @ListOf(IsSection, 1, 3) sections!: Section[];
}
/** A suspension has a last day or goes on until it is lifted; an expulsion ends the membership on the day before. */
class MemberSanctioned {
  @IsPartyId() body!: string;
  @OneOf(...SANCTIONS) sanction!: Sanction;
  @IsDay() from!: string;
  @Optional() @IsDay() to?: string;
  @IsText() reason!: string;
  /** The document that decided it. */
  @IsText() decision!: string;
}
/** From this day on it does not hold any more. */
class SanctionLifted { @IsPartyId() body!: string; @OneOf(...SANCTIONS) sanction!: Sanction; @IsDay() on!: string; @IsText() reason!: string }
/** Its requests for certificates stand in the shorter queue, from the first to the last day (UN A/61/589 ¶22.16). */
class FastTrackGranted { @IsPartyId() body!: string; @IsDay() from!: string; @IsDay() to!: string }
/** By the body, or by the authority that oversees it; from this day on. */
class FastTrackRevoked { @IsPartyId() by!: string; @IsDay() on!: string; @IsText() reason!: string }
/** Counted at the end of this day: what was there before the ledger, and later what an auditor found. */
class OpeningStockDeclared { @IsMilliCaratsOrNone() milliCarats!: number; @IsDay() on!: string }

export const memberEvents = {
  MemberAdmitted, MembershipRenewed, RegistrationRecorded, AssessmentFiled, MemberSanctioned, SanctionLifted, FastTrackGranted, FastTrackRevoked, OpeningStockDeclared,
};
export type MemberEvent = EventOf<typeof memberEvents>;
