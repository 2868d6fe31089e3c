import { beforeTheLast, factOf, factsOf, IsCertificateNumber, type Asked, type Decider, type Decision, type Refusal } from '#kernel';
import { member } from '../member/member.recollection.ts';
import { numberingSoFar } from '../numbering/numbering.recollection.ts';
import { officer } from '../officer/officer.recollection.ts';
import { packageSoFar } from '../package/package.recollection.ts';
import { parcel } from '../parcel/parcel.recollection.ts';
import { participant } from '../participant/participant.recollection.ts';
import { party } from '../party/party.recollection.ts';
import { seal } from '../seal/seal.recollection.ts';
import { auditing } from './audit.rules.ts';
import { certificateEvents, type CertificateEvent } from './certificate.events.ts';
import { certificateSoFar, type Certificate } from './certificate.recollection.ts';
import { no, seriesOf, type AskedOfCertificate, type Facts } from './certificate.rules.ts';
import { crossing } from './corridor.rules.ts';
import { dispatching } from './dispatch.rules.ts';
import { ending } from './ending.rules.ts';
import { importing } from './import.rules.ts';
import { issuing } from './issue.rules.ts';
import { losing } from './loss.rules.ts';
import { overtaking } from './overtaken.rules.ts';
import { requesting } from './request.rules.ts';
import { returning } from './return.rules.ts';
import { settling } from './settlement.rules.ts';
import { followsOn, notInThisState, STEPS } from './steps.rules.ts';
import { subdividing } from './subdivision.rules.ts';
import { transiting } from './transit.rules.ts';
import { warning } from './warning.rules.ts';

/** All steps of a certificate, by what they are about. */
export const chapters = [requesting, issuing, dispatching, transiting, importing, returning, settling, subdividing, losing, ending, crossing, overtaking, auditing, warning] as const;
type Commands = (typeof requesting & typeof issuing & typeof dispatching & typeof transiting & typeof importing & typeof returning & typeof settling & typeof subdividing
  & typeof losing & typeof ending & typeof auditing & typeof warning)['commands'];

const all = <Part extends 'commands' | 'refusals' | 'decide'>(part: Part) => Object.assign({}, ...chapters.map((chapter) => chapter[part] as object));

type Rule = (certificate: Certificate, data: never, asked: AskedOfCertificate) => Decision<CertificateEvent>;

/** What follows from another fact was in time with it; and a false paper may be shown on any day. */
const tooEarly = ({ status, lastOn }: Certificate, asked: Asked): Refusal | undefined =>
  (asked.by.roles.includes('ledger') || !followsOn(asked.command, status) ? undefined : beforeTheLast(no.BeforeTheLast, asked.subject, lastOn, asked));

/** What holds for every step: it follows on where the certificate stands, and it is the time. */
const inTurn = (rule: Rule): Rule => (certificate, data, asked) =>
  notInThisState(asked.command, certificate, asked.subject) ?? tooEarly(certificate, asked) ?? rule(certificate, data, asked);

type Named = Readonly<Partial<Record<'to' | 'importer' | 'carrier' | 'package' | 'part' | 'replacement' | 'replaces', string> & {
  parcels: readonly string[]; valuation: Readonly<{ valuer: string }>; children: readonly Readonly<{ certificate: string; to: string; importer: string }>[];
}>>;

const present = (...ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined && id !== ''))] as string[];
const childrenOf = ({ children }: Named) => (Array.isArray(children) ? children as NonNullable<Named['children']> : []);

const OF_THE_SHIPMENT = new Set(['ReturnShipment', 'SubdivideShipment', 'IssueCertificate', 'ValidateCertificate', 'DispatchExport', 'PresentShipment']);
const OF_THE_CORRIDOR = new Set(['IssueCertificate', 'DispatchExport', 'ConfirmImport']);
const LEAVING = new Set(['IssueCertificate', 'DispatchExport']);
const ABROAD = new Set(['PresentShipment', 'RecordTransit', 'SubdivideShipment']);
const OF_OFFICERS = new Set(['ReviewCertificate', 'RefuseCertificate', 'IssueCertificate', 'ValidateCertificate', 'ReplaceCertificate', 'InspectShipment', 'ConfirmImport', 'AuditCertificate']);
const NUMBERED = new Set(['RequestCertificate', 'IssueCertificate', 'VoidCertificate', 'PresentShipment']);

