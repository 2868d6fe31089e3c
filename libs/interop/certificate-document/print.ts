import { annex } from './annex.ts';
import type { Certificate } from './certificate.ts';
import { Form } from './form.ts';
import { front } from './front.ts';
import { languageOf } from './languages.ts';
import { checkAddressOf, type Printing } from './printing.ts';
import { Sheet } from './sheet.ts';
import { words } from './words.ts';

/** The certificate as bytes. */
export const printed = async (page: Certificate, { language = languageOf(page.from), address, nameOf = () => undefined }: Printing): Promise<Buffer> => {
  const sheet = new Sheet({ title: `${words.title.en} ${page.certificate}`, language, madeOn: page.issuedOn });
  const form = new Form(sheet, language);
  const around = { nameOf, check: checkAddressOf(address, page.certificate) };
  front(form, page, around);
  annex(form, page, around);
  return sheet.bytes();
};
