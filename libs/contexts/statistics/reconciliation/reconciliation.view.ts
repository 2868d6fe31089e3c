import type { ProductionEvent } from '#contexts/extraction/events';
import {
  at, halfOf, IsCount, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsParticipantCode, IsUsdCents, IsUsdCentsDifference, IsYear, Many, OneOf, sumOf, yearOf,
  type Change, type Recorded, type View,
} from '#kernel';
import type { ReturnEvent } from '../return/return.events.ts';

/** What the latest statement for one scale says. */
class Stated {
  @OneOf('all', 'ASM', 'LSM') scale!: 'all' | 'ASM' | 'LSM';
  @OneOf('production', 'nil') declaration!: 'production' | 'nil';
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
}

class ReconciliationRow {
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  @Many(() => Stated, 0, 3) stated!: Stated[];
  /** How many returns there are, one for each scale, nil ones too. None at all is silence. */
  @IsCount() returns!: number;
  @IsMilliCaratsOrNone() returnedMilliCarats!: number;
  @IsUsdCents() returnedUsdCents!: number;
  @IsMilliCaratsOrNone() recordedMilliCarats!: number;
  @IsUsdCents() recordedUsdCents!: number;
  /** How many restatements of records are in these figures. */
  @IsCount() restatements!: number;
  /** Recorded less returned: above zero, the mines recorded more than the Participant returned. */
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @IsUsdCentsDifference() differenceUsdCents!: number;
}
type Row = Readonly<ReconciliationRow>;
type Known = Pick<Row, 'stated' | 'recordedMilliCarats' | 'recordedUsdCents' | 'restatements'>;
type Period = Pick<Row, 'participant' | 'year' | 'half'>;

const nothing: Known = { stated: [], recordedMilliCarats: 0, recordedUsdCents: 0, restatements: 0 };

/** Changes the row of a period; every total follows from what is known. */
const row = ({ participant, year, half }: Period, learn: (known: Known) => Known): readonly Change<Row>[] =>
  [at(`${participant}-${year}-H${half}`, (before) => {
    const { stated, recordedMilliCarats, recordedUsdCents, restatements } = learn(before ?? nothing);
    const returnedMilliCarats = sumOf(stated, ({ milliCarats }) => milliCarats);
    const returnedUsdCents = sumOf(stated, ({ usdCents }) => usdCents);
    return {
      participant, year, half, stated, returns: stated.length, returnedMilliCarats, returnedUsdCents, recordedMilliCarats, recordedUsdCents, restatements,
      differenceMilliCarats: recordedMilliCarats - returnedMilliCarats, differenceUsdCents: recordedUsdCents - returnedUsdCents,
    };
  })];

const state = ({ data: { participant, year, half, scale, declaration, milliCarats, usdCents } }: Recorded<ReturnEvent>) =>
  row({ participant, year, half }, (known) =>
    ({ ...known, stated: [...known.stated.filter((other) => other.scale !== scale), { scale, declaration, milliCarats, usdCents }] }));

type Recording = Extract<ProductionEvent, { type: 'ProductionRecorded' | 'PurchaseRecorded' }>;

/** What mines record and what artisanal miners sell is production alike. The stones of a sample are not traded and not returned (Technical Guideline 17). */
const record = ({ data }: Recorded<Recording>) => {
  if ('sample' in data && data.sample !== undefined) return [];
  const { participant, from, milliCarats, usdCents } = data;
  return row({ participant, year: yearOf(from), half: halfOf(from) }, (known) =>
    ({ ...known, recordedMilliCarats: known.recordedMilliCarats + milliCarats, recordedUsdCents: known.recordedUsdCents + usdCents }));
};

/** What was returned against what was recorded, as last stated, by Participant and half-year (KPCS IV(e), Annex III(c)). Key: `BW-2005-H1`. */
export const reconciliation: View<typeof ReconciliationRow, ReturnEvent | ProductionEvent> = {
  name: 'statistics/reconciliation',
  version: 2,
  row: ReconciliationRow,
  index: ['participant', 'year'],
  on: {
    ReturnFiled: state,
    ReturnRestated: state,
    ProductionRecorded: record,
    PurchaseRecorded: record,
    ProductionRestated: ({ data: { participant, from, sample, wasMilliCarats, milliCarats, wasUsdCents, usdCents } }) =>
      (sample !== undefined ? [] : row({ participant, year: yearOf(from), half: halfOf(from) }, (known) => ({
        ...known, restatements: known.restatements + 1,
        recordedMilliCarats: known.recordedMilliCarats + milliCarats - wasMilliCarats, recordedUsdCents: known.recordedUsdCents + usdCents - wasUsdCents,
      }))),
  },
};
