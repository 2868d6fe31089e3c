import { expect, it } from '@jest/globals';
import { isPrintable, LANGUAGES, languageOf, printCertificate, type Certificate, type Language } from './index.ts';
import { partsOf, runsOn, textIn } from './testing.ts';
import { words } from './words.ts';

const page: Certificate = {
  certificate: 'CD004199', status: 'validated', from: 'CD', to: 'EU', exporter: 'SYN-CD-EXP', importer: 'SYN-EU-IMP', authority: 'SYN-CD-CEEC',
  issuedOn: '2005-07-01', expiresOn: '2005-08-30', parcelCount: 2, milliCarats: 1_234_567, usdCents: 98_765_432, edition: 'HS2002', printedNumber: 'CD 004199', secondaryNumber: 'B-77',
  parcels: [{ parcel: 'SYN-P-1', seal: 'CD-77', milliCarats: 1_000_000, usdCents: 97_000_000 }, 'SYN-P-2'],
  lines: [{ hsCode: '7102.21', milliCarats: 234_567, usdCents: 1_765_432 }, { hsCode: '7102.31', milliCarats: 1_000_000, usdCents: 97_000_000 }],
  origins: [{ participant: 'CD', milliCarats: 1_000_000 }, { participant: 'ZW', milliCarats: 234_567 }],
  imports: ['ZW000123'], documents: [{ kind: 'import-certificate', reference: 'ZW000123', milliCarats: 234_567 }],
  valuation: { method: 'government', basis: 'FOB', valuer: 'SYN-CD-VAL', valuedOn: '2005-06-29' }, validatedOn: '2005-07-02', validatedBy: 'SYN-OFFICER',
};
const address = 'https://ledger.example.org';
const printed = (more: Partial<Certificate> = {}, language?: Language, names: Readonly<Record<string, string>> = {}) =>
  printCertificate({ ...page, ...more }, { language, address, nameOf: (id) => names[id] });

it('carries every field of Annex I, in the language of the Participant and in English', async () => {
  const file = await printed({}, undefined, { 'SYN-CD-EXP': 'Comptoir d’achat (synthétique)' });
  const text = textIn(file);
  for (const word of ['title', 'statement', 'origin', 'number', 'issued', 'expires', 'authority', 'exporter', 'importer', 'carats', 'value', 'parcels', 'heading', 'validation'] as const) {
    for (const said of [words[word].fr, words[word].en]) expect(text.toUpperCase()).toContain(said.toUpperCase());
  }
  for (const said of [
    'CD 004199', 'B-77', '1 juillet 2005', '1 July 2005', '30 août 2005', '2005-08-30', 'SYN-CD-CEEC', 'Comptoir d’achat (synthétique)', 'SYN-CD-EXP', 'SYN-EU-IMP', '***2***', '***1 234.567*** ct', '***987 654.32*** USD',
    '7102.10', '7102.21', '7102.31', 'République démocratique du Congo', 'Democratic Republic of the Congo', 'Union européenne', 'European Union', 'SYN-OFFICER', 'HS2002',
    'certificat d’importation / certificate of import', 'évaluateur de l’État / government valuator', 'CD-77', 'ZW000123',
  ]) expect(text).toContain(said);
});

it('fills what stays empty with asterisks: an unused heading, the origin of mixed goods, an unknown seal', async () => {
  const [front, annex] = runsOn(await printed());
  expect(front!.slice(front!.indexOf('7102.10'), front!.indexOf('7102.21')).filter((run) => run === '*********')).toHaveLength(2);
  expect(front!.slice(front!.indexOf('Pays d’origine'), front!.indexOf('Pays de provenance'))).toContain('*********');
  expect(annex!.slice(annex!.indexOf('SYN-P-2'))).toEqual(expect.arrayContaining(['***']));
});

