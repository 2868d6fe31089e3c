import {
  because, dayOf, factOf, isAuthorityOf, IsPartyId, IsPeriodId, IsText, personOf, plusDays, refusals, type Asked, type Decider, type Quarter, type Refusal,
} from '#kernel';
import { party, type Party } from '../party/party.recollection.ts';
import { periodEvents } from './period.events.ts';

/** Whether a quarter is closed, and who let which party in again. */
type Period = Readonly<{ closed: boolean; late: ReadonlyMap<string, string> }>;

/** The id of the period says whose quarter it is. */
class ClosePeriod {}
class AllowLateEntry { @IsPartyId() party!: string; @IsText() reason!: string }
const commands = { ClosePeriod, AllowLateEntry };

const no = refusals({
  NotItsAuthority: { forbids: true, cites: 'KPCS IV(e)', says: 'The figures of a Participant are closed, and opened again, by its own authority.' },
  NotOverYet:      { cites: 'statistics/10', says: 'A quarter is closed when it is over.' },
  AlreadyClosed:   { cites: 'statistics/11', says: 'This quarter is closed.' },
  NotClosed:       { cites: 'statistics/12', says: 'This quarter is not closed: facts of it need nobody’s leave.' },
  UnknownParty:    { cites: 'KPCS Annex II ¶13', says: 'Only a party registered in the territory enters facts there.' },
  OwnLeave:        { forbids: true, cites: 'statistics/13', says: 'Nobody gives himself leave: it takes two persons.' },
  AllowedAlready:  { cites: 'statistics/14', says: 'This party has this person’s leave already.' },
});

const LAST_OF: Readonly<Record<Quarter, string>> = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' };

/** `BW-2005-Q1` in parts. */
const partsOf = (id: string): Readonly<{ participant: string; year: number; quarter: Quarter }> =>
  ({ participant: id.slice(0, 2), year: Number(id.slice(3, 7)), quarter: Number(id.slice(9)) as Quarter });

const foreign = ({ by, subject }: Asked): Refusal | undefined => {
  const { participant } = partsOf(subject);
  return isAuthorityOf(by, participant) ? undefined : because(no.NotItsAuthority, `The figures of ${participant} are with an authority of ${participant}.`, { participant });
};

/**
 * A quarter of one territory. Once its figures are out of the house nothing that happened in it is added to them quietly: whoever learns
 * of something late asks a second person, who says why.
 */
export const period: Decider<Period, typeof periodEvents, typeof commands, { party: Party }> = {
  noun: 'period',
  id: IsPeriodId,
  events: periodEvents,
  commands,
  refusals: no,
  facts: { party: factOf(party, ({ party: named }) => named) },
  initial: { closed: false, late: new Map() },

  evolve: {
    PeriodClosed:     (now) => ({ ...now, closed: true }),
    LateEntryAllowed: (now, { party: named, approvedBy }) => ({ ...now, late: new Map([...now.late, [named, approvedBy]]) }),
  },

  decide: {
    ClosePeriod: ({ closed }, _, asked) => {
      const { by, subject, occurredAt } = asked;
      const refused = foreign(asked);
      if (refused) return refused;
      if (closed) return because(no.AlreadyClosed, `${subject} was closed before.`, { period: subject });
      const { year, quarter } = partsOf(subject);
      const [on, from] = [dayOf(occurredAt), plusDays(`${year}-${LAST_OF[quarter]}`, 1)];
      if (on < from) return because(no.NotOverYet, `${subject} can be closed from ${from}; this is of ${on}.`, { from, on }, '#/occurredAt');
      return [{ type: 'PeriodClosed', data: { ...partsOf(subject), closedBy: personOf(by) } }];
    },

    AllowLateEntry: ({ closed, late }, { party: named, reason }, asked) => {
      const { by, subject, facts } = asked;
      const refused = foreign(asked);
      if (refused) return refused;
      if (!closed) return because(no.NotClosed, `${subject} is open.`, { period: subject });
      const { participant } = partsOf(subject);
      if (facts.party.participant !== participant) return because(no.UnknownParty, `${named} is not registered in ${participant}.`, { party: named, participant }, '#/party');
      if (named === personOf(by)) return because(no.OwnLeave, `${named} would allow itself: the token of whoever allows has to name a person.`, { party: named }, '#/party');
      if (late.get(named) === personOf(by)) return because(no.AllowedAlready, `${personOf(by)} allowed ${named} before.`, { party: named }, '#/party');
      return [{ type: 'LateEntryAllowed', data: { participant, party: named, approvedBy: personOf(by), reason } }];
    },
  },
};
