export { isPrintable, type Certificate } from './certificate.ts';
export { LANGUAGES, languageOf, type Language } from './languages.ts';
export { checkAddressOf, printCertificate, type Printing } from './print.ts';
