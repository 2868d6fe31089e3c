import { at, dayOf, gone, IsCertificateNumber, IsDay, IsIncidentId, IsParticipantCode, IsText, Optional, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';

class FlagRow {
  @IsCertificateNumber() certificate!: string;
  /** Whose number it is, or pretends to be. */
  @IsParticipantCode() participant!: string;
  @IsIncidentId() incident!: string;
  @IsText() reason!: string;
  /** By what the paper of which is warned is known. */
  @Optional() @IsText() specimen?: string;
  @IsDay() flaggedOn!: string;
}
type Row = Readonly<FlagRow>;

/** Numbers of which authorities warn, asked for or not. Key: the number, a colon, the incident. */
export const flags: View<typeof FlagRow, CertificateEvent> = {
  name: 'certification/flags',
  version: 1,
  row: FlagRow,
  index: ['certificate', 'participant', 'incident'],
  on: {
    CertificateFlagged: ({ subject, data, occurredAt }) => [at<Row>(`${subject}:${data.incident}`, () => ({ certificate: subject, participant: subject.slice(0, 2), ...data, flaggedOn: dayOf(occurredAt) }))],
    CertificateUnflagged: ({ subject, data: { incident } }) => [at<Row>(`${subject}:${incident}`, () => gone)],
  },
};
