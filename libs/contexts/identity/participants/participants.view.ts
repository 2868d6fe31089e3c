import { at, IsDay, IsName, IsParticipantCode, IsText, Many, OneOf, Optional, type View } from '#kernel';
import type { ParticipantEvent } from '../participant/participant.events.ts';
import { flowsOf, STANDINGS, type Standing } from '../participant/standing.rules.ts';

/** One decision, in the order in which they were recorded. */
class StandingRow {
  @OneOf(...STANDINGS) standing!: Standing;
  @IsDay() from!: string;
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  /** Part of the territory only. */
  @Optional() @IsName() zone?: string;
  /** The document that decided it. None for the admission. */
  @Optional() @IsText() decision?: string;
}
class ParticipantRow {
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @OneOf('state', 'union', 'entity') kind!: 'state' | 'union' | 'entity';
  /** The standing of the whole that was recorded last, for one flow or for both; it may begin on a day still to come. */
  @OneOf(...STANDINGS) standing!: Standing;
  @IsDay() standingFrom!: string;
  @Optional() @IsText() decision?: string;
  /** The same for what leaves, and for what comes in. */
  @OneOf(...STANDINGS) exportStanding!: Standing;
  @OneOf(...STANDINGS) importStanding!: Standing;
  /** All of it: how it stood on any day, and where in parts. */
  @Many(() => StandingRow) standings!: StandingRow[];
}

/** Who takes part in the scheme, and in what standing. */
export const participants: View<typeof ParticipantRow, ParticipantEvent> = {
  name: 'identity/participants',
  version: 2,
  row: ParticipantRow,
  index: ['standing', 'exportStanding', 'importStanding'],
  on: {
    ParticipantAdmitted: ({ subject, data: { name, kind, from } }) => [at<ParticipantRow>(subject, () => ({
      participant: subject, name, kind, standing: 'participant', standingFrom: from, exportStanding: 'participant', importStanding: 'participant',
      standings: [{ standing: 'participant', from, flow: 'both' }],
    }))],
    StandingChanged: ({ subject, data: { standing, from, decision, flow = 'both', zone } }) => [at<ParticipantRow>(subject, (row) => {
      const standings = [...row!.standings, { standing, from, flow, ...(zone !== undefined && { zone }), decision }];
      if (zone !== undefined) return { ...row!, standings };
      return { ...row!, standing, standingFrom: from, decision, ...Object.fromEntries(flowsOf(flow).map((one) => [`${one}Standing`, standing])), standings };
    })],
  },
};
