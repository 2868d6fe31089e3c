import { OriginShare } from '#contexts/custody/events';
import { at, gone, IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, IsUsdCents, Many, OneOf, Optional, type Change, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { Shipment } from '../certificate/state.rules.ts';
import { MODES, type Mode } from '../certificate/vocabulary.events.ts';

class ExpectedArrival {
  @IsCertificateNumber() certificate!: string;
  /** An import that left its country, or goods that are sent back to it. */
  @OneOf('import', 'return') kind!: 'import' | 'return';
  /** Where it comes from now, and where it is awaited. */
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() exporter!: string;
  @IsPartyId() importer!: string;
  @IsCount() parcelCount!: number;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
  /** The day it left, as far as a number that stands for another one says it. */
  @Optional() @IsDay() leftOn?: string;
  @Optional() @IsDay() expiresOn?: string;
  /** When the message went ahead. None: it was not told (KPCS Annex II ¶21). */
  @Optional() @IsDay() preAdvisedOn?: string;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  /** Where and when it was seen last on its way. */
  @Optional() @IsParticipantCode() seenIn?: string;
  @Optional() @IsDay() seenOn?: string;
}
type Row = Readonly<ExpectedArrival>;

const changed = (certificate: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(certificate, (row) => fold(row!))];
const over = ({ subject }: Readonly<{ subject: string }>): [Change<Row>] => [at<Row>(subject, () => gone)];
const shipped = (certificate: string, { from, to, exporter, importer, parcels, milliCarats, usdCents, origins }: Shipment): Row =>
  ({ certificate, kind: 'import', from, to, exporter, importer, parcelCount: parcels.length, milliCarats, usdCents, origins });

/** What is on its way to whom, from the day it left until it is presented (KPCS Annex II ¶21). */
export const expectedArrivals: View<typeof ExpectedArrival, CertificateEvent> = {
  name: 'certification/expected-arrivals',
  version: 1,
  row: ExpectedArrival,
  index: ['to', 'from', 'importer'],
  on: {
    ExportDispatched: ({ subject, data }) => [at<Row>(subject, () => {
      const { dispatchedOn: leftOn, expiresOn, mode, carrier } = data;
      return { ...shipped(subject, data), leftOn, ...(expiresOn !== undefined && { expiresOn }), ...(mode !== undefined && { mode }), ...(carrier !== undefined && { carrier }) };
    })],
    PreAdviceSent: ({ subject, data: { sentOn } }) => changed(subject, (row) => ({ ...row, preAdvisedOn: sentOn })),
    TransitRecorded: ({ subject, data: { participant, on } }) => changed(subject, (row) => ({ ...row, seenIn: participant, seenOn: on })),
    CertificateReissued: ({ subject, data }) => (data.dispatchedOn === undefined ? [] : [at<Row>(subject, () => (
      { ...shipped(subject, data), expiresOn: data.expiresOn, ...(data.dispatchedOn !== undefined && { leftOn: data.dispatchedOn }) }))]),
    CertificateReplaced: over,
    ShipmentPresented: over,
    ImportConfirmed: over,
    // Back under their own certificate, from where they were to go.
    ShipmentReturned: ({ subject, data }) => [at<Row>(subject, () => ({ ...shipped(subject, data), kind: 'return', from: data.to, to: data.from, leftOn: data.returnedOn }))],
    ReturnReceived: over,
  },
};
