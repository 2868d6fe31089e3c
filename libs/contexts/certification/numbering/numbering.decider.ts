import { because, dayOf, isAuthorityOf, IsParticipantCode, refusals, type Asked, type DataOf, type Decider, type Decision, type Refusal } from '#kernel';
import { spelled } from './canonical.rules.ts';
import { Block, numberingEvents, type NumberingEvent } from './numbering.events.ts';
import { numberingSoFar, type Numbering, type Pattern } from './numbering.recollection.ts';

const commands = { SetPattern: numberingEvents.PatternSet, AllocateBlock: Block };

const no = refusals({
  NotItsAuthority: { forbids: true, cites: 'KPCS II(d)', says: 'Only the authority of a Participant says how its certificates are numbered, and which blanks it received.' },
  PrefixOfOthers:  { cites: 'KPCS Annex I.A 4', says: 'The numbers of a Participant begin with its own code.' },
  PatternInUse:    { cites: 'certification/20', says: 'Each number has one spelling: what blanks were printed with is not changed.' },
  SameSpelling:    { cites: 'certification/21', says: 'No number can be read as one of two patterns.' },
  NoSuchPattern:   { cites: 'certification/22', says: 'Blanks are printed in a pattern that the Participant has set.' },
  BlockReversed:   { cites: 'certification/23', says: 'A block goes from its first number up to its last, in as many digits as the pattern has.' },
  BlockOverlaps:   { cites: 'certification/24', says: 'A number is printed once.' },
  NotYetReceived:  { cites: 'certification/25', says: 'Blanks are allocated once they were received.' },
});

const notIts = (prefix: string, { by, subject }: Asked): Refusal | undefined => {
  if (!isAuthorityOf(by, subject)) return no.NotItsAuthority;
  return prefix.startsWith(subject) ? undefined : because(no.PrefixOfOthers, `${prefix} does not begin with ${subject}.`, { prefix, participant: subject }, '#/prefix');
};

/** Can a number be of both? Then they are as long, and what the longer prefix has more is digits. */
const confused = (one: Pick<Pattern, 'prefix' | 'digits'>, other: Pick<Pattern, 'prefix' | 'digits'>): boolean => {
  const [short, long] = one.prefix.length <= other.prefix.length ? [one, other] : [other, one];
  return long.prefix.startsWith(short.prefix) && /^\d*$/.test(long.prefix.slice(short.prefix.length)) && short.prefix.length + short.digits === long.prefix.length + long.digits;
};

const setPattern = ({ patterns, blocks }: Numbering, data: DataOf<typeof numberingEvents.PatternSet>, asked: Asked): Decision<NumberingEvent> => {
  const refused = notIts(data.prefix, asked);
  if (refused) return refused;
  const used = blocks.find(({ prefix }) => prefix === data.prefix);
  if (used) return because(no.PatternInUse, `Blanks of ${data.prefix} were printed for ${used.year}.`, { prefix: data.prefix, year: used.year }, '#/prefix');
  const like = patterns.find((pattern) => pattern.prefix !== data.prefix && confused(pattern, data));
  if (like) return because(no.SameSpelling, `${spelled(data, 0)} could be of ${like.prefix} too.`, { prefix: data.prefix, other: like.prefix }, '#/prefix');
  return [{ type: 'PatternSet', data }];
};

const blockOff = ({ patterns, blocks }: Numbering, { prefix, first, last }: DataOf<typeof Block>): Refusal | undefined => {
  const pattern = patterns.find((known) => known.prefix === prefix);
  if (!pattern) return because(no.NoSuchPattern, `No pattern begins with ${prefix}.`, { prefix }, '#/prefix');
  if (last < first || `${last}`.length > pattern.digits) {
    return because(no.BlockReversed, `It would go from ${first} to ${last}, in ${pattern.digits} digits.`, { first, last, digits: pattern.digits }, '#/last');
  }
  const other = blocks.find((block) => block.prefix === prefix && block.first <= last && first <= block.last);
  return other && because(no.BlockOverlaps, `${spelled(pattern, other.first)} to ${spelled(pattern, other.last)} were printed for ${other.year}.`, { first: other.first, last: other.last, year: other.year }, '#/first');
};

const allocate = (numbering: Numbering, data: DataOf<typeof Block>, asked: Asked): Decision<NumberingEvent> => {
  const refused = notIts(data.prefix, asked) ?? blockOff(numbering, data);
  if (refused) return refused;
  const on = dayOf(asked.occurredAt);
  if (data.receivedOn > on) return because(no.NotYetReceived, `They would be received on ${data.receivedOn}; this is of ${on}.`, { receivedOn: data.receivedOn, on }, '#/receivedOn');
  return [{ type: 'BlockAllocated', data: { ...data, authority: asked.by.party } }];
};

/** How a Participant numbers its certificates, and which blanks it has. The subject is its code. */
export const numbering: Decider<Numbering, typeof numberingEvents, typeof commands> = {
  noun: 'numbering',
  id: IsParticipantCode,
  events: numberingEvents,
  commands,
  refusals: no,
  initial: numberingSoFar.initial,
  evolve: numberingSoFar.on,
  decide: { SetPattern: setPattern, AllocateBlock: allocate },
};
