import { at, IsDay, IsDecisionId, IsName, IsParticipantCode, IsText, IsZoneId, Many, One, OneOf, Optional, type View } from '#kernel';
import { Conditions, type ParticipantEvent } from '../participant/participant.events.ts';
import { flowsOf, STANDINGS, type Standing } from '../participant/standing.rules.ts';

type Stood = Standing | 'none';

/** One decision, in the order in which they were recorded. */
class StandingRow {
  @OneOf(...STANDINGS) standing!: Standing;
  @IsDay() from!: string;
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  /** Part of the territory only. */
  @Optional() @IsName() zone?: string;
  /** The document that decided it, in words and as recorded. None for the admission. */
  @Optional() @IsText() decision?: string;
  @Optional() @IsDecisionId() document?: string;
  /** On what conditions exports go on. */
  @Optional() @One(() => Conditions) conditions?: Conditions;
  /** What becomes of goods that were on their way. */
  @Optional() @OneOf('let-through', 'hold', 'return') inTransit?: 'let-through' | 'hold' | 'return';
}
/** What the Security Council forbids, until the day from which it does no more. */
class EmbargoRow {
  @OneOf('export', 'import') flow!: 'export' | 'import';
  @IsDay() from!: string;
  @IsText() decision!: string;
  @IsDecisionId() document!: string;
  @Optional() @IsDay() until?: string;
  @Optional() @IsText() liftedBy?: string;
}
class ZoneRow { @IsZoneId() zone!: string; @IsName() name!: string }
class ParticipantRow {
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @OneOf('state', 'union', 'entity') kind!: 'state' | 'union' | 'entity';
  /** The standing of the whole that was recorded last, for one flow or for both; it may begin on a day still to come. None: it is known by an embargo only. */
  @OneOf(...STANDINGS, 'none') standing!: Stood;
  @Optional() @IsDay() standingFrom?: string;
  @Optional() @IsText() decision?: string;
  /** The same for what leaves, and for what comes in. */
  @OneOf(...STANDINGS, 'none') exportStanding!: Stood;
  @OneOf(...STANDINGS, 'none') importStanding!: Stood;
  /** All of it: how it stood on any day, and where in parts. */
  @Many(() => StandingRow, 0) standings!: StandingRow[];
  @Many(() => EmbargoRow, 0) embargoes!: EmbargoRow[];
  /** The zones of its territory that are registered. */
  @Many(() => ZoneRow, 0) zones!: ZoneRow[];
}

/** Somebody who never took part may still be under an embargo; of him only the letters are known. */
const unadmitted = (participant: string): ParticipantRow =>
  ({ participant, name: participant, kind: 'state', standing: 'none', exportStanding: 'none', importStanding: 'none', standings: [], embargoes: [], zones: [] });

/** Who takes part in the scheme, and in what standing. */
export const participants: View<typeof ParticipantRow, ParticipantEvent> = {
  name: 'identity/participants',
  version: 3,
  row: ParticipantRow,
  index: ['standing', 'exportStanding', 'importStanding'],
  on: {
    ParticipantAdmitted: ({ subject, data: { name, kind, from } }) => [at<ParticipantRow>(subject, (row) => ({
      ...(row ?? unadmitted(subject)), name, kind, standing: 'participant', standingFrom: from, exportStanding: 'participant', importStanding: 'participant',
      standings: [{ standing: 'participant', from, flow: 'both' }],
    }))],
    StandingChanged: ({ subject, data: { flow = 'both', ...data } }) => [at<ParticipantRow>(subject, (row) => {
      const standings = [...row!.standings, { ...data, flow }];
      if (data.zone !== undefined) return { ...row!, standings };
      const { standing, from, decision } = data;
      return { ...row!, standing, standingFrom: from, decision, ...Object.fromEntries(flowsOf(flow).map((one) => [`${one}Standing`, standing])), standings };
    })],
    EmbargoImposed: ({ subject, data: { flow, ...data } }) => [at<ParticipantRow>(subject, (known) => {
      const row = known ?? unadmitted(subject);
      return { ...row, embargoes: [...row.embargoes, ...flowsOf(flow).map((one) => ({ flow: one, ...data }))] };
    })],
    EmbargoLifted: ({ subject, data: { flow, from, decision } }) => [at<ParticipantRow>(subject, (row) => ({
      ...row!, embargoes: row!.embargoes.map((one) => (one.until === undefined && flowsOf(flow).includes(one.flow) ? { ...one, until: from, liftedBy: decision } : one)),
    }))],
    ZoneRegistered: ({ subject, data }) => [at<ParticipantRow>(subject, (row) => ({ ...row!, zones: [...row!.zones, data] }))],
  },
};
