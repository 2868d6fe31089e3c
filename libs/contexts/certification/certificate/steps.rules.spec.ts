import { expect, it } from '@jest/globals';
import { isRefusal, LEDGER, recall, type Actor } from '#kernel';
import { eventId } from '#kernel/testing';
import { member } from '../member/member.recollection.ts';
import { packageSoFar } from '../package/package.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';
import { certificateSoFar, type Certificate } from './certificate.recollection.ts';
import type { AskedOfCertificate, Facts } from './certificate.rules.ts';
import { noCertificate, type Status } from './state.rules.ts';
import { STATES, STEPS, stepsFrom, type StepName } from './steps.rules.ts';

const number = 'BWSYN000001';
const actor = (party: string, participant: string, role: Actor['roles'][number], person?: string): Actor => ({ party, participant, roles: [role], ...(person !== undefined && { person }) });
const exporter = actor('SYN-BW-EXP', 'BW', 'trader', 'SYN-P-DECLARES');
const officer = (person: string) => actor('SYN-BW-GDV', 'BW', 'authority', person);
const abroad = actor('SYN-AE-KP', 'AE', 'authority', 'SYN-P-ABROAD');
const between = actor('SYN-ZA-KP', 'ZA', 'authority', 'SYN-P-BETWEEN');

const ids = ['SYN-P-1', 'SYN-P-2'];
const parcelOf = (id: string) => ({
  holder: exporter.party, seal: `SEAL-${id}`, milliCarats: 5_000, usdCents: 70_000, lines: [{ hsCode: '7102.31' as const, milliCarats: 5_000, usdCents: 70_000 }],
  origins: [{ participant: 'BW', milliCarats: 5_000 }], certificate: number,
});
const powers = ['prepare', 'issue', 'validate', 'confirm'] as const;
const facts: Facts = {
  parcels: new Map(ids.map((id) => [id, parcelOf(id)])),
  seals: new Map(ids.map((id) => [`SEAL-${id}`, { status: 'used', parcel: id }])),
  parties: new Map([[exporter.party, 'BW'], ['SYN-AE-IMP', 'AE'], ['SYN-IN-IMP', 'IN']].map(([id, participant]) => [id!, { participant: participant! }])),
  participants: new Map(['BW', 'AE', 'IN', 'ZA'].map((code) => [code, [{ from: '2003-01-01', standing: 'participant', flow: 'both' }]])),
  officer: ['SYN-BW-GDV', 'SYN-AE-KP'].map((authority) => ({ authority, powers, from: '2003-01-01' })),
  numbering: {
    patterns: ['BWSYN', 'AESYN'].map((prefix) => ({ prefix, digits: 6, series: 'trade', from: '2003-01-01' })), blocks: ['BWSYN', 'AESYN'].map((prefix) => ({ prefix, first: 1, last: 99, year: 2005 })),
  },
  others: new Map(), filed: packageSoFar.initial, member: member.initial,
};

const shipment = {
  exporter: exporter.party, importer: 'SYN-AE-IMP', from: 'BW', to: 'AE', milliCarats: 10_000, usdCents: 140_000,
  parcels: ids.map((parcel) => ({ parcel, seal: `SEAL-${parcel}`, milliCarats: 5_000, usdCents: 70_000 })),
  lines: [{ hsCode: '7102.31' as const, milliCarats: 10_000, usdCents: 140_000 }], origins: [{ participant: 'BW', milliCarats: 10_000 }],
};
const lostOne: Certificate = { ...noCertificate, status: 'replaced', before: 'validated', replacement: number, shipment, expiresOn: '2005-08-30' };
const reported: CertificateEvent = { type: 'DiscrepancyReported', data: {
  kind: 'value', from: 'BW', to: 'AE', importer: 'SYN-AE-IMP', reportedOn: '2005-07-01', statedMilliCarats: 10_000, foundMilliCarats: 10_000, differenceMilliCarats: 0,
} };
const proposed: CertificateEvent = { type: 'SettlementProposed', data: { kind: 'value', proposedBy: 'AE', finding: 'Another price book.' } };

