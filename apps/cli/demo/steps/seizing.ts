import { plusDays, type Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { technicalNumberOf } from '../plan/papers.ts';
import type { Confiscation } from '../plan/trade.ts';
import type { World } from '../plan/world.ts';
import { certified, step } from './certifying.ts';
import type { Chain, Step } from './chain.ts';
import { authorityOf, officerOf } from './officers.ts';
import { sealsOf } from './setting-up.ts';

const GROUNDS = ['undeclared', 'stock', 'false-certificate'] as const;

const orderIn = (id: string): string => `Synthetic order of confiscation in ${id}`;

/** A case, an order, and the goods are the State’s. */
const confiscating = (by: Actor, { id, holder, lot, certificate, openedOn }: Confiscation, grounds: string): Step[] => [
  step(by, ['OpenCase', id], at(openedOn, 9), { holder, lots: [lot], grounds, summary: `Synthetic case: lot ${lot}, imported under ${certificate}, does not agree with the books of its holder.` }),
  step(by, ['OrderConfiscation', id], at(plusDays(openedOn, 3), 9), { order: orderIn(id) }),
  step(by, ['ConfiscateLot', lot], at(plusDays(openedOn, 4), 9), { case: id }),
];

/** What was seized goes as evidence to the authority of where it came from: watched over like trade, under a technical certificate, and counted in no corridor. */
function* sendingEvidence(world: World, seized: Confiscation): Generator<Step> {
  const { id, participant, from, lot, milliCarats, certificate, serial, openedOn } = seized;
  const [sender, receiver] = [authorityOf(world, participant), authorityOf(world, from)];
  const by: Actor = { ...sender, person: `${sender.party}-CLERK` };
  const meets = officerOf(world, from, 'confirm');
  const [parcel, number] = [`SYN-P-${id}`, technicalNumberOf(participant, serial)];
  const [on, there] = [plusDays(openedOn, 5), plusDays(openedOn, 7)];
  yield step(by, ['AssembleParcel', parcel], at(on, 9), { seal: `${sealsOf(sender.party)}-${serial}`, lots: [lot] });
  yield { ...step(by, ['PresentParcel', parcel], at(on, 10), { certificate: number }), afterReactions: true };
  yield step(by, ['RequestCertificate', number], at(on, 11), {
    to: from, importer: receiver.party, parcels: [parcel], purpose: 'technical',
    documents: [{ kind: 'order', reference: orderIn(id), milliCarats }, { kind: 'import-certificate', reference: certificate, milliCarats }],
  });
  yield* certified({ world, shipment: { from: participant }, number, on });
  yield step(by, ['DispatchExport', number], at(on, 16), { mode: 'air' });
  yield step(meets, ['PresentShipment', number], at(there, 9), { seals: [{ parcel, state: 'intact' }] });
  yield step(meets, ['ConfirmImport', number], at(there, 12), { foundMilliCarats: milliCarats, seals: 'intact' });
  yield step(receiver, ['OpenParcel', parcel], at(there, 14));
  yield step(officerOf(world, participant, 'issue'), ['CloseCertificate', number], at(plusDays(there, 1), 9));
}

/** A lot is found to be wrong, is forfeit, and goes back as evidence. The grounds take turns. */
export const seizing = (world: World, seized: Confiscation, turn: number): Chain =>
  ({ key: seized.id, steps: [...confiscating(authorityOf(world, seized.participant), seized, GROUNDS[turn % GROUNDS.length]!), ...sendingEvidence(world, seized)] });
