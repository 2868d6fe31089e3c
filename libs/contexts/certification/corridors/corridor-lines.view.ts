import type { HsLine } from '#contexts/custody/events';
import { at, IsHsCode, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsYear, OneOf, quarterOf, yearOf, type Change, type HsCode, type Quarter, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { Purpose } from '../certificate/vocabulary.events.ts';

class CorridorLine {
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsYear() year!: number;
  @OneOf(1, 2, 3, 4) quarter!: Quarter;
  @IsHsCode() hsCode!: HsCode;
  @IsMilliCaratsOrNone() exportedMilliCarats!: number;
  @IsUsdCents() exportedUsdCents!: number;
  @IsMilliCaratsOrNone() importedMilliCarats!: number;
  @IsUsdCents() importedUsdCents!: number;
}
type Row = Readonly<CorridorLine>;
type Trade = Readonly<{ from: string; to: string; lines: readonly HsLine[]; purpose?: Purpose }>;

/** One row for each heading of the shipment, in the quarter of a day. Technical certificates are no trade. */
const inQuarter = ({ from, to, lines, purpose }: Trade, day: string, fold: (row: Row, line: HsLine) => Row): Change<Row>[] => {
  if (purpose === 'technical') return [];
  const year = yearOf(day);
  const quarter = quarterOf(day);
  return lines.map((line) => at<Row>(`${from}-${to}-${year}-Q${quarter}-${line.hsCode}`, (row) => fold(row ?? {
    from, to, year, quarter, hsCode: line.hsCode, exportedMilliCarats: 0, exportedUsdCents: 0, importedMilliCarats: 0, importedUsdCents: 0,
  }, line)));
};

const exported = (sign: 1 | -1) => (row: Row, { milliCarats, usdCents }: HsLine): Row =>
  ({ ...row, exportedMilliCarats: row.exportedMilliCarats + sign * milliCarats, exportedUsdCents: row.exportedUsdCents + sign * usdCents });

/** Trade from one Participant to another by heading of the Harmonized System, by quarter (KPCS Annex III(b)). */
export const corridorLines: View<typeof CorridorLine, CertificateEvent> = {
  name: 'certification/corridor-lines',
  version: 2,
  row: CorridorLine,
  index: ['from', 'to', 'year'],
  on: {
    ExportDispatched: ({ data }) => inQuarter(data, data.dispatchedOn, exported(1)),
    // What came back is taken out where it was counted.
    ReturnReceived: ({ data }) => inQuarter(data, data.dispatchedOn, exported(-1)),
    // A divided shipment gives way to its parts, which may go elsewhere.
    ShipmentSubdivided: ({ data: { shipment, dispatchedOn } }) => (shipment && dispatchedOn !== undefined ? inQuarter(shipment, dispatchedOn, exported(-1)) : []),
    CertificateReissued: ({ data }) => (data.why === 'subdivision' ? inQuarter(data, data.dispatchedOn!, exported(1)) : []),
    ImportConfirmed: ({ data }) => inQuarter(data, data.receivedOn, (row, { milliCarats, usdCents }) => (
      { ...row, importedMilliCarats: row.importedMilliCarats + milliCarats, importedUsdCents: row.importedUsdCents + usdCents })),
  },
};
