import {
  because, factOf, factsOf, isAuthorityOf, IsCaseId, IsLotId, IsName, IsParcelId, IsPartyId, IsSha256, IsText, ListOf, OneOf, Optional, refusals, type Actor, type Asked, type DataOf, type Decider,
  type Decision, type Refusal,
} from '#kernel';
import { destination, type Destination } from '../certificate/certificate.recollection.ts';
import { heldLot, type HeldLot } from '../lot/lot.recollection.ts';
import { closedParcel, type ClosedParcel } from '../parcel/parcel.recollection.ts';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { caseEvents, EVIDENCE, GROUNDS, type CaseEvent, type Evidence, type Grounds } from './case.events.ts';

type Case = Readonly<{ status: 'none' | 'open' | 'ordered' | 'dismissed'; participant: string; lots: readonly string[]; digests: readonly string[] }>;
type Facts = {
  holder: RegisteredParty; lots: ReadonlyMap<string, HeldLot>;
  /** Who has the lots by which a case is extended. */ holders: ReadonlyMap<string, RegisteredParty>;
  parcels: ReadonlyMap<string, ClosedParcel>; /** The certificates under which these parcels go. */ certificates: ReadonlyMap<string, Destination>;
};
type AskedOfCase = Asked & { readonly facts: Facts };

class OpenCase {
  @IsPartyId() holder!: string;
  /** None, where whole parcels are named. */
  @Optional() @ListOf(IsLotId) lots?: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
  /** Closed parcels, with all that lies in them: also those that arrive for the holder under a certificate. */
  @Optional() @ListOf(IsParcelId, 1, 1_000) parcels?: string[];
  @Optional() @ListOf(IsPartyId, 1, 100) parties?: string[];
}
class ExtendCase { @ListOf(IsLotId) lots!: string[]; @IsText() reason!: string }
class AddEvidence { @OneOf(...EVIDENCE) kind!: Evidence; @IsSha256() sha256!: string; @Optional() @IsName() title?: string }
const commands = { OpenCase, ExtendCase, AddEvidence, OrderConfiscation: caseEvents.ConfiscationOrdered, DismissCase: caseEvents.CaseDismissed };

const no = refusals({
  AlreadyOpened:   { cites: 'enforcement/1',     says: 'This case was already opened.' },
  UnknownHolder:   { cites: 'KPCS Annex II ¶13', says: 'A case is brought against a registered party.' },
  NotItsAuthority: { forbids: true, cites: 'KPCS IV(d)',        says: 'A case is brought and decided by the authority of the Participant in whose territory the goods are held.' },
  LotNotHeld:      { cites: 'enforcement/2',     says: 'A case names goods that its holder has.' },
  NotOpened:       { cites: 'enforcement/3',     says: 'There is no such case.' },
  AlreadyDecided:  { cites: 'enforcement/4',     says: 'This case is decided: the goods are forfeit, or the case is dismissed.' },
  NamesNothing:    { cites: 'enforcement/5',     says: 'A case names goods: lots, or closed parcels.' },
  ParcelNotHis:    { cites: 'enforcement/6',     says: 'A case names closed parcels that its holder sealed, or that come to him under a certificate.' },
  NothingAdded:    { cites: 'enforcement/7',     says: 'A case is extended by goods that it does not name yet.' },
  OutOfReach:      { cites: 'enforcement/8',     says: 'A case is extended by goods that somebody has in the same territory.' },
  EvidenceKnown:   { cites: 'enforcement/9',     says: 'A piece of evidence is added to a case once.' },
});

/** Why this actor cannot go on with this case; undefined if he can. */
const notHis = ({ status, participant }: Case, by: Actor): Refusal | undefined => {
  if (status === 'none') return no.NotOpened;
  return isAuthorityOf(by, participant) ? undefined : because(no.NotItsAuthority, `This case is decided by an authority of ${participant}.`, { participant });
};

/** Why this case cannot be decided now by this actor, if it cannot. */
const undecidable = (of: Case, by: Actor): Refusal | undefined =>
  notHis(of, by) ?? (of.status === 'open' ? undefined : because(no.AlreadyDecided, `This case is ${of.status} already.`, { status: of.status }));

/** Why these lots, or parcels, are not the holder’s; undefined if they are. */
const notHeld = ({ holder, lots = [], parcels = [] }: DataOf<typeof OpenCase>, { facts }: AskedOfCase): Refusal | undefined => {
  const elsewhere = lots.findIndex((lot) => facts.lots.get(lot)?.holder !== holder);
  if (elsewhere >= 0) {
    const lot = lots[elsewhere]!;
    return because(no.LotNotHeld, `Lot ${lot} is not held by ${holder}.`, { lot, holder }, `#/lots/${elsewhere}`);
  }
  const other = parcels.findIndex((parcel) => {
    const { holder: sealedBy, certificate } = facts.parcels.get(parcel)!;
    return sealedBy !== holder && (certificate === undefined || facts.certificates.get(certificate)?.importer !== holder);
  });
  return other < 0 ? undefined : because(no.ParcelNotHis, `${holder} did not seal parcel ${parcels[other]!}, and it does not come to him.`, { parcel: parcels[other]!, holder }, `#/parcels/${other}`);
};