const parcelsInQuestion = ({ parcels }: Named, { shipment }: Certificate, { command }: Asked): readonly string[] => {
  if (command === 'RequestCertificate' || command === 'ReissueCertificate') return parcels ?? [];
  return OF_THE_SHIPMENT.has(command) ? shipment?.parcels.map(({ parcel }) => parcel) ?? [] : [];
};

/** Registered or not: whoever is named, and the exporter who asks; on the days of issue and departure the two ends again. */
const partiesInQuestion = (data: Named, { shipment }: Certificate, { command, by }: Asked): readonly string[] =>
  present(...(command === 'RequestCertificate' ? [by.party] : []), ...(LEAVING.has(command) ? [shipment?.exporter, shipment?.importer] : []), data.importer, data.carrier, data.valuation?.valuer, ...childrenOf(data).map(({ importer }) => importer));

/** Who must stand well on that day: both ends on the way out; and what is abroad, the territory where it is, and where it came from. */
const endsInQuestion = (data: Named, { shipment }: Certificate, { command, by, subject }: Asked): readonly string[] => {
  if (command === 'RequestCertificate') return present(by.participant, data.to);
  if (OF_THE_CORRIDOR.has(command)) return present(shipment?.from, shipment?.to);
  return ABROAD.has(command) ? present(by.participant, shipment?.from ?? seriesOf(subject), ...childrenOf(data).map(({ to }) => to)) : [];
};

const numberingInQuestion = (data: Named, _: Certificate, { command, subject }: Asked): string | undefined => {
  const number = data.replacement ?? childrenOf(data)[0]?.certificate ?? (NUMBERED.has(command) ? subject : undefined);
  return number === undefined ? undefined : seriesOf(number);
};

/** The certificate that accompanies one shipment from one Participant to another (KPCS II, III). */
export const certificate: Decider<Certificate, typeof certificateEvents, Commands, Facts> = {
  noun: 'certificate',
  id: IsCertificateNumber,
  events: certificateEvents,
  commands: all('commands') as Commands,
  refusals: { ...no, ...all('refusals') },
  internal: ['ReissueCertificate', 'FlagCertificate', 'UnflagCertificate'],
  facts: {
    parcels: factsOf(parcel, parcelsInQuestion),
    seals: factsOf(seal, (_, { shipment }: Certificate, { command }) => (command === 'ValidateCertificate' ? shipment?.parcels.map(({ seal: on }) => on) ?? [] : [])),
    parties: factsOf(party, partiesInQuestion),
    participants: factsOf(participant, endsInQuestion),
    officer: factOf(officer, (_, __, { command, by }) => (OF_OFFICERS.has(command) ? by.person : undefined)),
    filed: factOf(packageSoFar, (data: Named, { shipment }: Certificate, { command }) => data.package ?? (LEAVING.has(command) ? shipment?.package : undefined)),
    member: factOf(member, (_, __, { command, by }) => (command === 'RequestCertificate' ? by.party : undefined)),
    numbering: factOf(numberingSoFar, numberingInQuestion),
    others: factsOf(certificateSoFar, (data: Named, { replacement }: Certificate, { command }) => present(command === 'ReplaceCertificate' ? replacement : undefined, data.part, data.replacement, data.replaces, ...childrenOf(data).map(({ certificate: child }) => child))),
  },
  initial: certificateSoFar.initial,
  evolve: certificateSoFar.on,
  decide: Object.fromEntries(Object.entries(all('decide')).map(([command, rule]) => [command, command in STEPS ? inTurn(rule as Rule) : rule])) as Decider<Certificate, typeof certificateEvents, Commands, Facts>['decide'],
};
