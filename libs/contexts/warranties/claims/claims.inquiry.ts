import { IsInvoiceId, IsMilliCaratsOrNone, IsName, IsText, Many, OneOf, sumOf, type DataOf, type Inquiry } from '#kernel';
import { chain } from '../chain/chain.inquiry.ts';

const MOST = 500_000;
const CLAIMS = ['warranted', 'traced', 'assessed'] as const;
type ClaimName = (typeof CLAIMS)[number];

class Asked { @IsInvoiceId() invoice!: string }
/** A record on which a claim stands, or falls: what it is, its id, and how many of the carats it is about. */
class Proof { @IsName() kind!: string; @IsName() of!: string; @IsMilliCaratsOrNone() milliCarats!: number }
class Claim {
  @OneOf(...CLAIMS) claim!: ClaimName;
  @IsText() definition!: string;
  @IsText() criterion!: string;
  /** Computed from the chain, never declared. */
  @OneOf('met', 'in-part', 'not-met') status!: 'met' | 'in-part' | 'not-met';
  @Many(() => Proof, 0, MOST) evidence!: Proof[];
  @Many(() => Proof, 0, MOST) against!: Proof[];
}
class Claims {
  @IsInvoiceId() invoice!: string;
  @IsMilliCaratsOrNone() milliCarats!: number;
  /** None: there is no such invoice. */
  @Many(() => Claim, 0, CLAIMS.length) claims!: Claim[];
}

type Chain = DataOf<typeof chain.answers>;
type Rule = Readonly<{ definition: string; criterion: string; proofs: (of: Chain) => readonly (Proof & { readonly isFor: boolean })[] }>;

const endsOf = ({ ends }: Chain, isFor: (end: Chain['ends'][number]) => boolean) => ends.map((end) => ({ kind: end.end, of: end.of, milliCarats: end.milliCarats, isFor: isFor(end) }));
const breaksOf = ({ breaks }: Chain) => breaks.map(({ invoice, lot, why, milliCarats }) => ({ kind: why, of: `${invoice}/${lot}`, milliCarats, isFor: false }));

/** Each claim with what it means, and by what it is measured. */
const RULES: Readonly<Record<ClaimName, Rule>> = {
  warranted: {
    definition: 'Whoever sold the goods on their way warranted them to the buyer, under the System of Warranties.', criterion: 'No carat of the invoice stands on a gap in the chain of warranties.',
    proofs: (of) => [...endsOf(of, () => true), ...breaksOf(of)],
  },
  traced: {
    definition: 'It is known where the goods were dug, or under which certificate they came in.', criterion: 'Every carat of the invoice ends at a production record, or at a certificate of the Kimberley Process.',
    proofs: (of) => [...endsOf(of, ({ end }) => end === 'production' || end === 'import'), ...breaksOf(of)],
  },
  assessed: {
    definition: 'Whoever sold the goods on their way was registered for the System of Warranties, and had assessed himself that year.', criterion: 'Every invoice in the chain bears the text of 2021, which stands on nothing less.',
    proofs: ({ steps }) => steps.map(({ invoice, milliCarats, statement }) => ({ kind: 'invoice', of: invoice, milliCarats, isFor: statement === '2021' })),
  },
};

const statusOf = (evidence: readonly Proof[], against: readonly Proof[]): Claim['status'] => {
  if (sumOf(against, ({ milliCarats }) => milliCarats) === 0) return 'met';
  return evidence.length > 0 ? 'in-part' : 'not-met';
};

const judged = (claim: ClaimName, of: Chain): Claim => {
  const { definition, criterion, proofs } = RULES[claim];
  const found = proofs(of);
  const [evidence, against] = [true, false].map((wanted) => found.filter(({ isFor }) => isFor === wanted).map(({ isFor: _, ...proof }) => proof)) as [Proof[], Proof[]];
  return { claim, definition, criterion, status: statusOf(evidence, against), evidence, against };
};

/** What can be claimed of goods that were sold: each claim with its meaning, its measure, and the records on which it stands or falls. */
export const claims: Inquiry<typeof Asked, typeof Claims> = {
  name: 'warranties/claims',
  says: 'What can be claimed of the goods on an invoice: what each claim means, by what it is measured, whether it is met, and by which records. Computed, without prices.',
  asks: Asked,
  answers: Claims,
  answer: async (asked, sights): Promise<DataOf<typeof Claims>> => {
    const of = await chain.answer(asked, sights);
    return { invoice: of.invoice, milliCarats: of.milliCarats, claims: of.chain === 'no-such-invoice' ? [] : CLAIMS.map((claim) => judged(claim, of)) };
  },
};
