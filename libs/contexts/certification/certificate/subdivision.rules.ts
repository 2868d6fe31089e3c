import { because, dayOf, IsText, Many, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { Child, type CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { corridorClosed, no as common, notImportingAuthority, shipmentIn, unregistered, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { notItsNumber } from './numbers.rules.ts';
import type { Shipment } from './state.rules.ts';
import { STATES } from './steps.rules.ts';

/** Goods in a free zone go on in parts, each whole parcels under a number of its own. */
export class SubdivideShipment {
  @IsText() zone!: string;
  @Many(() => Child, 2, 100) children!: Child[];
}

const no = refusals({
  NotEveryParcel:  { cites: 'certification/47', says: 'The parts together carry every parcel of the shipment, each once.' },
  PartGoesHome:    { cites: 'KPCS section I', says: 'What goes back to where it came from is returned under its own certificate.' },
  PartTakerAbroad: { cites: 'KPCS Annex I.A 9', says: 'Who takes a part is registered in the territory to which it goes.' },
});

const notEveryParcel = ({ parcels }: Shipment, children: readonly Child[]): Refusal | undefined => {
  const [whole, taken] = [new Set(parcels.map(({ parcel }) => parcel)), children.flatMap(({ parcels: part }) => part)];
  const off = taken.find((parcel, i) => !whole.has(parcel) || taken.indexOf(parcel) < i) ?? [...whole].find((parcel) => !taken.includes(parcel));
  if (off === undefined) return undefined;
  const times = taken.filter((parcel) => parcel === off).length;
  return because(no.NotEveryParcel, `Parcel ${off} is ${whole.has(off) ? `in ${times} of the parts` : 'not of this shipment'}.`, { parcel: off, times }, '#/children');
};

const takerOff = ({ importer, to }: Child, asked: AskedOfCertificate, pointer: string): Refusal | undefined => {
  const unknown = unregistered(asked.facts, importer, `${pointer}/importer`);
  if (unknown) return unknown;
  const home = asked.facts.parties.get(importer)!.participant!;
  return home === to ? undefined : because(no.PartTakerAbroad, `${importer} is registered in ${home}, the part goes to ${to}.`, { importer, home, to }, `${pointer}/importer`);
};

const numberOff = (child: Child, children: readonly Child[], asked: AskedOfCertificate, { purpose = 'trade' }: Shipment): Refusal | undefined => {
  const { certificate } = child;
  const notOurs = notItsNumber(certificate, asked.by.participant, asked, purpose);
  if (notOurs) return notOurs;
  const { status = 'none' } = asked.facts.others.get(certificate) ?? {};
  if (status !== 'none') return because(common.NumberUsed, `${certificate} ${STATES[status]}.`, { number: certificate, status });
  return children.find((other) => other.certificate === certificate) === child ? undefined : because(common.NumberUsed, `${certificate} is given to two parts.`, { number: certificate });
};

/** Out of the territory of the zone, unless the part stays there; into the one to which it goes. */
const wayOff = ({ to }: Child, { from, to: here }: Shipment, { facts, occurredAt }: AskedOfCertificate, pointer: string): Refusal | undefined => {
  if (to === from) return because(no.PartGoesHome, `The shipment came from ${from}.`, { from }, `${pointer}/to`);
  return to === here ? undefined : corridorClosed(dayOf(occurredAt), { from: here, to }, facts, `${pointer}/to`);
};

const partOff = (shipment: Shipment, children: readonly Child[], asked: AskedOfCertificate): Refusal | undefined => {
  for (const [i, child] of children.entries()) {
    const pointer = `#/children/${i}`;
    const number = numberOff(child, children, asked, shipment);
    const refused = (number && { ...number, pointer: `${pointer}/certificate` }) ?? wayOff(child, shipment, asked, pointer) ?? takerOff(child, asked, pointer);
    if (refused) return refused;
  }
  return undefined;
};

/** The whole goes on no more; each part does, under a number of the territory in which the zone lies, to where it is sent. The numbers carry on by themselves. */
const subdivide = (certificate: Certificate, { zone, children }: DataOf<typeof SubdivideShipment>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const [shipment, { by }] = [shipmentIn(certificate), asked];
  const refused = notImportingAuthority(by, shipment) ?? notEveryParcel(shipment, children) ?? partOff(shipment, children, asked);
  return refused ?? [{ type: 'ShipmentSubdivided', data: { participant: by.participant, authority: by.party, zone, children, parcels: shipment.parcels, shipment, dispatchedOn: certificate.dispatchedOn } }];
};

/** Shipments in a free zone (KPCS Annex II ¶26). */
export const subdividing = {
  commands: { SubdivideShipment },
  refusals: no,
  makes: ['ShipmentSubdivided'],
  decide: { SubdivideShipment: subdivide },
} satisfies CertificateChapter<{ SubdivideShipment: typeof SubdivideShipment }>;
