import type { HsLine } from '#contexts/custody/events';
import { at, IsHsCode, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsYear, OneOf, quarterOf, yearOf, type Change, type HsCode, type Quarter, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';

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
type Trade = Readonly<{ from: string; to: string; lines: readonly HsLine[] }>;

/** One row for each heading of the shipment, in the quarter of a day. */
const inQuarter = ({ from, to, lines }: Trade, day: string, fold: (row: Row, line: HsLine) => Row): Change<Row>[] => {
  const year = yearOf(day);
  const quarter = quarterOf(day);
  return lines.map((line) => at<Row>(`${from}-${to}-${year}-Q${quarter}-${line.hsCode}`, (row) => fold(row ?? {
    from, to, year, quarter, hsCode: line.hsCode, exportedMilliCarats: 0, exportedUsdCents: 0, importedMilliCarats: 0, importedUsdCents: 0,
  }, line)));
};

/** Trade from one Participant to another by heading of the Harmonized System, by quarter (KPCS Annex III(b)). */
export const corridorLines: View<typeof CorridorLine, CertificateEvent> = {
  name: 'certification/corridor-lines',
  version: 1,
  row: CorridorLine,
  index: ['from', 'to', 'year'],
  on: {
    ExportDispatched: ({ data }) => inQuarter(data, data.dispatchedOn, (row, { milliCarats, usdCents }) => (
      { ...row, exportedMilliCarats: row.exportedMilliCarats + milliCarats, exportedUsdCents: row.exportedUsdCents + usdCents })),
    ImportConfirmed: ({ data }) => inQuarter(data, data.receivedOn, (row, { milliCarats, usdCents }) => (
      { ...row, importedMilliCarats: row.importedMilliCarats + milliCarats, importedUsdCents: row.importedUsdCents + usdCents })),
  },
};
