import { because, isAuthorityOf, IsName, IsSha256, IsText, OneOf, Optional, refusals, type Actor, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no as common, notAgreed, notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { EVIDENCE_KINDS, MODELS, type EvidenceKind, type Model } from './vocabulary.events.ts';
import { madeNotMined } from './wording.rules.ts';

const no = refusals({
  NotWitness:      { forbids: true, cites: 'custody/62', says: 'Evidence of a lot is attached by its holder, its owner, or the authority where its holder is registered.' },
  BareVerdict:     { cites: 'custody/63', says: 'A verdict says whose instrument gave it, which one, and how close it measures.' },
  ModelStricter:   { cites: 'custody/64', says: 'A model is only loosened: what may have been mixed cannot be told apart by declaring it.' },
  NotAttester:     { forbids: true, cites: 'custody/65', says: 'A claim about goods is made by the authority where their holder is registered, an industry body or an auditor; a holder only gives one up.' },
  NothingDeclared: { cites: 'custody/66', says: 'The lot is kept so already.' },
});

export class AttachEvidence {
  @OneOf(...EVIDENCE_KINDS) kind!: EvidenceKind;
  /** The digest of the photograph, scan or document itself, which is kept elsewhere. */
  @IsSha256() sha256!: string;
  @Optional() @IsName() vendor?: string;
  @Optional() @IsName() tool?: string;
  @Optional() @IsText() tolerance?: string;
  @Optional() @OneOf('match', 'no-match', 'inconclusive') verdict?: 'match' | 'no-match' | 'inconclusive';
}
export class DeclareModel {
  @OneOf(...MODELS) model!: Model;
  /** The attestation the goods carry; none, if left out. */
  @Optional() @IsName() claim?: string;
}

const GONE: ReadonlySet<Lot['status']> = new Set(['split', 'blended', 'lost', 'destroyed']);

const isOfficial = (by: Actor, { facts: { holder: { participant } } }: AskedOfLot): boolean => participant !== undefined && isAuthorityOf(by, participant);

/** What an instrument or a camera says of the lot. Any number of them, of any vendor, also while it travels or is disputed: they do not change it. */
export const attach = (lot: Lot, data: DataOf<typeof AttachEvidence>, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  if (by.party !== lot.holder && by.party !== lot.owner && !isOfficial(by, asked)) return no.NotWitness;
  if (GONE.has(lot.status) || lot.status === 'awaiting-approval') return notFree(lot, subject);
  const missing = (['vendor', 'tool', 'tolerance'] as const).find((field) => data[field] === undefined);
  if (data.verdict !== undefined && missing !== undefined) return because(no.BareVerdict, `The verdict is ${data.verdict}, without a ${missing}.`, { verdict: data.verdict }, `#/${missing}`);
  return [{ type: 'LotEvidenceAttached', data: { ...data, by: by.party } }];
};

const attests = ({ roles }: Actor): boolean => roles.includes('industry-body') || roles.includes('auditor');

/** Why the holder cannot declare this; undefined if he can: looser than before, with the claim that all of it carries, or without. */
const notLooser = (lot: Lot, { model, claim }: DataOf<typeof DeclareModel>, subject: string): Refusal | undefined => {
  if (MODELS.indexOf(model) < MODELS.indexOf(lot.model)) return because(no.ModelStricter, `Lot ${subject} is kept as ${lot.model}.`, { model: lot.model }, '#/model');
  if (model === lot.model && claim === lot.claim) return no.NothingDeclared;
  return claim === undefined || (claim === lot.claim && lot.claimedMilliCarats === lot.milliCarats) ? notAgreed(lot, [], subject)
    : because(no.NotAttester, `Nobody attested "${claim}" for all of lot ${subject}.`, { claim }, '#/claim');
};

/** Why this attester cannot declare this; undefined if he can: a claim for goods that are kept as they were. */
const notAttested = (lot: Lot, { model, claim }: DataOf<typeof DeclareModel>): Refusal | undefined => {
  if (model !== lot.model || claim === undefined) return common.NotHolder;
  return claim === lot.claim && lot.claimedMilliCarats === lot.milliCarats ? no.NothingDeclared : undefined;
};

/** Why this is not declared of a lot that lies free; undefined if it is. */
const notDeclared = (lot: Lot, data: DataOf<typeof DeclareModel>, { by, subject }: AskedOfLot): Refusal | undefined =>
  madeNotMined([[data.claim, '#/claim']]) ?? (lot.holder === by.party ? notLooser(lot, data, subject) : notAttested(lot, data));

/** How goods are kept apart from here on, and of which attestation. */
export const declare = (lot: Lot, data: DataOf<typeof DeclareModel>, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  const attester = attests(by) || isOfficial(by, asked);
  if (lot.holder !== by.party && !attester) return data.claim === undefined ? common.NotHolder : no.NotAttester;
  if (lot.status !== 'held') return notFree(lot, subject);
  return notDeclared(lot, data, asked) ?? [{ type: 'LotModelDeclared', data: { holder: lot.holder, ...data, declaredBy: by.party } }];
};

/** What instruments and cameras say of it, and how it is kept apart. */
export const evidencing = {
  commands: { AttachEvidence, DeclareModel },
  refusals: no,
  makes: ['LotEvidenceAttached', 'LotModelDeclared'],
  decide: { AttachEvidence: attach, DeclareModel: declare },
} satisfies LotChapter<{ AttachEvidence: typeof AttachEvidence; DeclareModel: typeof DeclareModel }>;
