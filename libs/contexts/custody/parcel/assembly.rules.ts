import { because, isRefusal, IsLotId, IsSeal, IsText, ListOf, One, Optional, type DataOf, type Decision, type Refusal } from '#kernel';
import { MOST_INPUTS } from '../blend/blend.events.ts';
import { confiscationsOf, importsOf } from '../blend/composition.rules.ts';
import { namesTooLong, tooMuch } from '../blend/room.rules.ts';
import type { Lot } from '../lot/lot.recollection.ts';
import { SealingObstacle, type ParcelEvent } from './parcel.events.ts';
import type { Parcel } from './parcel.recollection.ts';
import { linesOf, no, notBound, notPacked, originsOf, tooEarly, totalsOf, type AskedOfParcel } from './parcel.rules.ts';

/** As many lots as are named with heading and origins each. */
const MOST_TOLD = 1_000;

export class AssembleParcel { @IsSeal() seal!: string; @ListOf(IsLotId, 1, MOST_INPUTS) lots!: string[] }
export class DecideParcel { @Optional() @One(() => SealingObstacle) obstacle?: SealingObstacle }
export class AbandonParcel { @IsText() reason!: string }
export class SealParcel { @IsSeal() seal!: string; @ListOf(IsLotId, 1, MOST_TOLD) lots!: string[] }

const told = (lot: string, { milliCarats, usdCents, hsCode, origins, importedAt }: Lot, all: number) =>
  ({ lot, milliCarats, usdCents, ...(all <= MOST_TOLD && { hsCode, origins: [...origins], ...(importedAt !== undefined && { importedAt }) }) });

/** Under which regime all of it moves; a refusal, if the lots do not move under the same. */
const regimeOf = (known: readonly Lot[]): Lot['regime'] | Refusal => {
  const { regime } = known[0]!;
  const other = known.find((lot) => lot.regime !== regime);
  return other === undefined ? regime : because(no.RegimesMixed, `Lots of the regimes ${regime} and ${other.regime} would lie together.`, { regime, other: other.regime }, '#/lots');
};

/** What lies in it, added up: carats and value, headings, origins, the certificates under which goods in it came in, and the regime. */
const sumsOf = (known: readonly Lot[]) => {
  const [totals, imports, confiscations, regime] = [totalsOf(known), importsOf(known), confiscationsOf(known), regimeOf(known)];
  if (isRefusal(regime)) return regime;
  if (!totals) return because(no.BeyondCount, `${known.length} lots together pass 2^53 thousandths of a carat, or cents.`, { lots: known.length }, '#/lots');
  if (!imports) return because(no.BeyondCount, `${known.length} lots came in under more certificates than one parcel names.`, { lots: known.length }, '#/lots');
  if (!confiscations) return because(no.BeyondCount, `${known.length} lots were confiscated under more cases than one parcel names.`, { lots: known.length }, '#/lots');
  return {
    ...totals, lines: linesOf(known), origins: originsOf(known), ...(imports.length > 0 && { imports: [...imports] }), ...(confiscations.length > 0 && { confiscations: [...confiscations] }),
    ...(regime !== 'trade' && { regime }),
  };
};

/** The closed parcel, every figure the sum of its lots; a refusal, if one of them, or the seal, is not set aside for it. */
const sealed = (holder: string, seal: string, lots: readonly string[], asked: AskedOfParcel): ParcelEvent | Refusal => {
  const { subject, facts } = asked;
  for (const [i, id] of lots.entries()) {
    const lot = facts.lots.get(id);
    const refused = notPacked(lot, id, holder, subject) ?? tooEarly(`lot ${id}`, lot!, asked);
    if (refused) return { pointer: `#/lots/${i}`, ...refused };
  }
  const unbound = notBound(facts.seal, seal, holder, subject);
  if (unbound) return { ...unbound, pointer: '#/seal' };
  const known = lots.map((id) => facts.lots.get(id)!);
  const sums = sumsOf(known);
  if ('refused' in sums) return sums;
  const data = { holder, seal, lots: lots.map((id, i) => told(id, known[i]!, lots.length)), ...sums };
  return tooMuch(no.BeyondCount, data, lots.length) ?? { type: 'ParcelSealed', data };
};

/** Somebody wants these lots sealed together: they are packed, and the seal is used, by what follows from it. */
export const assemble = (parcel: Parcel, { seal, lots }: DataOf<typeof AssembleParcel>, { by, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  if (parcel.status !== 'none') return no.AlreadySealed;
  const { status, holder } = facts.seal;
  if (status !== 'issued' || holder !== by.party) return because(no.SealNotFree, `Seal ${seal} is not an unused seal of ${by.party}.`, { seal, status }, '#/seal');
  return namesTooLong(no.NamesTooLong, lots) ?? [{ type: 'ParcelBegun', data: { holder: by.party, seal, lots } }];
};

const abandoned = ({ holder, seal, wanted }: Parcel, obstacle: SealingObstacle): ParcelEvent[] => [{ type: 'ParcelAbandoned', data: { holder, seal, lots: [...wanted], obstacle } }];

/** The one decision about a parcel that was begun. Its lots were packed on their own streams, and only this lets them go: what is read here still holds when it is written. */
export const decide = (parcel: Parcel, { obstacle }: DataOf<typeof DecideParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  if (!asked.by.roles.includes('ledger')) return no.NotTheLedger;
  if (parcel.status !== 'begun') return because(no.NothingToDecide, `Parcel ${asked.subject} is ${parcel.status === 'none' ? 'not begun' : parcel.status}.`, { status: parcel.status });
  if (obstacle) return abandoned(parcel, obstacle);
  const decided = sealed(parcel.holder, parcel.seal, parcel.wanted, asked);
  return isRefusal(decided) ? abandoned(parcel, { code: decided.refused, says: decided.detail! }) : [decided];
};

/** Whoever began it, or a watch that found it hanging, proposes to give it up. It races with the decision on one stream, so exactly one of them is written. */
export const abandon = (parcel: Parcel, { reason }: DataOf<typeof AbandonParcel>, { by, subject }: AskedOfParcel): Decision<ParcelEvent> => {
  if (parcel.status !== 'begun') return because(no.NothingToDecide, `Parcel ${subject} is ${parcel.status === 'none' ? 'not begun' : parcel.status}.`, { status: parcel.status });
  if (parcel.holder !== by.party && !by.roles.includes('ledger')) return no.NotParcelHolder;
  return abandoned(parcel, { code: 'CalledOff', says: reason });
};

/** Step by step instead: the holder packed each lot and used the seal himself. Every lot was claimed for it on the lot’s own stream. */
export const seal = (parcel: Parcel, { seal, lots }: DataOf<typeof SealParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  if (parcel.status !== 'none') return no.AlreadySealed;
  const decided = sealed(asked.by.party, seal, lots, asked);
  return isRefusal(decided) ? decided : [decided];
};
