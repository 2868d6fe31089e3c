import { digest, rebuild, type Progress } from '#platform/read-models';
import { openLedger } from '../../api/index.ts';
import { progressBar, say, sayJson, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

/** Builds all read models anew beside the current ones, which answer meanwhile, and lets the new ones take over. */
export const rebuildCommand = async (options: CommonOptions): Promise<void> => {
  const opened = await openLedger(ledgerPlaceOf(options), { start: false });
  const bar = progressBar('Rebuilding', 'events');
  const startedMs = performance.now();
  try {
    const { events, rows } = opened;
    let count = 0;
    const total = await events.count();
    const { views, eventTypes: knownTypes } = opened.buses;
    const onProgress = ({ events: done }: Progress) => { count = done; bar.update(done, total); };
    const generation = await rebuild(events, rows, { views, knownTypes }, { onProgress });
    bar.stop();
    const seconds = (performance.now() - startedMs) / 1000;
    const hash = await digest(generation, views);
    say(options, `${count} events into ${views.length} views in ${seconds.toFixed(1)} s. Now current: ${generation.name}, digest ${hash}.`);
    sayJson(options, { events: count, views: views.length, seconds, generation: generation.name, digest: hash });
  } finally {
    bar.stop();
    await opened.close();
  }
};
