import { isPrintable, LANGUAGES, printCertificate, type Certificate, type Language } from '#interop/certificate-document';
import { OneOf, Optional } from '#kernel';
import type { Leaf, Paper } from '#platform/http';

class InLanguage { @Optional() @OneOf(...LANGUAGES) language?: Language }

type Named = Readonly<{ name: string }>;
type Parcel = Readonly<{ parcel: string; seal: string; milliCarats: number; usdCents: number; inspections: readonly Readonly<{ on: string; seal: string; newSeal: string }>[] }>;

/** Under which seals it travelled: the one that was certified, then those that officers put on when they had opened it. */
const sealsOf = ({ seal, inspections }: Parcel, issuedOn: string): string => {
  const later = inspections.filter(({ on }) => on >= issuedOn);
  return [later[0]?.seal ?? seal, ...later.map(({ newSeal }) => newSeal)].join(', ');
};

/** The certificate with what other pages know of it: the figures of its parcels, and names behind ids. */
const gathered = async (page: Certificate, leaf: Leaf): Promise<Readonly<{ page: Certificate; names: ReadonlyMap<string, string> }>> => {
  const ids = page.parcels.map((one) => (typeof one === 'string' ? one : one.parcel));
  const parcels = await Promise.all(ids.map(async (id) => {
    const row = await leaf('custody/parcels', id) as Parcel | undefined;
    return row ? { parcel: id, seal: sealsOf(row, page.issuedOn), milliCarats: row.milliCarats, usdCents: row.usdCents } : { parcel: id };
  }));
  const names = await Promise.all([page.exporter, page.importer, page.authority].map(async (id) =>
    [id, (await leaf('identity/parties', id) as Named | undefined)?.name] as const));
  return { page: { ...page, parcels }, names: new Map(names.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const]))) };
};

/** The certificate for paper. @param address where this ledger is asked from outside, for the check of a number */
export const certificatePaper = (address: string): Paper => ({
  of: 'certification/certificates', name: 'document', mediaType: 'application/pdf', asks: InLanguage,
  says: 'the certificate for paper, in a language and English; that of the issuing Participant, if none is named',
  print: async (row, { language }, leaf) => {
    if (!isPrintable(row)) return undefined;
    const { page, names } = await gathered(row, leaf);
    return printCertificate(page, { language: language as Language | undefined, address, nameOf: (id) => names.get(id) });
  },
});

/** An address as it is printed: of http or https, without user, query, fragment or a slash at its end. Undefined if it is none. */
export const printedAddress = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) return undefined;
  return url.href.replace(/\/$/, '');
};
