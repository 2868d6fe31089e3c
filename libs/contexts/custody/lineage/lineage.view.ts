import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, dayOf, gone, IsDay, IsMilliCarats, IsText, type Change, type Recorded, type View } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

class Step {
  /** A node: `site:`, `production:`, `lot:`, `parcel:` or `certificate:`, and its id. */
  @IsText() from!: string;
  @IsText() to!: string;
  @IsMilliCarats() milliCarats!: number;
  /** Where the step stands in the log: goods take a later step only after an earlier one. */
  @IsText() order!: string;
  @IsDay() on!: string;
}
type Row = Readonly<Step>;
type When = Pick<Recorded, 'position' | 'occurredAt'>;

const keyOf = (from: string, to: string): string => `${from}>${to}`;

const step = (from: string, to: string, milliCarats: number, { position, occurredAt }: When): Change<Row> =>
  at<Row>(keyOf(from, to), () => ({ from, to, milliCarats, order: position, on: dayOf(occurredAt) }));

/** The way of the goods, step by step, from the mine to the last lot. Walked backward it is provenance, forward it is everything downstream. */
export const lineage: View<typeof Step, LotEvent | ParcelEvent | CertificateEvent | ProductionEvent> = {
  name: 'custody/lineage',
  version: 1,
  row: Step,
  index: ['from', 'to'],
  edges: { from: 'from', to: 'to', order: 'order' },
  on: {
    ProductionRecorded: (event) => [step(`site:${event.data.site}`, `production:${event.subject}`, event.data.milliCarats, event)],
    LotOpened: (event) => {
      const { production, parent, milliCarats } = event.data;
      return [step(parent === undefined ? `production:${production}` : `lot:${parent}`, `lot:${event.subject}`, milliCarats, event)];
    },
    ParcelSealed: (event) => event.data.lots.map(({ lot, milliCarats }) => step(`lot:${lot}`, `parcel:${event.subject}`, milliCarats, event)),
    ParcelOpened: (event) => {
      const { lots, certificate } = event.data;
      const from = certificate === undefined ? `parcel:${event.subject}` : `certificate:${certificate}`;
      return lots.map(({ lot, milliCarats }) => step(from, `lot:${lot}`, milliCarats, event));
    },
    CertificateIssued: (event) => event.data.parcels.map(({ parcel, milliCarats }) => step(`parcel:${parcel}`, `certificate:${event.subject}`, milliCarats, event)),
    // A void certificate carried nothing anywhere.
    CertificateVoided: ({ subject, data: { parcels } }) => parcels.map(({ parcel }) => at<Row>(keyOf(`parcel:${parcel}`, `certificate:${subject}`), () => gone)),
  },
};
