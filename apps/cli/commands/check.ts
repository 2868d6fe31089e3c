import { custody } from '#contexts/custody';
import { complaints, gone, inCarats, type Shape, type Recorded, type View } from '#kernel';
import { eventId } from '#platform/cqrs';
import { auditEvents, type Difference, type Fault } from '#platform/event-store';
import { contexts, logOf, mirrorOf, openStores, type Place } from '../../api/index.ts';
import { progressBar, say, sayJson, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

/** What a check found: the first fault, if there is one, and the balance of all holders. `difference`: between a log on another machine and its mirror here. */
export type CheckReport = Readonly<{
  ok: boolean; events: number; streams: number; fault?: Fault; holders: number; balanceResidualMilliCarats: number; producedMilliCarats: number;
  difference?: Difference;
}>;

type Balance = Readonly<Record<string, number>>;

/** Folds one view straight from the log, beside whatever read models there are. */
const folding = (view: View) => {
  const rows = new Map<string, Balance>();
  return {
    rows,
    add: (event: Recorded) => {
      for (const { key, fold } of view.on[event.type]?.(event) ?? []) {
        const row = fold(rows.get(key));
        if (row === gone) rows.delete(key);
        else rows.set(key, row);
      }
    },
  };
};

const shapes = new Map(contexts.flatMap(({ deciders }) => deciders.flatMap(({ events }) => Object.entries<Shape>(events))));

/** Does this event say what its class says, and is its id the one its cause gives it? */
const eventFault = () => {
  let last = { stream: '', cause: '', ordinal: -1 };
  return (event: Recorded): string | undefined => {
    const same = last.stream === event.stream && last.cause === event.cause;
    last = { stream: event.stream, cause: event.cause, ordinal: same ? last.ordinal + 1 : 0 };
    const shape = shapes.get(event.type);
    if (!shape) return `the event type ${event.type} is unknown to this version`;
    const wrong = complaints(shape, event.data)[0];
    if (wrong) return `the data do not fit ${event.type}: ${wrong.pointer} ${wrong.detail}`;
    return event.id === eventId(event.stream, event.cause, last.ordinal) ? undefined : 'the id does not follow from stream, cause and ordinal';
  };
};

/** Ids follow from causes, not from what an event says. */
const NOT_PROVED = 'This does not prove that no event was rewritten so that everything still ties: that takes a copy that was kept elsewhere.';

type OnProgress = (done: number, total: number) => void;

/** Proves the store of a data folder: dense positions and revisions, ids derived from causes, data of known shape, carats conserved. Reads only. */
export const check = (dataFolder: string, onProgress: OnProgress = () => {}): CheckReport => checkFile(logOf(dataFolder), onProgress);

const checkFile = (file: string, onProgress: OnProgress): CheckReport => {
  const balances = folding(custody.views.find(({ name }) => name === 'custody/balances')!);
  const fault = eventFault();
  const audit = auditEvents(file, { examine: (event) => { const found = fault(event); if (!found) balances.add(event); return found; }, onProgress });
  const rows = [...balances.rows.values()];
  const total = (field: string) => rows.reduce((sum, row) => sum + (row[field] ?? 0), 0);
  const residual = rows.reduce((sum, row) => sum + Math.abs(row['residualMilliCarats'] ?? 0), 0);
  return {
    ok: !audit.fault && residual === 0, events: audit.events, streams: audit.streams, ...(audit.fault && { fault: audit.fault }),
    holders: rows.length, balanceResidualMilliCarats: residual, producedMilliCarats: total('producedMilliCarats'),
  };
};

/** Proves the mirror of a log on another machine, brought up to date, and that it says what the store says. Of the store it only reads. */
const checkMirrored = async (place: Place, onProgress: OnProgress): Promise<CheckReport> => {
  const stores = await openStores(place);
  try {
    const { mirrored } = stores;
    await mirrored!.caughtUp(await mirrored!.head());
    const report = checkFile(mirrorOf(place.dataFolder), onProgress);
    const difference = await mirrored!.difference((done) => onProgress(done, report.events));
    return { ...report, ok: report.ok && difference === undefined, ...(difference && { difference }) };
  } finally {
    await stores.close();
  }
};

export const checkCommand = async (options: CommonOptions): Promise<void> => {
  const place = ledgerPlaceOf(options);
  const bar = progressBar('Checking', 'events');
  const onProgress: OnProgress = (done, total) => bar.update(done, total);
  const report = await (place.eventStore ? checkMirrored(place, onProgress) : Promise.resolve(check(place.dataFolder, onProgress))).finally(() => bar.stop());
  const { fault, difference } = report;
  say(options, `${report.events} events on ${report.streams} streams, ${report.holders} holders, ${inCarats(report.producedMilliCarats)} ct produced.`);
  if (fault) say(options, `FAULT at position ${fault.position}, stream ${fault.stream}, revision ${fault.revision}: ${fault.says}.`);
  if (difference) say(options, `The mirror differs from the store at position ${difference.position}: ${difference.says}.`);
  say(options, report.ok ? `The store is whole: positions, revisions, ids, data and balance. ${NOT_PROVED}` : `NOT whole. Residual ${inCarats(report.balanceResidualMilliCarats)} ct.`);
  sayJson(options, report);
  if (!report.ok) process.exitCode = 1;
};
