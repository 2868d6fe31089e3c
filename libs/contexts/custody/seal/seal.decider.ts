import {
  because, factOf, IsLotId, IsParcelId, IsPartyId, IsSeal, IsText, Optional, refusals, type Asked, type DataOf, type Decider, type Decision, type Refusal,
} from '#kernel';
import { parcelSoFar, type Parcel } from '../parcel/parcel.recollection.ts';
import { rangeOf } from './number.rules.ts';
import { sealEvents, type SealEvent } from './seal.events.ts';
import { sealSoFar, type Seal } from './seal.recollection.ts';

const no = refusals({
  NeverIssued:   { cites: 'custody/89', says: 'No seal of this number was ever issued: a number is its range, a hyphen, and a number within it.' },
  SealSpent:     { cites: 'custody/90', says: 'A number serves once, ever: used, broken, void and missing seals do not come back.' },
  NotSealHolder: { forbids: true, cites: 'custody/91', says: 'Only the party to which a seal was issued uses it, and answers for it.' },
  OneThing:      { cites: 'custody/92', says: 'A seal is for one thing: a parcel, or a lot on its way.' },
  NotTheLedger:  { forbids: true, cites: 'custody/93', says: 'A seal is broken by what it closed being opened; only the ledger itself writes that down.' },
  NotInUse:      { cites: 'custody/94', says: 'Only a seal that is in use is broken.' },
  SealInPlace:   { cites: 'custody/99', says: 'The seal on a closed parcel is not declared void: the parcel is opened, or the seal is missing.' },
});

class UseSeal { @Optional() @IsParcelId() parcel?: string; @Optional() @IsLotId() lot?: string }
class VoidSeal { @IsText() reason!: string }
class MissSeal { @IsText() reason!: string }
class BreakSeal { /** Who opened what it closed. */ @IsPartyId() by!: string }
const commands = { UseSeal, VoidSeal, MissSeal, BreakSeal };

/** What a seal’s rules have to know of others: the parcel for which it is to be used, or on which it is. */
type Facts = { parcel: Parcel };
type AskedOfSeal = Asked & { readonly facts: Facts };

const WORDS: Record<Seal['status'], string> = { none: 'was never issued', issued: 'is unused', used: 'is used', broken: 'is broken', void: 'is void', missing: 'is missing' };

const spent = ({ status, parcel, lot }: Seal, subject: string): Refusal => {
  const on = parcel ?? lot;
  return because(no.SealSpent, `Seal ${subject} ${WORDS[status]}${on === undefined ? '' : `, on ${on}`}.`, { status });
};

/** Why this actor may not do anything with this seal; undefined if he may. */
const notHis = ({ status, holder }: Seal, { by, subject }: Asked): Refusal | undefined => {
  if (status === 'none') return because(no.NeverIssued, `No seal ${subject} was ever issued.`, { range: rangeOf(subject) });
  return holder === by.party ? undefined : because(no.NotSealHolder, `Seal ${subject} was issued to ${holder}.`, { holder });
};

/** For a parcel that somebody began, the ledger uses his seal. */
const notBegunWith = (seal: Seal, { subject, facts: { parcel } }: AskedOfSeal): Refusal | undefined => {
  if (seal.status === 'none') return because(no.NeverIssued, `No seal ${subject} was ever issued.`, { range: rangeOf(subject) });
  return parcel.status === 'begun' && parcel.holder === seal.holder ? undefined : because(no.NotSealHolder, `Seal ${subject} was issued to ${seal.holder}.`, { holder: seal.holder });
};

const use = (seal: Seal, { parcel, lot }: DataOf<typeof UseSeal>, asked: AskedOfSeal): Decision<SealEvent> => {
  const refused = asked.by.roles.includes('ledger') ? notBegunWith(seal, asked) : notHis(seal, asked);
  if (refused) return refused;
  if ((parcel === undefined) === (lot === undefined)) return no.OneThing;
  if (seal.status !== 'issued') return spent(seal, asked.subject);
  const { holder, kind } = seal;
  return [{ type: 'SealUsed', data: { holder, range: rangeOf(asked.subject), kind, ...(parcel !== undefined && { parcel }), ...(lot !== undefined && { lot }) } }];
};

