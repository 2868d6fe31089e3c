import {
  because, factOf, factsOf, isAuthorityOf, IsLotId, IsMilliCaratsOrNone, IsPartyId, IsPersonId, IsStocktakeId, IsText, ListOf, Many, OneOf, Optional, personOf, refusals, sumOf, totalOf,
  type Asked, type DataOf, type Decider, type Decision, type Refusal,
} from '#kernel';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { party, type Party } from '../party/party.recollection.ts';
import { stocktakeEvents, type CountedLot, type StocktakeEvent } from './stocktake.events.ts';

/** A stocktake: whose goods were counted, by whom, and whether its differences are settled. */
type Stocktake = Readonly<{ status: 'none' | 'taken' | 'closed'; holder: string; takenBy: string }>;

const no = refusals({
  AlreadyTaken:    { cites: 'custody/127', says: 'A stocktake is entered once: its id is not used again.' },
  NoSuchStocktake: { cites: 'custody/128', says: 'There is no open stocktake of this id.' },
  NotCounter:      { forbids: true, cites: 'UN A/61/589 annex 1 ¶3', says: 'A spot check is made by the authority, or an auditor, of the territory; a holder counts his own goods.' },
  NotPresent:      { cites: 'custody/129', says: 'Whoever enters a count was there: he is one of its officers.' },
  CountedTwice:    { cites: 'custody/130', says: 'A lot is counted once.' },
  BeyondCount:     { cites: 'custody/131', says: 'What was found weighs more than the ledger can count.' },
  NotCloser:       { forbids: true, cites: 'custody/132', says: 'A stocktake is closed by whoever took it, or by the authority of the territory.' },
});

class FoundLot { @IsLotId() lot!: string; /** None, if it was not there. */ @IsMilliCaratsOrNone() foundMilliCarats!: number }
class TakeStock {
  @IsPartyId() holder!: string;
  @OneOf('spot-check', 'own-count') kind!: 'spot-check' | 'own-count';
  @ListOf(IsPersonId, 1, 10) officers!: string[];
  @Many(() => FoundLot, 1, 1_000) lots!: FoundLot[];
  @Optional() @IsText() place?: string;
}
class CloseStocktake { @IsText() finding!: string }
const commands = { TakeStock, CloseStocktake };

/** What a stocktake’s rules have to know of others: the lots, and where their holder is registered. */
type Facts = { lots: ReadonlyMap<string, Lot>; holder: Party };
type AskedOfStocktake = Asked & { readonly facts: Facts };

/** What is no longer anybody’s goods. */
const GONE = new Set<Lot['status']>(['none', 'split', 'blended', 'lost', 'destroyed']);
/** What has left its holder’s place, but is his in the books. */
const AWAY = new Set<Lot['status']>(['dispatched', 'in-transit']);

const bookOf = ({ status, holder, milliCarats }: Lot, party: string): number => (holder !== party || GONE.has(status) || AWAY.has(status) ? 0 : milliCarats);

const verdictOf = (book: number, found: number): CountedLot['verdict'] => {
  if (book === 0) return found === 0 ? 'agrees' : 'not-his';
  if (found === 0) return 'not-found';
  return found === book ? 'agrees' : 'differs';
};

const counted = (lot: string, is: Lot, foundMilliCarats: number, holder: string): CountedLot => {
  const bookMilliCarats = bookOf(is, holder);
  return { lot, bookMilliCarats, foundMilliCarats, differenceMilliCarats: foundMilliCarats - bookMilliCarats, verdict: verdictOf(bookMilliCarats, foundMilliCarats) };
};

/** Why this actor may not enter this count; undefined if he may. */
const notCounter = ({ holder, kind, officers }: DataOf<typeof TakeStock>, { by, facts: { holder: { participant } } }: AskedOfStocktake): Refusal | undefined => {
  const oversees = participant !== undefined && by.participant === participant && (by.roles.includes('authority') || by.roles.includes('auditor'));
  if (kind === 'spot-check' ? !oversees : by.party !== holder) {
    return because(no.NotCounter, `${holder} is registered in ${participant ?? 'no territory'}; this is a ${kind} by ${by.party}.`, { holder, kind });
  }
  return officers.includes(personOf(by)) ? undefined : because(no.NotPresent, `${personOf(by)} is not one of the ${officers.length} officers.`, { officers: officers.length }, '#/officers');
};

const countedTwice = (lots: readonly FoundLot[]): Refusal | undefined => {
  const again = lots.findIndex(({ lot }, i) => lots.findIndex((other) => other.lot === lot) !== i);
  return again < 0 ? undefined : because(no.CountedTwice, `Lot ${lots[again]!.lot} is listed twice.`, { lot: lots[again]!.lot }, `#/lots/${again}`);
};

/** What was found beside what the ledger says. It changes no lot: what comes of a difference is a weighing, a loss or a case. */
const take = ({ status }: Stocktake, data: DataOf<typeof TakeStock>, asked: AskedOfStocktake): Decision<StocktakeEvent> => {
  if (status !== 'none') return no.AlreadyTaken;
  const refused = notCounter(data, asked) ?? countedTwice(data.lots);
  if (refused) return refused;
  const { holder, kind, officers, place } = data;
  const lots = data.lots.map(({ lot, foundMilliCarats }) => counted(lot, asked.facts.lots.get(lot)!, foundMilliCarats, holder));
  const [bookMilliCarats, foundMilliCarats] = [totalOf(lots, 'bookMilliCarats'), totalOf(lots, 'foundMilliCarats')];
  if (bookMilliCarats === undefined || foundMilliCarats === undefined) return because(no.BeyondCount, `${lots.length} lots together pass 2^53 thousandths of a carat.`, { lots: lots.length }, '#/lots');
  const differing = sumOf(lots, ({ verdict }) => (verdict === 'agrees' ? 0 : 1));
  return [{ type: 'StockTaken', data: { holder, takenBy: asked.by.party, officers, kind, lots, bookMilliCarats, foundMilliCarats, differing, ...(place !== undefined && { place }) } }];
};

const close = ({ status, holder, takenBy }: Stocktake, { finding }: DataOf<typeof CloseStocktake>, { by, facts }: AskedOfStocktake): Decision<StocktakeEvent> => {
  if (status !== 'taken') return no.NoSuchStocktake;
  const { participant } = facts.holder;
  const oversees = participant !== undefined && isAuthorityOf(by, participant);
  return by.party === takenBy || oversees ? [{ type: 'StocktakeClosed', data: { holder, closedBy: by.party, finding } }] : no.NotCloser;
};

/** A count of what lies with a holder against what the ledger says lies there. */
export const stocktake: Decider<Stocktake, typeof stocktakeEvents, typeof commands, Facts> = {
  noun: 'stocktake',
  id: IsStocktakeId,
  events: stocktakeEvents,
  commands,
  refusals: no,
  facts: {
    lots: factsOf(lotSoFar, ({ lots }: Partial<TakeStock>) => [...new Set((lots ?? []).map(({ lot }) => lot))]),
    holder: factOf(party, ({ holder: counted }: Partial<TakeStock>, { status, holder }: Stocktake) => counted ?? (status === 'none' ? undefined : holder)),
  },
  initial: { status: 'none', holder: '', takenBy: '' },
  evolve: {
    StockTaken: (_, { holder, takenBy }) => ({ status: 'taken', holder, takenBy }),
    StocktakeClosed: (stocktake) => ({ ...stocktake, status: 'closed' }),
  },
  decide: { TakeStock: take, CloseStocktake: close },
};
