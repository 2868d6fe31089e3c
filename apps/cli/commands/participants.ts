import { isDay, type Actor, type Refusal } from '#kernel';
import { Refused } from '#platform/cqrs';
import { openLedger, type OpenedLedger } from '../../api/index.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf, placeOf } from '../place.ts';
import { ADMISSIONS, ASIDES, DECISIONS, EMBARGOES, MONITORS, STANDINGS, ZONES } from '../reference/timeline.ts';

type ParticipantsOptions = CommonOptions & MomentOptions & Readonly<{ load?: boolean; at?: string }>;

/** The United Arab Emirates held the chair in 2024 and 2025; the token of a real Chair would say which Participant does. */
const CHAIR: Actor = { party: 'KP-CHAIR', participant: 'AE', roles: ['chair'] };

/** What became of the timeline: how many of its lines are recorded now, how many were known by another way, and which the ledger has otherwise. */
export type Loaded = Readonly<{ lines: number; recorded: number; known: number; differing: readonly string[] }>;
type Line = Readonly<{ type: string; subject: string; from: string; data: object; about?: string }>;

const LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru'] as const;

/** First who takes part, then the decisions and what they name, then what follows from them. */
export const LINES: readonly Line[] = [
  ...ADMISSIONS.map(({ participant, name, kind, from }): Line => ({ type: 'AdmitParticipant', subject: participant, from, data: { name, kind, from } })),
  ...DECISIONS.map(({ id, ...data }): Line => ({ type: 'RecordDecision', subject: id, from: data.madeOn, data })),
  ...DECISIONS.filter(({ kind }) => kind === 'plenary' || kind === 'written-procedure').flatMap(({ id, madeOn: on }) =>
    LANGUAGES.map((language): Line => ({ type: 'TranslateDecision', subject: id, from: on, data: { language, on }, about: `/${language}` }))),
  ...ZONES.map(({ participant, zone, name, from }): Line => ({ type: 'RegisterZone', subject: participant, from, data: { zone, name }, about: `/${zone}` })),
  ...MONITORS.map(({ party, participant, name, from }): Line => ({ type: 'RegisterParty', subject: party, from, data: { name, kind: 'monitor', participant } })),
  ...STANDINGS.map(({ participant, ...data }): Line =>
    ({ type: 'ChangeStanding', subject: participant, from: data.from, data, about: [data.flow, data.zone].filter(Boolean).map((part) => `/${part!}`).join('') })),
  ...EMBARGOES.flatMap(({ participant, flow, from, document, until, liftedBy }): Line[] => [
    { type: 'ImposeEmbargo', subject: participant, from, data: { flow, from, document } }, { type: 'LiftEmbargo', subject: participant, from: until, data: { flow, from: until, document: liftedBy } },
  ]),
];

/** Refusals that say: the ledger has it already, whoever told it. */
const KNOWN = new Set(['AlreadyAdmitted', 'AlreadyDecided', 'TranslatedBefore', 'ZoneRegisteredBefore', 'AlreadyRegistered', 'NoEmbargo']);
/** And those that say so if it began on the same day. */
const KNOWN_FROM: Readonly<Record<string, string>> = { StandingTheSame: 'from', EmbargoRunning: 'since' };

const isKnown = ({ refused, figures }: Refusal, from: string): boolean => KNOWN.has(refused) || (refused in KNOWN_FROM && figures?.[KNOWN_FROM[refused]!] === from);

/** A standing is told by another command since decisions are recorded: what was loaded before is known, and not repeated. */
const causeOf = ({ type, subject, from, about = '' }: Line): string => `timeline/${type === 'AdmitParticipant' ? '' : '2/'}${subject}/${type}/${from}${about}`;

/** Sends the timeline through the same rules as everything else, as the Chair. Safe to run again: each line decides once. */
export const loadTimeline = async ({ bus, buses }: Pick<OpenedLedger, 'bus' | 'buses'>): Promise<Loaded> => {
  let [recorded, known] = [0, 0];
  const differing: string[] = [];
  for (const line of LINES) {
    const { type, subject, from, data } = line;
    const { command: Command } = buses.commands.find((one) => one.type === type)!;
    try {
      await bus.execute(new Command(subject, data, { by: CHAIR, cause: causeOf(line), occurredAt: `${from}T00:00:00Z` }));
      recorded += 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (isKnown(error.refusal, from)) known += 1;
      else differing.push(`${subject}, ${type} from ${from}: ${error.message}`);
    }
  }
  return { lines: LINES.length, recorded, known, differing };
};

const loading = async (opened: OpenedLedger, options: ParticipantsOptions): Promise<void> => {
  const loaded = await loadTimeline(opened);
  const { lines, recorded, known, differing } = loaded;
  say(options, `${lines} lines of the timeline: ${recorded} recorded, ${known} known otherwise, ${differing.length} that this ledger has differently.`, ...differing);
  say(options, '', 'Not loaded, for it is no standing, or of no known day:', ...ASIDES.map(({ participant, when, what, source }) => `${participant} ${when}: ${what} (${source})`));
  sayJson(options, { ...loaded, asides: ASIDES });
  if (differing.length > 0) process.exitCode = 2;
};

type Zone = Readonly<{ zone: string; name?: string; exports: string; imports: string }>;
type Found = Readonly<{
  participant: string; name: string; exports: string; imports: string; since?: string; decision?: string; embargoes: readonly Readonly<{ flow: string }>[]; zones: readonly Zone[];
}>;
type Stood = Readonly<{ open: number; participants: readonly Found[] }>;

/** An embargo is a block whatever the standing. */
const shown = (standing: string, flow: string, embargoes: Found['embargoes']): string => (embargoes.some((one) => one.flow === flow) ? `${standing}, embargo` : standing);

const listing = async (opened: OpenedLedger, options: ParticipantsOptions): Promise<void> => {
  const on = options.at ?? new Date().toISOString().slice(0, 10);
  const { answer, ...told } = await ofTheLog(opened.inquire('identity/standings', { on }, momentOf(options)));
  const { open, participants } = answer as Stood;
  say(options, ...momentLine(told), `On ${on} ${open} of ${participants.length} could send and receive.`, '', ...table(
    ['', 'Participant', 'exports', 'imports', 'since', 'decision'],
    participants.flatMap(({ participant, name, exports, imports, since, decision, embargoes, zones }) => [
      [participant, name, shown(exports, 'export', embargoes), shown(imports, 'import', embargoes), since ?? '-', decision ?? '-'],
      ...zones.map((zone) => ['', `  ${zone.name ?? zone.zone}`, zone.exports, zone.imports, '', '']),
    ])));
  sayJson(options, { ...answer, ...told });
};

/** `kimberlite participants --at 2013-06-01`: who could trade on a day; with `--load`: records the real timeline of the scheme. */
export const participantsCommand = async (options: ParticipantsOptions): Promise<void> => {
  const { at, load } = options;
  if (at !== undefined && !isDay(at)) throw new UsageError(`--at: ${at} is not a day of the calendar, as 2005-06-30.`);
  if (load && (at !== undefined || momentOf(options))) throw new UsageError('--load records what is known today: it goes without --at, --as-of and --known-at.');
  const opened = await openLedger(load ? placeOf(options) : ledgerPlaceOf(options));
  try {
    await (load ? loading(opened, options) : listing(opened, options));
  } finally {
    await opened.close();
  }
};
