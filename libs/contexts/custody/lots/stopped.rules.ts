import { at, type Change, type Recorded } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import { given, restated, without, type Row } from './page.rules.ts';

type Of<T extends LotEvent['type']> = Recorded<Extract<LotEvent, { type: T }>>;

const changed = (lot: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(lot, (row) => fold(row!))];

/** What is shown of a lot that the State stops, takes, and disposes of. */
export const detained = ({ subject, data: { case: named, authority } }: Of<'LotDetained'>): [Change<Row>] =>
  changed(subject, (row) => ({ ...row, case: named, detention: { case: named, authority, stage: 'detained' } }));

export const lifted = ({ subject }: Of<'LotDetentionLifted'>): [Change<Row>] => changed(subject, (row) => without(row, 'detention'));

/** Wherever it was, or was on its way to, it is in the hands of the State now; whose it is does not change. */
export const seized = ({ subject, data: { from, authority, case: named } }: Of<'LotSeized'>): [Change<Row>] => changed(subject, (row) => ({
  ...without(row, 'place', 'addressee', 'offered', 'mode', 'carrier', 'handCarriedBy', 'bag'), status: 'held', holder: authority, terms: 'safekeeping', case: named,
  detention: { case: named, authority, stage: 'seized', from },
}));

export const confiscated = ({ subject, data: { authority, case: named } }: Of<'LotConfiscated'>): [Change<Row>] => changed(subject, (row) => ({
  ...without(row, 'place', 'detention'), status: 'confiscated', holder: authority, owner: authority, terms: 'own', regime: 'seized', case: named,
  confiscations: [...new Set([...row.confiscations ?? [], named])].sort(),
}));

type Disposed = Of<'LotDisposed'>;

/** In trade again, or a sample again. */
const back = (row: Row, { to = row.holder, owner = to, terms = 'own', regime = 'trade' }: Disposed['data']): Row =>
  ({ ...without(row, 'place', 'detention', 'importedAt'), status: 'held', holder: to, owner, terms, regime });

/** In trade again, at a price, and with the origin that is told. */
const sold = (row: Row, { data, occurredAt }: Disposed): Row => {
  const anew = restated(without(back(row, data), 'claim', 'claimedMilliCarats'), given({ usdCents: data.usdCents, origins: data.origins }), occurredAt);
  return data.origins === undefined ? anew : without(anew, 'production', 'site');
};

/** Destroyed it is nowhere; kept or given away it stays out of trade; returned or sold it is in trade again. */
const disposals: Readonly<Record<Disposed['data']['disposal'], (row: Row, event: Disposed) => Row>> = {
  returned: (row, { data }) => back(row, data),
  auctioned: sold,
  destroyed: (row) => ({ ...without(row, 'detention'), status: 'destroyed' }),
  evidence: (row, { data: { place } }) => ({ ...row, ...given({ place }) }),
  donated: (row, { data: { to = row.holder } }) => ({ ...without(row, 'place'), holder: to, owner: to, terms: 'own' }),
};

export const disposed = (event: Disposed): [Change<Row>] => changed(event.subject, (row) => disposals[event.data.disposal]({ ...row, disposal: event.data.disposal }, event));
