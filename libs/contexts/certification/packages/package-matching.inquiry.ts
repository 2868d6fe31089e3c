import {
  IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPackageId, IsParticipantCode, ListOf, Many, OneOf, Optional, sumOf, wordFactory,
  type DataOf, type Inquiry, type Sights,
} from '#kernel';
import { certificates } from '../certificates/certificates.view.ts';
import { given, type Row } from '../certificates/page.rules.ts';
import { packages, type ShownPackage } from './packages.view.ts';

const MOST = 500_000;
const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/;
/** A month, as 2016-06. */
const IsMonth = wordFactory<string>('Month', { says: 'a month, as 2016-06', schema: { type: 'string', pattern: MONTH.source }, check: (value) => typeof value === 'string' && MONTH.test(value) });

const FAULTS = ['no-package', 'no-certificate', 'not-approved', 'parcels', 'weight', 'unconfirmed', 'found'] as const;
type Fault = (typeof FAULTS)[number];
const IsFault = wordFactory<Fault>('Fault', { says: `one of ${FAULTS.join(', ')}`, schema: { enum: FAULTS }, check: (value) => FAULTS.includes(value as Fault) });

class Asked { @IsParticipantCode() participant!: string; @IsMonth() month!: string }
/** One export, as its package, its certificate and the confirmation have it. */
class Matched {
  @Optional() @IsPackageId() package?: string;
  @Optional() @OneOf('filed', 'approved', 'rejected') examined?: 'filed' | 'approved' | 'rejected';
  @Optional() @IsCertificateNumber() certificate?: string;
  @Optional() @IsParticipantCode() to?: string;
  @Optional() @IsDay() issuedOn?: string;
  @Optional() @IsDay() receivedOn?: string;
  /** Carats in the package, on the certificate, and on the balance of the importing side. */
  @Optional() @IsMilliCarats() packageMilliCarats?: number;
  @Optional() @IsMilliCarats() certificateMilliCarats?: number;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  /** Certificate less package, and found less certificate. */
  @Optional() @IsMilliCaratsDifference() packageDifferenceMilliCarats?: number;
  @Optional() @IsMilliCaratsDifference() foundDifferenceMilliCarats?: number;
  @Optional() @IsCount() packageParcels?: number;
  @Optional() @IsCount() certificateParcels?: number;
  /** What does not match. None: all three agree. */
  @ListOf(IsFault, 0, FAULTS.length) faults!: Fault[];
}
class Matching {
  @IsCount() packages!: number;
  @IsMilliCaratsOrNone() packageMilliCarats!: number;
  @IsCount() certificates!: number;
  @IsMilliCaratsOrNone() certificateMilliCarats!: number;
  @IsCount() confirmed!: number;
  @IsMilliCaratsOrNone() foundMilliCarats!: number;
  /** On how many lines all three agree. */
  @IsCount() agreeing!: number;
  @Many(() => Matched, 0, MOST) lines!: Matched[];
}

/** What counts as different on arrival is what was reported: two balances may differ within the tolerance. */
const QUANTITIES: ReadonlySet<string> = new Set(['weight', 'parcels', 'contents', 'value']);

const sameParcels = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((parcel) => other.includes(parcel));

/** Examined beforehand, it was approved; afterwards, at least not rejected. */
const notExamined = ({ approval }: Row, { status }: ShownPackage): boolean => (approval === 'ex-ante' ? status !== 'approved' : status === 'rejected');

const faultsOf = (row: Row, filed: ShownPackage | undefined): Fault[] => [
  ...(filed === undefined ? ['no-package' as const] : [
    ...(notExamined(row, filed) ? ['not-approved' as const] : []),
    ...(sameParcels(filed.parcels, row.parcels) ? [] : ['parcels' as const]),
    ...(filed.milliCarats === row.milliCarats ? [] : ['weight' as const]),
  ]),
  ...(row.receivedOn === undefined ? ['unconfirmed' as const] : []),
  ...(row.discrepancies.some(({ kind }) => QUANTITIES.has(kind)) ? ['found' as const] : []),
];

const packagePart = ({ package: name, status, milliCarats, parcels }: ShownPackage): Partial<Matched> => ({ package: name, examined: status, packageMilliCarats: milliCarats, packageParcels: parcels.length });

const lineOf = (row: Row, filed: ShownPackage | undefined): Matched => {
  const { certificate, to, issuedOn, receivedOn, milliCarats, parcelCount } = row;
  const foundMilliCarats = receivedOn === undefined ? undefined : row.foundMilliCarats;
  return {
    ...(filed && packagePart(filed)), certificate, certificateMilliCarats: milliCarats, certificateParcels: parcelCount,
    ...given({
      to, issuedOn, receivedOn, foundMilliCarats, packageDifferenceMilliCarats: filed && milliCarats - filed.milliCarats,
      foundDifferenceMilliCarats: foundMilliCarats === undefined ? undefined : foundMilliCarats - milliCarats,
    }),
    faults: faultsOf(row, filed),
  };
};

const linesOf = async (book: string, sights: Sights): Promise<Matched[]> => {
  const lines: Matched[] = [];
  for await (const row of sights.rows(certificates, { approvalBook: book })) {
    lines.push(lineOf(row, row.package === undefined ? undefined : await sights.row(packages, row.package)));
  }
  // What belongs to a certificate stands in the month of its issue.
  for await (const filed of sights.rows(packages, { book })) if (filed.certificate === undefined) lines.push({ ...packagePart(filed), faults: ['no-certificate'] });
  return lines;
};

const matched = async ({ participant, month }: DataOf<typeof Asked>, sights: Sights): Promise<DataOf<typeof Matching>> => {
  const lines = await linesOf(`${participant}-${month}`, sights);
  const sideOf = (part: 'packageMilliCarats' | 'certificateMilliCarats' | 'foundMilliCarats') => lines.flatMap((line) => line[part] ?? []);
  const [filed, certified, found] = [sideOf('packageMilliCarats'), sideOf('certificateMilliCarats'), sideOf('foundMilliCarats')];
  const sum = (carats: readonly number[]): number => sumOf(carats, (one) => one);
  return {
    packages: filed.length, packageMilliCarats: sum(filed), certificates: certified.length, certificateMilliCarats: sum(certified), confirmed: found.length, foundMilliCarats: sum(found),
    agreeing: lines.filter(({ faults }) => faults.length === 0).length, lines,
  };
};

/** Package, certificate and confirmation of every export that a monitor looks at, held against each other (the Central African framework, 2019). */
export const packageMatching: Inquiry<typeof Asked, typeof Matching> = {
  name: 'certification/package-matching',
  says: 'The three-way match of a month: the package of each export that a monitor looks at, its certificate, and the confirmation of the importing side, with every difference in parcels and carats.',
  asks: Asked,
  answers: Matching,
  answer: matched,
};
