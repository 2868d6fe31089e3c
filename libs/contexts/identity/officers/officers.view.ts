import { at, IsDay, IsName, IsParticipantCode, IsPartyId, IsPersonId, IsSha256, IsText, ListOf, Optional, plusDays, type View } from '#kernel';
import { IsPower, type OfficerEvent, type Power } from '../officer/officer.events.ts';

/** The latest mandate of a person at an authority. */
class OfficerRow {
  @IsPersonId() person!: string;
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @ListOf(IsPower, 1, 4) powers!: Power[];
  @IsDay() from!: string;
  /** The last day on which he may sign. Without it the mandate goes on. */
  @Optional() @IsDay() to?: string;
  /** The digest of the specimen of the signature. */
  @Optional() @IsSha256() specimen?: string;
  /** The document that appointed him, and the one that relieved him. */
  @IsText() decision!: string;
  @Optional() @IsText() relievedBy?: string;
}

const keyOf = (person: string, authority: string): string => `${person}@${authority}`;

/** Who may sign what for which authority, from when to when (KPCS IV(b)). Key: person, `@`, authority. */
export const officers: View<typeof OfficerRow, OfficerEvent> = {
  name: 'identity/officers',
  version: 1,
  row: OfficerRow,
  index: ['person', 'authority', 'participant'],
  on: {
    OfficerAppointed: ({ subject, data }) => [at<OfficerRow>(keyOf(subject, data.authority), () => ({ person: subject, ...data }))],
    OfficerRelieved: ({ subject, data: { authority, on, decision } }) =>
      [at<OfficerRow>(keyOf(subject, authority), (row) => ({ ...row!, to: plusDays(on, -1), relievedBy: decision }))],
  },
};
