import { IsDay, IsName, IsPartyId, IsQuestionsId, IsText, ListOf, Many, OneOf, Optional, wordFactory, type EventOf } from '#kernel';
import { SECTIONS, type Section } from './section.events.ts';

/** Kinds of parties to which a question can be put: those that trade. */
export const ASKED_KINDS = ['producer', 'artisanal-buyer', 'trader'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];
const IsAskedKind = wordFactory<AskedKind>('AskedKind', { says: `one of ${ASKED_KINDS.join(', ')}`, schema: { enum: ASKED_KINDS }, check: (value) => ASKED_KINDS.includes(value as AskedKind) });

/** A question keeps its id from version to version; whoever is of none of its kinds is not asked. */
export class PutQuestion {
  @IsName() id!: string;
  @OneOf(...SECTIONS) section!: Section;
  @IsText() text!: string;
  @Optional() @ListOf(IsAskedKind, 1, 3) kinds?: AskedKind[];
}

// Names and fields below are on disk: add, never rename.
/** A version of the questions of the self-assessment, and which one it takes the place of. */
class QuestionsPublished {
  @IsPartyId() body!: string;
  @IsDay() from!: string;
  @Many(() => PutQuestion, 1, 500) questions!: PutQuestion[];
  @Optional() @IsQuestionsId() replaces?: string;
}
/** Another version takes its place: this was its last day. */
class QuestionsReplaced { @IsQuestionsId() by!: string; @IsDay() to!: string }

export const questionsEvents = { QuestionsPublished, QuestionsReplaced };
export type QuestionsEvent = EventOf<typeof questionsEvents>;