it('lists the known countries of mixed goods with shares that make a hundred, and names the one country of others', async () => {
  const text = textIn(await printed());
  expect(text).toContain('Zimbabwe (ZW) 19.00 %');
  expect(text).toContain('(CD) 81.00 %');
  const many = Array.from({ length: 26 }, (_, i) => ({ participant: `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]}X`, milliCarats: 100 + i }));
  const annex = runsOn(await printed({ origins: many }))[1]!;
  for (const { participant } of many) expect(annex).toContain(participant);
  const one = textIn(await printed({ origins: [{ participant: 'CD', milliCarats: 1_234_567 }] }));
  expect(one).not.toContain('mixed origin /');
  expect(one).not.toContain('81.00 %');
});

it('names no country for goods of which nobody knows whence they are, and says that they were confiscated', async () => {
  const sold = { confiscations: ['SYN-CASE-1', 'SYN-CASE-2', 'SYN-CASE-3', 'SYN-CASE-4'] };
  const alone = textIn(await printed({ ...sold, origins: [{ participant: 'ZZ', milliCarats: 1_234_567 }] }));
  for (const said of [words.confiscated.fr, words.confiscated.en, words.unknown.fr, 'SYN-CASE-1, SYN-CASE-2, SYN-CASE-3 …']) expect(alone).toContain(said);
  expect(alone).not.toMatch(/\bZZ\b|Unknown Region/);
  const among = textIn(await printed({ ...sold, origins: [{ participant: 'CD', milliCarats: 1_000_000 }, { participant: 'ZZ', milliCarats: 234_567 }] }));
  expect(among).toContain('********* (origine inconnue / origin unknown) 19.00 %');
  expect(among).not.toMatch(/\bZZ\b|Unknown Region/);
  expect(textIn(await printed())).not.toContain(words.confiscated.en);
});

it('prints lines that sum to the header, to the last thousandth', async () => {
  const amounts = runsOn(await printed())[0]!.flatMap((run) => /^\*\*\*([\d\u00a0]+\.\d{3})\*\*\* ct$/.exec(run)?.[1] ?? []).map((run) => Number(run.replace(/\D/g, '')));
  expect(amounts).toEqual([1_234_567, 234_567, 1_000_000, 1_234_567]);
});

it.each(LANGUAGES.map((language) => [language]))('writes %s with embedded letters, none of them missing', async (language) => {
  const text = textIn(await printed({}, language));
  expect(text.toUpperCase()).toContain(words.title[language].toUpperCase());
  expect(text.replace(/ /g, '')).toContain(words.statement[language].replace(/ /g, ''));
  expect(text).not.toContain('\ufffd');
});

it('has the number and the check address in its code and beside it', async () => {
  expect(textIn(await printed()).replace(/ /g, '')).toContain('https://ledger.example.org/certification/verify?number=CD004199');
});

it('holds nothing active, whatever a name contains', async () => {
  const wild = ') Tj ET << /S /JavaScript /JS (app.alert\\(1\\)) >> /OpenAction <script>alert(1)</script> https://evil.example ]] endstream endobj %%EOF \\';
  const file = await printed({}, 'fr', { 'SYN-CD-EXP': wild, 'SYN-EU-IMP': '刚果 שלום ₿ 😀 e\u0301', 'SYN-CD-CEEC': 'x'.repeat(200) });
  // Faces and colour profile are pictures of bytes: there, any three letters occur by chance.
  const written = [...partsOf(file).values()].map(({ head, stream }) => (/\/(Length1|N|Subtype \/CIDFontType0C)\b/.test(head) ? head : `${head}\n${stream}`));
  const all = [...written, file.toString('latin1').slice(file.lastIndexOf('\nxref'))].join('\n');
  for (const active of ['/JavaScript', '/JS', '/OpenAction', '/AA', '/Launch', '/URI', '/SubmitForm', '/GoToR', '/RichMedia', '/EmbeddedFile', '/Annots', '/AcroForm', '/XFA', '/Encrypt', 'evil.example', '<script'])
    expect([active, all.includes(active)]).toEqual([active, false]);
  const text = textIn(file);
  expect(text.replace(/ /g, '')).toContain('/S/JavaScript/JS(app.alert');
  expect(text).toContain('刚果');
  expect(text).toContain('\ufffd');
  expect(text).toContain('é');
  expect((file.toString('latin1').match(/%%EOF/g) ?? []).length).toBe(1);
});

