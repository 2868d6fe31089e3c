import { because, IsIncidentId, IsText, Optional, refusals, type DataOf, type Decision } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import { no as common, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import type { Certificate } from './state.rules.ts';

/** An incident warns of the number: the ledger itself says so, wherever the number stands. */
export class FlagCertificate { @IsIncidentId() incident!: string; @IsText() reason!: string; @Optional() @IsText() specimen?: string }
export class UnflagCertificate { @IsIncidentId() incident!: string; @IsText() reason!: string }

const no = refusals({ NotFlagged: { cites: 'certification/57', says: 'A warning is taken back by the incident that gave it.' } });

const flag = (_: Certificate, data: DataOf<typeof FlagCertificate>, { by }: AskedOfCertificate): Decision<CertificateEvent> =>
  (by.roles.includes('ledger') ? [{ type: 'CertificateFlagged', data }] : common.NotTheLedger);

const unflag = ({ flags = [] }: Certificate, data: DataOf<typeof UnflagCertificate>, { by, subject }: AskedOfCertificate): Decision<CertificateEvent> => {
  if (!by.roles.includes('ledger')) return common.NotTheLedger;
  return flags.includes(data.incident) ? [{ type: 'CertificateUnflagged', data }] : because(no.NotFlagged, `${data.incident} did not warn of ${subject}.`, { incident: data.incident });
};

/** Warnings of a number. They stop nothing, and everybody sees them. */
export const warning = {
  commands: { FlagCertificate, UnflagCertificate },
  refusals: no,
  makes: ['CertificateFlagged', 'CertificateUnflagged', 'FlaggedPresentation'],
  decide: { FlagCertificate: flag, UnflagCertificate: unflag },
} satisfies CertificateChapter<{ FlagCertificate: typeof FlagCertificate; UnflagCertificate: typeof UnflagCertificate }>;
