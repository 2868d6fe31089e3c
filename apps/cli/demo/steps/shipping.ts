import type { Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { carriedUnder } from '../plan/papers.ts';
import type { Shipment, ShippedLot } from '../plan/shipment.ts';
import type { World } from '../plan/world.ts';
import { closing, exporting, firstTry, importing, weightOf } from './certifying.ts';
import type { Chain, Step } from './chain.ts';
import { sealsOf } from './setting-up.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  AO: 'pt', BR: 'pt', CD: 'fr', CF: 'fr', CG: 'fr', CI: 'fr', CM: 'fr', GA: 'fr', GN: 'fr', ML: 'fr', TG: 'fr', RU: 'ru', BY: 'ru', CN: 'zh', VE: 'es',
};
/** The language in which sellers of a Participant warrant. */
export const languageOf = (participant: string): string => LANGUAGES[participant] ?? 'en';

const NEW_TEXT_FROM = '2021-09-01';
/** The text of the System of Warranties that stands on an invoice of that day. */
export const statementOn = (day: string): '2002' | '2021' => (day >= NEW_TEXT_FROM ? '2021' : '2002');

type Parcel = Readonly<{ id: string; seal: string; lots: readonly ShippedLot[] }>;

const parcelsOf = ({ number, exporter, firstSeal, parcels }: Shipment): Parcel[] =>
  parcels.map((lots, i) => ({ id: `SYN-P-${number}-${i + 1}`, seal: `${sealsOf(exporter)}-${firstSeal + i}`, lots }));

/** The exporter prices and sells the lots, packs and seals them. */
function* preparing({ number, from, exporter, importer, issuedOn, care: { mishap } }: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const on = mishap && 'on' in mishap ? mishap.on : issuedOn;
  const by: Actor = { party: exporter, participant: from, roles: ['trader'] };
  const lots = parcels.flatMap((parcel) => parcel.lots);
  const step = (type: string, subject: string, hour: number, data: object): Step => ({ type, subject, by, occurredAt: at(on, hour), data });
  for (const { goods, usdCents } of lots) yield step('ValueLot', goods.lot, 7, { usdCents, method: 'transaction', basis: 'FOB' });
  yield step('IssueInvoice', `SYN-INV-${number}`, 8, {
    buyer: importer, lines: lots.map(({ goods, usdCents }) => ({ lot: goods.lot, usdCents })), statement: statementOn(on), language: languageOf(from),
  });
  for (const { id, lots: inside } of parcels) for (const { goods } of inside) yield step('PackLot', goods.lot, 9, { parcel: id });
  for (const { id, seal } of parcels) yield step('UseSeal', seal, 10, { parcel: id });
  for (const { id, seal, lots: inside } of parcels) yield step('SealParcel', id, 10, { seal, lots: inside.map(({ goods }) => goods.lot) });
}

/** What the importer books after he opened the parcels. */
function* opened({ to, importer, openedOn, discrepancy }: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const by: Actor = { party: importer, participant: to, roles: ['trader'] };
  for (const { id } of parcels) yield { type: 'OpenParcel', subject: id, by, occurredAt: at(openedOn, 14), data: {} };
  if (discrepancy?.kind !== 'weight') return;
  const data = { lossMilliCarats: discrepancy.missingMilliCarats, reason: 're-weighing' };
  yield { type: 'RecordLoss', subject: discrepancy.lot, by, occurredAt: at(openedOn, 16), data, afterReactions: true, approvedBy: { ...by, person: `${importer}-SECOND` } };
}

/** One shipment from the sale to the importer’s table, and the end of its papers. */
export const shipping = (world: World, shipment: Shipment): Chain => {
  const { number, issuedOn, discrepancy } = shipment;
  const parcels = parcelsOf(shipment);
  const paper = { world, shipment, parcels: parcels.map(({ id }) => id), number, on: issuedOn };
  const arrived = { ...paper, number: carriedUnder(shipment) };
  const missing = discrepancy?.kind === 'weight' ? discrepancy.missingMilliCarats : 0;
  return { key: number, steps: [
    ...preparing(shipment, parcels), ...firstTry(paper), ...exporting(paper), ...importing(arrived, weightOf(shipment) - missing), ...opened(shipment, parcels), ...closing(arrived),
  ] };
};
