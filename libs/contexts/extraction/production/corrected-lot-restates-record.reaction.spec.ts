import { expect, it } from '@jest/globals';
import type { LotEvent } from '#contexts/custody/events';
import { recorded } from '#kernel/testing';
import { correctedLotRestatesRecord } from './corrected-lot-restates-record.reaction.ts';
import { production } from './production.decider.ts';

type Corrected = Extract<LotEvent, { type: 'LotCorrected' }>;
const told = { holder: 'SYN-MINE', corrects: '0190a000-0000-5000-8000-000000000001', explanation: 'The tare was left out.', proposedBy: 'SYN-A', approvedBy: 'SYN-B' } as const;
const asks = (data: Corrected['data']) => {
  const [event] = recorded<Corrected>('lot', 'SYN-P.1', { type: 'LotCorrected', data });
  return correctedLotRestatesRecord.on.LotCorrected!(event!);
};

it('restates the record from which the goods came, and says where it was corrected', () => {
  expect(asks({ ...told, field: 'milliCarats', wasMilliCarats: 400, milliCarats: 410, production: 'SYN-P' })).toEqual([
    { decider: production, subject: 'SYN-P', type: 'RestateProduction', data: { lot: 'SYN-P.1', correction: 'lot-SYN-P.1-0', explanation: told.explanation, wasMilliCarats: 400, milliCarats: 410 } },
  ]);
});

it('leaves the records of mixed goods alone, and headings to the goods', () => {
  expect(asks({ ...told, field: 'milliCarats', wasMilliCarats: 400, milliCarats: 410 })).toEqual([]);
  expect(asks({ ...told, field: 'hsCode', wasHsCode: '7102.10', hsCode: '7102.31', production: 'SYN-P' })).toEqual([]);
});
