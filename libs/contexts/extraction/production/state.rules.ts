import type { DataOf } from '#kernel';
import type { productionEvents } from './production.events.ts';

type Recorded = DataOf<typeof productionEvents.ProductionRecorded>;

/** What a record, or a purchase, says as last stated; or nothing yet. Of a purchase the operator is the buyer. */
export type Production = Readonly<{ recorded: false }>
  | (Readonly<{ recorded: true }> & Pick<Recorded, 'site' | 'participant' | 'operator' | 'scale' | 'from' | 'to' | 'milliCarats' | 'usdCents' | 'stones' | 'sample'>);
type Figures = Pick<Extract<Production, { recorded: true }>, 'site' | 'participant' | 'scale' | 'from' | 'to' | 'milliCarats' | 'usdCents' | 'stones' | 'sample'>;

/** Only what is asked for again. */
export const recordedBy = (operator: string, { site, participant, scale, from, to, milliCarats, usdCents, stones, sample }: Figures): Production =>
  ({ recorded: true, operator, site, participant, scale, from, to, milliCarats, usdCents, ...(stones !== undefined && { stones }), ...(sample !== undefined && { sample }) });
