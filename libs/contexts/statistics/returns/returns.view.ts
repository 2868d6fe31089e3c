import { at, IsCount, IsMilliCaratsOrNone, IsParticipantCode, IsReturnId, IsText, IsUsdCents, IsYear, OneOf, type Change, type Recorded, type View } from '#kernel';
import type { ReturnEvent } from '../return/return.events.ts';

class ReturnRow {
  @IsReturnId() return!: string;
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  @OneOf('all', 'ASM', 'LSM') scale!: 'all' | 'ASM' | 'LSM';
  @OneOf('production', 'nil') declaration!: 'production' | 'nil';
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsText() source!: string;
  /** How often it was stated; more than 1 means restated. */
  @IsCount() statements!: number;
}

const latest = ({ subject, data }: Recorded<ReturnEvent>): readonly Change<Readonly<ReturnRow>>[] =>
  [at(subject, (row) => ({ return: subject, ...data, statements: (row?.statements ?? 0) + 1 }))];

/** Every return as last stated. A nil return is a row; a Participant that kept silent has none. */
export const returns: View<typeof ReturnRow, ReturnEvent> = {
  name: 'statistics/returns',
  version: 1,
  row: ReturnRow,
  index: ['participant', 'year'],
  on: { ReturnFiled: latest, ReturnRestated: latest },
};