const notOfHere = (holder: string, { by, facts: { holder: { participant } } }: AskedOfCase): Refusal | undefined => {
  if (participant === '') return because(no.UnknownHolder, `No party ${holder} is registered.`, { holder }, '#/holder');
  return isAuthorityOf(by, participant) ? undefined
    : because(no.NotItsAuthority, `${holder} is registered in ${participant}: the case is for an authority of ${participant}.`, { holder, participant }, '#/holder');
};

const open = ({ status }: Case, data: DataOf<typeof OpenCase>, asked: AskedOfCase): Decision<CaseEvent> => {
  const { by, facts: { holder: { participant } } } = asked;
  const { holder, lots = [], parcels = [] } = data;
  if (status !== 'none') return no.AlreadyOpened;
  const refused = notOfHere(holder, asked);
  if (refused) return refused;
  if (lots.length + parcels.length === 0) return because(no.NamesNothing, 'Neither lots nor parcels are named.', {}, '#/lots');
  return notHeld(data, asked) ?? [{ type: 'CaseOpened', data: { authority: by.party, participant, ...data, lots } }];
};

/** Why the case cannot name this lot too; undefined if it can. */
const notReached = ({ lots, participant }: Case, lot: string, { facts }: AskedOfCase): Refusal | undefined => {
  const { holder } = facts.lots.get(lot)!;
  if (lots.includes(lot)) return because(no.NothingAdded, `The case names lot ${lot} already.`, { lot });
  if (holder === '') return because(no.OutOfReach, `Nobody has lot ${lot}: it was consumed, or never there.`, { lot });
  const territory = facts.holders.get(holder)!.participant;
  return territory === participant ? undefined
    : because(no.OutOfReach, `${holder}, who has lot ${lot}, is registered in ${territory || 'no territory'}; the case is of ${participant}.`, { lot, holder, participant });
};

/** Goods that were blended, or moved on, would escape by their new name: the case names that too, before or after it was ordered. */
const extend = (of: Case, data: DataOf<typeof ExtendCase>, asked: AskedOfCase): Decision<CaseEvent> => {
  const refused = notHis(of, asked.by) ?? (of.status === 'dismissed' ? undecidable(of, asked.by) : undefined);
  if (refused) return refused;
  for (const [i, lot] of data.lots.entries()) {
    const off = notReached(of, lot, asked);
    if (off) return { ...off, pointer: `#/lots/${i}` };
  }
  return [{ type: 'CaseExtended', data: { authority: asked.by.party, ...data } }];
};

const prove = (of: Case, data: DataOf<typeof AddEvidence>, { by }: AskedOfCase): Decision<CaseEvent> => {
  const refused = notHis(of, by);
  if (refused) return refused;
  return of.digests.includes(data.sha256) ? because(no.EvidenceKnown, `The digest ${data.sha256.slice(0, 12)}… is among its evidence.`, {}, '#/sha256')
    : [{ type: 'EvidenceAdded', data: { authority: by.party, ...data } }];
};

/** What was looked up before, for the facts that follow from it. */
const found = (asked: Asked): Partial<Facts> => (asked as Asked & { facts?: Partial<Facts> }).facts ?? {};
const different = (names: readonly (string | undefined)[]): string[] => [...new Set(names.filter((name): name is string => name !== undefined && name !== ''))];

/** A suspicion against a holder of goods, until it is dismissed or the goods are ordered forfeit (KPCS IV(d)). Custody stops the goods, and carries the order out. */
export const caseFile: Decider<Case, typeof caseEvents, typeof commands, Facts> = {
  noun: 'case',
  id: IsCaseId,
  events: caseEvents,
  commands,
  refusals: no,
  facts: {
    holder: factOf(registeredParty, ({ holder }: Partial<OpenCase>) => holder),
    lots: factsOf(heldLot, ({ lots }: Partial<OpenCase>) => lots ?? []),
    holders: factsOf(registeredParty, (_, __, asked) => (asked.command === 'ExtendCase' ? different([...found(asked).lots?.values() ?? []].map(({ holder }) => holder)) : [])),
    parcels: factsOf(closedParcel, ({ parcels }: Partial<OpenCase>) => parcels ?? []),
    certificates: factsOf(destination, (_, __, asked) => different([...found(asked).parcels?.values() ?? []].map(({ certificate }) => certificate))),
  },
  initial: { status: 'none', participant: '', lots: [], digests: [] },

  evolve: {
    CaseOpened:          (_, { participant, lots }) => ({ status: 'open', participant, lots, digests: [] }),
    CaseExtended:        (of, { lots }) => ({ ...of, lots: [...of.lots, ...lots] }),
    EvidenceAdded:       (of, { sha256 }) => ({ ...of, digests: [...of.digests, sha256] }),
    ConfiscationOrdered: (of) => ({ ...of, status: 'ordered' }),
    CaseDismissed:       (of) => ({ ...of, status: 'dismissed' }),
  },

  decide: {
    OpenCase: open,
    ExtendCase: extend,
    AddEvidence: prove,
    OrderConfiscation: (of, data, { by }) => undecidable(of, by) ?? [{ type: 'ConfiscationOrdered', data }],
    DismissCase: (of, data, { by }) => undecidable(of, by) ?? [{ type: 'CaseDismissed', data }],
  },
};
