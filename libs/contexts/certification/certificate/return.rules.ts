import { dayOf, IsMilliCarats, IsText, type DataOf, type Decision } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { detained, notExportingAuthority, notImportingAuthority, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { differences, reported } from './deviation.rules.ts';

export class ReturnShipment { @IsText() reason!: string }
/** The weight on the balance of the Exporting Authority, when the goods are back. */
export class ReceiveReturn { @IsMilliCarats() foundMilliCarats!: number }

/** The Importing Authority does not let them in. They go back as they came: the original goes with them. */
const sendBack = (certificate: Certificate, { reason }: DataOf<typeof ReturnShipment>, { by, occurredAt, facts }: AskedOfCertificate): Decision<CertificateEvent> => {
  const shipment = shipmentIn(certificate);
  return notImportingAuthority(by, shipment) ?? detained(shipment.parcels.map(({ parcel }) => parcel), facts) ?? [{ type: 'ShipmentReturned', data: { ...shipment, authority: by.party, reason, returnedOn: dayOf(occurredAt) } }];
};

const receive = (certificate: Certificate, { foundMilliCarats }: DataOf<typeof ReceiveReturn>, { by, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const [shipment, receivedOn] = [shipmentIn(certificate), dayOf(occurredAt)];
  const refused = notExportingAuthority(by, shipment);
  if (refused) return refused;
  return [
    { type: 'ReturnReceived', data: { ...shipment, authority: by.party, receivedOn, dispatchedOn: certificate.dispatchedOn, foundMilliCarats } },
    ...reported(certificate, differences(shipment, { foundMilliCarats }), receivedOn, foundMilliCarats),
  ];
};

/** Goods that go back under their own certificate. It is no second trade: neither end counts it as one. */
export const returning = {
  commands: { ReturnShipment, ReceiveReturn },
  refusals: {},
  makes: ['ShipmentReturned', 'ReturnReceived', 'DiscrepancyReported'],
  decide: { ReturnShipment: sendBack, ReceiveReturn: receive },
} satisfies CertificateChapter<{ ReturnShipment: typeof ReturnShipment; ReceiveReturn: typeof ReceiveReturn }>;
