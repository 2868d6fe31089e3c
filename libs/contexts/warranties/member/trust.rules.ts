import { because, dayOf, isAuthorityOf, IsDay, IsMilliCaratsOrNone, IsText, refusals, type DataOf, type Decision } from '#kernel';
import type { MemberEvent } from './member.events.ts';
import { barredOn, type Member } from './member.recollection.ts';
import { notItsOwn, overlapping, type AskedOfMember } from './membership.rules.ts';

export class GrantFastTrack { @IsDay() from!: string; @IsDay() to!: string }
export class RevokeFastTrack { @IsDay() on!: string; @IsText() reason!: string }
export class DeclareOpeningStock { @IsMilliCaratsOrNone() milliCarats!: number; @IsDay() on!: string }

export const no = refusals({
  NotInGoodStanding: { cites: 'UN A/61/589 ¶22.16', says: 'The shorter queue is for members in good standing.' },
  NotToRevoke:       { forbids: true, cites: 'UN A/61/589 ¶22.16', says: 'The fast track is revoked by the body that granted it, or by the authority that oversees the member.' },
  NoFastTrack:       { cites: 'warranties/29', says: 'There is no fast track that goes on on that day.' },
  NotItsStock:       { forbids: true, cites: 'warranties/30', says: 'A stock is declared by whose it is, or by an auditor.' },
  CountedAlready:    { cites: 'warranties/31', says: 'Stocks are declared of days gone by, one after the other.' },
});

const grant = (member: Member, data: DataOf<typeof GrantFastTrack>, asked: AskedOfMember): Decision<MemberEvent> => {
  const refused = notItsOwn(member, asked, data.from);
  if (refused) return refused;
  const barred = barredOn(member, data.from);
  if (barred) return because(no.NotInGoodStanding, `A ${barred.sanction} by ${barred.body} holds from ${barred.from} to ${barred.to}.`, { sanction: barred.sanction, from: barred.from, to: barred.to }, '#/from');
  return overlapping(member.fastTracks, data) ?? [{ type: 'FastTrackGranted', data: { body: asked.by.party, ...data } }];
};

const revoke = ({ fastTracks }: Member, data: DataOf<typeof RevokeFastTrack>, { by, facts }: AskedOfMember): Decision<MemberEvent> => {
  const running = fastTracks.filter(({ to }) => to >= data.on);
  const granted = by.roles.includes('industry-body') && (running.length > 0 ? running : fastTracks).some(({ body }) => body === by.party);
  if (!granted && !isAuthorityOf(by, facts.party.participant)) return no.NotToRevoke;
  if (running.length > 0) return [{ type: 'FastTrackRevoked', data: { by: by.party, ...data } }];
  const last = fastTracks.at(-1);
  return because(no.NoFastTrack, last ? `The last one ran from ${last.from} to ${last.to}; the day is ${data.on}.` : 'None was granted.', { on: data.on, ...(last && { to: last.to }) }, '#/on');
};

const declare = ({ stocks }: Member, data: DataOf<typeof DeclareOpeningStock>, { by, subject, occurredAt }: AskedOfMember): Decision<MemberEvent> => {
  if (by.party !== subject && !by.roles.includes('auditor')) return no.NotItsStock;
  const [last, today] = [stocks.at(-1), dayOf(occurredAt)];
  if (data.on > today) return because(no.CountedAlready, `It would be of ${data.on}; today is ${today}.`, { on: data.on, today }, '#/on');
  return last && data.on <= last.on ? because(no.CountedAlready, `The last one is of ${last.on}; this would be of ${data.on}.`, { lastOn: last.on, on: data.on }, '#/on')
    : [{ type: 'OpeningStockDeclared', data }];
};

/** What a member in good standing is trusted with: the shorter queue, and to say what he had before the ledger. */
export const trusting = {
  commands: { GrantFastTrack, RevokeFastTrack, DeclareOpeningStock },
  refusals: no,
  makes: ['FastTrackGranted', 'FastTrackRevoked', 'OpeningStockDeclared'],
  decide: { GrantFastTrack: grant, RevokeFastTrack: revoke, DeclareOpeningStock: declare },
};