it('says across every page of a certificate that goes with no goods any more what became of it', async () => {
  for (const [status, said] of [['void', 'ANNULÉ'], ['expired', 'EXPIRÉ'], ['lost', 'DÉCLARÉ PERDU'], ['replaced', 'REMPLACÉ'], ['subdivided', 'SUBDIVISÉ'], ['confirmed', 'UTILISÉ'], ['closed', 'UTILISÉ']] as const) {
    const pages = runsOn(await printed({ status, ...(status === 'replaced' && { replacement: 'CD004200' }) }));
    for (const runs of pages) expect([status, runs.some((run) => run.startsWith(said))]).toEqual([status, true]);
    if (status === 'replaced') expect(pages[0]!.some((run) => run.endsWith('CD004200'))).toBe(true);
  }
  for (const status of ['issued', 'validated', 'dispatched', 'in-transit']) expect(textIn(await printed({ status }))).not.toMatch(/ANNULÉ|UTILISÉ|EXPIRÉ/);
});

it('takes a thousand parcels over as many pages as it needs, each with the number', async () => {
  const parcels = Array.from({ length: 1_000 }, (_, i) => ({ parcel: `SYN-P-${i + 1}`, seal: `CD-${i}`, milliCarats: 1, usdCents: 1 }));
  const pages = runsOn(await printed({ parcels, parcelCount: 1_000 }));
  expect(pages.length).toBeGreaterThan(10);
  for (const [i, runs] of pages.entries()) expect(runs).toEqual(expect.arrayContaining(['CD 004199', `${i + 1} / ${pages.length}`]));
  expect(pages.flat()).toEqual(expect.arrayContaining(['SYN-P-1', 'SYN-P-1000']));
}, 60_000);

it('marks technical certificates and those that stand for another one', async () => {
  const text = textIn(await printed({ purpose: 'technical', replaces: 'CD004198' }));
  expect(text).toContain('TECHNICAL CERTIFICATE: NOT TRADE');
  expect(text).toContain('Replaces certificate: CD004198');
});

it('enters in the confirmation what was confirmed, and nothing before', async () => {
  const found = { foundMilliCarats: 1_234_000, foundUsdCents: 1_000, confirmedBy: 'SYN-BE-OFFICER' };
  expect(textIn(await printed({ status: 'inspected', ...found }))).not.toContain('1 234.000 ct');
  const text = textIn(await printed({ status: 'confirmed', receivedOn: '2005-07-10', ...found }));
  for (const said of ['1 234.000 ct', '10.00 USD', '10 juillet 2005', 'SYN-BE-OFFICER']) expect(text).toContain(said);
});

it('gives the same bytes for the same page, and others for another', async () => {
  expect((await printed()).equals(await printed())).toBe(true);
  expect((await printed()).equals(await printed({ status: 'void' }))).toBe(false);
});

it('is a file for archives: PDF/A, with its faces in it and as small as what they show', async () => {
  const file = await printed({}, 'zh');
  const all = [...partsOf(file).values()].map(({ head, stream }) => head + stream).join('\n');
  expect(all).toContain('<pdfaid:part>2</pdfaid:part>');
  expect((all.match(/\/FontFile2? /g) ?? []).length).toBeGreaterThan(2);
  expect(all).not.toContain('/BaseFont /Helvetica');
  expect(file.length).toBeLessThan(400_000);
});

it('has nothing to print of a number that was never issued', () => {
  expect(isPrintable(page)).toBe(true);
  expect(isPrintable({ certificate: 'CD1', status: 'void', from: 'CD', parcels: [] })).toBe(false);
  const { issuedOn: _, ...reviewed } = page;
  expect(isPrintable({ ...reviewed, status: 'reviewed' })).toBe(false);
});

it('knows the language of a Participant’s own form, and takes English where it is none of the six', () => {
  expect(['CD', 'AO', 'VE', 'RU', 'CN', 'BW', 'EU', 'IN'].map(languageOf)).toEqual(['fr', 'pt', 'es', 'ru', 'zh', 'en', 'en', 'en']);
});
