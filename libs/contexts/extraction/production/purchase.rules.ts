import { unlicensedOn, type PartyKind } from '#contexts/identity/events';
import {
  because, dayOf, IsDay, IsMicroDegrees, IsMilliCarats, IsName, IsSha256, IsSiteId, IsStones, IsText, IsUsdCents, Optional, refusals, type Chapter, type DataOf,
} from '#kernel';
import { isPlace, placeInWords } from '../site/place.rules.ts';
import type { ProductionEvent } from './production.events.ts';
import { checks, firstRefusal, no as common, type Check, type Facts, type Licensed } from './production.rules.ts';
import type { Production } from './state.rules.ts';
import { originOf } from './taint.rules.ts';

/** A purchase slip: six facts. The days are the day of the purchase and the place is the site’s, if nothing else is said. */
export class RecordPurchase {
  @IsSiteId() site!: string;
  @IsMilliCarats() milliCarats!: number;
  /** The price paid. */
  @IsUsdCents() usdCents!: number;
  /** The miner’s name, and his licence or carnet. */
  @IsName() miner!: string;
  @IsText() licence!: string;
  @Optional() @IsStones() stones?: number;
  /** First and last day of the digging. */
  @Optional() @IsDay() from?: string;
  @Optional() @IsDay() to?: string;
  /** Where the pit is. */
  @Optional() @IsMicroDegrees() latitude?: number;
  @Optional() @IsMicroDegrees() longitude?: number;
  /** The digest of the photograph of slip and goods. */
  @Optional() @IsSha256() photo?: string;
  @Optional() @IsText() payment?: string;
}
type Slip = DataOf<typeof RecordPurchase>;
type Said = Slip & Readonly<{ from: string; to: string }>;

const no = refusals({
  NotFirstBuyer: { forbids: true, cites: 'KPCS Annex II ¶13', says: 'Goods of artisanal miners are bought by a registered artisanal buyer or trader of the territory where they were dug.' },
  NotLicensed:   { cites: 'extraction/32', says: 'Who is suspended or struck off buys no goods.' },
  NotArtisanal:  { cites: 'extraction/14', says: 'Only goods of an artisanal site enter by a purchase slip; a large mine records its own production.' },
  UnknownPit:    { cites: 'extraction/15', says: 'A purchase says where it was dug, as a latitude and a longitude, unless the register knows it of the site.' },
});

const BUYERS: ReadonlySet<PartyKind | undefined> = new Set<PartyKind>(['artisanal-buyer', 'trader']);

const firstBuyer: Check<Said> = ({ site }, { participant }, { by, facts: { buyer } }) => {
  if (by.roles.includes('trader') && BUYERS.has(buyer.kind) && buyer.participant === participant) return undefined;
  return because(no.NotFirstBuyer, `${by.party} is not registered as a buyer in ${participant}, where ${site} lies.`, { party: by.party, participant }, '#/site');
};

/** On the day of the slip, not on those of the digging. */
const licensedToBuy: Check<Said> = (_, __, { by, occurredAt, facts: { buyer } }) => {
  const last = unlicensedOn(buyer.standings, dayOf(occurredAt));
  return last === undefined ? undefined
    : because(no.NotLicensed, `${by.party} is ${last.standing} from ${last.from}.`, { party: by.party, standing: last.standing, from: last.from });
};

const artisanal: Check<Said> = ({ site }, { scale, operator }) => scale === 'ASM' ? undefined
  : because(no.NotArtisanal, `${site} is a large-scale mine; ${operator} records what it yields.`, { site, operator }, '#/site');

const saysWhere = ({ latitude, longitude }: Slip) => latitude !== undefined || longitude !== undefined;
const pitOf = (slip: Slip, site: Licensed) => (saysWhere(slip) ? slip : site);

const pitKnown: Check<Said> = (slip, site) => isPlace(pitOf(slip, site)) ? undefined
  : because(no.UnknownPit, saysWhere(slip) ? `This is no place: ${placeInWords(slip)}.` : `The register does not know where ${slip.site} lies.`,
    { site: slip.site }, slip.longitude === undefined && slip.latitude !== undefined ? '#/longitude' : '#/latitude');

/** The first purchase from an artisanal miner: the goods enter the ledger in the buyer’s hands (KPCS Annex II ¶11-16). */
export const purchasing = {
  commands: { RecordPurchase },
  refusals: no,
  makes: ['PurchaseRecorded'],
  decide: {
    RecordPurchase: ({ recorded }, slip, asked) => {
      const { by, occurredAt, facts: { site, territory } } = asked;
      if (recorded) return common.AlreadyRecorded;
      if (!site.registered) return because(common.UnknownSite, `No site ${slip.site} is registered.`, { site: slip.site }, '#/site');
      const to = slip.to ?? dayOf(occurredAt);
      const said: Said = { ...slip, from: slip.from ?? to, to };
      const refusal = firstRefusal<Said>([firstBuyer, licensedToBuy, artisanal, ...checks, pitKnown], said, site, asked);
      if (refusal) return refusal;
      const { latitude, longitude } = pitOf(slip, site) as { latitude: number; longitude: number };
      return [{ type: 'PurchaseRecorded', data: { ...said, latitude, longitude, participant: site.participant, buyer: by.party, scale: 'ASM', ...originOf(site.zones, territory, said) } }];
    },
  },
} satisfies Chapter<Production, { RecordPurchase: typeof RecordPurchase }, ProductionEvent, Facts>;
