import { because, factsOf, IsGroupId, IsLotId, IsName, ListOf, refusals, totalOf, type Asked, type DataOf, type Decider, type Decision, type Refusal } from '#kernel';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { madeNotMined, no as noWord } from '../lot/wording.rules.ts';
import { groupEvents, type GroupEvent } from './group.events.ts';

/** A group, if there is one: whose, and of which lots. */
type Group = Readonly<{ status: 'none' | 'grouped' | 'dissolved'; holder: string; lots: readonly string[] }>;

const no = refusals({
  GroupTaken:     { cites: 'custody/122', says: 'A group is formed once: its id is not used again.' },
  NoSuchGroup:    { cites: 'custody/123', says: 'There is no group of this id, or it was dissolved.' },
  NotGroupHolder: { forbids: true, cites: 'custody/124', says: 'Only whoever formed the group dissolves it.' },
  NotGroupable:   { cites: 'custody/125', says: 'A group is of lots that lie free in one pair of hands.' },
  BeyondCount:    { cites: 'custody/126', says: 'The group weighs, or is worth, more than the ledger can count.' },
});

class GroupLots { @IsName() name!: string; @ListOf(IsLotId, 1, 1_000) lots!: string[] }
class UngroupLots {}
const commands = { GroupLots, UngroupLots };

type Facts = { lots: ReadonlyMap<string, Lot> };
type AskedOfGroup = Asked & { readonly facts: Facts };

const notGroupable = ({ status, holder, detention }: Lot, lot: string, i: number, party: string): Refusal | undefined => {
  if (detention) return because(no.NotGroupable, `Lot ${lot} is ${detention.stage} by ${detention.authority}.`, { lot, status: detention.stage }, `#/lots/${i}`);
  if (status === 'held' && holder === party) return undefined;
  const why = status === 'none' ? 'is not in the ledger' : `is ${status}, in the hands of ${holder}`;
  return because(no.NotGroupable, `Lot ${lot} ${why}.`, { lot, status }, `#/lots/${i}`);
};

/** Nothing happens to the lots: each stays what and where it is. What they weigh together is of that day. */
const form = (group: Group, { name, lots }: DataOf<typeof GroupLots>, { by, facts }: AskedOfGroup): Decision<GroupEvent> => {
  if (group.status !== 'none') return no.GroupTaken;
  const called = madeNotMined([[name, '#/name']]);
  if (called) return called;
  for (const [i, lot] of lots.entries()) {
    const refused = notGroupable(facts.lots.get(lot)!, lot, i, by.party);
    if (refused) return refused;
  }
  const known = [...facts.lots.values()];
  const [milliCarats, usdCents] = [totalOf(known, 'milliCarats'), totalOf(known, 'usdCents')];
  if (milliCarats === undefined || usdCents === undefined) return because(no.BeyondCount, `${lots.length} lots together pass 2^53 thousandths of a carat, or cents.`, { lots: lots.length }, '#/lots');
  return [{ type: 'LotsGrouped', data: { holder: by.party, name, lots, milliCarats, usdCents } }];
};

const dissolve = ({ status, holder, lots }: Group, _: DataOf<typeof UngroupLots>, { by }: AskedOfGroup): Decision<GroupEvent> => {
  if (status !== 'grouped') return no.NoSuchGroup;
  return holder === by.party ? [{ type: 'GroupDissolved', data: { holder, lots: [...lots] } }] : no.NotGroupHolder;
};

/** Lots seen as one, under a name. A group mixes nothing and holds nothing: grouped and ungrouped, the lots are what they were. */
export const group: Decider<Group, typeof groupEvents, typeof commands, Facts> = {
  noun: 'group',
  id: IsGroupId,
  events: groupEvents,
  commands,
  refusals: { ...no, ...noWord },
  facts: { lots: factsOf(lotSoFar, ({ lots }: Partial<GroupLots>) => lots ?? []) },
  initial: { status: 'none', holder: '', lots: [] },
  evolve: {
    LotsGrouped: (_, { holder, lots }) => ({ status: 'grouped', holder, lots }),
    GroupDissolved: (group) => ({ ...group, status: 'dissolved' }),
  },
  decide: { GroupLots: form, UngroupLots: dissolve },
};
