import { IsDay, IsMilliCarats, IsMilliCaratsOrNone, IsText, OneOf } from '#kernel';

/** How far goods of a case are. `lifted`: let go where they were. The rest is what the State did with what it took. */
export const STEPS = ['detained', 'lifted', 'seized', 'confiscated', 'returned', 'auctioned', 'destroyed', 'evidence', 'donated'] as const;
export type Step = (typeof STEPS)[number];

/** A lot, or a closed parcel, as far as it is under this case. */
export class Goods {
  /** `lot:` or `parcel:` and its id. */
  @IsText() item!: string;
  @OneOf(...STEPS) step!: Step;
  @IsMilliCarats() milliCarats!: number;
  @IsDay() on!: string;
}

/** Carats by how far they are now. Together: all that ever came under the case. */
export class Carats {
  @IsMilliCaratsOrNone() detainedMilliCarats!: number;
  @IsMilliCaratsOrNone() liftedMilliCarats!: number;
  @IsMilliCaratsOrNone() seizedMilliCarats!: number;
  @IsMilliCaratsOrNone() confiscatedMilliCarats!: number;
  @IsMilliCaratsOrNone() returnedMilliCarats!: number;
  @IsMilliCaratsOrNone() auctionedMilliCarats!: number;
  @IsMilliCaratsOrNone() destroyedMilliCarats!: number;
  @IsMilliCaratsOrNone() evidenceMilliCarats!: number;
  @IsMilliCaratsOrNone() donatedMilliCarats!: number;
}

export const NO_CARATS: Readonly<Carats> = {
  detainedMilliCarats: 0, liftedMilliCarats: 0, seizedMilliCarats: 0, confiscatedMilliCarats: 0, returnedMilliCarats: 0, auctionedMilliCarats: 0, destroyedMilliCarats: 0, evidenceMilliCarats: 0,
  donatedMilliCarats: 0,
};

/** Carats by step, of these goods. */
export const caratsOf = (goods: readonly Readonly<Goods>[]): Readonly<Carats> =>
  goods.reduce((sums, { step, milliCarats }) => ({ ...sums, [`${step}MilliCarats`]: sums[`${step}MilliCarats`] + milliCarats }), NO_CARATS);
