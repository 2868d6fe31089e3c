import { ask, dayOf, plusDays, type Watch } from '#kernel';
import { certificates } from '../certificates/certificates.view.ts';
import { certificate } from './certificate.decider.ts';

/** Ours: how long a fact that is told late may be followed by what came of it. Books of past years are entered one fact after the other. */
const DAYS_TO_TELL = 7;

type Row = Readonly<{ certificate: string; expiresOn?: string; issueToldAt?: string }>;

const expiringWhile = (status: 'issued' | 'validated'): Watch<Row> => ({
  name: `expiring-${status}`,
  view: certificates,
  where: { status },
  overdue: ({ certificate: subject, expiresOn, issueToldAt }, now) => {
    const lastOn = plusDays(dayOf(issueToldAt!), DAYS_TO_TELL);
    return dayOf(now) <= expiresOn! || dayOf(now) <= lastOn ? undefined : ask(certificate, subject, 'ExpireCertificate', {});
  },
});

/** Certificates whose last day is over while the goods are still here. */
export const expiring = [expiringWhile('issued'), expiringWhile('validated')];
