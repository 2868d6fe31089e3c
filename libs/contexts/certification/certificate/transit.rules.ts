import { because, dayOf, IsText, OneOf, refusals, type DataOf, type Decision } from '#kernel';
import type { CertificateEvent } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import { shipmentIn, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { reported } from './deviation.rules.ts';

export class RecordTransit {
  @IsText() place!: string;
  @OneOf('intact', 'broken') seals!: 'intact' | 'broken';
}

const no = refusals({ NotOnTheWay: { forbids: true, cites: 'KPCS III(d)', says: 'Transit is recorded by an authority of a territory that lies between the two ends.' } });

/** Seen on the way by the authority of a third territory, unopened; a broken seal is reported at once, and the goods are not held up by the ledger. */
const record = (certificate: Certificate, { place, seals }: DataOf<typeof RecordTransit>, { by, occurredAt }: AskedOfCertificate): Decision<CertificateEvent> => {
  const { from, to } = shipmentIn(certificate);
  const on = dayOf(occurredAt);
  if (!by.roles.includes('authority') || by.participant === from || by.participant === to) {
    return because(no.NotOnTheWay, `The goods go from ${from} to ${to}; ${by.party} stands in ${by.participant}.`, { from, to, participant: by.participant });
  }
  return [
    { type: 'TransitRecorded', data: { participant: by.participant, authority: by.party, place, seals, on } },
    ...reported(certificate, seals === 'broken' ? ['seal'] : [], on),
  ];
};

/** Through a territory, unopened. */
export const transiting = {
  commands: { RecordTransit },
  refusals: no,
  makes: ['TransitRecorded', 'DiscrepancyReported'],
  decide: { RecordTransit: record },
} satisfies CertificateChapter<{ RecordTransit: typeof RecordTransit }>;
