import { because, dayOf, IsCertificateNumber, IsText, Many, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { Child, type CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { barred, detained, no as common, notImportingAuthority, shipmentIn, unregistered, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { corridorClosed } from './corridor.rules.ts';
import { goesOnAlready, notFree, notItsNumber } from './numbers.rules.ts';
import { heldBack } from './overtaken.rules.ts';
import type { Shipment } from './state.rules.ts';

/** Goods in a free zone go on in parts, each whole parcels under a number of its own. */
export class SubdivideShipment {
  @IsText() zone!: string;
  @Many(() => Child, 2, 100) children!: Child[];
}
/** Somebody took the number of a part before the ledger could carry on under it: another one takes its place. */
export class RenumberPart { @IsCertificateNumber() part!: string; @IsCertificateNumber() replacement!: string }

const no = refusals({
  NotEveryParcel:  { cites: 'certification/47', says: 'The parts together carry every parcel of the shipment, each once.' },
  PartGoesHome:    { cites: 'KPCS section I', says: 'What goes back to where it came from is returned under its own certificate.' },
  NoSuchPart:      { cites: 'certification/49', says: 'A part is renumbered into which the shipment was divided.' },
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
  const at = `${pointer}/importer`;
  const unfit = unregistered(asked.facts, importer, at) ?? barred(asked.facts, [{ party: importer, pointer: at }], dayOf(asked.occurredAt));
  if (unfit) return unfit;
  const home = asked.facts.parties.get(importer)!.participant!;
  return home === to ? undefined : because(no.PartTakerAbroad, `${importer} is registered in ${home}, the part goes to ${to}.`, { importer, home, to }, at);
};

const givenTwice = (number: string): Refusal => because(common.NumberUsed, `${number} is given to two parts.`, { number });

/** Why no part goes on under this number; undefined if one may. */
const numberUnfit = (number: string, { purpose = 'trade' }: Shipment, asked: AskedOfCertificate): Refusal | undefined =>
  notItsNumber(number, asked.by.participant, asked, purpose) ?? notFree(number, asked.facts);

const numberOff = (child: Child, children: readonly Child[], asked: AskedOfCertificate, shipment: Shipment): Refusal | undefined => {
  const { certificate } = child;
  const unfit = numberUnfit(certificate, shipment, asked);
  if (unfit) return unfit;
  return children.find((other) => other.certificate === certificate) === child ? undefined : givenTwice(certificate);
};

/** Out of the territory of the zone, unless the part stays there; into the one to which it goes. */
const wayOff = ({ to }: Child, { from, to: here }: Shipment, { facts, occurredAt }: AskedOfCertificate, pointer: string): Refusal | undefined => {
  if (to === from) return because(no.PartGoesHome, `The shipment came from ${from}.`, { from }, `${pointer}/to`);
  return to === here ? undefined : corridorClosed(dayOf(occurredAt), { from: here, to }, facts, { pointer: `${pointer}/to` });
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
  const refused = notImportingAuthority(by, shipment) ?? heldBack(certificate, dayOf(asked.occurredAt), asked.facts) ?? detained(shipment.parcels.map(({ parcel }) => parcel), asked.facts)
    ?? notEveryParcel(shipment, children) ?? partOff(shipment, children, asked);
  return refused ?? [{ type: 'ShipmentSubdivided', data: { participant: by.participant, authority: by.party, zone, children, parcels: shipment.parcels, shipment, dispatchedOn: certificate.dispatchedOn } }];
};

/** The second try of a part that has no number: like the first, it takes a blank of that territory which nothing else has. */
const renumber = (certificate: Certificate, { part, replacement }: DataOf<typeof RenumberPart>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const [shipment, { by, subject }] = [shipmentIn(certificate), asked];
  const child = certificate.children!.find((one) => one.certificate === part);
  const refused = notImportingAuthority(by, shipment) ?? (child ? goesOnAlready(part, asked) : because(no.NoSuchPart, `${subject} was not divided into ${part}.`, { part }, '#/part'));
  if (refused) return refused;
  const unfit = numberUnfit(replacement, shipment, asked) ?? (certificate.children!.some((one) => one.certificate === replacement) ? givenTwice(replacement) : undefined);
  return unfit ? { ...unfit, pointer: '#/replacement' } : [{ type: 'PartRenumbered', data: { part, replacement, authority: by.party, parcels: child!.parcels } }];
};

/** Shipments in a free zone (KPCS Annex II ¶26). */
export const subdividing = {
  commands: { SubdivideShipment, RenumberPart },
  refusals: no,
  makes: ['ShipmentSubdivided', 'PartRenumbered'],
  decide: { SubdivideShipment: subdivide, RenumberPart: renumber },
} satisfies CertificateChapter<{ SubdivideShipment: typeof SubdivideShipment; RenumberPart: typeof RenumberPart }>;
