import { isOpen } from '#contexts/identity/events';
import { because, refusals, type Refusal } from '#kernel';
import { decidedOn, embargoOn, type Flow, type Participant } from '../participant/participant.recollection.ts';
import type { CertificateEvent } from './certificate.events.ts';
import { shipmentIn, type CertificateChapter, type Facts } from './certificate.rules.ts';
import { isPassable, ownZones } from './corridor.rules.ts';
import type { Certificate, Overtaken } from './state.rules.ts';

const no = refusals({
  HeldInTransit: { cites: 'certification/55', says: 'Goods that were on their way when a corridor closed wait before the Importing Authority where the decision, or an embargo, says so; until it opens again.' },
  OnlyReturn:    { cites: 'certification/56', says: 'Goods that were on their way when a corridor closed go back where the decision says so.' },
});

type Closing = Omit<Overtaken, 'participant' | 'flow' | 'dispatchedOn'>;

/** What closed the flow of the whole, or of a zone, and holds on that day. The Security Council’s word stops what is on its way, too. */
const closingsOf = (now: Participant | undefined, day: string, flow: Flow, zones: readonly string[]): Closing[] => {
  const embargo = embargoOn(now, day, flow);
  const decided = [undefined, ...(flow === 'export' ? zones : [])].map((zone) => decidedOn(now, day, flow, zone)).filter((one) => one !== undefined && !isOpen(one.standing));
  return [
    ...(embargo === undefined ? [] : [{ standing: 'embargoed' as const, from: embargo.from, document: embargo.document, rule: 'hold' as const }]),
    ...decided.map((one) => ({
      standing: one!.standing, from: one!.from, rule: one!.inTransit ?? 'let-through' as const, ...(one!.zone !== undefined && { zone: one!.zone }), ...(one!.document !== undefined && { document: one!.document }),
    })),
  ];
};

/** It was closed when they left already: nobody had told the ledger, or they would not have left. Of a zone that does not follow: what was released leaves a closed one. */
const toldTooLate = ({ zone }: Closing, left: string, flow: Flow, now: Participant | undefined): boolean => zone === undefined && !isPassable(now, left, flow);

/** What of the way closed after the goods had left, or turned out to have been closed before, and is closed on that day. */
const overtakenOn = (certificate: Certificate, day: string, { participants }: Facts): Overtaken[] => {
  const [shipment, { dispatchedOn }] = [shipmentIn(certificate), certificate];
  const { from, to } = shipment;
  return ([[from, 'export'], [to, 'import']] as const).flatMap(([participant, flow]) =>
    closingsOf(participants.get(participant), day, flow, ownZones(shipment))
      .filter((closing) => closing.from > dispatchedOn || toldTooLate(closing, dispatchedOn, flow, participants.get(participant))).map((closing) => ({ participant, flow, dispatchedOn, ...closing })));
};

const keyOf = ({ participant, flow, zone = '', standing, from }: Overtaken): string => [participant, flow, zone, standing, from].join(' ');

/** One fact for each closing that was not told before. */
export const overtaken = (certificate: Certificate, day: string, facts: Facts): CertificateEvent[] => {
  const told = new Set((certificate.overtaken ?? []).map(keyOf));
  return overtakenOn(certificate, day, facts).filter((one) => !told.has(keyOf(one))).map((data) => ({ type: 'ShipmentOvertaken', data }));
};

/** Why the goods are not let in on that day; undefined if they are. What was to go back goes back, also when the corridor opens again. */
export const heldBack = (certificate: Certificate, day: string, facts: Facts): Refusal | undefined => {
  const now = overtakenOn(certificate, day, facts);
  const back = [...certificate.overtaken ?? [], ...now].find(({ rule }) => rule === 'return');
  const why = back ?? now.find(({ rule }) => rule === 'hold');
  if (!why) return undefined;
  const { participant, flow, zone, standing, from, document = '', dispatchedOn } = why;
  return because(back ? no.OnlyReturn : no.HeldInTransit, `The goods left on ${dispatchedOn}; from ${from} on the standing of ${zone ?? participant} for ${flow}s is: ${standing}.`,
    { participant, flow, standing, from, dispatchedOn, document });
};

/** What becomes of goods on their way when a corridor closes: told on their arrival, and asked when they are let in. It has no command of its own. */
export const overtaking = { commands: {}, refusals: no, makes: ['ShipmentOvertaken'], decide: {} } satisfies CertificateChapter<Record<string, never>>;