type Try = Readonly<{ by: Actor; data: object; on?: string; before?: CertificateEvent[]; facts?: Partial<Facts> }>;
const seals = ids.map((parcel) => ({ parcel, state: 'intact' as const }));
const child = (serial: number, to: string) => ({ certificate: `AESYN00000${serial}`, to, importer: `SYN-${to}-IMP`, parcels: [ids[serial - 1]!] });

/** Each step as it is lawfully taken by the one who may. */
const TRIES: Record<StepName, Try> = {
  RequestCertificate: { by: exporter, data: { to: 'AE', importer: 'SYN-AE-IMP', parcels: ids, documents: [{ kind: 'production', reference: 'Book 1', milliCarats: 10_000 }] } },
  ReviewCertificate: { by: officer('SYN-P-REVIEWS'), data: { finding: 'In order.' } },
  RefuseCertificate: { by: officer('SYN-P-REVIEWS'), data: { reason: 'Unclear.' } },
  IssueCertificate: { by: officer('SYN-P-ISSUES'), data: { expiresOn: '2005-08-30' } },
  ValidateCertificate: { by: officer('SYN-P-ISSUES'), data: { checked: 'every-container' } },
  VoidCertificate: { by: officer('SYN-P-ISSUES'), data: { reason: 'Torn.' } },
  ExpireCertificate: { by: LEDGER, data: {}, on: '2005-08-31' },
  DispatchExport: { by: exporter, data: {} },
  RecordTransit: { by: between, data: { place: 'Airport', seals: 'intact' } },
  PresentShipment: { by: abroad, data: { seals } },
  InspectShipment: { by: abroad, data: { samplePermyriad: 2_500, foundMilliCarats: 10_000, contents: 'agrees' } },
  ConfirmImport: { by: abroad, data: { foundMilliCarats: 10_000, seals: 'intact' } },
  ReturnShipment: { by: abroad, data: { reason: 'Refused.' } },
  ReceiveReturn: { by: officer('SYN-P-ISSUES'), data: { foundMilliCarats: 10_000 } },
  CloseCertificate: { by: officer('SYN-P-ISSUES'), data: {} },
  LoseCertificate: { by: exporter, data: { reason: 'Stolen.' } },
  ReplaceCertificate: { by: officer('SYN-P-ISSUES'), data: { replacement: 'BWSYN000002' } },
  ReissueCertificate: { by: LEDGER, data: { replaces: 'BWSYN000009', authority: 'SYN-BW-GDV' }, facts: { others: new Map([['BWSYN000009', lostOne]]) } },
  SubdivideShipment: { by: abroad, data: { zone: 'Zone 1', children: [child(1, 'AE'), child(2, 'IN')] } },
  RenumberPart: { by: abroad, data: { part: 'AESYN000001', replacement: 'AESYN000003' }, facts: { others: new Map([['AESYN000001', { ...noCertificate, status: 'requested' }]]) } },
  ProposeSettlement: { by: abroad, data: { kind: 'value', finding: 'Another price book.' }, before: [reported] },
  AgreeSettlement: { by: officer('SYN-P-ISSUES'), data: { kind: 'value' }, before: [reported, proposed] },
};
/** Somebody took the number before the ledger could carry on under it. */
const TAKEN: Try = { ...TRIES.ReplaceCertificate, data: { replacement: 'BWSYN000003' }, facts: { others: new Map([['BWSYN000002', { ...noCertificate, status: 'requested' }]]) } };
const names = Object.keys(TRIES) as StepName[];

const happened = (event: CertificateEvent, { by, on = '2005-07-01' }: Try) => ({ ...event, id: eventId(1), subject: number, by: by.party, occurredAt: `${on}T08:00:00Z` });

