import { inCarats, inUsd } from '#kernel';
import { table } from './output.ts';

type Document = Readonly<{ kind: string; reference: string; milliCarats: number; sha256?: string }>;
/** The page of a certificate, as far as the chain tells of it. */
export type Paper = Readonly<{
  certificate: string; status: string; from: string; to?: string; milliCarats: number; usdCents: number; documents?: readonly Document[]; imports?: readonly string[];
}> & Readonly<Partial<Record<Dated, string>>>;

type Dated = (typeof STEPS)[number][1];
/** The steps of a certificate that have a day, in their order. */
const STEPS = [
  ['requested', 'requestedOn'], ['reviewed', 'reviewedOn'], ['refused', 'refusedOn'], ['issued', 'issuedOn'], ['validated', 'validatedOn'], ['void', 'voidedOn'], ['expired', 'expiredOn'],
  ['lost', 'lostOn'], ['replaced', 'replacedOn'], ['dispatched', 'dispatchedOn'], ['presented', 'presentedOn'], ['inspected', 'inspectedOn'], ['subdivided', 'subdividedOn'],
  ['sent back', 'returnedOn'], ['back', 'backOn'], ['received', 'receivedOn'], ['closed', 'closedOn'],
] as const;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** What a certificate says and how far it came, and the documents that stand behind its goods. */
export const paperLines = (page: Paper): string[] => {
  const { certificate, status, from, to, milliCarats, usdCents, documents = [], imports = [] } = page;
  const days = STEPS.flatMap(([step, field]) => (page[field] === undefined ? [] : [`${step} ${page[field]}`]));
  return [
    `certificate ${certificate}  ${from} → ${to ?? '-'}  ${inCarats(milliCarats)} ct  ${inUsd(usdCents)} USD  ${status}`,
    ...indented(days.length > 0 ? [days.join(', ')] : []),
    ...indented(imports.length > 0 ? [`re-export of goods that came in under ${imports.join(', ')}`] : []),
    ...indented(documents.length > 0
      ? table(['document', 'reference', 'covers ct', 'SHA-256'], documents.map((one) => [one.kind, one.reference, inCarats(one.milliCarats), one.sha256?.slice(0, 16) ?? '-'])) : []),
  ];
};
