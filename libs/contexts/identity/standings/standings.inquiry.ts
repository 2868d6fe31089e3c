import { covers, IsCount, IsDay, IsDecisionId, IsName, IsParticipantCode, IsText, lastBegun, Many, One, OneOf, Optional, type DataOf, type Inquiry } from '#kernel';
import { decisions } from '../decisions/decisions.view.ts';
import { participants } from '../participants/participants.view.ts';
import { Conditions } from '../participant/participant.events.ts';
import { decidedOn, FLOWS, isOpen, STANDINGS, standingOn, zonesOf, type Decided, type Flow, type Standing } from '../participant/standing.rules.ts';

const MOST = 1_000;
type Stood = Standing | 'none';

class Asked {
  @IsDay() on!: string;
  @Optional() @IsParticipantCode() participant?: string;
}
/** A decision that holds on that day, of the whole, a flow or a zone. */
class Ground {
  @OneOf(...STANDINGS) standing!: Standing;
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  @Optional() @IsName() zone?: string;
  @IsDay() from!: string;
  /** Its title and document. None for the admission. */
  @Optional() @IsText() decision?: string;
  @Optional() @IsDecisionId() document?: string;
  /** When it was made, and from which day it is in force, as far as its record says. */
  @Optional() @IsDay() madeOn?: string;
  @Optional() @IsDay() inForceFrom?: string;
  @Optional() @One(() => Conditions) conditions?: Conditions;
  /** What becomes of goods that were on their way when it began. */
  @Optional() @OneOf('let-through', 'hold', 'return') inTransit?: 'let-through' | 'hold' | 'return';
}
class Zone {
  @IsName() zone!: string;
  /** As it is registered, if it is. */
  @Optional() @IsName() name?: string;
  @OneOf(...STANDINGS, 'none') exports!: Stood;
  @OneOf(...STANDINGS, 'none') imports!: Stood;
  @Optional() @One(() => Conditions) conditions?: Conditions;
}
class Embargo {
  @OneOf('export', 'import') flow!: Flow;
  @IsDay() from!: string;
  @IsText() decision!: string;
  @IsDecisionId() document!: string;
}
class Found {
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @OneOf(...STANDINGS, 'none') exports!: Stood;
  @OneOf(...STANDINGS, 'none') imports!: Stood;
  /** The first day, and the document, of the last decision that had begun on that day. None: not admitted yet. */
  @Optional() @IsDay() since?: string;
  @Optional() @IsText() decision?: string;
  /** What the Security Council forbade on that day, whatever the standing. */
  @Many(() => Embargo, 0, MOST) embargoes!: Embargo[];
  @Many(() => Zone, 0, MOST) zones!: Zone[];
  /** Every decision that holds on that day: what it says, when it was made, and on what conditions. */
  @Many(() => Ground, 0, MOST) grounds!: Ground[];
}
class Standings {
  @IsDay() on!: string;
  /** How many were open for both flows: without an embargo, and neither suspended nor removed. Under supervision they are open. */
  @IsCount() open!: number;
  @Many(() => Found, 0, MOST) participants!: Found[];
}

type Row = Readonly<{
  participant: string; name: string; standings: readonly (Decided & Omit<Ground, 'standing' | 'flow' | 'zone' | 'from'>)[];
  embargoes: readonly Readonly<Embargo & { until?: string }>[]; zones: readonly Readonly<{ zone: string; name: string }>[];
}>;
type Sights = Parameters<Inquiry['answer']>[1];

/** The decisions that hold on a day, each once. */
const groundsOn = (standings: Row['standings'], day: string): Row['standings'] => {
  const places = [undefined, ...zonesOf(standings, day)];
  const held = new Set(places.flatMap((zone) => FLOWS.map((flow) => decidedOn(standings, day, flow, zone))));
  return standings.filter((one) => held.has(one));
};

/** What is recorded of the decision itself. */
const dated = async (ground: Row['standings'][number], sights: Sights): Promise<Ground> => {
  const decision = ground.document === undefined ? undefined : await sights.row(decisions, ground.document);
  return { ...ground, ...(decision && { madeOn: decision.madeOn, ...(decision.inForceFrom !== undefined && { inForceFrom: decision.inForceFrom }) }) };
};

const zoneOn = ({ standings, zones }: Row, day: string, zone: string): Zone => {
  const [name, conditions] = [zones.find((one) => one.zone === zone)?.name, decidedOn(standings, day, 'export', zone)?.conditions];
  return {
    zone, ...(name !== undefined && { name }), exports: standingOn(standings, day, 'export', zone), imports: standingOn(standings, day, 'import', zone), ...(conditions && { conditions }),
  };
};

const stoodOn = async (row: Row, day: string, sights: Sights): Promise<Found> => {
  const { participant, name, standings, embargoes } = row;
  const last = lastBegun(standings.filter(({ zone }) => zone === undefined), day);
  return {
    participant, name, exports: standingOn(standings, day, 'export'), imports: standingOn(standings, day, 'import'),
    ...(last && { since: last.from, ...(last.decision !== undefined && { decision: last.decision }) }),
    embargoes: embargoes.filter((embargo) => covers(embargo, day)).map(({ flow, from, decision, document }) => ({ flow, from, decision, document })),
    zones: zonesOf(standings, day).map((zone) => zoneOn(row, day, zone)),
    grounds: await Promise.all(groundsOn(standings, day).map((ground) => dated(ground, sights))),
  };
};

const all = async (asked: DataOf<typeof Asked>, sights: Sights): Promise<Row[]> => {
  if (asked.participant !== undefined) return [await sights.row(participants, asked.participant)].filter(Boolean);
  const rows: Row[] = [];
  for await (const row of sights.rows(participants, {})) rows.push(row);
  return rows;
};

/** Who could trade on a day: the question behind every corridor. */
export const standings: Inquiry<typeof Asked, typeof Standings> = {
  name: 'identity/standings',
  says: 'How each Participant stood on a day, for exports and for imports, and in its zones; by which decisions, on what conditions, and under what embargo.',
  asks: Asked,
  answers: Standings,
  answer: async (asked, sights) => {
    const found = await Promise.all((await all(asked, sights)).map((row) => stoodOn(row, asked.on, sights)));
    const open = found.filter(({ exports, imports, embargoes }) => isOpen(exports) && isOpen(imports) && embargoes.length === 0).length;
    return { on: asked.on, open, participants: found.sort((a, b) => (a.participant < b.participant ? -1 : 1)) };
  },
};