const attempt = (state: Certificate, name: StepName, day?: string) => {
  const step = name === 'ReplaceCertificate' && state.status === 'replaced' ? TAKEN : TRIES[name];
  const { by, data, before = [] } = step;
  const on = day ?? step.on ?? '2005-07-01';
  const known = recall(certificateSoFar, state, before.map((event) => happened(event, step)));
  const asked: AskedOfCertificate = {
    subject: number, command: name, by, occurredAt: `${on}T08:00:00Z`, recordedAt: '2026-01-01T00:00:00.000Z', cause: 'test', correlation: 'test', facts: { ...facts, ...step.facts },
  };
  const decision = certificate.decide[name](known, data as never, asked);
  return { decision, after: isRefusal(decision) ? state : recall(certificateSoFar, state, decision.map((event) => happened(event, step))) };
};

/** The step is taken, and leads where the table says. */
const takenIn = (state: Certificate, name: StepName, way: readonly Status[]): Certificate => {
  const [{ to }, { decision, after }] = [STEPS[name] as { to: readonly Status[] | 'stays' }, attempt(state, name)];
  expect({ way, name, decision }).toEqual({ way, name, decision: expect.any(Array) });
  expect(to === 'stays' ? [state.status] : to).toContain(after.status);
  return after;
};

const askedFor = (status: Status) => stepsFrom(status).filter((name) => name !== 'ReissueCertificate');

/** The step is not taken: a refusal says why, and a false paper, shown on another day, is a fact that changes nothing. */
const refusedIn = (state: Certificate, name: StepName): void => {
  const { decision, after } = attempt(state, name, name === 'PresentShipment' ? '2005-09-01' : undefined);
  expect(after).toEqual(state);
  if (name === 'PresentShipment') expect(decision).toEqual([expect.objectContaining({ type: 'FalsePresentation' })]);
  else expect({ name, decision }).toMatchObject({ name, decision: { refused: 'NotInThisState', figures: { status: state.status, step: name, possible: askedFor(state.status).join(', ') || 'nothing' } } });
};

/** Takes every step in this state, and those that are lawful further, to every end. A state is come to once on each way. */
const walk = (state: Certificate, way: readonly Status[], seen: { states: Set<Status>; ways: number }): void => {
  seen.states.add(state.status);
  const follows = stepsFrom(state.status);
  for (const name of names.filter((name) => !follows.includes(name))) refusedIn(state, name);
  const onward = follows.map((name) => takenIn(state, name, way)).filter(({ status }) => !way.includes(status));
  if (onward.length === 0) seen.ways += 1;
  for (const next of onward) walk(next, [...way, next.status], seen);
};

it('walks every way a certificate can go, and is refused every other step on it', () => {
  const seen = { states: new Set<Status>(), ways: 0 };
  walk(noCertificate, ['none'], seen);
  expect([...seen.states].sort()).toEqual((Object.keys(STATES) as Status[]).sort());
  expect(seen.ways).toBe(38);
});

it('knows every command, and each where it follows on', () => {
  expect([...Object.keys(STEPS), 'AuditCertificate', 'FlagCertificate', 'UnflagCertificate'].sort()).toEqual(Object.keys(certificate.commands).sort());
  expect((Object.keys(STATES) as Status[]).filter((status) => stepsFrom(status).length === 0)).toEqual(['refused', 'void', 'expired']);
});

it('tells the second of two officers what the first one did', () => {
  const { after } = attempt(attempt(attempt(noCertificate, 'RequestCertificate').after, 'ReviewCertificate').after, 'IssueCertificate');
  expect(attempt(after, 'IssueCertificate').decision).toMatchObject({
    refused: 'NotInThisState', figures: { since: '2005-07-01', who: 'SYN-P-ISSUES' },
    detail: `${number} is issued since 2005-07-01 (SYN-P-ISSUES). IssueCertificate (KPCS Annex I.A 6) follows on reviewed. Possible now: ValidateCertificate, VoidCertificate, ExpireCertificate, LoseCertificate.`,
  });
  const replaced = attempt(attempt(after, 'LoseCertificate').after, 'ReplaceCertificate').after;
  expect(attempt(replaced, 'DispatchExport').decision).toMatchObject({
    detail: `${number} was replaced since 2005-07-01 (SYN-BW-GDV; BWSYN000002 stands for it). DispatchExport (KPCS III(a)) follows on validated. Possible now: ReplaceCertificate.`,
  });
});
