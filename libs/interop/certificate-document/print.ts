import { annex } from './annex.ts';
import type { Certificate } from './certificate.ts';
import { Form } from './form.ts';
import { front, type Around } from './front.ts';
import { languageOf, type Language } from './languages.ts';
import { Sheet } from './sheet.ts';
import { words } from './words.ts';

/** How a certificate is printed. */
export type Printing = Readonly<{
  /** The language beside English; that of the issuing Participant, if nothing is said. */
  language?: Language | undefined;
  /** Where the ledger can be asked, without a slash at the end: https://ledger.example.org */
  address: string;
  /** Names behind the ids of parties. They are data of strangers: written as glyphs, never as syntax. */
  nameOf?: Around['nameOf'];
}>;

/** Where somebody with the paper in his hand asks about its number. */
export const checkAddressOf = (address: string, certificate: string): string => `${address}/certification/verify?number=${certificate}`;

/** The certificate as a file for paper and archive (PDF/A-2b). The same page, names, language and address give the same bytes. */
export const printCertificate = async (page: Certificate, { language = languageOf(page.from), address, nameOf = () => undefined }: Printing): Promise<Buffer> => {
  const sheet = new Sheet({ title: `${words.title.en} ${page.certificate}`, language, madeOn: page.issuedOn });
  const form = new Form(sheet, language);
  const around = { nameOf, check: checkAddressOf(address, page.certificate) };
  front(form, page, around);
  annex(form, page, around);
  return sheet.bytes();
};
