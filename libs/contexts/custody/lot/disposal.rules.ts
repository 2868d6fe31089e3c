import { addedUp, because, isAuthorityOf, IsPartyId, IsText, IsUsdCents, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { notWhoStopped } from './detention.rules.ts';
import type { LotEvent, OriginShare } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, notTraded, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { recipientOff } from './sale.rules.ts';
import { UNKNOWN_ORIGIN } from './seizure.events.ts';
import { DISPOSALS, type Disposal, type Terms } from './vocabulary.events.ts';

const no = refusals({
  NotTaken:        { cites: 'custody/147', says: 'The State disposes of what it took: of goods it seized, or confiscated.' },
  NotItsGoods:     { forbids: true, cites: 'custody/148', says: 'The authority that has confiscated goods in its hands disposes of them, in the territory of the case.' },
  NotForfeitYet:   { cites: 'UN A/RES/77/277 ¶5', says: 'Goods are sold, destroyed or given away when they are forfeit, not while it is undecided.' },
  NoDisposalRule:  { cites: 'custody/149', says: 'Confiscated goods go back into trade only where the Participant’s own rule of disposal says so.' },
  RecipientUnfit:  { cites: 'custody/150', says: 'Goods that are returned go to whose they were, or from whom they were taken; goods that are sold or given away to somebody else.' },
  AcrossTheBorder: { cites: 'KPCS III(a)', says: 'What the State releases stays in its territory: over a border goods go with a certificate.' },
  TermsOfDisposal: { cites: 'custody/151', says: 'A price goes with an auction, a place with evidence, and a recipient with whatever leaves the hands of the State.' },
});

class DisposeLot {
  @OneOf(...DISPOSALS) disposal!: Disposal;
  /** The order of the court or authority. */
  @IsText() order!: string;
  @Optional() @IsPartyId() to?: string;
  /** The price of an auction. */
  @Optional() @IsUsdCents() usdCents?: number;
  /** Where evidence is kept. */
  @Optional() @IsText() place?: string;
}
type Order = DataOf<typeof DisposeLot>;

/** What each disposal has to say, and may say. */
const TOLD: Readonly<Record<Disposal, Readonly<Record<'to' | 'usdCents' | 'place', boolean>>>> = {
  returned:  { to: true, usdCents: false, place: false },
  auctioned: { to: true, usdCents: true, place: false },
  destroyed: { to: false, usdCents: false, place: false },
  evidence:  { to: false, usdCents: false, place: true },
  donated:   { to: true, usdCents: false, place: false },
};
const termsOff = (data: Order): Refusal | undefined => {
  const wanted = TOLD[data.disposal];
  const wrong = (['to', 'usdCents', 'place'] as const).find((field) => wanted[field] !== (data[field] !== undefined));
  return wrong && because(no.TermsOfDisposal, `The goods are to be ${data.disposal === 'evidence' ? 'kept as evidence' : data.disposal}: ${wrong} is ${wanted[wrong] ? 'missing' : 'too much'}.`,
    { disposal: data.disposal, field: wrong }, `#/${wrong}`);
};

/** Why these goods are not this authority’s to dispose of; undefined if they are. */
const notItsGoods = (lot: Lot, asked: AskedOfLot): Refusal | undefined => {
  const { by, subject } = asked;
  if (lot.detention) return notWhoStopped(lot, asked) ?? (lot.detention.stage === 'seized' ? undefined : because(no.NotTaken, `Lot ${subject} is detained where it is: lift the detention, or seize it.`, { holder: lot.holder }));
  const { forfeit } = lot;
  if (forfeit === undefined || lot.regime !== 'seized') return because(no.NotTaken, `Lot ${subject} is neither seized nor confiscated.`, { status: lot.status });
  return lot.holder === by.party && isAuthorityOf(by, forfeit.participant) ? undefined
    : because(no.NotItsGoods, `Lot ${subject} was confiscated in ${forfeit.participant}, and ${lot.holder} has it.`, { participant: forfeit.participant, holder: lot.holder });
};

/** Why it does not lie in the hands of the State just now; undefined if it does. */
const notAtRest = (lot: Lot, subject: string): Refusal | undefined => (lot.status === (lot.detention ? 'held' : 'confiscated') ? undefined : notFree(lot, subject));
/** The case under which it was taken. */
const caseOf = ({ detention, forfeit }: Lot): string => detention?.case ?? forfeit!.case;

/** From whom goods were taken, whose they were, on what terms he had them, and under which regime. */
const takenFrom = (lot: Lot): Readonly<{ from: string; owner: string; terms: Terms; regime: Lot['regime'] }> => {
  const { detention, forfeit } = lot;
  return detention ? { from: detention.from ?? lot.owner, owner: lot.owner, terms: detention.terms ?? 'own', regime: lot.regime } : { ...forfeit!, terms: 'safekeeping' };
};

/** Why goods of this kind do not go to this party, by whose they were; undefined if they do. */
const notForHim = (lot: Lot, disposal: Disposal, to: string): Refusal | undefined => {
  const { from, owner } = takenFrom(lot);
  const [his, whose] = [to === owner || to === from, `They were ${owner}’s, and taken from ${from}`];
  if (his === (disposal === 'returned')) return undefined;
  const why = his ? `: who lost them by an order does not get them by ${disposal === 'donated' ? 'a gift' : 'an auction'}` : '';
  return because(no.RecipientUnfit, `${whose}${why}.`, { owner, from }, '#/to');
};

/** Why these goods do not go to this party; undefined if they do, or stay. */
const recipientUnfit = (lot: Lot, { disposal, to }: Order, asked: AskedOfLot): Refusal | undefined => {
  if (to === undefined) return undefined;
  const refused = recipientOff(to, lot.holder, asked);
  if (refused) return refused;
  const { participant } = asked.facts.recipient;
  if (participant !== asked.by.participant) return because(no.AcrossTheBorder, `${to} is registered in ${participant}, the goods lie in ${asked.by.participant}.`, { to, participant: participant! }, '#/to');
  return notForHim(lot, disposal, to);
};

/** What was out of trade before the State took it is not brought into trade by it. */
const ruleOff = (lot: Lot, { disposal }: Order, { subject, by: { participant }, facts: { limits } }: AskedOfLot): Refusal | undefined => {
  if (disposal !== 'auctioned') return undefined;
  const refused = notTraded(takenFrom(lot), subject);
  if (refused !== undefined || limits.disposal?.trade === 'allowed') return refused;
  return because(no.NoDisposalRule, limits.disposal === undefined ? `${participant} has set no rule of disposal.` : `The rule of disposal of ${participant} forbids it.`, { participant });
};

/** Nobody knows from where; what is tainted stays so, as many carats of it. */
const unknown = (origins: readonly OriginShare[]): OriginShare[] => {
  const shares = origins.map(({ milliCarats, stones = 0, taint }) => ({ kind: taint ?? 'none', milliCarats, stones }));
  return addedUp(shares, 'kind', ['milliCarats', 'stones']).map(({ kind, milliCarats, stones }) =>
    ({ participant: UNKNOWN_ORIGIN, milliCarats, ...(stones > 0 && { stones }), ...(kind === 'zone' && { taint: 'zone' as const }) }));
};

/** What is said of goods that leave: who owns them, where somebody else has them; of goods that are sold, their origin, where the rule says that nobody knows it. */
const leaving = (lot: Lot, { disposal, to }: Order, { facts: { limits } }: AskedOfLot) => {
  if (disposal === 'auctioned') return limits.disposal?.origin === 'unknown' ? { origins: unknown(lot.origins) } : {};
  if (disposal !== 'returned') return {};
  const { owner, terms, regime } = takenFrom(lot);
  return { ...(to !== owner && { owner, terms }), ...(regime !== 'trade' && { regime }) };
};

/** Until it is decided whether goods are forfeit they are kept, or go back. */
const BEFORE_THE_ORDER: ReadonlySet<Disposal> = new Set(['returned', 'evidence']);
const undecided = ({ detention }: Lot, { disposal }: Order, subject: string): Refusal | undefined => (detention === undefined || BEFORE_THE_ORDER.has(disposal) ? undefined
  : because(no.NotForfeitYet, `Lot ${subject} is seized under case ${detention.case}, and not confiscated.`, { case: detention.case }));

/** What becomes of goods that the State took, on an order: every carat of it is said. Whatever goes back to trade after it was confiscated says so from then on. */
export const dispose = (lot: Lot, data: Order, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  const refused = notItsGoods(lot, asked) ?? notAtRest(lot, subject) ?? termsOff(data) ?? undecided(lot, data, subject) ?? ruleOff(lot, data, asked) ?? recipientUnfit(lot, data, asked);
  return refused ?? [{ type: 'LotDisposed', data: { ...data, authority: by.party, participant: by.participant, case: caseOf(lot), milliCarats: lot.milliCarats, ...leaving(lot, data, asked) } }];
};

const commands = { DisposeLot };

/** What the State does with what it took. */
export const disposing = {
  commands,
  refusals: no,
  makes: ['LotDisposed'],
  decide: { DisposeLot: dispose },
} satisfies LotChapter<typeof commands>;
