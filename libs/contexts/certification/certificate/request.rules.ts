import {
  because, dayOf, isRefusal, IsPackageId, IsParcelId, IsParticipantCode, IsPartyId, ListOf, Many, One, OneOf, Optional, personOf, refusals, type DataOf, type Decision, type Refusal,
} from '#kernel';
import { isFastOn } from '../member/member.recollection.ts';
import { Document, Valuation, type CertificateEvent } from './certificate.events.ts';
import { barred, detained, unregistered, type AskedOfCertificate, type CertificateChapter } from './certificate.rules.ts';
import { corridorClosed, goodsOff } from './corridor.rules.ts';
import { no as uncovered, notCovered, unitValuesQuestioned } from './coverage.rules.ts';
import { notItsNumber } from './numbers.rules.ts';
import { notPresented, shipmentFrom } from './shipment.rules.ts';
import type { Certificate, Shipment } from './state.rules.ts';
import { PURPOSES, type Purpose } from './vocabulary.events.ts';

const no = refusals({
  ImporterElsewhere: { cites: 'KPCS Annex I.A 9', says: 'The importer is registered in the territory of destination.' },
  NotExportersHome:  { forbids: true, cites: 'KPCS Annex II ¶17', says: 'The exporter asks for a certificate where he is registered.' },
  NoBorder:          { cites: 'KPCS section I', says: 'An export leaves the territory of its Participant.' },
  OtherPurpose:      { cites: 'certification/48', says: 'Samples and seized goods leave under a technical certificate, goods of trade under a certificate of trade.' },
  ValuedLater:       { cites: 'certification/12', says: 'Goods are valued before a certificate is asked for.' },
});

/** Weight, value, headings and origins are not asked: they are the sums of what was sealed. */
export class RequestCertificate {
  /** The Participant of destination. */
  @IsParticipantCode() to!: string;
  @IsPartyId() importer!: string;
  @ListOf(IsParcelId, 1, 1_000) parcels!: string[];
  /** Where the goods come from, with how many carats each covers. */
  @Many(() => Document, 1, 100) documents!: Document[];
  @Optional() @One(() => Valuation) valuation?: Valuation;
  @Optional() @OneOf(...PURPOSES) purpose?: Purpose;
  /** The export package that the monitor examined. */
  @Optional() @IsPackageId() package?: string;
}
type Wanted = DataOf<typeof RequestCertificate>;

const partiesOff = ({ importer, to, valuation }: Wanted, { by, facts }: AskedOfCertificate): Refusal | undefined => {
  const refused = unregistered(facts, by.party) ?? unregistered(facts, importer, '#/importer') ?? (valuation && unregistered(facts, valuation.valuer, '#/valuation/valuer'));
  if (refused) return refused;
  const [home, destination] = [facts.parties.get(by.party)!.participant!, facts.parties.get(importer)!.participant!];
  if (home !== by.participant) return because(no.NotExportersHome, `${by.party} is registered in ${home}.`, { exporter: by.party, home });
  if (destination !== to) return because(no.ImporterElsewhere, `${importer} is registered in ${destination}, the destination is ${to}.`, { importer, to }, '#/importer');
  return home === to ? because(no.NoBorder, `${by.party} and ${importer} are both in ${to}.`, { exporter: by.party, importer, to }, '#/to') : undefined;
};

const valuedLater = ({ valuation }: Wanted, on: string): Refusal | undefined =>
  (valuation !== undefined && valuation.valuedOn > on ? because(no.ValuedLater, `They would be valued on ${valuation.valuedOn}; this is of ${on}.`, { valuedOn: valuation.valuedOn, on }, '#/valuation/valuedOn') : undefined);

/** A technical certificate is for what is out of trade, and for nothing else: it is not counted. */
const purposeOff = ({ parcels, purpose = 'trade' }: Wanted, { facts }: AskedOfCertificate): Refusal | undefined => {
  for (const [i, id] of parcels.entries()) {
    const { regime = 'trade' } = facts.parcels.get(id)!;
    if ((regime === 'trade') !== (purpose === 'trade')) return because(no.OtherPurpose, `Parcel ${id} moves under the regime ${regime}; the certificate would be for: ${purpose}.`, { parcel: id, regime, purpose }, `#/parcels/${i}`);
  }
  return undefined;
};

const parcelsOff = (data: Wanted, exporter: string, asked: AskedOfCertificate): Refusal | undefined =>
  notPresented(data.parcels, exporter, asked) ?? detained(data.parcels, asked.facts) ?? purposeOff(data, asked);

const notRequestable = (data: Wanted, asked: AskedOfCertificate, on: string): Refusal | undefined => {
  const { by: { party, participant }, facts, subject } = asked;
  return notItsNumber(subject, participant, asked, data.purpose ?? 'trade') ?? partiesOff(data, asked) ?? barred(facts, [{ party }, { party: data.importer, pointer: '#/importer' }], on) ?? valuedLater(data, on)
    ?? corridorClosed(on, { from: participant, to: data.to }, facts, { pointer: '#/to', inPart: true }) ?? parcelsOff(data, party, asked);
};

/** The exporter asks, and by asking declares that these are no conflict diamonds. Each parcel was claimed for this number on its own stream: what the certificate says is computed from them. */
const request = (_: Certificate, data: Wanted, asked: AskedOfCertificate): Decision<CertificateEvent> => {
  const { by, facts } = asked;
  const { parcels, documents, ...told } = data;
  const on = dayOf(asked.occurredAt);
  const computed = notRequestable(data, asked, on) ?? shipmentFrom(parcels, facts);
  if (isRefusal(computed)) return computed;
  const shipment: Shipment = { exporter: by.party, from: by.participant, ...told, ...computed };
  return goodsOff(on, shipment, facts) ?? notCovered(documents, shipment) ?? [
    { type: 'CertificateRequested', data: { ...shipment, documents, declaredBy: personOf(by), queue: isFastOn(facts.member, on) ? 'fast' : 'normal' } },
    ...unitValuesQuestioned(parcels.map((id) => facts.parcels.get(id)!), shipment),
  ];
};

/** The exporter’s request. */
export const requesting = {
  commands: { RequestCertificate },
  refusals: { ...no, ...uncovered },
  makes: ['CertificateRequested', 'UnitValueQuestioned'],
  decide: { RequestCertificate: request },
} satisfies CertificateChapter<{ RequestCertificate: typeof RequestCertificate }>;
