import type { Recorded } from '#kernel';
import { composed, demand, sumOf, type Row, type RowOf } from './goods.ts';

/** Where a shipment is that left and is neither confirmed nor back. A lost paper does not lose the goods. */
const UNDER_WAY = new Set(['dispatched', 'in-transit', 'presented', 'inspected', 'returning', 'lost']);
/** Goods go on under other numbers; what does not, because somebody took its number, is still under this one. In the books a part stands once it has a number. */
const GIVES_WAY = new Set(['replaced', 'subdivided']);
const GIVES_WAY_IN_BOOKS = new Set(['replaced']);

const weighted = (items: readonly Row[], by: string): string =>
  Object.entries(items.reduce<Record<string, number>>((sums, item) => ({ ...sums, [item[by]]: (sums[item[by]] ?? 0) + item.milliCarats }), {})).sort().map(String).join(' ');

/** What a certificate says is what lies in its parcels, lot by lot: carats, cents, headings, origins. */
const certified = (data: Row, rowOf: RowOf): void => {
  const lots = (data.parcels as Row[]).flatMap(({ parcel }): Row[] => rowOf('custody/parcels', parcel).lots.map((lot: string) => rowOf('custody/lots', lot)));
  for (const amount of ['milliCarats', 'usdCents']) {
    demand(sumOf(lots, amount) === data[amount], () => `the lots have ${amount} ${sumOf(lots, amount)}, their certificate ${data[amount]}`);
    for (const figures of [data.parcels, data.lines]) demand(sumOf(figures, amount) === data[amount], () => `${amount} of parcels or lines do not add up`);
  }
  demand(weighted(lots, 'hsCode') === weighted(data.lines, 'hsCode'), () => `the lots are ${weighted(lots, 'hsCode')}, the lines ${weighted(data.lines, 'hsCode')}`);
  // A certificate tells of countries only.
  const origins = [...composed(lots)].map(([whence, { milliCarats }]) => ({ participant: whence.slice(0, 2), milliCarats }));
  demand(weighted(origins, 'participant') === weighted(data.origins, 'participant'), () => `the lots are of ${weighted(origins, 'participant')}, the certificate says ${weighted(data.origins, 'participant')}`);
};

/** Before the parcels are opened, a certificate is compared with the lots whenever it tells of its shipment. */
const COMPARED = new Set(['CertificateRequested', 'CertificateIssued', 'ExportDispatched', 'ShipmentReturned', 'ReturnReceived', 'ImportConfirmed', 'CertificateReissued']);

/** What certificates say is on its way. */
const outOf = (certificates: readonly Row[], givesWay = GIVES_WAY): number => {
  const out = certificates.filter(({ dispatchedOn }) => dispatchedOn !== undefined);
  const goesOn = (certificate: string) => sumOf(out.filter(({ replaces }) => replaces === certificate), 'milliCarats');
  return sumOf(out.filter(({ status }) => UNDER_WAY.has(status)), 'milliCarats')
    + out.filter(({ status }) => givesWay.has(status)).reduce((sum, { certificate, milliCarats }) => sum + milliCarats - goesOn(certificate), 0);
};

/** What goes over borders: as certified, once at a time, and all of it accounted for. */
export class Borders {
  #dispatchedMilliCarats = 0;
  #confirmedMilliCarats = 0;
  #returnedMilliCarats = 0;
  readonly #leaving = new Map<string, string>();

  before({ type, subject, data }: Recorded, rowOf: RowOf): void {
    if (COMPARED.has(type)) certified(data, rowOf);
    if (type === 'ExportDispatched') this.#leave(subject, data);
    if (type === 'ImportConfirmed') this.#confirmedMilliCarats += this.#arrive(data);
    if (type === 'ReturnReceived') this.#returnedMilliCarats += this.#arrive(data);
  }

  /** When nothing is under way in the ledger itself: what left is confirmed, back, or on its way, by the certificates, by the holdings, and by the corridors (which leave technical ones out). */
  check(rows: (view: string) => Iterable<Row>): void {
    const left = this.#dispatchedMilliCarats - this.#confirmedMilliCarats - this.#returnedMilliCarats;
    const certificates = [...rows('certification/certificates')];
    const onPaper = outOf(certificates);
    const inTransit = sumOf([...rows('custody/holdings')].filter(({ kind, status }) => kind === 'parcel' && status === 'in-transit'), 'milliCarats');
    const corridors = [...rows('certification/corridors')];
    const between = sumOf(corridors, 'exportedMilliCarats') - sumOf(corridors, 'importedMilliCarats');
    const inTrade = outOf(certificates.filter(({ purpose }) => purpose !== 'technical'), GIVES_WAY_IN_BOOKS);
    demand(onPaper === left, () => `${left} left and did not arrive, certificates on their way say ${onPaper}`);
    demand(inTransit === left, () => `${left} left and did not arrive, parcels in transit weigh ${inTransit}`);
    demand(between === inTrade, () => `${inTrade} are on their way in trade, the corridors differ by ${between}`);
  }

  #leave(certificate: string, { parcels, milliCarats }: Row): void {
    this.#dispatchedMilliCarats += milliCarats;
    for (const { parcel } of parcels as Row[]) {
      demand(!this.#leaving.has(parcel), () => `${parcel} leaves under ${certificate} and is on its way under ${this.#leaving.get(parcel)}`);
      this.#leaving.set(parcel, certificate);
    }
  }

  #arrive({ parcels, milliCarats }: Row): number {
    for (const { parcel } of parcels as Row[]) demand(this.#leaving.delete(parcel), () => `${parcel} arrives, and was not on its way`);
    return milliCarats as number;
  }
}
