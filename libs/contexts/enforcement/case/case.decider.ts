import { because, factOf, factsOf, isAuthorityOf, IsCaseId, IsLotId, IsPartyId, IsText, ListOf, OneOf, refusals, type Actor, type Decider } from '#kernel';
import { heldLot, type HeldLot } from '../lot/lot.recollection.ts';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { caseEvents, GROUNDS, type Grounds } from './case.events.ts';

type Case = Readonly<{ status: 'none' | 'open' | 'ordered' | 'dismissed'; participant: string }>;
type Facts = { holder: RegisteredParty; lots: ReadonlyMap<string, HeldLot> };

class OpenCase {
  @IsPartyId() holder!: string;
  @ListOf(IsLotId) lots!: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
}
const commands = { OpenCase, OrderConfiscation: caseEvents.ConfiscationOrdered, DismissCase: caseEvents.CaseDismissed };

const no = refusals({
  AlreadyOpened:   { cites: 'enforcement/1',     says: 'This case was already opened.' },
  UnknownHolder:   { cites: 'KPCS Annex II ¶13', says: 'A case is brought against a registered party.' },
  NotItsAuthority: { forbids: true, cites: 'KPCS IV(d)',        says: 'A case is brought and decided by the authority of the Participant in whose territory the goods are held.' },
  LotNotHeld:      { cites: 'enforcement/2',     says: 'A case names goods that its holder has.' },
  NotOpened:       { cites: 'enforcement/3',     says: 'There is no such case.' },
  AlreadyDecided:  { cites: 'enforcement/4',     says: 'This case is decided: the goods are forfeit, or the case is dismissed.' },
});

/** Why this case cannot be decided now by this actor, if it cannot. */
const undecidable = ({ status, participant }: Case, by: Actor) => {
  if (status === 'none') return no.NotOpened;
  if (!isAuthorityOf(by, participant)) return because(no.NotItsAuthority, `This case is decided by an authority of ${participant}.`, { participant });
  return status === 'open' ? undefined : because(no.AlreadyDecided, `This case is ${status} already.`, { status });
};

/** A suspicion against a holder of goods, until it is dismissed or the goods are ordered forfeit (KPCS IV(d)). Custody carries the order out. */
export const caseFile: Decider<Case, typeof caseEvents, typeof commands, Facts> = {
  noun: 'case',
  id: IsCaseId,
  events: caseEvents,
  commands,
  refusals: no,
  facts: {
    holder: factOf(registeredParty, ({ holder }: Partial<OpenCase>) => holder),
    lots: factsOf(heldLot, ({ lots }: Partial<OpenCase>) => lots ?? []),
  },
  initial: { status: 'none', participant: '' },

  evolve: {
    CaseOpened:          (_, { participant }) => ({ status: 'open', participant }),
    ConfiscationOrdered: (of) => ({ ...of, status: 'ordered' }),
    CaseDismissed:       (of) => ({ ...of, status: 'dismissed' }),
  },

  decide: {
    OpenCase: ({ status }, data, { by, facts: { holder: { participant }, lots } }) => {
      if (status !== 'none') return no.AlreadyOpened;
      if (participant === '') return because(no.UnknownHolder, `No party ${data.holder} is registered.`, { holder: data.holder }, '#/holder');
      if (!isAuthorityOf(by, participant)) {
        return because(no.NotItsAuthority, `${data.holder} is registered in ${participant}: the case is for an authority of ${participant}.`,
          { holder: data.holder, participant }, '#/holder');
      }
      const elsewhere = data.lots.findIndex((lot) => lots.get(lot)?.holder !== data.holder);
      if (elsewhere >= 0) {
        const lot = data.lots[elsewhere]!;
        return because(no.LotNotHeld, `Lot ${lot} is not held by ${data.holder}.`, { lot, holder: data.holder }, `#/lots/${elsewhere}`);
      }
      return [{ type: 'CaseOpened', data: { authority: by.party, participant, ...data } }];
    },

    OrderConfiscation: (of, data, { by }) => undecidable(of, by) ?? [{ type: 'ConfiscationOrdered', data }],

    DismissCase: (of, data, { by }) => undecidable(of, by) ?? [{ type: 'CaseDismissed', data }],
  },
};
