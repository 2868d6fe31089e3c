import { IsParticipantCode, isDay } from '#kernel';
import { openLedger } from '../../api/index.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type StandingOptions = CommonOptions & MomentOptions & Readonly<{ at?: string }>;
type Conditions = Readonly<{ approval: string; monitor: string; note?: string }>;
type Stood = Readonly<{
  participant: string; name: string; exports: string; imports: string;
  embargoes: readonly Readonly<{ flow: string; from: string; decision: string }>[];
  zones: readonly Readonly<{ zone: string; name?: string; exports: string; imports: string; conditions?: Conditions }>[];
  grounds: readonly Readonly<{ standing: string; flow: string; zone?: string; from: string; decision?: string; inForceFrom?: string; conditions?: Conditions }>[];
}>;

const inWords = (conditions: Conditions | undefined): string => (conditions === undefined ? '-' : `${conditions.approval} by ${conditions.monitor}`);

const linesOf = ({ participant, name, exports, imports, embargoes, zones, grounds }: Stood, on: string): string[] => [
  `${name} (${participant}) on ${on}: exports ${exports}, imports ${imports}.`,
  ...embargoes.map(({ flow, from, decision }) => `Embargo on ${flow}s from ${from}: ${decision}`),
  ...(zones.length === 0 ? [] : ['', ...table(['zone', 'exports', 'imports', 'conditions'], zones.map((zone) => [zone.name ?? zone.zone, zone.exports, zone.imports, inWords(zone.conditions)]))]),
  '', ...table(['from', 'standing', 'flow', 'zone', 'in force', 'conditions', 'decision'],
    grounds.map((one) => [one.from, one.standing, one.flow, one.zone ?? '-', one.inForceFrom ?? '-', inWords(one.conditions), one.decision ?? 'admission'])),
];

/** `kimberlite standing CF --at 2016-06-01`: how a Participant stood on a day, in its zones too, by which decisions and on what conditions. @throws UsageError */
export const standingCommand = async (participant: string, options: StandingOptions): Promise<void> => {
  const on = options.at ?? new Date().toISOString().slice(0, 10);
  if (!isDay(on)) throw new UsageError(`--at: ${on} is not a day of the calendar, as 2005-06-30.`);
  const { check, says } = IsParticipantCode.word;
  if (!check(participant)) throw new UsageError(`${participant} is not ${says}.`);
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const { answer, ...told } = await ofTheLog(opened.inquire('identity/standings', { on, participant }, momentOf(options)));
    const [stood] = (answer as { participants: readonly Stood[] }).participants;
    if (!stood) throw new UsageError(`The ledger knows no Participant ${participant}. \`kimberlite participants --load\` records those of the scheme.`);
    say(options, ...momentLine(told), ...linesOf(stood, on));
    sayJson(options, { on, ...stood, ...told });
  } finally {
    await opened.close();
  }
};
