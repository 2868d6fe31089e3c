import type { Recorded } from '#kernel';
import { demand, sumOf, type Row, type RowOf } from './goods.ts';

/** Carats of these origins that are tainted. */
const taintedIn = (origins: readonly Row[]): number => sumOf(origins.filter(({ taint }) => taint !== undefined), 'milliCarats');

/** By these the weight of a lot changes: every origin in proportion. */
const WEIGHS = new Set(['LotTreated', 'LotLossRecorded', 'LotWeighed', 'LotCorrected', 'LotDisputeSettled']);
const DIVIDES = new Set(['LotSplit', 'LotSorted', 'StonesPromoted']);
/** By these a certificate tells what it carries. */
const CARRIES = new Set(['CertificateRequested', 'CertificateIssued', 'ExportDispatched']);

/** Every origin in proportion: to within a thousandth of a carat for each of them, and all or nothing stays all or nothing. */
const inProportion = (lot: string, before: Row, after: Row): void => {
  const [had, has] = [taintedIn(before.origins), taintedIn(after.origins)];
  const off = Math.abs(has * before.milliCarats - had * after.milliCarats);
  demand(off <= before.origins.length * before.milliCarats, () => `of ${before.milliCarats} of ${lot} ${had} were tainted, of ${after.milliCarats} ${has} are`);
  demand(had > 0 || has === 0, () => `${has} of ${lot} became tainted`);
  demand(had < before.milliCarats || has === after.milliCarats, () => `all of ${lot} was tainted, ${after.milliCarats - has} is not`);
};

const divided = (lot: string, before: Row, { parts, lossMilliCarats }: Row): void => {
  const [had, have] = [taintedIn(before.origins), taintedIn((parts as Row[]).flatMap(({ origins }) => origins))];
  demand(have <= had && had - have <= lossMilliCarats, () => `${had} of ${lot} were tainted, of its parts ${have}; ${lossMilliCarats} were lost`);
};

const released = (lot: string, before: Row, { milliCarats, taintedMilliCarats, origins, releasedBy }: Row): void => {
  demand(taintedIn(before.origins) === milliCarats + taintedMilliCarats && taintedIn(origins) === taintedMilliCarats, () => `${milliCarats} of ${lot} were released, ${taintedMilliCarats} of ${taintedIn(before.origins)} stay tainted`);
  demand(sumOf(origins, 'milliCarats') === before.milliCarats, () => `the release of ${lot} changed its weight`);
  demand(releasedBy === 'KP-CHAIR' || releasedBy === 'KP-MONITOR', () => `${lot} was released by ${releasedBy}`);
};

/** What a row becomes without one of these events is as tainted as it was. */
const MOVES = new Set([...WEIGHS, 'LotTaintReleased']);

/** Tainted carats are conserved, or released by who may; they never vanish otherwise, and no certificate of trade carries them. */
export class Taint {
  #moves = false;

  before({ noun, type, subject, data }: Recorded, rowOf: RowOf): void {
    this.#moves = MOVES.has(type);
    if (noun === 'lot') this.#lot(type, subject, data, rowOf);
    if (type === 'BlendCommitted') {
      const wanted = (data.inputs as Row[]).reduce((sum, { lot }) => sum + taintedIn(rowOf('custody/lots', lot).origins), 0);
      demand(taintedIn(data.made.origins) === wanted, () => `the lots of ${data.lot} bring ${wanted} tainted, it has ${taintedIn(data.made.origins)}`);
    }
    if (type === 'ParcelSealed') {
      const inside = (data.lots as Row[]).reduce((sum, { lot }) => sum + taintedIn(rowOf('custody/lots', lot).origins), 0);
      demand(taintedIn(data.origins) === inside, () => `the lots in ${subject} bring ${inside} tainted, it has ${taintedIn(data.origins)}`);
    }
    if (CARRIES.has(type) && data.purpose !== 'technical') this.#carried(subject, data, rowOf);
  }

  /** A row of a lot became another one. */
  changed(lot: string, before: Row | undefined, after: Row | undefined): void {
    if (!after) return;
    demand((after.taintedMilliCarats ?? 0) === taintedIn(after.origins), () => `${taintedIn(after.origins)} of ${lot} are tainted, its row shows ${after.taintedMilliCarats ?? 0}`);
    if (before && !this.#moves) demand(taintedIn(before.origins) === taintedIn(after.origins), () => `${taintedIn(before.origins)} of ${lot} were tainted, ${taintedIn(after.origins)} are`);
  }

  #lot(type: string, subject: string, data: Row, rowOf: RowOf): void {
    const before = rowOf('custody/lots', subject);
    if (WEIGHS.has(type) && data.origins) inProportion(subject, before, { milliCarats: sumOf(data.origins, 'milliCarats'), origins: data.origins });
    if (DIVIDES.has(type)) divided(subject, before, data);
    if (type === 'LotTaintReleased') released(subject, before, data);
  }

  #carried(certificate: string, { parcels }: Row, rowOf: RowOf): void {
    for (const { parcel } of parcels as Row[]) {
      const tainted = taintedIn(rowOf('custody/parcels', parcel).origins);
      demand(tainted === 0, () => `${certificate} carries ${tainted} tainted in ${parcel}`);
    }
  }
}
