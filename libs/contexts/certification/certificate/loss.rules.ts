import {
  because, dayOf, isAuthorityOf, IsCertificateNumber, IsParcelId, IsPartyId, isRefusal, IsText, ListOf, Optional, refusals, type DataOf, type Decision, type Refusal,
} from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import { no as common, notExportingAuthority, notOfficer, shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { goesOnAlready, notFree, notItsNumber } from './numbers.rules.ts';
import { shipmentFrom } from './shipment.rules.ts';
import { noCertificate, type Certificate, type Shipment, type Status } from './state.rules.ts';

const no = refusals({
  NotConcerned:    { forbids: true, cites: 'certification/16', says: 'The loss of a certificate is reported by the exporter, the importer, or one of their authorities.' },
  NothingReplaced: { cites: 'certification/17', says: 'A number carries on for one that was replaced by it, or divided into it.' },
});

export class LoseCertificate { @IsText() reason!: string }
export class ReplaceCertificate { @IsCertificateNumber() replacement!: string }
export class ReissueCertificate {
  @IsCertificateNumber() replaces!: string;
  @IsPartyId() authority!: string;
  /** Of a part: what of the shipment goes on under this number. All of it, if left out. */
  @Optional() @ListOf(IsParcelId, 1, 1_000) parcels?: string[];
}
type Reissue = DataOf<typeof ReissueCertificate>;

/** The paper is gone, and the goods are where they were. */
const lose = (certificate: Certificate, { reason }: DataOf<typeof LoseCertificate>, { by }: AskedOfCertificate): Decision<CertificateEvent> => {
  const { exporter, importer, from, to } = shipmentIn(certificate);
  const concerned = by.party === exporter || by.party === importer || isAuthorityOf(by, from) || isAuthorityOf(by, to);
  return concerned ? [{ type: 'CertificateLost', data: { reportedBy: by.party, reason } }] : no.NotConcerned;
};

/** Another number takes its place. */
const replace = (certificate: Certificate, { replacement }: DataOf<typeof ReplaceCertificate>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { from, parcels, purpose } = shipmentIn(certificate);
  const { by, facts } = asked;
  const refused = notExportingAuthority(by, { from }) ?? notOfficer(asked, 'issue') ?? (certificate.replacement === undefined ? undefined : goesOnAlready(certificate.replacement, asked));
  if (refused) return refused;
  const unfit = notItsNumber(replacement, from, asked, purpose ?? 'trade') ?? notFree(replacement, facts);
  if (unfit) return { ...unfit, pointer: '#/replacement' };
  return [{ type: 'CertificateReplaced', data: { replacement, authority: asked.by.party, parcels } }];
};

type Standing = Extract<Status, 'issued' | 'validated' | 'dispatched' | 'in-transit'>;

/** The part of a shipment that goes on under this number; a refusal, if it is no part of it. */
const partOf = (before: Certificate, { parcels, replaces }: Reissue, { facts, subject }: AskedOfCertificate): Shipment | Refusal => {
  const child = before.children?.find(({ certificate }) => certificate === subject);
  if (before.status !== 'subdivided' || !child || parcels === undefined) return because(no.NothingReplaced, `${replaces} was not divided into ${subject}.`, { replaces });
  const computed = shipmentFrom(child.parcels, facts);
  const { imports: _, zones: __, confiscations: ___, ...whole } = shipmentIn(before);
  return isRefusal(computed) ? computed : { ...whole, to: child.to, importer: child.importer, ...computed };
};

type GoesOn = Readonly<{ shipment: Shipment; why: 'replacement' | 'subdivision'; standing: Standing; dispatchedOn?: string }>;

/** All of it, from where it stood when the paper was lost; or a part, which leaves the zone on this day. A refusal, if that one does not go on under this number. */
const goingOn = (before: Certificate, data: Reissue, asked: AskedOfCertificate): GoesOn | Refusal => {
  if (data.parcels !== undefined) {
    const shipment = partOf(before, data, asked);
    return isRefusal(shipment) ? shipment : { shipment, why: 'subdivision', standing: 'dispatched', dispatchedOn: dayOf(asked.occurredAt) };
  }
  if (before.replacement !== asked.subject) return because(no.NothingReplaced, `${data.replaces} was not replaced by ${asked.subject}.`, { replaces: data.replaces });
  return { shipment: shipmentIn(before), why: 'replacement', standing: before.before as Standing, ...(before.dispatchedOn && { dispatchedOn: before.dispatchedOn }) };
};

/** The number carries on from where the other one stood: the ledger itself asks for it. What it says follows from that one. */
const reissue = (_: Certificate, data: Reissue, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  if (!asked.by.roles.includes('ledger')) return common.NotTheLedger;
  const { replaces, authority } = data;
  const before = asked.facts.others.get(replaces) ?? noCertificate;
  const goesOn = goingOn(before, data, asked);
  if (isRefusal(goesOn)) return goesOn;
  const { shipment, ...way } = goesOn;
  return [{ type: 'CertificateReissued', data: { ...shipment, replaces, authority, issuedOn: dayOf(asked.occurredAt), expiresOn: before.expiresOn, ...way } }];
};

/** A certificate is lost, and another number stands for it. */
export const losing = {
  commands: { LoseCertificate, ReplaceCertificate, ReissueCertificate },
  refusals: no,
  makes: ['CertificateLost', 'CertificateReplaced', 'CertificateReissued'],
  decide: { LoseCertificate: lose, ReplaceCertificate: replace, ReissueCertificate: reissue },
} satisfies CertificateChapter<{ LoseCertificate: typeof LoseCertificate; ReplaceCertificate: typeof ReplaceCertificate; ReissueCertificate: typeof ReissueCertificate }>;
