import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, dayOf, gone, IsDay, IsMilliCarats, IsText, OneOf, type Change, type Recorded, type View } from '#kernel';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent, lotEvents } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

const KINDS = ['mined', 'split', 'sorted', 'promoted', 'blended', 'packed', 'certified', 'opened'] as const;
type StepKind = (typeof KINDS)[number];

class Step {
  /** A node: `site:`, `lot:`, `parcel:` or `certificate:`, and its id. */
  @IsText() from!: string;
  @IsText() to!: string;
  /** Mined (or bought from who mined it), split, sorted, promoted to a single stone, blended, packed into a parcel, certified, or opened: out of a parcel again. */
  @OneOf(...KINDS) kind!: StepKind;
  /** What went this way. */
  @IsMilliCarats() milliCarats!: number;
  /** Where the step stands in the log: goods take a later step only after an earlier one. */
  @IsText() order!: string;
  @IsDay() on!: string;
}
type Row = Readonly<Step>;
type When = Pick<Recorded, 'position' | 'occurredAt'>;

const keyOf = (from: string, to: string): string => `${from}>${to}`;

const step = (kind: StepKind, [from, to]: readonly [from: string, to: string], milliCarats: number, { position, occurredAt }: When): Change<Row> =>
  at<Row>(keyOf(from, to), () => ({ from, to, kind, milliCarats, order: position, on: dayOf(occurredAt) }));

const divided = (kind: StepKind) => (event: When & Readonly<{ subject: string; data: InstanceType<typeof lotEvents.LotSplit> }>): Change<Row>[] =>
  event.data.parts.map(({ lot, milliCarats }) => step(kind, [`lot:${event.subject}`, `lot:${lot}`], milliCarats, event));

type Carried = readonly Readonly<{ parcel: string; milliCarats: number }>[];
const certified = (event: When & Readonly<{ subject: string; data: Readonly<{ parcels: Carried }> }>): Change<Row>[] =>
  event.data.parcels.map(({ parcel, milliCarats }) => step('certified', [`parcel:${parcel}`, `certificate:${event.subject}`], milliCarats, event));
const carriedNothing = ({ subject, data: { parcels } }: Readonly<{ subject: string; data: Readonly<{ parcels: Carried }> }>): Change<Row>[] =>
  parcels.map(({ parcel }) => at<Row>(keyOf(`parcel:${parcel}`, `certificate:${subject}`), () => gone));

/**
 * The way of the goods, step by step, from the mine to the last lot. Walked backward it is provenance, forward it is
 * everything downstream. Lots keep their identity in a parcel: a walk that follows a lot into a parcel or certificate sees these documents, not
 * the lots that travelled beside it.
 */
export const lineage: View<typeof Step, LotEvent | BlendEvent | ParcelEvent | CertificateEvent | ProductionEvent> = {
  name: 'custody/lineage',
  version: 3,
  row: Step,
  index: ['from', 'to'],
  edges: { from: 'from', to: 'to', order: 'order', containers: { kind: 'kind', into: 'packed', outOf: 'opened' } },
  on: {
    // A lot has the id of its production record: the two are one place.
    ProductionRecorded: (event) => [step('mined', [`site:${event.data.site}`, `lot:${event.subject}`], event.data.milliCarats, event)],
    PurchaseRecorded: (event) => [step('mined', [`site:${event.data.site}`, `lot:${event.subject}`], event.data.milliCarats, event)],
    LotSplit: divided('split'),
    LotSorted: divided('sorted'),
    StonesPromoted: divided('promoted'),
    // The decision is the fact: what each lot brought is in it.
    BlendCommitted: (event) => event.data.inputs.map(({ lot, milliCarats }) => step('blended', [`lot:${lot}`, `lot:${event.data.lot}`], milliCarats, event)),
    ParcelSealed: (event) => event.data.lots.map(({ lot, milliCarats }) => step('packed', [`lot:${lot}`, `parcel:${event.subject}`], milliCarats, event)),
    ParcelOpened: (event) => {
      const { lots, certificate } = event.data;
      const from = certificate === undefined ? `parcel:${event.subject}` : `certificate:${certificate}`;
      return lots.map(({ lot, milliCarats }) => step('opened', [from, `lot:${lot}`], milliCarats, event));
    },
    CertificateIssued: certified,
    // The number before it stays where it was: it is under both that the goods went.
    CertificateReissued: certified,
    // A void certificate carried nothing anywhere, nor did one that expired before they left.
    CertificateVoided: carriedNothing,
    CertificateExpired: carriedNothing,
  },
};
