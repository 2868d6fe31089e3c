import type { Around } from './front.ts';
import type { Language } from './languages.ts';

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
