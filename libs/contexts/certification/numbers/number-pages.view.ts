import { at, IsParticipantCode, IsText, type Change, type Recorded, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { MARKS, participantOf, placeOf, type Mark } from './pages.rules.ts';

class NumberPage {
  /** What a hundred numbers share, with an underscore for each of the last digits: SL0041__. */
  @IsText() page!: string;
  @IsParticipantCode() participant!: string;
  /** One letter for each number, in order: u used, c cancelled or refused, s spoiled as a blank, l lost as a blank, and a dot if nothing is known of it. */
  @IsText() marks!: string;
}
type Row = Readonly<NumberPage>;

const marked = (mark: Mark) => (event: Pick<Recorded, 'subject'>): Change<Row>[] => {
  const place = placeOf(event.subject);
  if (place === undefined) return [];
  const { page, line, lines } = place;
  const empty = (): Row => ({ page, participant: participantOf(event), marks: MARKS.untouched.repeat(lines) });
  return [at<Row>(page, (row = empty()) => ({ ...row, marks: row.marks.slice(0, line) + mark + row.marks.slice(line + 1) }))];
};
const [used, cancelled] = [marked(MARKS.used), marked(MARKS.cancelled)];
const VOID = { 'blank-spoiled': marked(MARKS.spoiled), 'blank-lost': marked(MARKS.lost), cancelled } as const;

/** What became of every certificate number, by the hundred: a whole year’s book is read in a glance. */
export const numberPages: View<typeof NumberPage, CertificateEvent> = {
  name: 'certification/number-pages',
  version: 1,
  row: NumberPage,
  index: ['participant'],
  on: {
    CertificateRequested: used,
    CertificateIssued: used,
    CertificateReissued: used,
    CertificateRefused: cancelled,
    CertificateVoided: (event) => VOID[event.data.kind ?? (event.data.parcels.length > 0 ? 'cancelled' : 'blank-spoiled')](event),
  },
};
