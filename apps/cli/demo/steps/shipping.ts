import type { Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { textOf } from '../plan/members.ts';
import { carriedUnder } from '../plan/papers.ts';
import type { Part, Shipment, ShippedLot } from '../plan/shipment.ts';
import { SYNTHETIC, type World } from '../plan/world.ts';
import { closing, exporting, firstTry, importing, presented, step, weightOf, type Paper } from './certifying.ts';
import type { Chain, Step } from './chain.ts';
import { officerOf } from './officers.ts';
import { sealsOf } from './setting-up.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  AO: 'pt', BR: 'pt', CD: 'fr', CF: 'fr', CG: 'fr', CI: 'fr', CM: 'fr', GA: 'fr', GN: 'fr', ML: 'fr', TG: 'fr', RU: 'ru', BY: 'ru', CN: 'zh', VE: 'es',
};
/** The language in which sellers of a Participant warrant. */
const languageOf = (participant: string): string => LANGUAGES[participant] ?? 'en';

/** What a seller warrants on an invoice of that day; who digs says with the new text that some of it is his own. */
export const warrantyOf = ({ members }: World, { party, participant }: Actor, day: string): object => {
  const member = members.get(party);
  const statement = textOf(member, day);
  return { statement, language: languageOf(participant), ...(statement === '2021' && member!.kind !== 'trader' && { sourced: 'yes' }) };
};

type Parcel = Readonly<{ id: string; seal: string; lots: readonly ShippedLot[] }>;

const parcelsOf = ({ number, exporter, firstSeal, parcels }: Shipment): Parcel[] =>
  parcels.map((lots, i) => ({ id: `SYN-P-${number}-${i + 1}`, seal: `${sealsOf(exporter)}-${firstSeal + i}`, lots }));

/** The exporter prices and sells the lots, packs and seals them. */
function* preparing(world: World, { number, from, exporter, importer, issuedOn, care: { mishap } }: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const on = mishap && 'on' in mishap ? mishap.on : issuedOn;
  const by: Actor = { party: exporter, participant: from, roles: ['trader'] };
  const lots = parcels.flatMap((parcel) => parcel.lots);
  const does = (type: string, subject: string, hour: number, data: object): Step => step(by, [type, subject], at(on, hour), data);
  for (const { goods, usdCents } of lots) yield does('ValueLot', goods.lot, 7, { usdCents, method: 'transaction', basis: 'FOB' });
  yield does('IssueInvoice', `SYN-INV-${number}`, 8, {
    buyer: importer, lines: lots.map(({ goods, usdCents }) => ({ lot: goods.lot, usdCents })), ...warrantyOf(world, by, on),
  });
  for (const { id, lots: inside } of parcels) for (const { goods } of inside) yield does('PackLot', goods.lot, 9, { parcel: id });
  for (const { id, seal } of parcels) yield does('UseSeal', seal, 10, { parcel: id });
  for (const { id, seal, lots: inside } of parcels) yield does('SealParcel', id, 10, { seal, lots: inside.map(({ goods }) => goods.lot) });
}

/** What the importer books after he opened the parcels. */
function* opened({ to, importer, openedOn, discrepancy }: Shipment, parcels: readonly Parcel[]): Generator<Step> {
  const by: Actor = { party: importer, participant: to, roles: ['trader'] };
  for (const { id } of parcels) yield { type: 'OpenParcel', subject: id, by, occurredAt: at(openedOn, 14), data: {} };
  if (discrepancy?.kind !== 'weight') return;
  const data = { lossMilliCarats: discrepancy.missingMilliCarats, reason: 're-weighing' };
  yield { type: 'RecordLoss', subject: discrepancy.lot, by, occurredAt: at(openedOn, 16), data, afterReactions: true, approvedBy: { ...by, person: `${importer}-SECOND` } };
}

/** From the border to the importer’s table, and the end of the papers. */
function* arriving(paper: Paper, parcels: readonly Parcel[]): Generator<Step> {
  const { shipment } = paper;
  const missing = shipment.discrepancy?.kind === 'weight' ? shipment.discrepancy.missingMilliCarats : 0;
  yield* importing(paper, weightOf(shipment) - missing);
  yield* opened(shipment, parcels);
  yield* closing(paper);
}

/** Shown where a free zone lies, and divided there: each parcel goes on under a number of that territory, and arrives by itself. */
function* dividing(paper: Paper, parcels: readonly Parcel[], parts: readonly Part[]): Generator<Step> {
  const { world, shipment, number } = paper;
  const { to, receivedOn } = shipment;
  yield { ...presented(paper, receivedOn), afterReactions: true };
  yield step(officerOf(world, to, 'confirm'), ['SubdivideShipment', number], at(receivedOn, 15), {
    zone: `Free zone of ${to} ${SYNTHETIC}`, children: parts.map((part, i) => ({ certificate: part.number, to: part.to, importer: part.importer, parcels: [parcels[i]!.id] })),
  });
  for (const [i, { number: certificate, to: there, importer, receivedOn: on }] of parts.entries()) {
    const part = { ...shipment, to: there, importer, receivedOn: on, openedOn: on, parcels: [shipment.parcels[i]!] };
    yield* arriving({ world, shipment: part, parcels: [parcels[i]!.id], number: certificate, on }, [parcels[i]!]);
  }
}

/** One shipment from the sale to the importer’s table, and the end of its papers. */
export const shipping = (world: World, shipment: Shipment): Chain => {
  const { number, issuedOn, care: { parts } } = shipment;
  const parcels = parcelsOf(shipment);
  const paper = { world, shipment, parcels: parcels.map(({ id }) => id), number, on: issuedOn };
  const arrived = { ...paper, number: carriedUnder(shipment) };
  return { key: number, steps: [
    ...preparing(world, shipment, parcels), ...firstTry(paper), ...exporting(paper), ...(parts ? dividing(paper, parcels, parts) : arriving(arrived, parcels)),
  ] };
};
