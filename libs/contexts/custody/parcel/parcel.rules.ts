import { addedUp, because, refusals, totalOf, type Asked, type HsCode, type Refusal } from '#kernel';
import type { Certificate } from '../certificate/certificate.recollection.ts';
import type { OriginShare } from '../lot/lot.events.ts';
import type { Lot } from '../lot/lot.recollection.ts';

/** What a parcel’s rules have to know of others. */
export type Facts = { lots: ReadonlyMap<string, Lot>; certificate: Certificate };
export type AskedOfParcel = Asked & { readonly facts: Facts };

export const no = refusals({
  AlreadySealed:      { cites: 'KPCS IV(c)', says: 'A parcel is sealed once: its number and its seal are not used again.' },
  LotNotPacked:       { cites: 'custody/20', says: 'Only lots packed for this parcel by its holder are sealed in it.' },
  BeyondCount:        { cites: 'custody/21', says: 'The parcel weighs, or is worth, more than the ledger can count.' },
  NoSuchParcel:       { cites: 'custody/22', says: 'There is no sealed parcel of this id.' },
  NotParcelHolder:    { forbids: true, cites: 'custody/23', says: 'Only whoever holds the parcel may do this.' },
  AlreadyOpened:      { cites: 'custody/24', says: 'This parcel was opened; its lots are free.' },
  AlreadyPresented:   { cites: 'KPCS Annex II ¶17', says: 'A parcel is presented for one certificate at a time.' },
  NotPresented:       { cites: 'KPCS Annex II ¶17', says: 'This parcel is not presented for a certificate.' },
  ForeignCertificate: { cites: 'KPCS Annex I.A 4', says: 'The certificate’s number starts with the code of the Participant from which the parcel leaves.' },
  CertificateClosed:  { cites: 'KPCS Annex I.A 4', says: 'This certificate number is used already: nothing is added to it.' },
  UnderCertificate:   { cites: 'KPCS III(a)', says: 'The parcel stays closed, and with its certificate, until the certificate is void or its import is confirmed.' },
});

/** Why this lot cannot be sealed in this parcel by this party; undefined if it can. */
export const notPacked = (lot: Lot | undefined, id: string, i: number, { by, subject }: AskedOfParcel): Refusal | undefined => {
  if (lot?.status === 'packed' && lot.parcel === subject && lot.holder === by.party) return undefined;
  const elsewhere = lot?.status === 'packed' && lot.holder === by.party ? `, but for ${lot.parcel}` : '';
  return because(no.LotNotPacked, `Lot ${id} is not packed for ${subject} by ${by.party}${elsewhere}.`, { lot: id }, `#/lots/${i}`);
};

type Weighed = { readonly milliCarats: number; readonly usdCents: number };
export type Line = Weighed & { readonly hsCode: HsCode };

/** Carats and cents together; undefined if either cannot be counted. */
export const totalsOf = (items: readonly Weighed[]): { milliCarats: number; usdCents: number } | undefined => {
  const [milliCarats, usdCents] = [totalOf(items, 'milliCarats'), totalOf(items, 'usdCents')];
  return milliCarats === undefined || usdCents === undefined ? undefined : { milliCarats, usdCents };
};

/** Carats and value under each heading, in the order of the headings (KPCS Annex I.A 13). */
export const linesOf = (items: readonly Line[]): Line[] => addedUp(items, 'hsCode', ['milliCarats', 'usdCents']);

/** Carats of each country of origin, in the order of their codes (KPCS Annex I.A 2). */
export const originsOf = (items: readonly { readonly origins: readonly OriginShare[] }[]): OriginShare[] =>
  addedUp(items.flatMap(({ origins }) => origins), 'participant', ['milliCarats']);
