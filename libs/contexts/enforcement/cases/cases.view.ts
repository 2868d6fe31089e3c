import type { LotEvent, ParcelEvent } from '#contexts/custody/events';
import { at, dayOf, IsCaseId, IsDay, IsLotId, IsName, IsParcelId, IsParticipantCode, IsPartyId, IsSha256, IsText, ListOf, Many, One, OneOf, Optional, type Change, type View } from '#kernel';
import { EVIDENCE, GROUNDS, type CaseEvent, type Evidence, type Grounds } from '../case/case.events.ts';
import { Carats, caratsOf, Goods, NO_CARATS, type Step } from './goods.rules.ts';

class EvidenceShown { @OneOf(...EVIDENCE) kind!: Evidence; @IsSha256() sha256!: string; @Optional() @IsName() title?: string; @IsDay() on!: string }
class CaseRow {
  @IsCaseId() case!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() authority!: string;
  @IsPartyId() holder!: string;
  /** Also those by which it was extended. */
  @ListOf(IsLotId, 0) lots!: string[];
  @Optional() @ListOf(IsParcelId, 1, 1_000) parcels?: string[];
  @Optional() @ListOf(IsPartyId, 1, 100) parties?: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
  @OneOf('open', 'ordered', 'dismissed') status!: 'open' | 'ordered' | 'dismissed';
  @IsDay() openedOn!: string;
  @Optional() @IsDay() decidedOn?: string;
  /** The order of confiscation, or the reason for which the case was dismissed; the court, and the digest of the order. */
  @Optional() @IsText() decision?: string;
  @Optional() @IsName() court?: string;
  @Optional() @IsSha256() orderSha256?: string;
  @Many(() => EvidenceShown, 0) evidence!: EvidenceShown[];
  /** What was stopped or taken under it, and how far each of it is; and the carats of each step, now. */
  @Many(() => Goods, 0) goods!: Goods[];
  @One(() => Carats) sums!: Carats;
}
type Row = Readonly<CaseRow>;

const changed = (name: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(name, (row) => fold(row!))];

/** These goods are so far now, and those are no more under their own name. */
const withGoods = (row: Row, told: readonly Goods[], gone: readonly string[] = []): Row => {
  const named = new Set([...told.map(({ item }) => item), ...gone]);
  const goods = [...row.goods.filter(({ item }) => !named.has(item)), ...told];
  return { ...row, goods, sums: caratsOf(goods) };
};

type Weighed = Readonly<{ subject: string; occurredAt: string; data: Readonly<{ case: string; milliCarats: number }> }>;
const so = (kind: 'lot' | 'parcel', step: Step) => ({ subject, occurredAt, data: { case: named, milliCarats } }: Weighed): [Change<Row>] =>
  changed(named, (row) => withGoods(row, [{ item: `${kind}:${subject}`, step, milliCarats, on: dayOf(occurredAt) }]));

/** Every case and how it stands: what was named, what was proved, what was stopped, taken and done with it. */
export const cases: View<typeof CaseRow, CaseEvent | LotEvent | ParcelEvent> = {
  name: 'enforcement/cases',
  version: 2,
  row: CaseRow,
  index: ['participant', 'status', 'holder', 'grounds'],
  on: {
    CaseOpened: ({ subject, data, occurredAt }) =>
      [at<Row>(subject, () => ({ case: subject, ...data, status: 'open', openedOn: dayOf(occurredAt), evidence: [], goods: [], sums: NO_CARATS }))],
    CaseExtended: ({ subject, data: { lots } }) => changed(subject, (row) => ({ ...row, lots: [...row.lots, ...lots] })),
    EvidenceAdded: ({ subject, data: { authority: _, ...shown }, occurredAt }) => changed(subject, (row) => ({ ...row, evidence: [...row.evidence, { ...shown, on: dayOf(occurredAt) }] })),
    ConfiscationOrdered: ({ subject, data: { order, court, sha256 }, occurredAt }) => changed(subject, (row) => ({
      ...row, status: 'ordered', decidedOn: dayOf(occurredAt), decision: order, ...(court !== undefined && { court }), ...(sha256 !== undefined && { orderSha256: sha256 }),
    })),
    CaseDismissed: ({ subject, data: { reason }, occurredAt }) => changed(subject, (row) => ({ ...row, status: 'dismissed', decidedOn: dayOf(occurredAt), decision: reason })),
    LotDetained: so('lot', 'detained'),
    LotDetentionLifted: so('lot', 'lifted'),
    LotSeized: so('lot', 'seized'),
    LotConfiscated: so('lot', 'confiscated'),
    LotDisposed: (event) => so('lot', event.data.disposal)(event),
    // Part of what was stopped: from here on each part goes its own way.
    LotSplit: ({ subject, data: { parts, kept }, occurredAt }) => {
      const { detention } = kept ?? {};
      if (detention === undefined) return [];
      const told = parts.map(({ lot, milliCarats }) => ({ item: `lot:${lot}`, step: detention.stage, milliCarats, on: dayOf(occurredAt) }));
      return changed(detention.case, (row) => withGoods(row, told, [`lot:${subject}`]));
    },
    ParcelDetained: so('parcel', 'detained'),
    ParcelDetentionLifted: so('parcel', 'lifted'),
    // In the place of the parcel there are its lots.
    ParcelOpened: ({ subject, data: { lots, detention }, occurredAt }) => {
      if (detention === undefined) return [];
      const told = lots.map(({ lot, milliCarats }) => ({ item: `lot:${lot}`, step: 'detained' as const, milliCarats, on: dayOf(occurredAt) }));
      return changed(detention.case, (row) => withGoods(row, told, [`parcel:${subject}`]));
    },
  },
};
