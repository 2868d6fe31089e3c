import { because, dayOf, factOf, factsOf, isAuthorityOf, IsCertificateNumber, IsText, type Asked, type DataOf, type Decider, type Decision } from '#kernel';
import { parcel } from '../parcel/parcel.recollection.ts';
import { participant } from '../participant/participant.recollection.ts';
import { party } from '../party/party.recollection.ts';
import { certificateEvents, type CertificateEvent } from './certificate.events.ts';
import { certificateSoFar, type Certificate } from './certificate.recollection.ts';
import { closedOn, issuedShipment, no, notExportingAuthority, seriesOf, type AskedOfCertificate, type Facts } from './certificate.rules.ts';
import { confirmImport, ConfirmImport } from './import.rules.ts';
import { issue, IssueCertificate } from './issue.rules.ts';

class VoidCertificate { @IsText() reason!: string }
class DispatchExport {}

const commands = { IssueCertificate, VoidCertificate, DispatchExport, ConfirmImport };

/** The number is void for good: spoiled, refused, or cancelled before the goods left. Its parcels may be withdrawn. */
const voidIt = ({ status, shipment }: Certificate, { reason }: DataOf<typeof VoidCertificate>, { by, subject }: AskedOfCertificate): Decision<CertificateEvent> => {
  const refused = notExportingAuthority(by, seriesOf(subject), subject);
  if (refused) return refused;
  if (status !== 'none' && status !== 'issued') return because(no.NotVoidable, `Its state is: ${status}.`, { status });
  return [{ type: 'CertificateVoided', data: { reason, parcels: shipment?.parcels ?? [] } }];
};

/** The goods leave, within the validity of the certificate and while the corridor is open. */
const dispatch = (certificate: Certificate, _: DataOf<typeof DispatchExport>, { by, facts, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const shipment = issuedShipment(certificate);
  if ('refused' in shipment) return shipment;
  const { exporter, from, to } = shipment;
  const { issuedOn, expiresOn } = certificate;
  const dispatchedOn = dayOf(occurredAt);
  if (exporter !== by.party && !isAuthorityOf(by, from)) return no.NotExporter;
  if (dispatchedOn < issuedOn || dispatchedOn > expiresOn) {
    return because(no.OutsideValidity, `It is valid from ${issuedOn} to ${expiresOn}; the day is ${dispatchedOn}.`, { issuedOn, expiresOn, dispatchedOn });
  }
  return closedOn(dispatchedOn, [from, to], facts) ?? [{ type: 'ExportDispatched', data: { ...shipment, dispatchedOn } }];
};

/** The two ends of the corridor, where the rule asks how they stand: on issue and on dispatch. */
const endsInQuestion = ({ to, reason }: Partial<IssueCertificate & VoidCertificate>, { status, shipment }: Certificate, { by }: Asked): string[] => {
  if (to !== undefined) return [by.participant, to].filter((code) => code !== '');
  return status === 'issued' && shipment && reason === undefined ? [shipment.from, shipment.to] : [];
};

/** The certificate that accompanies one shipment from one Participant to another (KPCS II, III). */
export const certificate: Decider<Certificate, typeof certificateEvents, typeof commands, Facts> = {
  noun: 'certificate',
  id: IsCertificateNumber,
  events: certificateEvents,
  commands,
  refusals: no,
  facts: {
    parcels: factsOf(parcel, ({ parcels }: Partial<IssueCertificate>) => parcels ?? []),
    exporter: factOf(party, ({ exporter }: Partial<IssueCertificate>) => exporter),
    importer: factOf(party, ({ importer }: Partial<IssueCertificate>) => importer),
    participants: factsOf(participant, endsInQuestion),
  },
  initial: certificateSoFar.initial,
  evolve: certificateSoFar.on,
  decide: { IssueCertificate: issue, VoidCertificate: voidIt, DispatchExport: dispatch, ConfirmImport: confirmImport },
};
