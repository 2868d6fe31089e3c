import { because, dayOf, IsText, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import { notExportingAuthority, seriesOf, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { AUTHORITY_KEEPS_YEARS, yearsAfter } from './keeping.rules.ts';
import { noBlank, notItsAuthority } from './numbers.rules.ts';
import type { Certificate } from './state.rules.ts';

const no = refusals({
  KindOfVoid:      { cites: 'certification/2', says: 'A blank is spoiled or lost before anybody asks for a certificate of its number; afterwards the certificate is cancelled.' },
  StillValid:      { cites: 'KPCS Annex I.A 7', says: 'A certificate expires when its last day is over.' },
  DiscrepancyOpen: { cites: 'certification/15', says: 'The file is closed when the two authorities agree on everything that was not as certified.' },
});

const BLANKS = ['blank-spoiled', 'blank-lost'] as const;

/** The number is void for good. Without a kind, an unused blank was spoiled, and anything else is cancelled. */
export class VoidCertificate {
  @IsText() reason!: string;
  @Optional() @OneOf(...BLANKS, 'cancelled') kind?: (typeof BLANKS)[number] | 'cancelled';
}
export class ExpireCertificate {}
export class CloseCertificate {}

const kindOff = (status: Certificate['status'], kind: VoidCertificate['kind']): Refusal | undefined =>
  (kind === undefined || (status === 'none') === (kind !== 'cancelled') ? undefined
    : because(no.KindOfVoid, `Nobody can say ${kind} here: the number is ${status === 'none' ? 'unused' : status}.`, { kind, status }, '#/kind'));

/** Spoiled, missing, or cancelled before the goods left. Parcels that were claimed for it may be withdrawn. */
const voidIt = ({ status, shipment }: Certificate, { reason, kind }: DataOf<typeof VoidCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const [unused, { subject }] = [status === 'none', asked];
  const refused = notItsAuthority(asked) ?? kindOff(status, kind) ?? (unused ? noBlank(subject, asked, undefined) : undefined);
  if (refused) return refused;
  const became = unused ? { kind: kind ?? 'blank-spoiled', parcels: [] } : { kind: 'cancelled' as const, parcels: shipment!.parcels };
  return [{ type: 'CertificateVoided', data: { reason, ...became, participant: seriesOf(subject) } }];
};

/** Its last day is over, and the goods did not leave. A watch of the ledger sees it; the authority may say so before. */
const expire = (certificate: Certificate, _: DataOf<typeof ExpireCertificate>, { by, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const [{ from, parcels }, { expiresOn }, on] = [shipmentIn(certificate), certificate, dayOf(occurredAt)];
  const refused = by.roles.includes('ledger') ? undefined : notExportingAuthority(by, { from });
  if (refused) return refused;
  return on > expiresOn ? [{ type: 'CertificateExpired', data: { expiredOn: expiresOn, parcels } }] : because(no.StillValid, `It is valid to ${expiresOn}; the day is ${on}.`, { expiresOn, on });
};

/** The Exporting Authority has the confirmation, or the goods back. */
const close = (certificate: Certificate, _: DataOf<typeof CloseCertificate>, { by, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const refused = notExportingAuthority(by, shipmentIn(certificate));
  if (refused) return refused;
  const open = Object.entries(certificate.discrepancies).filter(([, { state }]) => state !== 'settled').map(([kind]) => kind);
  if (open.length > 0) return because(no.DiscrepancyOpen, `Not settled: ${open.join(', ')}.`, { open: open.join(', ') });
  const closedOn = dayOf(occurredAt);
  return [{ type: 'CertificateClosed', data: { authority: by.party, closedOn, authorityKeepsTo: yearsAfter(closedOn, AUTHORITY_KEEPS_YEARS) } }];
};

/** How a certificate comes to its end: void, expired, or closed. */
export const ending = {
  commands: { VoidCertificate, ExpireCertificate, CloseCertificate },
  refusals: no,
  makes: ['CertificateVoided', 'CertificateExpired', 'CertificateClosed'],
  decide: { VoidCertificate: voidIt, ExpireCertificate: expire, CloseCertificate: close },
} satisfies CertificateChapter<{ VoidCertificate: typeof VoidCertificate; ExpireCertificate: typeof ExpireCertificate; CloseCertificate: typeof CloseCertificate }>;
