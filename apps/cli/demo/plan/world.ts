import { BODY, BODY_IN, membersOf, type PlannedMember } from './members.ts';
import { centresOf, isClosed, KNOWN_PARTICIPANTS, SCHEME_BEGINS, SUSPENSIONS, tradersIn, type KnownParticipant } from './participants.ts';
import type { PlannedParticipant, PlannedParty, PlannedSite } from './planned.ts';
import { sitesOf } from './sites.ts';
import type { ReturnScale, YearOfReturns } from '../returns.ts';

/** Who takes part in the year: real Participants, and in them authorities, producers, traders and sites that are not real; and who of them is a member of the industry body. */
export type World = Readonly<{
  year: number; participants: ReadonlyMap<string, PlannedParticipant>; parties: readonly PlannedParty[]; centres: readonly string[]; members: ReadonlyMap<string, PlannedMember>;
}>;

export const SYNTHETIC = '(synthetic)';
/** The party that speaks for the Chair of the scheme. */
export const CHAIR = 'SYN-KP-CHAIR';

const idPart = (name: string): string =>
  name.normalize('NFD').replaceAll(/[^A-Za-z0-9 -]/g, '').trim().replaceAll(/ +/g, '-').toUpperCase();

/** The scales of mining that the returns of each producer speak of. */
const producersIn = ({ rows }: YearOfReturns): Map<string, Set<ReturnScale>> => {
  const producers = new Map<string, Set<ReturnScale>>();
  for (const { participant, scale, declaration } of rows) {
    if (declaration === 'production') producers.set(participant, (producers.get(participant) ?? new Set()).add(scale));
  }
  return producers;
};

const sitesIn = (code: string, year: number, scales: ReadonlySet<ReturnScale> | undefined): { sites: PlannedSite[]; operators: PlannedParty[] } => {
  if (!scales) return { sites: [], operators: [] };
  const miner: PlannedParty = { id: `SYN-${code}-MINES`, name: `${code} Mines ${SYNTHETIC}`, kind: 'producer', participant: code };
  const buyer: PlannedParty = { id: `SYN-${code}-DIGGERS`, name: `${code} Diggers’ Cooperative ${SYNTHETIC}`, kind: 'artisanal-buyer', participant: code };
  const sites = sitesOf(code, year, scales).map((kind) => ({
    ...kind, id: `SYN-${code}-${idPart(kind.name)}`, label: `${kind.name} ${SYNTHETIC}`, participant: code, operator: kind.scale === 'ASM' ? buyer.id : miner.id,
  }));
  return { sites, operators: [miner, buyer].filter(({ id }) => sites.some(({ operator }) => operator === id)) };
};

const authorityIn = (code: string, name: string): PlannedParty =>
  ({ id: `SYN-${code}-AUTHORITY`, name: `Exporting Authority of ${name} ${SYNTHETIC}`, kind: 'authority', participant: code });

const tradersOf = (code: string, count: number): PlannedParty[] => Array.from({ length: count }, (_, i) => {
  const number = `${i + 1}`.padStart(2, '0');
  return { id: `SYN-${code}-TRADER-${number}`, name: `${code} Rough Trading ${number} ${SYNTHETIC}`, kind: 'trader', participant: code };
});

/** What is known of a Participant, or, of one that only a file names, what the file says. */
const knownAs = (code: string, { names }: YearOfReturns): Required<KnownParticipant> =>
  ({ since: SCHEME_BEGINS, ...(KNOWN_PARTICIPANTS.get(code) ?? { name: names.get(code) ?? code, kind: 'state' }) });

/** Everybody of the year: those in the returns and the trading centres of that time. */
export const worldOf = (returns: YearOfReturns, scale: number): World => {
  const { year } = returns;
  const producers = producersIn(returns);
  const centres = centresOf(year);
  const parties: PlannedParty[] = [{ id: BODY, name: `Diamond Council ${SYNTHETIC}`, kind: 'industry-body', participant: BODY_IN }];
  const participants = new Map<string, PlannedParticipant>();
  for (const code of new Set([...returns.rows.map(({ participant }) => participant), ...centres])) {
    const { name, kind, since } = knownAs(code, returns);
    const authority = authorityIn(code, name);
    const { sites, operators } = sitesIn(code, year, producers.get(code));
    const trades = !isClosed(code, year) && (centres.includes(code) || sites.length > 0);
    const traders = tradersOf(code, trades ? tradersIn(code, scale) : 0);
    const suspension = isClosed(code, year) ? SUSPENSIONS[code] : undefined;
    parties.push(authority, ...operators, ...traders);
    participants.set(code, {
      code, name, kind, admittedFrom: since, openFrom: since > `${year}-01-01` ? since : `${year}-01-01`,
      ...(suspension && { suspension }), authority: authority.id, sites, traders: traders.map(({ id }) => id),
    });
  }
  return { year, participants, parties, centres, members: membersOf(year, parties, participants) };
};
