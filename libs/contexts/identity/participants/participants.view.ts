import { at, IsDay, IsName, IsParticipantCode, IsText, OneOf, Optional, type View } from '#kernel';
import type { ParticipantEvent } from '../participant/participant.events.ts';

class ParticipantRow {
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @OneOf('state', 'union', 'entity') kind!: 'state' | 'union' | 'entity';
  /** The standing recorded last, which may begin on a day still to come. */
  @OneOf('participant', 'suspended', 'removed') standing!: 'participant' | 'suspended' | 'removed';
  @IsDay() standingFrom!: string;
  /** The document that decided the standing. None for the admission. */
  @Optional() @IsText() decision?: string;
}

/** Who takes part in the scheme, and in what standing. */
export const participants: View<typeof ParticipantRow, ParticipantEvent> = {
  name: 'identity/participants',
  version: 1,
  row: ParticipantRow,
  index: ['standing'],
  on: {
    ParticipantAdmitted: ({ subject, data: { name, kind, from } }) =>
      [at<ParticipantRow>(subject, () => ({ participant: subject, name, kind, standing: 'participant', standingFrom: from }))],
    StandingChanged: ({ subject, data: { standing, from, decision } }) =>
      [at<ParticipantRow>(subject, (row) => ({ ...row!, standing, standingFrom: from, decision }))],
  },
};
