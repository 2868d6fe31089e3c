import { IsCaseId, IsMilliCarats, IsParticipantCode, IsPartyId, IsText, IsUsdCents, Many, OneOf, Optional } from '#kernel';
import { OriginShare } from './origin.events.ts';
import { DISPOSALS, REGIMES, STAGES, TERMS, type Disposal, type Regime, type Stage, type Terms } from './vocabulary.events.ts';

/** By which case, and by whom, goods are stopped: where they are (`detained`), or taken into the hands of the State (`seized`). */
export class Detention {
  @IsCaseId() case!: string;
  @IsPartyId() authority!: string;
  @OneOf(...STAGES) stage!: Stage;
  /** From whom they were taken, and on what terms he had them. */
  @Optional() @IsPartyId() from?: string;
  @Optional() @OneOf(...TERMS) terms?: Terms;
}

// Names and fields below are on disk: add, never rename.
/** What is stopped, or let go: in which case, by whom, and with whom it stays. */
export class Stopped {
  @IsCaseId() case!: string;
  @IsPartyId() authority!: string;
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
}
/** The lot stays where it is, and nothing happens to it any more but by that authority. */
export class LotDetained extends Stopped { @IsParticipantCode() participant!: string; @IsText() grounds!: string }
/** It is what and where it was before it was detained. */
export class LotDetentionLifted extends Stopped { @IsText() reason!: string }
/** The authority has it in its own hands, until it is decided. Whose it is does not change. */
export class LotSeized {
  @IsPartyId() from!: string;
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsCaseId() case!: string;
  @IsMilliCarats() milliCarats!: number;
  /** It was on its way to somebody: then it is in nobody’s account. */
  @Optional() @IsPartyId() to?: string;
}
/** Forfeit to the State. */
export class LotConfiscated {
  @IsPartyId() from!: string;
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsCaseId() case!: string;
  @IsText() order!: string;
  @IsMilliCarats() milliCarats!: number;
  /** Whose it was, if not of whoever had it. */
  @Optional() @IsPartyId() owner?: string;
}
/** What the State did with goods it had taken. */
export class LotDisposed {
  @OneOf(...DISPOSALS) disposal!: Disposal;
  /** The order of the court or authority. */
  @IsText() order!: string;
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsCaseId() case!: string;
  @IsMilliCarats() milliCarats!: number;
  /** Who has it now, if it left the hands of the State; and on what terms, if it is not his own. */
  @Optional() @IsPartyId() to?: string;
  @Optional() @IsPartyId() owner?: string;
  @Optional() @OneOf(...TERMS) terms?: Terms;
  /** Under which regime it moves again, if not in trade: a sample that is returned stays one. */
  @Optional() @OneOf(...REGIMES) regime?: Regime;
  /** The price of an auction. */
  @Optional() @IsUsdCents() usdCents?: number;
  /** Of an auction: what is said of the origin from here on. `ZZ`: nobody knows. */
  @Optional() @Many(() => OriginShare) origins?: OriginShare[];
  /** Where evidence is kept. */
  @Optional() @IsText() place?: string;
}
/** The code of origin for goods of which nobody knows it; a certificate says “mixed” (KPCS section I, Annex I.A 2). No State has it (ISO 3166-1 leaves it to its users). */
export const UNKNOWN_ORIGIN = 'ZZ';
