import { because, type Refusal } from '#kernel';
import { no } from './certificate.rules.ts';
import type { Certificate, Status } from './state.rules.ts';

/** One step of a certificate: where it follows on, where it leads, and the clause it carries out. */
type Step = Readonly<{
  from: readonly Status[]; to: readonly Status[] | 'stays'; clause: string;
  /** Elsewhere it is not refused: that it happened is a fact of its own. */ elsewhere?: 'FalsePresentation';
  /** Nobody can ask for it but the ledger itself. */ byLedger?: true;
}>;

const UNDER_WAY: readonly Status[] = ['dispatched', 'in-transit'];
const AT_THE_BORDER: readonly Status[] = ['presented', 'inspected'];
const ARRIVED: readonly Status[] = [...AT_THE_BORDER, 'confirmed', 'closed', 'returning', 'returned', 'subdivided'];

/** The state machine of a certificate. What is said of one, a warning or an audit, is no step of it. A page of the documents is written from it, and a spec walks it. */
export const STEPS = {
  RequestCertificate:  { from: ['none'], to: ['requested'], clause: 'KPCS Annex II ¶17' },
  ReviewCertificate:   { from: ['requested'], to: ['reviewed'], clause: 'KPCS IV(b)' },
  RefuseCertificate:   { from: ['requested', 'reviewed'], to: ['refused'], clause: 'KPCS IV(a)' },
  IssueCertificate:    { from: ['reviewed'], to: ['issued'], clause: 'KPCS Annex I.A 6' },
  ValidateCertificate: { from: ['issued'], to: ['validated'], clause: 'KPCS Annex I.A 14' },
  VoidCertificate:     { from: ['none', 'requested', 'reviewed', 'issued', 'validated'], to: ['void'], clause: 'KPCS Annex I.A 4' },
  ExpireCertificate:   { from: ['issued', 'validated'], to: ['expired'], clause: 'KPCS Annex I.A 7' },
  DispatchExport:      { from: ['validated'], to: ['dispatched'], clause: 'KPCS III(a)' },
  RecordTransit:       { from: UNDER_WAY, to: ['in-transit'], clause: 'KPCS III(d)' },
  PresentShipment:     { from: UNDER_WAY, to: ['presented'], clause: 'KPCS III(b)', elsewhere: 'FalsePresentation' },
  InspectShipment:     { from: ['presented'], to: ['inspected'], clause: 'KPCS Annex II ¶23' },
  ConfirmImport:       { from: AT_THE_BORDER, to: ['confirmed'], clause: 'KPCS III(b)' },
  ReturnShipment:      { from: AT_THE_BORDER, to: ['returning'], clause: 'KPCS III(b)' },
  ReceiveReturn:       { from: ['returning'], to: ['returned'], clause: 'KPCS III(b)' },
  CloseCertificate:    { from: ['confirmed', 'returned'], to: ['closed'], clause: 'KPCS Annex II ¶20' },
  LoseCertificate:     { from: ['issued', 'validated', ...UNDER_WAY], to: ['lost'], clause: 'KPCS Annex I.A 4' },
  ReplaceCertificate:  { from: ['lost', 'replaced'], to: ['replaced'], clause: 'KPCS Annex I.A 4' },
  ReissueCertificate:  { from: ['none'], to: ['issued', 'validated', ...UNDER_WAY], clause: 'KPCS Annex I.A 4', byLedger: true },
  SubdivideShipment:   { from: ['presented'], to: ['subdivided'], clause: 'KPCS Annex II ¶26' },
  RenumberPart:        { from: ['subdivided'], to: 'stays', clause: 'KPCS Annex II ¶26' },
  ProposeSettlement:   { from: ARRIVED, to: 'stays', clause: 'KPCS V(f)' },
  AgreeSettlement:     { from: ARRIVED, to: 'stays', clause: 'KPCS V(f)' },
} satisfies Record<string, Step>;
export type StepName = keyof typeof STEPS;

/** Each state in words, as in "SL004199 is on its way". */
export const STATES: Readonly<Record<Status, string>> = {
  none: 'was never asked for', requested: 'is requested', reviewed: 'is reviewed', refused: 'was refused', issued: 'is issued', validated: 'is validated', void: 'is void',
  expired: 'expired before the goods left', dispatched: 'is on its way', 'in-transit': 'is in transit', presented: 'is presented on arrival', inspected: 'is inspected on arrival',
  confirmed: 'is confirmed', closed: 'is closed', returning: 'is on its way back', returned: 'is returned', lost: 'was reported lost', replaced: 'was replaced', subdivided: 'was subdivided',
};

const stepOf = (name: string): Step => STEPS[name as StepName];

/** The steps that follow on from a state. */
export const stepsFrom = (status: Status): StepName[] => (Object.keys(STEPS) as StepName[]).filter((name) => stepOf(name).from.includes(status));

/** Does this step follow on where the certificate stands? */
export const followsOn = (name: string, status: Status): boolean => stepOf(name).from.includes(status);

/** Why this step does not follow on: where the certificate stands, since when and by whom, and what is possible now. Undefined if it does, or if its rule has its own answer. */
export const notInThisState = (name: string, { status, since, who, replacement }: Certificate, subject: string): Refusal | undefined => {
  const { from, clause, elsewhere } = stepOf(name);
  if (from.includes(status) || elsewhere !== undefined) return undefined;
  const stood = status === 'none' ? '' : ` since ${since} (${who}${replacement === undefined ? '' : `; ${replacement} stands for it`})`;
  const possible = stepsFrom(status).filter((step) => !stepOf(step).byLedger).join(', ') || 'nothing';
  return because(no.NotInThisState, `${subject} ${STATES[status]}${stood}. ${name} (${clause}) follows on ${from.join(', ')}. Possible now: ${possible}.`,
    { status, step: name, clause, possible, ...(status !== 'none' && { since, who }) });
};
