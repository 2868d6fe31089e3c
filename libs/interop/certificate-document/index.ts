export { isPrintable, type Certificate } from './certificate.ts';
export { LANGUAGES, languageOf, type Language } from './languages.ts';
export { printCertificate } from './print-certificate.ts';
export { checkAddressOf, type Printing } from './printing.ts';
