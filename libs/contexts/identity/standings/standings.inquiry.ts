import { IsCount, IsDay, IsName, IsParticipantCode, IsText, Many, OneOf, Optional, type DataOf, type Inquiry } from '#kernel';
import { participants } from '../participants/participants.view.ts';
import { STANDINGS, standingOn, zonesOf, type Decided, type Standing } from '../participant/standing.rules.ts';

const MOST = 1_000;
type Stood = Standing | 'none';

class Asked {
  @IsDay() on!: string;
  @Optional() @IsParticipantCode() participant?: string;
}
class Zone {
  @IsName() zone!: string;
  @OneOf(...STANDINGS, 'none') exports!: Stood;
  @OneOf(...STANDINGS, 'none') imports!: Stood;
}
class Found {
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @OneOf(...STANDINGS, 'none') exports!: Stood;
  @OneOf(...STANDINGS, 'none') imports!: Stood;
  /** The first day, and the document, of the last decision that had begun on that day. None: not admitted yet. */
  @Optional() @IsDay() since?: string;
  @Optional() @IsText() decision?: string;
  @Many(() => Zone, 0, MOST) zones!: Zone[];
}
class Standings {
  @IsDay() on!: string;
  /** How many were open for both flows. */
  @IsCount() open!: number;
  @Many(() => Found, 0, MOST) participants!: Found[];
}

type Row = Readonly<{ participant: string; name: string; standings: readonly (Decided & { decision?: string })[] }>;

const stoodOn = ({ participant, name, standings }: Row, day: string): Found => {
  const last = standings.findLast(({ from, zone }) => from <= day && zone === undefined);
  return {
    participant, name, exports: standingOn(standings, day, 'export'), imports: standingOn(standings, day, 'import'),
    ...(last && { since: last.from, ...(last.decision !== undefined && { decision: last.decision }) }),
    zones: zonesOf(standings, day).map((zone) => ({ zone, exports: standingOn(standings, day, 'export', zone), imports: standingOn(standings, day, 'import', zone) })),
  };
};

const all = async (asked: DataOf<typeof Asked>, sights: Parameters<Inquiry['answer']>[1]): Promise<Row[]> => {
  if (asked.participant !== undefined) return [await sights.row(participants, asked.participant)].filter(Boolean);
  const rows: Row[] = [];
  for await (const row of sights.rows(participants, {})) rows.push(row);
  return rows;
};

/** Who could trade on a day: the question behind every corridor. */
export const standings: Inquiry<typeof Asked, typeof Standings> = {
  name: 'identity/standings',
  says: 'How each Participant stood on a day, for exports and for imports, and in the zones about which something was decided.',
  asks: Asked,
  answers: Standings,
  answer: async (asked, sights) => {
    const found = (await all(asked, sights)).map((row) => stoodOn(row, asked.on));
    const open = found.filter(({ exports, imports }) => exports === 'participant' && imports === 'participant').length;
    return { on: asked.on, open, participants: found.sort((a, b) => (a.participant < b.participant ? -1 : 1)) };
  },
};
