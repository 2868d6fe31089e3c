import { at, IsCount, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsYear, OneOf, quarterOf, yearOf, type Change, type Quarter, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';

class Corridor {
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsYear() year!: number;
  @OneOf(1, 2, 3, 4) quarter!: Quarter;
  /** Certificates issued in the quarter, also those voided later. */
  @IsCount() certificatesIssued!: number;
  /** Shipments that left in the quarter. */
  @IsCount() exportedCertificates!: number;
  @IsMilliCaratsOrNone() exportedMilliCarats!: number;
  @IsUsdCents() exportedUsdCents!: number;
  /** Shipments confirmed as arrived in the quarter, by what their certificates say; what was found is on the certificate’s page. */
  @IsCount() importedCertificates!: number;
  @IsMilliCaratsOrNone() importedMilliCarats!: number;
  @IsUsdCents() importedUsdCents!: number;
}
type Row = Readonly<Corridor>;
type Ends = Readonly<{ from: string; to: string; milliCarats: number; usdCents: number }>;

/** The row of a corridor in the quarter of a day. */
const inQuarter = ({ from, to }: Ends, day: string, fold: (row: Row) => Row): [Change<Row>] => {
  const year = yearOf(day);
  const quarter = quarterOf(day);
  return [at<Row>(`${from}-${to}-${year}-Q${quarter}`, (row) => fold(row ?? {
    from, to, year, quarter, certificatesIssued: 0,
    exportedCertificates: 0, exportedMilliCarats: 0, exportedUsdCents: 0, importedCertificates: 0, importedMilliCarats: 0, importedUsdCents: 0,
  }))];
};

const exported = (row: Row, { milliCarats, usdCents }: Ends): Row => ({
  ...row, exportedCertificates: row.exportedCertificates + 1,
  exportedMilliCarats: row.exportedMilliCarats + milliCarats, exportedUsdCents: row.exportedUsdCents + usdCents,
});
const imported = (row: Row, { milliCarats, usdCents }: Ends): Row => ({
  ...row, importedCertificates: row.importedCertificates + 1,
  importedMilliCarats: row.importedMilliCarats + milliCarats, importedUsdCents: row.importedUsdCents + usdCents,
});

/** Trade and certificates from one Participant to another, by quarter, as both ends count them (KPCS Annex III(a)). */
export const corridors: View<typeof Corridor, CertificateEvent> = {
  name: 'certification/corridors',
  version: 1,
  row: Corridor,
  index: ['from', 'to', 'year'],
  on: {
    CertificateIssued: ({ data }) => inQuarter(data, data.issuedOn, (row) => ({ ...row, certificatesIssued: row.certificatesIssued + 1 })),
    ExportDispatched: ({ data }) => inQuarter(data, data.dispatchedOn, (row) => exported(row, data)),
    ImportConfirmed: ({ data }) => inQuarter(data, data.receivedOn, (row) => imported(row, data)),
  },
};
