import type { Certificate } from './certificate.ts';
import type { Printing } from './printing.ts';

/**
 * The certificate as a file for paper and archive (PDF/A-2b). The same page, names, language and address give the same bytes.
 * The library that writes it is loaded with the first one: whoever prints nothing does not wait for it.
 */
export const printCertificate = async (page: Certificate, printing: Printing): Promise<Buffer> => {
  const { printed } = await import('./print.ts');
  return printed(page, printing);
};
