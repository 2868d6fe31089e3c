import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTwoCountries, production, type Answer, type Player } from './stage.ts';

type Countries = Awaited<ReturnType<typeof openTwoCountries>>;
let on: Countries;
let [buyer, clerk, head, deputy, laboratory]: Player[] = [];

const done = (answer: Answer) => { expect(answer).toMatchObject({ status: 201 }); return answer; };
const register = (by: Player, party: string, kind: string, participant: string) =>
  by.ask(`identity/parties/${party}/register`, { name: `${party} (synthetic)`, kind, participant }, { at: '2003-01-02' });

beforeAll(async () => {
  on = await openTwoCountries();
  for (const answer of await on.begin()) done(answer);
  const { stage } = on;
  buyer = await stage.enter('SYN-BW-buyer', 'BW', 'trader');
  laboratory = await stage.enter('SYN-BE-laboratory', 'BE', 'trader');
  clerk = await stage.enter('SYN-BW-mine/SYN-CLERK', 'BW', 'producer');
  head = await stage.enter('SYN-BW-mine/SYN-HEAD', 'BW', 'producer');
  deputy = await stage.enter('SYN-BW-authority/SYN-DEPUTY', 'BW', 'authority');
  done(await register(on.authority, 'SYN-BW-buyer', 'artisanal-buyer', 'BW'));
  done(await register(on.customs, 'SYN-BE-laboratory', 'trader', 'BE'));
  done(await on.authority.ask('extraction/sites/SYN-BW-river/register', {
    name: 'Synthetic river', participant: 'BW', operator: on.mine.party, deposit: 'alluvial', scale: 'ASM', licence: 'SYN-2', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
    latitude: -24_523_000, longitude: 24_699_000,
  }, { at: '2003-01-03' }));
}, 30_000);
afterAll(() => on.stage.close());

it('a miner’s stones enter with six facts, in the hands of the first buyer', async () => {
  const slip = { site: 'SYN-BW-river', milliCarats: 1_730, usdCents: 26_000, miner: 'Synthetic Miner', licence: 'Carnet 1042' };
  done(await buyer!.ask('extraction/productions/SYN-SLIP-1/record-purchase', slip, { at: '2005-02-03' }));
  expect((await buyer!.look('extraction/productions/SYN-SLIP-1')).body).toMatchObject({ kind: 'bought', operator: 'SYN-BW-buyer', from: '2005-02-03', latitude: -24_523_000 });
  expect((await buyer!.look('custody/lots/SYN-SLIP-1')).body).toMatchObject({ holder: 'SYN-BW-buyer', milliCarats: 1_730, origins: [{ participant: 'BW', milliCarats: 1_730 }] });
  expect((await buyer!.look('extraction/site-production/SYN-BW-river-2005-H1')).body).toMatchObject({ milliCarats: 1_730, records: 1 });
});

it('a closed quarter takes a late record only when a second person allows it', async () => {
  done(await on.authority.ask('statistics/periods/BW-2005-Q1/close', {}, { at: '2005-04-20' }));
  const late = () => on.mine.ask('extraction/productions/SYN-LATE/record', production, { at: '2005-05-02' });
  expect(await late()).toMatchObject({ status: 422, body: { code: 'PeriodClosed', pointer: '#/from' } });
  expect(await on.mine.ask('statistics/periods/BW-2005-Q1/allow-late-entry', { party: on.mine.party, reason: 'Mine' }, { at: '2005-05-02' })).toMatchObject({ status: 403 });
  done(await deputy!.ask('statistics/periods/BW-2005-Q1/allow-late-entry', { party: on.mine.party, reason: 'A book was found.' }, { at: '2005-05-02' }));
  done(await late());
  expect((await on.authority.look('statistics/periods/BW-2005-Q1')).body).toMatchObject({ late: [{ party: on.mine.party, approvedBy: 'SYN-DEPUTY' }] });
});

it('what two persons of the mine correct of its goods is corrected in its production, and in the statistics', async () => {
  const before = (await on.mine.look('statistics/reconciliation/BW-2005-H1')).body as unknown as { recordedMilliCarats: number };
  done(await clerk!.ask('custody/lots/SYN-LATE/correct', { milliCarats: 1_200, explanation: 'The tare was left out.' }, { at: '2005-05-03' }));
  expect(await clerk!.ask('custody/lots/SYN-LATE/approve-change', {}, { at: '2005-05-03' })).toMatchObject({ status: 403 });
  done(await head!.ask('custody/lots/SYN-LATE/approve-change', {}, { at: '2005-05-03' }));
  expect((await on.mine.look('extraction/productions/SYN-LATE')).body).toMatchObject({ milliCarats: 1_200, restatements: [{ wasMilliCarats: 1_250, milliCarats: 1_200, explanation: 'The tare was left out.' }] });
  expect((await on.mine.look('statistics/reconciliation/BW-2005-H1')).body).toMatchObject({ recordedMilliCarats: before.recordedMilliCarats - 50, restatements: 1 });
});

it('Technical Guideline 17: a sample goes to a laboratory abroad with a letter and comes back; its stones stay out of trade and of its figures', async () => {
  const before = (await on.mine.look('statistics/reconciliation/BW-2005-H2')).body;
  const at = '2005-07-10';
  done(await on.mine.ask('extraction/samples/SYN-SAMPLE/take', { site: 'SYN-BW-site', grams: 25_000, purpose: 'Microdiamonds' }, { at }));
  expect(await on.mine.ask('extraction/samples/SYN-SAMPLE/send', { to: laboratory!.party, mode: 'air' }, { at })).toMatchObject({ status: 422, body: { code: 'LetterMissing' } });
  done(await on.mine.ask('extraction/samples/SYN-SAMPLE/send', { to: laboratory!.party, mode: 'air', letter: 'Letter of comfort 4' }, { at }));
  done(await laboratory!.ask('extraction/samples/SYN-SAMPLE/receive', { grams: 24_900 }, { at }));
  done(await laboratory!.ask('extraction/samples/SYN-SAMPLE/report', { stones: 4, report: 'Report 88' }, { at }));
  done(await laboratory!.ask('extraction/samples/SYN-SAMPLE/send', { to: on.mine.party, mode: 'air', letter: 'Technical certificate 12' }, { at }));
  done(await on.mine.ask('extraction/samples/SYN-SAMPLE/receive', {}, { at }));
  const found = { site: 'SYN-BW-site', from: '2005-07-10', to: '2005-07-10', milliCarats: 310, usdCents: 0, sample: 'SYN-SAMPLE' };
  expect(await on.mine.ask('extraction/productions/SYN-OTHER/record', found, { at })).toMatchObject({ status: 422, body: { code: 'NotOfTheSample' } });
  done(await on.mine.ask('extraction/productions/SYN-SAMPLE/record', found, { at }));
  expect((await on.mine.look('extraction/samples/SYN-SAMPLE')).body).toMatchObject({ status: 'reported', stones: 4, milliCarats: 310, grams: 24_900 });
  expect((await on.mine.look('custody/lots/SYN-SAMPLE')).body).toMatchObject({ regime: 'sample', milliCarats: 310 });
  expect((await on.mine.look('statistics/reconciliation/BW-2005-H2')).body).toEqual(before);
});