/** In stock or in use: what can still go wrong with it. */
const remaining = ({ status }: Seal): 'issued' | 'used' | undefined => (status === 'issued' || status === 'used' ? status : undefined);

const CLOSED = new Set<Parcel['status']>(['begun', 'sealed', 'presented']);

/** Is the seal on something that is closed with it? The ledger itself is careful: it takes a seal back from an abandoned parcel only. */
const isInPlace = ({ status }: Seal, { by, subject, facts: { parcel } }: AskedOfSeal): boolean => {
  if (status !== 'used') return false;
  return by.roles.includes('ledger') ? parcel.status !== 'abandoned' : CLOSED.has(parcel.status) && parcel.seal === subject;
};

/** Spoilt, or bound to what was never closed with it. When a parcel is abandoned the ledger itself says so of its seal. */
const declareVoid = (seal: Seal, { reason }: DataOf<typeof VoidSeal>, asked: AskedOfSeal): Decision<SealEvent> => {
  const { by, subject } = asked;
  const [refused, was] = [by.roles.includes('ledger') ? undefined : notHis(seal, asked), remaining(seal)];
  if (refused) return refused;
  if (was === undefined) return spent(seal, subject);
  return isInPlace(seal, asked) ? because(no.SealInPlace, `Seal ${subject} is on ${seal.parcel ?? seal.lot}.`, { on: (seal.parcel ?? seal.lot)! })
    : [{ type: 'SealVoided', data: { holder: seal.holder, range: rangeOf(subject), reason, was } }];
};

const miss = (seal: Seal, { reason }: DataOf<typeof MissSeal>, asked: AskedOfSeal): Decision<SealEvent> => {
  const [refused, was] = [notHis(seal, asked), remaining(seal)];
  if (refused) return refused;
  return was === undefined ? spent(seal, asked.subject) : [{ type: 'SealMissed', data: { holder: seal.holder, range: rangeOf(asked.subject), reason, was } }];
};

const isGivenUp = (status: Seal['status']): status is 'missing' | 'void' => status === 'missing' || status === 'void';

/** What it closed was opened: also a seal that was reported missing, or declared void meanwhile, and was in its place after all. */
const broken = (seal: Seal, { by: opener }: DataOf<typeof BreakSeal>, { by, subject }: AskedOfSeal): Decision<SealEvent> => {
  const { status, parcel, lot } = seal;
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  const on = { ...(parcel !== undefined && { parcel }), ...(lot !== undefined && { lot }) };
  const event = (was?: 'missing' | 'void'): SealEvent[] => [{ type: 'SealBroken', data: { by: opener, range: rangeOf(subject), ...on, ...(was && { was }) } }];
  if (status === 'used') return event();
  return isGivenUp(status) && (parcel ?? lot) !== undefined ? event(status) : because(no.NotInUse, `Seal ${subject} ${WORDS[status]}.`, { status });
};

/** One numbered seal, or tamper-evident bag. It is born with its range, and serves once (KPCS IV(c)). */
export const seal: Decider<Seal, typeof sealEvents, typeof commands, Facts> = {
  noun: 'seal',
  id: IsSeal,
  events: sealEvents,
  commands,
  refusals: no,
  internal: ['BreakSeal'],
  facts: { parcel: factOf(parcelSoFar, ({ parcel: wanted }: Partial<UseSeal>, { parcel }: Seal, { command, by }) => {
    if (command === 'UseSeal') return by.roles.includes('ledger') ? wanted : undefined;
    return command === 'VoidSeal' ? parcel : undefined;
  }) },
  initial: sealSoFar.initial,
  born: sealSoFar.born,
  evolve: sealSoFar.on,
  decide: { UseSeal: use, VoidSeal: declareVoid, MissSeal: miss, BreakSeal: broken },
};
