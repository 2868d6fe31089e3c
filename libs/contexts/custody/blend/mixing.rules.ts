import { because, refusals, type Refusal } from '#kernel';
import type { Lot } from '../lot/lot.recollection.ts';
import { MODELS, type Model } from '../lot/vocabulary.events.ts';

/** A lot that goes into a blend, under its name. */
export type Input = Readonly<{ lot: string; is: Lot }>;

/** Why a blend is aborted although all its lots are at hand. They stand in its event, as what stood in the way. */
export const obstacles = refusals({
  NotReserved:   { cites: 'custody/78', says: 'Every lot has to be set aside for the blend.' },
  NotSoStrict:   { cites: 'custody/79', says: 'A blend is kept apart as strictly as its lots allow, not more strictly.' },
  SeveralClaims: { cites: 'custody/80', says: 'Attested carats add up only if they are of one attestation.' },
  TooMuch:       { cites: 'custody/83', says: 'What the blend would make is more than the ledger can count or write in one event.' },
});

const isAttested = ({ claim, claimedMilliCarats, milliCarats }: Lot): boolean => claim !== undefined && claimedMilliCarats === milliCarats;

/** Two lots that say different things of this; undefined if all say the same. */
const differing = (inputs: readonly Input[], of: (lot: Lot) => string | undefined): string | undefined => {
  const [first] = inputs;
  const other = inputs.find(({ is }) => of(is) !== of(first!.is));
  return other && `${first!.lot} and ${other.lot}`;
};

const stricter = (model: Model, detail: string): Refusal => because(obstacles.NotSoStrict, `It cannot be ${model}: ${detail}`, { model });

/** Why these lots cannot be mixed and kept apart so strictly; undefined if they can. */
const impediments: Record<Model, (inputs: readonly Input[]) => Refusal | undefined> = {
  'identity-preserved': (inputs) => {
    const looser = inputs.find(({ is: { model, site } }) => model !== 'identity-preserved' || site === undefined);
    if (looser) return stricter('identity-preserved', `lot ${looser.lot} is ${looser.is.model}, and its site ${looser.is.site ?? 'not one'}.`);
    const sites = differing(inputs, ({ site }) => site);
    if (sites) return stricter('identity-preserved', `${sites} are not of the same site.`);
    const claims = differing(inputs, ({ claim }) => claim);
    return claims === undefined ? undefined : stricter('identity-preserved', `${claims} are not of the same attestation.`);
  },
  segregated: (inputs) => {
    const looser = inputs.find(({ is }) => is.model === 'mass-balance' || !isAttested(is));
    if (looser) return stricter('segregated', `lot ${looser.lot} is ${looser.is.model}, and attested as ${looser.is.claim ?? 'nothing'}.`);
    const claims = differing(inputs, ({ claim }) => claim);
    return claims === undefined ? undefined : stricter('segregated', `${claims} are not of the same attestation.`);
  },
  'mass-balance': (inputs) => {
    const several = differing(inputs.filter(({ is }) => is.claim !== undefined), ({ claim }) => claim);
    return several === undefined ? undefined : because(obstacles.SeveralClaims, `Lots ${several} are not of the same attestation.`);
  },
};

/** How strictly the mixture is to be kept apart: as wanted, or else as strictly as all lots allow; a refusal, if that cannot be. */
export const modelOf = (inputs: readonly Input[], wanted: Model | undefined): Model | Refusal => {
  if (wanted !== undefined) return impediments[wanted](inputs) ?? wanted;
  return MODELS.find((model) => impediments[model](inputs) === undefined) ?? impediments['mass-balance'](inputs)!;
};
