import { dayOf, type DataOf } from '#kernel';
import type { Blend } from '../blend/blend.recollection.ts';
import type { Production } from '../production/production.recollection.ts';
import { parentOf } from './birth.events.ts';
import type { lotEvents } from './lot.events.ts';
import type { Whence } from './origins.rules.ts';
import type { Lot, Opening } from './state.rules.ts';

/** What a lot is before anything happened to it, and since which day. */
type Born = Readonly<{ unopened: Opening; on: string }>;

/** The later of a day and the day of an instant. */
export const dayAfter = (day: string, occurredAt: string): string => {
  const other = dayOf(occurredAt);
  return other > day ? other : day;
};

const whenceOf = ({ participant, zone, taint }: Production): Whence => ({ participant: participant!, ...(zone !== undefined && { zone }), ...(taint !== undefined && { taint }) });

/** Unsorted rough of one origin, in the operator’s hands. */
const mined = (subject: string, record: Production): Born | undefined => {
  const { operator, site, milliCarats, usdCents, stones, regime, sample, on, event } = record;
  if (operator === undefined) return undefined;
  const origin = { ...whenceOf(record), milliCarats: milliCarats!, ...(stones! > 0 && { stones: stones! }) };
  return {
    on: on!,
    unopened: {
      holder: operator, milliCarats: milliCarats!, usdCents: usdCents!, hsCode: '7102.10', origins: [origin], ...(stones! > 0 && { stones: stones! }),
      production: subject, site: site!, ...(regime !== undefined && { regime }), ...(sample !== undefined && { sample }),
      ...(event !== undefined && { bornOf: event }),
    },
  };
};

const madeOf = ({ made, event, on }: Blend): Born | undefined => (made ? { unopened: { ...made, ...(event !== undefined && { bornOf: event }) }, on } : undefined);

/** How the goods are kept: owner, terms, model, claim, regime, place and imports, as far as they are not the usual ones. */
export type Kept = NonNullable<DataOf<typeof lotEvents.LotSplit>['kept']>;

/** The certificates under which imported goods came in, and what they were then. */
const importsOf = ({ imports, importedAt }: Lot) => ({ ...(imports !== undefined && { imports }), ...(importedAt !== undefined && { importedAt }) });
/** Under which case it is stopped, and which cases it went through. */
const stoppedOf = ({ detention, confiscations }: Lot) => ({ ...(detention !== undefined && { detention }), ...(confiscations !== undefined && { confiscations }) });
const claimOf = ({ claim, claimedMilliCarats }: Lot) => (claim !== undefined && claimedMilliCarats > 0 ? { claim, claimedMilliCarats } : {});

/** How a lot is kept, in the words of an event that divides it; nothing, if in the usual way. */
export const keptOf = (lot: Lot): { kept?: Kept } => {
  const { owner, holder, terms, model, regime, place } = lot;
  const kept: Kept = {
    ...(owner !== holder && { owner }), ...(terms !== 'own' && { terms }), ...(model !== 'identity-preserved' && { model }),
    ...claimOf(lot), ...(regime !== 'trade' && { regime }), ...(place !== undefined && { place }), ...importsOf(lot), ...stoppedOf(lot),
  };
  return Object.keys(kept).length > 0 ? { kept } : {};
};

/** How goods are kept passes from the whole to its parts; under mass balance the quota is shared out with the weight, whole thousandths only. */
export const keptByPart = ({ claim, claimedMilliCarats = 0, ...kept }: Kept, wholeMilliCarats: number, milliCarats: number, before: number): Kept => {
  // Cumulative shares: what the parts get adds up to what the whole had.
  const quotaUpTo = (weight: number) => Number((BigInt(claimedMilliCarats) * BigInt(weight)) / BigInt(wholeMilliCarats));
  const quota = quotaUpTo(before + milliCarats) - quotaUpTo(before);
  return { ...kept, ...(claim !== undefined && quota > 0 && { claim, claimedMilliCarats: quota }) };
};

const keptAs = (lot: Lot, milliCarats: number, before: number): Partial<Opening> => {
  const { production, site } = lot;
  return { ...keptByPart(keptOf(lot).kept ?? {}, lot.milliCarats, milliCarats, before), ...(production !== undefined && { production }), ...(site !== undefined && { site }) };
};

const partOf = (subject: string, parent: Lot): Born | undefined => {
  const place = parent.parts.findIndex(({ lot }) => lot === subject);
  if (place < 0) return undefined;
  const { lot: _, sorted: _sorted, ...figures } = parent.parts[place]!;
  const before = parent.parts.slice(0, place).reduce((sum, { milliCarats }) => sum + milliCarats, 0);
  const bornOf = parent.divided !== undefined && { bornOf: parent.divided };
  return { unopened: { holder: parent.holder, ...figures, ...keptAs(parent, figures.milliCarats, before), parent: parentOf(subject)!, ...bornOf }, on: parent.lastOn };
};

/** What its origin made of the lot of this id: a production record, a blend, or a lot that was split. Undefined, if it made no such lot. */
export const openingOf = (subject: string, origin: Lot | Production | Blend): Born | undefined => {
  if ('parts' in origin) return partOf(subject, origin);
  return 'inputs' in origin ? madeOf(origin) : mined(subject, origin);
};
