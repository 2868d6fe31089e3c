import type { HsLine, OriginShare } from '#contexts/custody/events';
import { addedUp, because, isRefusal, totalOf, type Refusal } from '#kernel';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import { beyondCount, no, type AskedOfCertificate } from './certificate.rules.ts';
import type { ZoneShare } from './certificate.events.ts';
import type { Shipment } from './state.rules.ts';

/** What of a shipment is computed, and never typed. */
export type Computed = Pick<Shipment, 'parcels' | 'milliCarats' | 'usdCents' | 'lines' | 'origins' | 'imports' | 'zones' | 'confiscations'>;

/** Carats and cents of all parcels (KPCS Annex I.A 10-11); undefined if either cannot be counted. */
const totalsOf = (parcels: readonly Parcel[]): { milliCarats: number; usdCents: number } | undefined => {
  const [milliCarats, usdCents] = [totalOf(parcels, 'milliCarats'), totalOf(parcels, 'usdCents')];
  return milliCarats === undefined || usdCents === undefined ? undefined : { milliCarats, usdCents };
};

/** Carats and value under each heading, in the order of the headings (KPCS Annex I.A 13). */
const linesOf = (parcels: readonly Parcel[]): HsLine[] => addedUp(parcels.flatMap(({ lines }) => lines), 'hsCode', ['milliCarats', 'usdCents']);

/** Carats of each country of origin, in the order of their codes (KPCS Annex I.A 2): one of them, or a shipment of mixed origin. */
const originsOf = (parcels: readonly Parcel[]): OriginShare[] => addedUp(parcels.flatMap(({ origins }) => origins), 'participant', ['milliCarats']);

/** The certificates under which any of the goods came in, in the order of their numbers. */
const importsOf = (parcels: readonly Parcel[]): string[] => [...new Set(parcels.flatMap(({ imports }) => imports ?? []))].sort();

/** Carats of each zone, where zones were told, in the order of their ids. */
const zonesOf = (parcels: readonly Parcel[]): ZoneShare[] =>
  addedUp(parcels.flatMap(({ origins }) => origins.flatMap(({ zone, milliCarats }) => (zone === undefined ? [] : [{ zone, milliCarats }]))), 'zone', ['milliCarats']);

/** The cases in which any of the goods were confiscated and sold, in the order of their ids. */
const confiscationsOf = (parcels: readonly Parcel[]): string[] => [...new Set(parcels.flatMap(({ confiscations }) => confiscations ?? []))].sort();

/** What these parcels are together; a refusal, if it cannot be counted. */
export const shipmentFrom = (ids: readonly string[], { parcels }: AskedOfCertificate['facts']): Computed | Refusal => {
  const known = ids.map((id) => parcels.get(id)!);
  const totals = totalsOf(known);
  if (!totals) return beyondCount(known);
  const [imports, zones, confiscations] = [importsOf(known), zonesOf(known), confiscationsOf(known)];
  return {
    parcels: ids.map((parcel, i) => { const { seal, milliCarats, usdCents } = known[i]!; return { parcel, seal, milliCarats, usdCents }; }),
    ...totals, lines: linesOf(known), origins: originsOf(known), ...(imports.length > 0 && { imports }),
    ...(zones.length > 0 && { zones }), ...(confiscations.length > 0 && { confiscations }),
  };
};

const whyNot = (parcel: Parcel | undefined, exporter: string, number: string): string | undefined => {
  if (parcel?.certificate !== number) return `is not presented for ${number}`;
  return parcel.holder === exporter ? undefined : `was presented by ${parcel.holder}, not by ${exporter}`;
};

/** Why one of the parcels is not presented by the exporter for this certificate; undefined if all are. */
export const notPresented = (ids: readonly string[], exporter: string, { facts, subject }: AskedOfCertificate): Refusal | undefined => {
  for (const [i, id] of ids.entries()) {
    const why = whyNot(facts.parcels.get(id), exporter, subject);
    if (why) return because(no.ParcelNotPresented, `Parcel ${id} ${why}.`, { parcel: id }, `#/parcels/${i}`);
  }
  return undefined;
};

/** The shipment as its parcels are now; a refusal, if one of them is not there. */
export const shipmentNow = (shipment: Shipment, asked: AskedOfCertificate): Shipment | Refusal => {
  const ids = shipment.parcels.map(({ parcel }) => parcel);
  const computed = notPresented(ids, shipment.exporter, asked) ?? shipmentFrom(ids, asked.facts);
  return isRefusal(computed) ? computed : { ...shipment, ...computed };
};
