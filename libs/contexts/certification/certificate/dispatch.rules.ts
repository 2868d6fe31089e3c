import { because, dayOf, isAuthorityOf, IsName, IsPartyId, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import { barred, shipmentIn, unregistered, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { goodsOff, notNow, watchedEnds } from './corridor.rules.ts';
import type { Certificate } from './state.rules.ts';
import { no as invalid, outsideValidity } from './validity.rules.ts';
import { MODES, type Mode } from './vocabulary.events.ts';

const no = refusals({
  NotExporter:  { forbids: true, cites: 'KPCS III(a)', says: 'The exporter dispatches the shipment, or the Exporting Authority.' },
  WhoCarriesIt: { cites: 'certification/14', says: 'A shipment that is carried by hand names the person who carries it, and no other does.' },
});

export class DispatchExport {
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @IsName() handCarriedBy?: string;
}
type Way = DataOf<typeof DispatchExport>;

const wayOff = ({ mode, carrier, handCarriedBy }: Way, { facts }: AskedOfCertificate, on: string): Refusal | undefined => {
  if (mode === 'hand-carry' && handCarriedBy === undefined) return because(no.WhoCarriesIt, 'Nobody is named who carries it.', {}, '#/handCarriedBy');
  if (mode !== 'hand-carry' && handCarriedBy !== undefined) return because(no.WhoCarriesIt, `It is not carried by hand, but: ${mode ?? 'not said'}.`, {}, '#/handCarriedBy');
  return carrier === undefined ? undefined : unregistered(facts, carrier, '#/carrier') ?? barred(facts, [{ party: carrier, pointer: '#/carrier' }], on);
};

const notLeaving = (certificate: Certificate, data: Way, asked: AskedOfCertificate, on: string): Refusal | undefined => {
  const [shipment, { facts }] = [shipmentIn(certificate), asked];
  return outsideValidity(certificate, on) ?? wayOff(data, asked, on) ?? notNow(on, shipment, facts) ?? goodsOff(on, shipment, facts);
};

/** The goods leave, within the validity of the certificate and while the corridor is open; a message goes ahead of them. */
const dispatch = (certificate: Certificate, data: Way, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, facts, occurredAt } = asked;
  const shipment = shipmentIn(certificate);
  const { exporter, importer, from, to, milliCarats, usdCents, origins } = shipment;
  const dispatchedOn = dayOf(occurredAt);
  if (exporter !== by.party && !isAuthorityOf(by, from)) return no.NotExporter;
  const vigilance = watchedEnds(dispatchedOn, shipment, facts);
  return notLeaving(certificate, data, asked, dispatchedOn) ?? [
    { type: 'ExportDispatched', data: { ...shipment, dispatchedOn, ...data, expiresOn: certificate.expiresOn, ...(vigilance && { vigilance }) } },
    { type: 'PreAdviceSent', data: { from, to, exporter, importer, milliCarats, usdCents, origins, sentOn: dispatchedOn } },
  ];
};

/** The goods leave. */
export const dispatching = {
  commands: { DispatchExport },
  refusals: { ...no, ...invalid },
  makes: ['ExportDispatched', 'PreAdviceSent'],
  decide: { DispatchExport: dispatch },
} satisfies CertificateChapter<{ DispatchExport: typeof DispatchExport }>;
