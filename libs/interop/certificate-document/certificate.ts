import { UNKNOWN_ORIGIN } from '#contexts/custody/events';
import { shareOut } from '#kernel';
import type { Word } from './words.ts';

type Amounts = Readonly<{ milliCarats: number; usdCents: number }>;
type Part = Readonly<{ parcel: string; seal?: string } & Partial<Amounts>>;

/** What is printed of a certificate: the page that the ledger shows of it, as far as it stands on the form. */
export type Certificate = Amounts & Readonly<{
  certificate: string; status: string; from: string; to: string; exporter: string; importer: string; authority: string; issuedOn: string; expiresOn: string;
  parcelCount: number; parcels: readonly (string | Part)[];
  lines: readonly (Readonly<{ hsCode: string }> & Amounts)[];
  origins: readonly Readonly<{ participant: string; milliCarats: number }>[];
  printedNumber?: string; secondaryNumber?: string; edition?: string; purpose?: string; imports?: readonly string[]; confiscations?: readonly string[]; replaces?: string; replacement?: string;
  documents?: readonly Readonly<{ kind: string; reference: string; milliCarats: number }>[];
  valuation?: Readonly<{ method: string; basis: string; valuer: string; valuedOn: string }>;
  validatedOn?: string; validatedBy?: string; receivedOn?: string; foundMilliCarats?: number; foundUsdCents?: number; confirmedBy?: string;
}>;

const NEEDED = ['to', 'exporter', 'importer', 'authority', 'issuedOn', 'expiresOn'] as const;

/** A number that was never issued has nothing to be printed: a form without authority and days would be a blank. */
export const isPrintable = (page: object): page is Certificate => NEEDED.every((name) => name in page);

/** Every certificate that may not, or not any more, go with goods says so across its face. */
const ENDED: Readonly<Record<string, Word>> = {
  void: 'void', refused: 'void', expired: 'expired', lost: 'lost', replaced: 'replaced', subdivided: 'subdivided', confirmed: 'used', closed: 'used', returned: 'used',
};
export const endOf = ({ status }: Certificate): Word | undefined => ENDED[status];

/** Goods that a State confiscated may be of nobody knows where: no country is printed for them. */
export const isUnknown = (participant: string): boolean => participant === UNKNOWN_ORIGIN;

/** The parcels with what is known of each. */
export const partsOf = ({ parcels }: Certificate): readonly Part[] => parcels.map((one) => (typeof one === 'string' ? { parcel: one } : one));

/** Each country’s share in hundredths of a percent; together exactly 100 %. */
export const sharesOf = ({ origins }: Certificate): readonly Readonly<{ participant: string; milliCarats: number; permyriad: number }>[] => {
  const permyriads = shareOut(10_000, origins.map(({ milliCarats }) => milliCarats));
  return origins.map((origin, i) => ({ ...origin, permyriad: permyriads[i]! }));
};
