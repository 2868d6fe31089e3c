import type { Recorded } from '#kernel';
import { demand, type Row, type RowOf } from './goods.ts';

/** What is known beside the ledger of a lot that is stopped: in whose hands, where, and by whom. */
type Stopped = Readonly<{ holder: string; place: string | undefined; authority: string }>;

/** All that may happen to a lot that is stopped. Out of a parcel that was not closed it comes as what it is: stopped. */
const ALLOWED = new Set([
  'LotOpened', 'LotDetentionLifted', 'LotSeized', 'LotConfiscated', 'LotDisposed', 'LotSplit', 'LotWeighed', 'LotValued', 'LotApprovalRequested', 'LotApprovalRefused', 'LotDisputeSettled',
  'LotEvidenceAttached', 'LotFreed',
]);
/** What others than the authority that stopped it may say of it: what it is, what their instruments say, that it is forfeit, and, the ledger, that its parcel was abandoned. */
const OF_ANYBODY = new Set(['LotEvidenceAttached', 'LotOpened', 'LotConfiscated', 'LotFreed']);
const LETS_GO = new Set(['LotDetentionLifted', 'LotConfiscated', 'LotDisposed']);
const ALLOWED_OF_PARCELS = new Set(['ParcelDetentionLifted', 'ParcelInspected', 'ParcelOpened', 'ParcelReassigned']);
/** By these a certificate begins to carry goods, or the goods move under it. */
const CARRIES = new Set(['CertificateRequested', 'CertificateIssued', 'CertificateValidated', 'ExportDispatched', 'ShipmentReturned', 'ShipmentSubdivided']);
/** What takes lots into something else, by the names in it. */
const TAKES: Readonly<Record<string, (data: Row) => readonly string[]>> = {
  BlendCommitted: ({ inputs }) => inputs.map(({ lot }: Row) => lot),
  ParcelSealed: ({ lots }) => lots.map(({ lot }: Row) => lot),
  LotsGrouped: ({ lots }) => lots,
};

/** Nothing that is stopped moves, by any path: a model beside the ledger, which knows only what was stopped and what was let go. */
export class Frozen {
  readonly #lots = new Map<string, Stopped>();
  /** Parcels that are detained, and by whom. */
  readonly #parcels = new Map<string, string>();

  before(event: Recorded, rowOf: RowOf): void {
    const { noun, type, subject, data } = event;
    for (const lot of TAKES[type]?.(data) ?? []) demand(!this.#lots.has(lot), () => `${type} of ${subject} takes ${lot}, which is stopped`);
    if (noun === 'lot') this.#lot(event, rowOf);
    else if (noun === 'parcel') this.#parcel(event);
    else if (CARRIES.has(type)) this.#carried(event, rowOf);
  }

  /** A lot that is stopped is in the same hands, and in the same place, whatever its row says besides. */
  changed(lot: string, after: Row | undefined): void {
    const stopped = this.#lots.get(lot);
    if (!stopped) return;
    demand(after?.holder === stopped.holder, () => `lot ${lot} is stopped with ${stopped.holder}, and is with ${after?.holder}`);
    demand(after?.place === stopped.place, () => `lot ${lot} is stopped in ${stopped.place}, and is in ${after?.place}`);
    demand(after?.detention?.authority === stopped.authority, () => `lot ${lot} is stopped by ${stopped.authority}, and shown as stopped by ${after?.detention?.authority}`);
  }

  #lot({ type, subject, data, by }: Recorded, rowOf: RowOf): void {
    const stopped = this.#lots.get(subject);
    if (stopped) {
      demand(ALLOWED.has(type), () => `${type} of ${subject}, which is stopped by ${stopped.authority}`);
      demand(OF_ANYBODY.has(type) || by === stopped.authority, () => `${type} of ${subject} by ${by}; it is stopped by ${stopped.authority}`);
      if (type === 'LotSplit') this.#divided(subject, data, stopped);
    }
    if (type === 'LotSeized') this.#lots.set(subject, { holder: data.authority, place: undefined, authority: data.authority });
    else if (LETS_GO.has(type)) this.#letGo(subject, data);
    else this.#stop(type, subject, data, rowOf);
  }

  #stop(type: string, subject: string, data: Row, rowOf: RowOf): void {
    const authority = type === 'LotDetained' ? data.authority : type === 'LotFreed' ? data.detention?.authority : undefined;
    if (authority !== undefined) this.#lots.set(subject, { holder: data.holder, place: this.#placeOf(subject, data.holder, rowOf), authority });
  }

  /** What is kept as evidence is not let go. */
  #letGo(subject: string, data: Row): void {
    if (data.disposal === 'evidence') this.#kept(subject, data);
    else this.#lots.delete(subject);
  }

  #placeOf(lot: string, holder: string, rowOf: RowOf): string | undefined {
    const row = rowOf('custody/lots', lot);
    return row.holder === holder ? row.place : undefined;
  }

  #divided(subject: string, { parts }: Row, stopped: Stopped): void {
    this.#lots.delete(subject);
    for (const { lot } of parts as Row[]) this.#lots.set(lot, stopped);
  }

  #kept(subject: string, { place }: Row): void {
    const stopped = this.#lots.get(subject);
    if (stopped) this.#lots.set(subject, { ...stopped, place });
  }

  #parcel({ type, subject, data }: Recorded): void {
    const authority = this.#parcels.get(subject);
    demand(authority === undefined || ALLOWED_OF_PARCELS.has(type), () => `${type} of ${subject}, which is detained by ${authority}`);
    if (type === 'ParcelDetained') this.#parcels.set(subject, data.authority);
    if (type === 'ParcelDetentionLifted') this.#parcels.delete(subject);
    if (type !== 'ParcelOpened' || authority === undefined) return;
    demand(data.detention?.authority === authority, () => `${subject} is detained by ${authority}, and its lots come free`);
    this.#parcels.delete(subject);
  }

  #carried({ type, subject, data }: Recorded, rowOf: RowOf): void {
    const parcels = (data.parcels as Row[] | undefined)?.map(({ parcel }) => parcel) ?? rowOf('certification/certificates', subject)?.parcels ?? [];
    for (const parcel of parcels) demand(!this.#parcels.has(parcel), () => `${type} of ${subject} carries ${parcel}, which is detained by ${this.#parcels.get(parcel)}`);
  }
}
