import { LEDGER, plusDays, sumOf, type Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { carriedUnder } from '../plan/papers.ts';
import type { Mishap, Shipment } from '../plan/shipment.ts';
import { SYNTHETIC, type World } from '../plan/world.ts';
import type { Step } from './chain.ts';
import { officerOf } from './officers.ts';

const VALID_DAYS = 60;

/** A number of a Participant, and the day on which its authority looks at what was asked for. */
export type Requested = Readonly<{ world: World; shipment: Pick<Shipment, 'from'>; number: string; on: string }>;
/** One way of a shipment’s papers: under which number, on which day it was asked for, and who acts. */
export type Paper = Readonly<{ world: World; shipment: Shipment; parcels: readonly string[]; number: string; on: string }>;

const exporterOf = ({ exporter, from }: Shipment): Actor => ({ party: exporter, participant: from, roles: ['trader'], person: `${exporter}-CLERK` });

export const weightOf = ({ parcels }: Shipment): number => sumOf(parcels.flat(), ({ milliCarats }) => milliCarats);

/** What stands behind the goods: the production records of those that were mined here, the certificates of those that came over a border. */
const documentsOf = ({ parcels }: Shipment): object[] => {
  const carats = new Map<string, { kind: string; reference: string; milliCarats: number }>();
  for (const { goods, milliCarats, under } of parcels.flat()) {
    const reference = under ?? goods.record.id;
    const before = carats.get(reference)?.milliCarats ?? 0;
    carats.set(reference, { kind: under === undefined ? 'production' : 'import-certificate', reference, milliCarats: before + milliCarats });
  }
  return [...carats.values()];
};

export const step = (by: Actor, [type, subject]: readonly [type: string, subject: string], occurredAt: string, data: object = {}): Step => ({ type, subject, by, occurredAt, data });

/** The exporter shows his parcels to his authority and asks for a certificate. */
function* asked({ shipment, parcels, number, on }: Paper): Generator<Step> {
  const { exporter, importer, to } = shipment;
  const by = exporterOf(shipment);
  for (const id of parcels) yield step(by, ['PresentParcel', id], at(on, 11), { certificate: number });
  yield step(by, ['RequestCertificate', number], at(on, 11), {
    to, importer, parcels, documents: documentsOf(shipment), valuation: { method: 'transaction', basis: 'FOB', valuer: exporter, valuedOn: on },
  });
}

const reviewed = ({ world, shipment: { from }, number, on }: Requested): Step =>
  step(officerOf(world, from, 'prepare'), ['ReviewCertificate', number], at(on, 12), { finding: 'Documents and sealed parcels agree.' });
const issued = ({ world, shipment: { from }, number, on }: Requested, expiresOn = plusDays(on, VALID_DAYS)): Step =>
  step(officerOf(world, from, 'issue'), ['IssueCertificate', number], at(on, 13), { expiresOn });
const validated = ({ world, shipment: { from }, number, on }: Requested): Step =>
  step(officerOf(world, from, 'validate'), ['ValidateCertificate', number], at(on, 14), { checked: 'every-container' });
/** What the authority of provenance does between the request and the day it leaves. */
export const certified = (paper: Requested): Step[] => [reviewed(paper), issued(paper), validated(paper)];
const dispatched = (shipment: Shipment, number: string, day: string): Step => step(exporterOf(shipment), ['DispatchExport', number], at(day, 16), shipment.care.isByHand
  ? { mode: 'hand-carry', handCarriedBy: `A. Courier ${SYNTHETIC}` } : { mode: 'air' });

/** Every seal as it is seen on arrival. */
export const presented = ({ world, shipment, parcels, number }: Paper, day: string): Step => {
  const state = shipment.discrepancy?.kind === 'seal' ? shipment.discrepancy.seals : 'intact';
  return step(officerOf(world, shipment.to, 'confirm'), ['PresentShipment', number], at(day, 9), {
    seals: parcels.map((parcel, i) => ({ parcel, state: i === 0 ? state : 'intact', ...(i === 0 && state === 'other-number' && { seal: `SYN-OTHER-${number}` }) })),
  });
};

const withdrawn = ({ shipment, parcels }: Paper, day: string): Step[] => parcels.map((id) => step(exporterOf(shipment), ['WithdrawParcel', id], at(day, 10)));

/** Sent, turned back at the border, and home again under its own certificate. */
const returned = (paper: Paper): Step[] => {
  const { world, shipment, number, on } = paper;
  const { from, to } = shipment;
  const [there, home] = [plusDays(on, 1), plusDays(on, 2)];
  return [
    ...certified(paper), dispatched(shipment, number, on), presented(paper, there),
    step(officerOf(world, to, 'confirm'), ['ReturnShipment', number], at(there, 10), { reason: 'The importer does not accept the goods.' }),
    step(officerOf(world, from, 'validate'), ['ReceiveReturn', number], at(home, 8), { foundMilliCarats: weightOf(shipment) }),
    step(officerOf(world, from, 'issue'), ['CloseCertificate', number], at(home, 9)),
  ];
};

/** What becomes of a number that comes to nothing. */
const ENDS: Readonly<Record<Exclude<Mishap['kind'], 'lost'>, (paper: Paper) => Step[]>> = {
  refused: ({ world, shipment: { from }, number, on }) => [
    step(officerOf(world, from, 'prepare'), ['RefuseCertificate', number], at(on, 12), { reason: 'An invoice is missing.' })],
  cancelled: (paper) => [reviewed(paper), issued(paper), step(officerOf(paper.world, paper.shipment.from, 'issue'), ['VoidCertificate', paper.number], at(paper.on, 14), { reason: 'The buyer asked for other terms.', kind: 'cancelled' })],
  expired: (paper) => [reviewed(paper), issued(paper, plusDays(paper.on, 1)), step(LEDGER, ['ExpireCertificate', paper.number], at(plusDays(paper.on, 2), 0))],
  returned,
};

/** An earlier number under which the goods were to leave, if there was one. */
export function* firstTry(paper: Omit<Paper, 'number' | 'on'>): Generator<Step> {
  const { mishap } = paper.shipment.care;
  if (!mishap || mishap.kind === 'lost') return;
  const first = { ...paper, number: mishap.number, on: mishap.on };
  yield* asked(first);
  yield* ENDS[mishap.kind](first);
  yield* withdrawn(first, paper.shipment.issuedOn);
}

function* replaced({ world, shipment, number }: Paper, day: string, hour: number): Generator<Step> {
  yield step(exporterOf(shipment), ['LoseCertificate', number], at(day, hour), { reason: 'The pouch with the paper is missing; the parcels are all there.' });
  yield step(officerOf(world, shipment.from, 'issue'), ['ReplaceCertificate', number], at(day, hour + 1), { replacement: carriedUnder(shipment) });
}

/** The goods leave; a paper that is missing by then is replaced before. */
function* leaving(paper: Paper): Generator<Step> {
  const { shipment, number } = paper;
  const { dispatchedOn, care: { mishap } } = shipment;
  if (mishap?.kind !== 'lost' || mishap.isOnItsWay) {
    yield dispatched(shipment, number, dispatchedOn);
    return;
  }
  yield* replaced(paper, dispatchedOn, 14);
  yield { ...dispatched(shipment, carriedUnder(shipment), dispatchedOn), afterReactions: true };
}

/** On the way: a paper that gets lost is replaced, and what passes a third territory is seen there. */
function* travelling(paper: Paper): Generator<Step> {
  const { world, shipment } = paper;
  const { dispatchedOn, care: { mishap, through } } = shipment;
  const day = plusDays(dispatchedOn, 1);
  if (mishap?.kind === 'lost' && mishap.isOnItsWay) yield* replaced(paper, day, 8);
  if (through === undefined) return;
  const seen = { place: `Airport of ${through} ${SYNTHETIC}`, seals: 'intact' };
  yield { ...step(officerOf(world, through, 'confirm'), ['RecordTransit', carriedUnder(shipment)], at(day, 12), seen), afterReactions: true };
}

/** From the request to the border. */
export function* exporting(paper: Paper): Generator<Step> {
  yield* asked(paper);
  yield* certified(paper);
  yield* leaving(paper);
  yield* travelling(paper);
}

const settled = ({ world, shipment: { from, to, discrepancy, openedOn }, number }: Paper): Step[] => (discrepancy ? [
  step(officerOf(world, to, 'confirm'), ['ProposeSettlement', number], at(openedOn, 17), { kind: discrepancy.kind, finding: 'Weighed and looked at again, before both.' }),
  step(officerOf(world, from, 'issue'), ['AgreeSettlement', number], at(openedOn, 18), { kind: discrepancy.kind }),
] : []);

/** What the Importing Authority sees: seals, of some shipments the goods, the weight. */
export function* importing(paper: Paper, foundMilliCarats: number): Generator<Step> {
  const { world, shipment: { to, receivedOn, discrepancy, care: { samplePermyriad } }, number } = paper;
  const by = officerOf(world, to, 'confirm');
  yield { ...presented(paper, receivedOn), afterReactions: true };
  if (samplePermyriad !== undefined) yield step(by, ['InspectShipment', number], at(receivedOn, 11), { samplePermyriad, foundMilliCarats, contents: 'agrees' });
  yield step(by, ['ConfirmImport', number], at(receivedOn, 12), { foundMilliCarats, seals: discrepancy?.kind === 'seal' ? discrepancy.seals : 'intact' });
}

/** The two authorities agree what a difference was; then the exporter’s keeps the file. */
export const closing = (paper: Paper): Step[] => {
  const { world, shipment: { from, openedOn }, number } = paper;
  return [...settled(paper), step(officerOf(world, from, 'issue'), ['CloseCertificate', number], at(plusDays(openedOn, 1), 9))];
};
