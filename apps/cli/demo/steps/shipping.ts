import { plusDays, sumOf, type Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import type { Shipment, ShippedLot } from '../plan/trade.ts';
import type { World } from '../plan/world.ts';
import type { Chain, Step } from './chain.ts';
import { authorityOf, sealsOf } from './setting-up.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  AO: 'pt', BR: 'pt', CD: 'fr', CF: 'fr', CG: 'fr', CI: 'fr', CM: 'fr', GA: 'fr', GN: 'fr', ML: 'fr', TG: 'fr', RU: 'ru', BY: 'ru', CN: 'zh', VE: 'es',
};
/** The language in which sellers of a Participant warrant. */
export const languageOf = (participant: string): string => LANGUAGES[participant] ?? 'en';

const NEW_TEXT_FROM = '2021-09-01';
/** The text of the System of Warranties that stands on an invoice of that day. */
export const statementOn = (day: string): '2002' | '2021' => (day >= NEW_TEXT_FROM ? '2021' : '2002');

const VALID_DAYS = 60;

type Parcel = Readonly<{ id: string; seal: string; lots: readonly ShippedLot[] }>;

const parcelsOf = ({ number, exporter, firstSeal, parcels }: Shipment): Parcel[] =>
  parcels.map((lots, i) => ({ id: `SYN-P-${number}-${i + 1}`, seal: `${sealsOf(exporter)}-${firstSeal + i}`, lots }));

/** The exporter prices and sells the lots, packs and seals them, and shows them to his authority. */
function* preparing({ number, from, exporter, importer, issuedOn }: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const by: Actor = { party: exporter, participant: from, roles: ['trader'] };
  const lots = parcels.flatMap((parcel) => parcel.lots);
  const step = (type: string, subject: string, hour: number, data: object): Step => ({ type, subject, by, occurredAt: at(issuedOn, hour), data });
  for (const { goods, usdCents } of lots) yield step('ValueLot', goods.lot, 7, { usdCents, method: 'transaction', basis: 'FOB' });
  yield step('IssueInvoice', `SYN-INV-${number}`, 8, {
    buyer: importer, lines: lots.map(({ goods, usdCents }) => ({ lot: goods.lot, usdCents })), statement: statementOn(issuedOn), language: languageOf(from),
  });
  for (const { id, lots: inside } of parcels) for (const { goods } of inside) yield step('PackLot', goods.lot, 9, { parcel: id });
  for (const { id, seal } of parcels) yield step('UseSeal', seal, 10, { parcel: id });
  for (const { id, seal, lots: inside } of parcels) yield step('SealParcel', id, 10, { seal, lots: inside.map(({ goods }) => goods.lot) });
  for (const { id } of parcels) yield step('PresentParcel', id, 11, { certificate: number });
}

/** What the Importing Authority finds, and what the importer books after he opened the parcels. */
function* arriving(world: World, shipment: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const { number, to, importer, receivedOn, openedOn, discrepancy } = shipment;
  const by: Actor = { party: importer, participant: to, roles: ['trader'] };
  const missing = discrepancy?.kind === 'weight' ? discrepancy.missingMilliCarats : 0;
  const foundMilliCarats = sumOf(parcels.flatMap(({ lots }) => lots), ({ milliCarats }) => milliCarats) - missing;
  const seals = discrepancy?.kind === 'seal' ? discrepancy.seals : 'intact';
  yield { type: 'ConfirmImport', subject: number, by: authorityOf(world, to), occurredAt: at(receivedOn, 12), data: { foundMilliCarats, seals } };
  for (const { id } of parcels) yield { type: 'OpenParcel', subject: id, by, occurredAt: at(openedOn, 14), data: {} };
  if (discrepancy?.kind !== 'weight') return;
  yield {
    type: 'RecordLoss', subject: discrepancy.lot, by, occurredAt: at(openedOn, 16), data: { lossMilliCarats: missing, reason: 're-weighing' }, afterReactions: true,
    approvedBy: { ...by, person: `${importer}-SECOND` },
  };
}

/** One certificate from the sale to the importer’s table. */
export const shipping = (world: World, shipment: Shipment): Chain => {
  const { number, from, exporter, importer, to, issuedOn, dispatchedOn } = shipment;
  const parcels = parcelsOf(shipment);
  const wanted = { exporter, importer, to, parcels: parcels.map(({ id }) => id), expiresOn: plusDays(issuedOn, VALID_DAYS) };
  return { key: number, steps: [
    ...preparing(shipment, parcels),
    { type: 'IssueCertificate', subject: number, by: authorityOf(world, from), occurredAt: at(issuedOn, 15), data: wanted },
    { type: 'DispatchExport', subject: number, by: { party: exporter, participant: from, roles: ['trader'] }, occurredAt: at(dispatchedOn, 16), data: {} },
    ...arriving(world, shipment, parcels),
  ] };
};
