import { ask, type Watch } from '#kernel';
import { blends } from '../blends/blends.view.ts';
import { blend } from './blend.decider.ts';

/** Ours: how long a blend may stay undecided. Its lots lie still meanwhile. */
const MOST_MINUTES = 15;
const MINUTE_MS = 60_000;

/** Calls off what hangs: whoever was to set its lots aside may be gone for good. Only the blend’s own decision lets a lot go; this proposes one. */
export const hangingBlend: Watch<Readonly<{ blend: string; startedAt: string }>> = {
  name: 'hanging-blend',
  view: blends,
  where: { status: 'started' },
  overdue: ({ blend: subject, startedAt }, now) => (Date.parse(now) - Date.parse(startedAt) < MOST_MINUTES * MINUTE_MS ? undefined
    : ask(blend, subject, 'AbortBlend', { reason: `It was not decided within ${MOST_MINUTES} minutes.` })),
};
