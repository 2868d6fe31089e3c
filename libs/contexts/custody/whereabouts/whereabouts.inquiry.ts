import { IsTrace, Many, type Inquiry } from '#kernel';
import { FoundLot, stemmingFrom } from '../recall/recall.inquiry.ts';

class Asked { @IsTrace() of!: string }
class Whereabouts {
  /** None, though it is known: all of it was lost. */
  @Many(() => FoundLot, 0, 500_000) lots!: FoundLot[];
}

/** Where it is now: the lot itself, or whatever became of it. */
export const whereabouts: Inquiry<typeof Asked, typeof Whereabouts> = {
  name: 'custody/whereabouts',
  says: 'Where it is now, for everything that came of a lot, a production record, a parcel or a certificate: who has it, who owns it, in which place, parcel and certificate.',
  asks: Asked,
  answers: Whereabouts,
  answer: async ({ of }, sights) => ({ lots: (await stemmingFrom({ of }, sights)).lots }),
};
