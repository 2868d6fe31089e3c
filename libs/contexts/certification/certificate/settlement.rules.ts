import { because, isAuthorityOf, IsText, OneOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { DEVIATIONS, type Deviation } from './vocabulary.events.ts';

/** One of the two authorities says what it was. */
export class ProposeSettlement {
  @OneOf(...DEVIATIONS) kind!: Deviation;
  @IsText() finding!: string;
}
/** The other one agrees. */
export class AgreeSettlement { @OneOf(...DEVIATIONS) kind!: Deviation }

const no = refusals({
  NotAnEnd:        { forbids: true, cites: 'KPCS V(f)', says: 'A discrepancy is settled between the authorities of the two ends.' },
  NoDiscrepancy:   { cites: 'certification/43', says: 'What is settled was reported.' },
  Settled:         { cites: 'certification/44', says: 'A discrepancy is settled once.' },
  NothingProposed: { cites: 'certification/45', says: 'Agreement is to a finding that was proposed.' },
  OwnProposal:     { forbids: true, cites: 'certification/46', says: 'One end proposes, the other one agrees.' },
});

const unlawful = (certificate: Certificate, kind: Deviation, { by }: AskedOfCertificate): Refusal | undefined => {
  const { from, to } = shipmentIn(certificate);
  if (!isAuthorityOf(by, from) && !isAuthorityOf(by, to)) return because(no.NotAnEnd, `The ends are ${from} and ${to}.`, { from, to });
  const state = certificate.discrepancies[kind]?.state;
  if (state === undefined) return because(no.NoDiscrepancy, `Nothing was reported of: ${kind}.`, { kind }, '#/kind');
  return state === 'settled' ? because(no.Settled, `It is settled: ${kind}.`, { kind }, '#/kind') : undefined;
};

/** A new proposal, of either end, takes the place of the one before. */
const propose = (certificate: Certificate, { kind, finding }: DataOf<typeof ProposeSettlement>, asked: AskedOfCertificate): Decision<CertificateEvent> =>
  unlawful(certificate, kind, asked) ?? [{ type: 'SettlementProposed', data: { kind, proposedBy: asked.by.participant, finding } }];

const agree = (certificate: Certificate, { kind }: DataOf<typeof AgreeSettlement>, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const refused = unlawful(certificate, kind, asked);
  if (refused) return refused;
  const { proposedBy, finding } = certificate.discrepancies[kind]!;
  if (proposedBy === undefined || finding === undefined) return because(no.NothingProposed, `Nobody has proposed what it was: ${kind}.`, { kind }, '#/kind');
  const agreedBy = asked.by.participant;
  if (agreedBy === proposedBy) return because(no.OwnProposal, `${proposedBy} proposed it.`, { proposedBy });
  return [{ type: 'DiscrepancySettled', data: { kind, proposedBy, agreedBy, finding } }];
};

/** What the two ends agree that it was (KPCS V(f)). What was found stays on record. */
export const settling = {
  commands: { ProposeSettlement, AgreeSettlement },
  refusals: no,
  makes: ['SettlementProposed', 'DiscrepancySettled'],
  decide: { ProposeSettlement: propose, AgreeSettlement: agree },
} satisfies CertificateChapter<{ ProposeSettlement: typeof ProposeSettlement; AgreeSettlement: typeof AgreeSettlement }>;
