import { at, IsCount, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsYear, OneOf, quarterOf, yearOf, type Change, type Quarter, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { Purpose } from '../certificate/vocabulary.events.ts';

class Corridor {
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsYear() year!: number;
  @OneOf(1, 2, 3, 4) quarter!: Quarter;
  /** Certificates issued in the quarter, also those voided later. A number that stands in the place of another one is not one more. */
  @IsCount() certificatesIssued!: number;
  /** Shipments that left in the quarter, and did not come back undelivered. */
  @IsCount() exportedCertificates!: number;
  @IsMilliCaratsOrNone() exportedMilliCarats!: number;
  @IsUsdCents() exportedUsdCents!: number;
  /** Shipments confirmed as arrived in the quarter, by what their certificates say; what was found is on the certificate’s page. */
  @IsCount() importedCertificates!: number;
  @IsMilliCaratsOrNone() importedMilliCarats!: number;
  @IsUsdCents() importedUsdCents!: number;
}
type Row = Readonly<Corridor>;
type Ends = Readonly<{ from: string; to: string; milliCarats: number; usdCents: number; purpose?: Purpose }>;

/** The row of a corridor in the quarter of a day. Technical certificates are no trade. */
const inQuarter = ({ from, to, purpose }: Ends, day: string, fold: (row: Row) => Row): Change<Row>[] => {
  if (purpose === 'technical') return [];
  const year = yearOf(day);
  const quarter = quarterOf(day);
  return [at<Row>(`${from}-${to}-${year}-Q${quarter}`, (row) => fold(row ?? {
    from, to, year, quarter, certificatesIssued: 0,
    exportedCertificates: 0, exportedMilliCarats: 0, exportedUsdCents: 0, importedCertificates: 0, importedMilliCarats: 0, importedUsdCents: 0,
  }))];
};

const exported = (row: Row, { milliCarats, usdCents }: Ends, sign: 1 | -1 = 1): Row => ({
  ...row, exportedCertificates: row.exportedCertificates + sign,
  exportedMilliCarats: row.exportedMilliCarats + sign * milliCarats, exportedUsdCents: row.exportedUsdCents + sign * usdCents,
});
const imported = (row: Row, { milliCarats, usdCents }: Ends): Row => ({
  ...row, importedCertificates: row.importedCertificates + 1,
  importedMilliCarats: row.importedMilliCarats + milliCarats, importedUsdCents: row.importedUsdCents + usdCents,
});

/** Trade and certificates from one Participant to another, by quarter, as both ends count them (KPCS Annex III(a)). */
export const corridors: View<typeof Corridor, CertificateEvent> = {
  name: 'certification/corridors',
  version: 2,
  row: Corridor,
  index: ['from', 'to', 'year'],
  on: {
    CertificateIssued: ({ data }) => inQuarter(data, data.issuedOn, (row) => ({ ...row, certificatesIssued: row.certificatesIssued + 1 })),
    ExportDispatched: ({ data }) => inQuarter(data, data.dispatchedOn, (row) => exported(row, data)),
    ImportConfirmed: ({ data }) => inQuarter(data, data.receivedOn, (row) => imported(row, data)),
    // What came back is taken out where it was counted.
    ReturnReceived: ({ data }) => inQuarter(data, data.dispatchedOn, (row) => exported(row, data, -1)),
    // A divided shipment gives way to its parts, which may go elsewhere.
    ShipmentSubdivided: ({ data: { shipment, dispatchedOn } }) => (shipment && dispatchedOn !== undefined ? inQuarter(shipment, dispatchedOn, (row) => exported(row, shipment, -1)) : []),
    CertificateReissued: ({ data }) => (data.why === 'subdivision' ? inQuarter(data, data.dispatchedOn!, (row) => exported(row, data)) : []),
  },
};
