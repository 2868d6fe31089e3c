import { writeFileSync } from 'node:fs';
import { LANGUAGES } from '#interop/certificate-document';
import { certificatePaper, openLedger, type OpenedLedger } from '../../api/index.ts';
import { addressOf, type AddressOption } from '../address.ts';
import { paperLines, type Paper } from '../chain.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type CertificateOptions = CommonOptions & MomentOptions & AddressOption & Readonly<{ pdf?: string; language?: string }>;
type Look = (view: string, key: string) => Promise<object | undefined>;

const languageOf = (language: string | undefined): Readonly<Record<string, string>> => {
  if (language === undefined) return {};
  if (!LANGUAGES.some((one) => one === language)) throw new UsageError(`--language: ${language} is not one of ${LANGUAGES.join(', ')}.`);
  return { language };
};

const lookIn = (opened: OpenedLedger, options: MomentOptions): Look => {
  const moment = momentOf(options);
  return async (view, key) => (await ofTheLog(opened.look(view, { ask: 'row', key }, moment))).row;
};

/** Shows a certificate, and with --pdf writes it for paper: the same bytes as over HTTP. */
export const certificateCommand = async (number: string, options: CertificateOptions): Promise<void> => {
  const [asked, paper] = [languageOf(options.language), certificatePaper(addressOf(options))];
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const look = lookIn(opened, options);
    const page = await look(paper.of, number);
    if (!page) throw new UsageError(`The ledger ${momentOf(options) ? 'knew' : 'knows'} no certificate ${number}.`);
    say(options, ...momentLine(options), ...paperLines(page as Paper));
    if (options.pdf !== undefined) {
      const bytes = await paper.print(page, asked, look);
      if (!bytes) throw new UsageError(`${number} was never issued: there is nothing to print.`);
      writeFileSync(options.pdf, bytes);
      say(options, `written: ${options.pdf} (${bytes.length} bytes)`);
    }
    sayJson(options, { ...page, ...(options.pdf !== undefined && { pdf: options.pdf }) });
  } finally {
    await opened.close();
  }
};
