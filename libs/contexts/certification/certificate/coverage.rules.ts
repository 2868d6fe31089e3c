import { because, inCarats, refusals, type DataOf, type Refusal } from '#kernel';
import type { Kept, Parcel } from '../parcel/parcel.recollection.ts';
import type { CertificateEvent, Document } from './certificate.events.ts';
import type { Shipment } from './state.rules.ts';
import type { DocumentKind } from './vocabulary.events.ts';

type Shown = DataOf<typeof Document>;

export const no = refusals({
  NotCovered:     { cites: 'certification/9', says: 'Every carat that leaves is covered by documents of where it came from: production, imports or purchases; of evidence and of goods that a State confiscated and sold also by an order.' },
  ImportNotShown: { cites: 'certification/10', says: 'Goods that came in under a certificate leave with that certificate among their documents.' },
  ImportOfOthers: { cites: 'certification/11', says: 'An import certificate covers the goods that came in under it, and no others.' },
});

/** Where goods come from. An invoice or an order says where they go. */
const SOURCES: ReadonlySet<DocumentKind> = new Set(['production', 'import-certificate', 'purchase']);
/** An order covers what the State had: evidence abroad, and goods it confiscated and sold. */
const isSource = (kind: DocumentKind, byOrder: boolean): boolean => SOURCES.has(kind) || (kind === 'order' && byOrder);

/** However numbers are written on documents, blanks and hyphens mean nothing. */
const plain = (reference: string): string => reference.replaceAll(/[\s-]/g, '').toUpperCase();

const importsOff = (documents: readonly Shown[], imports: readonly string[], byOrder: boolean): Refusal | undefined => {
  const shown = documents.map(({ kind, reference }, i) => ({ kind, number: plain(reference), i })).filter(({ kind }) => kind === 'import-certificate');
  const foreign = shown.find(({ number }) => !imports.includes(number));
  if (foreign) {
    return because(no.ImportOfOthers, `None of the goods came in under ${foreign.number}. They came in under: ${imports.slice(0, 10).join(', ') || 'none'}.`, { certificate: foreign.number }, `#/documents/${foreign.i}/reference`);
  }
  return imports.length === 0 || shown.length > 0 || (byOrder && documents.some(({ kind }) => kind === 'order')) ? undefined
    : because(no.ImportNotShown, `The goods came in under ${imports.slice(0, 10).join(', ')}${imports.length > 10 ? ` and ${imports.length - 10} more` : ''}; no import certificate is among the documents.`,
      { imports: imports.length }, '#/documents');
};

/** Why the documents do not cover the shipment; undefined if they do: all its carats, and each re-export by what it came in under. */
export const notCovered = (documents: readonly Shown[], { milliCarats, imports = [], purpose, confiscations }: Pick<Shipment, 'milliCarats' | 'imports' | 'purpose' | 'confiscations'>): Refusal | undefined => {
  const byOrder = purpose === 'technical' || confiscations !== undefined;
  const refused = importsOff(documents, imports, byOrder);
  if (refused) return refused;
  let [covered, i] = [0, 0];
  for (; i < documents.length && covered < milliCarats; i += 1) covered += isSource(documents[i]!.kind, byOrder) ? documents[i]!.milliCarats : 0;
  return covered >= milliCarats ? undefined
    : because(no.NotCovered, `The documents cover ${inCarats(covered)} ct of ${inCarats(milliCarats)} ct.`, { coveredMilliCarats: covered, milliCarats }, '#/documents');
};

/** More than half up or down asks for a reason. */
const isFar = (usdCents: number, before: number): boolean => usdCents * 2 > before * 3 || usdCents * 2 < before;

const perCarat = (usdCents: number, milliCarats: number): number => Math.round((usdCents * 1_000) / milliCarats);

/** What the goods were worth, carat by carat, when they came in, and what they are worth now; certificate by certificate. */
const compared = (kept: readonly Kept[]): Map<string, { milliCarats: number; usdCents: number; before: number }> => {
  const sums = new Map<string, { milliCarats: number; usdCents: number; before: number }>();
  for (const { importedAt, milliCarats, usdCents } of kept) {
    const sum = sums.get(importedAt.certificate) ?? { milliCarats: 0, usdCents: 0, before: 0 };
    const before = sum.before + (milliCarats / importedAt.milliCarats) * importedAt.usdCents;
    sums.set(importedAt.certificate, { milliCarats: sum.milliCarats + milliCarats, usdCents: sum.usdCents + usdCents, before });
  }
  return sums;
};

/** Goods that nobody sorted, treated or mixed since they came in, and whose value per carat is far from what it was then. It is asked, not refused. */
export const unitValuesQuestioned = (parcels: readonly Parcel[], { exporter, from }: Pick<Shipment, 'exporter' | 'from'>): CertificateEvent[] =>
  [...compared(parcels.flatMap(({ kept }) => kept ?? []))].filter(([, { usdCents, before }]) => isFar(usdCents, before))
    .map(([importedUnder, { milliCarats, usdCents, before }]) => ({ type: 'UnitValueQuestioned' as const, data: {
      participant: from, exporter, importedUnder, importedUsdCentsPerCarat: perCarat(before, milliCarats), usdCentsPerCarat: perCarat(usdCents, milliCarats), milliCarats,
    } }));
