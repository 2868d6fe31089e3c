import { beforeTheLast, because, IsText, OneOf, personOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import { no as common, notExportingAuthority, notOfficer, seriesOf, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import type { Certificate } from './state.rules.ts';

/** What an officer found who looked again at a certificate of the fast queue. */
export class AuditCertificate {
  @OneOf('in-order', 'irregular') finding!: 'in-order' | 'irregular';
  @IsText() note!: string;
}

const no = refusals({
  NotFastTrack:   { cites: 'UN A/61/589 ¶22.16', says: 'What is audited afterwards went through the fast queue; anything else was looked at before.' },
  AuditedAlready: { cites: 'certification/58', says: 'A certificate is audited once.' },
});

const notAudited = ({ queue = 'normal', audited, issuedOn }: Certificate, asked: AskedOfCertificate): Refusal | undefined => {
  const { subject } = asked;
  if (issuedOn === '') return because(no.NotFastTrack, `${subject} was not issued.`, { queue });
  if (queue !== 'fast') return because(no.NotFastTrack, `${subject} was asked for in the queue: ${queue}.`, { queue });
  return audited ? no.AuditedAlready : beforeTheLast(common.BeforeTheLast, subject, issuedOn, asked);
};

const audit = (certificate: Certificate, data: DataOf<typeof AuditCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, subject } = asked;
  const from = certificate.shipment?.from ?? seriesOf(subject);
  return notExportingAuthority(by, { from }) ?? notOfficer(asked, 'prepare') ?? notAudited(certificate, asked) ?? [{ type: 'CertificateAudited', data: { authority: by.party, auditedBy: personOf(by), ...data } }];
};

/** The authority looks again at what went fast. Which ones it draws is an inquiry: certification/audit-sample. */
export const auditing = {
  commands: { AuditCertificate },
  refusals: no,
  makes: ['CertificateAudited'],
  decide: { AuditCertificate: audit },
} satisfies CertificateChapter<{ AuditCertificate: typeof AuditCertificate }>;
