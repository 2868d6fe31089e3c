import {
  because, factOf, isAuthorityOf, IsCount, IsPartyId, IsSeal, IsSealRangeId, OneOf, refusals, type Actor, type DataOf, type Decider, type Refusal,
} from '#kernel';
import { party, type Party } from '../party/party.recollection.ts';
import { MOST_SEALS, sealRangeEvents } from './sealrange.events.ts';
import { sealRangeSoFar, type SealRange } from './sealrange.recollection.ts';

const no = refusals({
  RangeTaken:       { cites: 'custody/95', says: 'A range of seals is issued once: no number exists twice.' },
  WrongNumbers:     { cites: 'custody/96', says: `A range counts up from its first number to its last, has at most ${MOST_SEALS} of them, and each number fits on a seal.` },
  NotIssuer:        { forbids: true, cites: 'KPCS IV(c)', says: 'Seals and bags are issued by the authority, bags also by an industry body, to parties of their own territory.' },
  UnknownRecipient: { cites: 'KPCS Annex II ¶13', says: 'Seals are issued to a registered party: it answers for each of them.' },
});

class IssueSeals {
  @IsPartyId() to!: string;
  @OneOf('seal', 'bag') kind!: 'seal' | 'bag';
  @IsCount() first!: number;
  @IsCount() last!: number;
}
const commands = { IssueSeals };

const issues = (by: Actor, kind: 'seal' | 'bag', territory: string): boolean =>
  isAuthorityOf(by, territory) || (kind === 'bag' && by.roles.includes('industry-body') && by.participant === territory);

const misnumbered = ({ first, last }: DataOf<typeof IssueSeals>, range: string): Refusal | undefined => {
  const numbers = last - first + 1;
  if (numbers < 1 || numbers > MOST_SEALS) return because(no.WrongNumbers, `From ${first} to ${last} are ${Math.max(0, numbers)} numbers.`, { first, last, most: MOST_SEALS }, '#/last');
  const longest = `${range}-${last}`;
  return IsSeal.word.check(longest) ? undefined : because(no.WrongNumbers, `The number ${longest} has ${longest.length} characters.`, { characters: longest.length }, '#/last');
};

/** Seals or bags numbered in a row, given to one party. They are stock, with the discipline of carats: every number is used, void, missing or still there. */
export const sealrange: Decider<SealRange, typeof sealRangeEvents, typeof commands, { recipient: Party }> = {
  noun: 'sealrange',
  id: IsSealRangeId,
  events: sealRangeEvents,
  commands,
  refusals: no,
  facts: { recipient: factOf(party, ({ to }: IssueSeals) => to) },
  initial: sealRangeSoFar.initial,
  evolve: sealRangeSoFar.on,
  decide: {
    IssueSeals: ({ issued }, data, { by, subject, facts: { recipient } }) => {
      const { to, kind, first, last } = data;
      if (issued) return no.RangeTaken;
      if (recipient.participant === undefined) return because(no.UnknownRecipient, `No party ${to} is registered.`, { to }, '#/to');
      if (!issues(by, kind, recipient.participant)) return because(no.NotIssuer, `${to} is registered in ${recipient.participant}.`, { to, territory: recipient.participant, kind });
      return misnumbered(data, subject) ?? [{ type: 'SealsIssued', data: { kind, issuer: by.party, to, first, last } }];
    },
  },
};
