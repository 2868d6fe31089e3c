import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day, digest, done, openCountries, type Countries, type Country } from './countries.ts';
import type { Answer, Player } from './stage.ts';

/** Measures, warranties and orders that are wrong: each is refused with clause, figures and dates, and nothing of it is applied, not even half. */
let on: Countries;
let [botswana, belgium]: Country[] = [];
let [mine, trader, other, body, rival]: Player[] = [];
let site = '';

beforeAll(async () => {
  on = await openCountries();
  [botswana, belgium] = [await on.country('BW', 'Botswana'), await on.country('BE', 'Belgium')];
  [mine, trader, other] = [await on.party(botswana, 'mine', 'producer'), await on.party(botswana, 'trader', 'trader'), await on.party(botswana, 'other', 'trader')];
  [body, rival] = [await on.party(belgium, 'bourse', 'industry-body'), await on.party(botswana, 'customs', 'authority')];
  site = await on.site(botswana, mine, 'orapa');
  for (const n of [1, 2, 3, 4]) done(await on.dig(mine, `SYN-L-${n}`, '2021-01-10', { site, milliCarats: 1_000 * n }));
  done(await mine.ask('custody/lots/SYN-L-4/dispatch', { to: trader.party }, day('2021-01-11')));
  done(await trader.ask('custody/lots/SYN-L-4/receive', {}, day('2021-01-12')));
  for (const who of [mine, trader]) done(await body.ask(`warranties/members/${who.party}/admit`, { from: '2021-01-01', to: '2021-12-31' }, day('2021-01-01')));
}, 60_000);
afterAll(() => on.stage.close());

const sell = (at: string, data: object, by = mine!) => by.ask('warranties/invoices/SYN-INV/issue', { buyer: trader!.party, lines: [{ lot: 'SYN-L-1', usdCents: 100 }, { lot: 'SYN-L-2', usdCents: 200 }], statement: '2002', language: 'en', ...data }, day(at));
const malformed = async (answer: Promise<Answer>, pointer: string): Promise<void> => {
  const before = await on.stage.events();
  expect(await answer).toMatchObject({ status: 400, body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) } });
  expect(await on.stage.events()).toBe(before);
};

describe('Invoices', () => {
  it('whose lines do not add up: the difference is told, in carats and in dollars', async () => {
    const { body: said } = await on.refuses('TotalsDiffer', () => sell('2021-02-01', { milliCarats: 3_500 }), { cites: 'warranties/7', figures: { statedMilliCarats: 3_500, milliCarats: 3_000, differenceMilliCarats: 500 }, pointer: '#/milliCarats' });
    expect(said.detail).toBe('The invoice says 3.500 ct; its lots weigh 3.000 ct: a difference of 0.500 ct.');
    await on.refuses('TotalsDiffer', () => sell('2021-02-01', { usdCents: 299 }), { figures: { statedUsdCents: 299, usdCents: 300, differenceUsdCents: -1 }, pointer: '#/usdCents' });
  });

  it('with a text that is not allowed yet, or not any more', async () => {
    await on.refuses('TextNotInForce', () => sell('2021-08-31', { statement: '2021' }), { cites: 'WDC System of Warranties', figures: { statement: '2021', first: '2021-09-01', on: '2021-08-31' } });
    await on.refuses('TextNotInForce', () => sell('2024-10-01', {}), { figures: { statement: '2002', last: '2024-09-30', on: '2024-10-01' } });
    await malformed(sell('2021-02-01', { statement: '2018' }), '#/statement');
  });

  it('of one who is no member, or whose membership was over on that day', async () => {
    await on.refuses('NotAMember', () => other!.ask('warranties/invoices/SYN-INV-O/issue', { buyer: trader!.party, lines: [{ lot: 'SYN-L-9', usdCents: 1 }], statement: '2021', language: 'en' }, day('2021-10-01')), { figures: { on: '2021-10-01' } });
    await on.refuses('NotAMember', () => sell('2022-01-01', { statement: '2021' }), { figures: { from: '2021-01-01', to: '2021-12-31', on: '2022-01-01' }, pointer: '#/statement' });
  });

  it('of which one line is another’s: the first line is not sold either', async () => {
    await on.refuses('LotNotHeld', () => sell('2021-02-01', { lines: [{ lot: 'SYN-L-1', usdCents: 1 }, { lot: 'SYN-L-4', usdCents: 1 }] }), { figures: { lot: 'SYN-L-4', seller: 'SYN-BW-mine' }, pointer: '#/lines/1/lot' });
    await on.refuses('LotTwice', () => sell('2021-02-01', { lines: [{ lot: 'SYN-L-1', usdCents: 1 }, { lot: 'SYN-L-1', usdCents: 1 }] }), { pointer: '#/lines/1/lot' });
    expect((await on.chair.look('warranties/invoices')).body.rows).toEqual([]);
  });
});

describe('Decisions', () => {
  it('that have no document, are not recorded, or not in force', async () => {
    await malformed(on.chair.ask('identity/participants/BE/change-standing', { standing: 'suspended', from: '2021-03-01' }, day('2021-03-01')), '#/document');
    await malformed(on.chair.ask('identity/decisions/KP-SYN/record', { title: 'A decision', kind: 'plenary', madeOn: '2021-03-01' }, day('2021-03-01')), '#/document');
    await on.refuses('NoDecision', () => on.stand('BE', 'suspended', '2021-03-01', { document: 'KP-SYN' }), { figures: { document: 'KP-SYN' } });
    await on.decide('KP-SYN', '2021-03-01', 'plenary');
    done(await on.chair.ask('identity/decisions/KP-SYN/translate', { language: 'en', on: '2021-03-01' }, day('2021-03-01')));
    await on.refuses('NotInForce', () => on.stand('BE', 'suspended', '2021-03-10', { document: 'KP-SYN' }), { cites: 'UN A/61/589, annex 1, ¶15', figures: { madeOn: '2021-03-01', missing: 'fr, pt, es, ru', from: '2021-03-10' } });
    await on.refuses('TranslatedBefore', () => on.chair.ask('identity/decisions/KP-SYN/translate', { language: 'fr', on: '2021-02-28' }, day('2021-03-02')), { figures: { madeOn: '2021-03-01', on: '2021-02-28' } });
    await on.refuses('StillToCome', () => on.chair.ask('identity/decisions/KP-SYN-2/record', { title: 'A decision', kind: 'notice', madeOn: '2021-04-01', document: 'SYN' }, day('2021-03-02')), { figures: { madeOn: '2021-04-01', today: '2021-03-02' } });
    expect(await on.stood('BE', '2021-03-10')).toMatchObject({ participants: [{ exports: 'participant', imports: 'participant' }] });
  });

  it('about a zone of another country, or one that nobody registered', async () => {
    await on.decide('KP-NOTE', '2021-03-01');
    const zoned = (zone: string) => () => on.stand('BW', 'suspended', '2021-03-05', { document: 'KP-NOTE', zone, flow: 'export' });
    await on.refuses('UnknownZone', zoned('CF-NOLA'), { cites: 'UN A/RES/77/277 ¶4(d)', figures: { zone: 'CF-NOLA', participant: 'BW' }, pointer: '#/zone' });
    await on.refuses('UnknownZone', zoned('BW-NOWHERE'), { figures: { zone: 'BW-NOWHERE' } });
    await malformed(zoned('nowhere')(), '#/zone');
  });

  it('of which the periods are reversed, or overlap', async () => {
    done(await on.stand('BE', 'vigilance', '2021-03-10', { document: 'KP-NOTE', flow: 'import' }));
    await on.refuses('BeforeLastChange', () => on.stand('BE', 'suspended', '2021-03-09', { document: 'KP-NOTE', flow: 'both' }), { cites: 'identity/3', figures: { from: '2021-03-09', lastFrom: '2021-03-10' }, pointer: '#/from' });
    await on.refuses('StandingTheSame', () => on.stand('BE', 'vigilance', '2021-03-11', { document: 'KP-NOTE', flow: 'import' }), { figures: { standing: 'vigilance', from: '2021-03-10' } });
    await on.refuses('RemovedInPart', () => on.stand('BE', 'removed', '2021-03-11', { document: 'KP-NOTE', flow: 'import' }), { figures: { flow: 'import' } });
    const admit = (from: string, to: string) => () => body!.ask(`warranties/members/${mine!.party}/admit`, { from, to }, day('2021-03-01'));
    await on.refuses('Reversed', admit('2022-06-01', '2022-05-31'), { cites: 'warranties/19', figures: { from: '2022-06-01', to: '2022-05-31' } });
    await on.refuses('Overlapping', admit('2021-12-31', '2022-12-31'), { figures: { from: '2021-01-01', to: '2021-12-31' } });
    done(await admit('2022-01-01', '2022-12-31')());
  });
});

describe('Reviewers', () => {
  const grant = (from: string, to: string, by = botswana!.authority) => by.ask('identity/reviewers/SYN-REVIEWER/grant-access', { participant: 'BW', contexts: ['custody'], from, to, document: 'SYN invitation' }, day('2021-04-01'));

  it('come by invitation, for a time; it is recorded, whoever asks for what', async () => {
    await on.refuses('NotItsHost', () => grant('2021-05-01', '2021-05-31', belgium!.authority), { status: 403, figures: { participant: 'BW' } });
    await on.refuses('AccessReversed', () => grant('2021-05-31', '2021-05-01'), { cites: 'identity/22', figures: { from: '2021-05-31', to: '2021-05-01' } });
    done(await grant('2021-05-01', '2021-05-31'));
    await on.refuses('AccessOverlaps', () => grant('2021-05-31', '2021-06-30'), { figures: { lastFrom: '2021-05-01', lastTo: '2021-05-31', from: '2021-05-31' } });
    const end = (date: string) => () => on.chair.ask('identity/reviewers/SYN-REVIEWER/end-access', { participant: 'BW', on: date, reason: 'The visit is over.' }, day(date));
    await on.refuses('NoAccess', end('2021-06-01'), { figures: { from: '2021-05-01', to: '2021-05-31', on: '2021-06-01' } });
    done(await end('2021-05-20')());
    done(await grant('2021-05-20', '2021-06-30'));
  });
});

describe('Persons', () => {
  const stand = (standing: string, from: string, by = botswana!.authority, more: object = {}) => by.ask(`identity/parties/${trader!.party}/change-party-standing`, { standing, from, reason: 'Stocks not declared', ...more }, day('2021-06-01'));
  const send = (lot: string, at: string) => mine!.ask(`custody/lots/${lot}/dispatch`, { to: trader!.party }, day(at));

  it('are suspended by the authority of their territory, by a decision that exists if they name one', async () => {
    await on.refuses('NotItsLicensor', () => stand('suspended', '2021-06-02', belgium!.authority), { status: 403, figures: { participant: 'BW' } });
    await on.refuses('NoDecision', () => stand('suspended', '2021-06-02', botswana!.authority, { document: 'SYN-NONE' }), { figures: { document: 'SYN-NONE' } });
    done(await stand('suspended', '2021-06-02'));
    await on.refuses('BeforeItsLast', () => stand('licensed', '2021-06-01'), { figures: { from: '2021-06-01', lastFrom: '2021-06-02' } });
  });

  it('neither take goods, nor sell, nor ask for a certificate from that day on; the same passes on another', async () => {
    const figures = { party: 'SYN-BW-trader', standing: 'suspended', from: '2021-06-02' };
    done(await send('SYN-L-1', '2021-06-01'));
    await on.refuses('NotLicensed', () => send('SYN-L-2', '2021-06-02'), { figures, pointer: '#/to' });
    const sale = (at: string) => () => trader!.ask('warranties/invoices/SYN-INV-T/issue', { buyer: mine!.party, lines: [{ lot: 'SYN-L-4', usdCents: 1 }], statement: '2002', language: 'en' }, day(at));
    await on.refuses('NotLicensed', sale('2021-06-03'), { figures: { ...figures, on: '2021-06-03' } });
    await on.pack(trader!, 'SYN-P-4', ['SYN-L-4'], { at: '2021-06-03', certificate: 'BWSYN000004' });
    const importer = await on.party(belgium!, 'importer', 'trader');
    const request = (at: string) => on.request({ number: 'BWSYN000004', from: botswana!, exporter: trader!, to: belgium!, importer, parcels: ['SYN-P-4'], milliCarats: 4_000 }, at);
    await on.refuses('Barred', () => request('2021-06-03'), { cites: 'KPCS IV(d)', figures: { ...figures, day: '2021-06-03' } });
    done(await stand('licensed', '2021-06-10'));
    done(await request('2021-06-10'));
    done(await send('SYN-L-2', '2021-06-10'));
  });

  it('send nothing that was certified before, either: it leaves on the day on which they may again', async () => {
    const one = { number: 'BWSYN000004', from: botswana!, exporter: trader!, to: belgium!, importer: trader!, parcels: ['SYN-P-4'], milliCarats: 4_000 };
    await on.certify(one, '2021-06-11', '2021-08-31');
    done(await stand('suspended', '2021-06-12'));
    await on.refuses('Barred', () => on.dispatch(one, '2021-06-12'), { figures: { party: 'SYN-BW-trader', standing: 'suspended', from: '2021-06-12', day: '2021-06-12' } });
    done(await stand('licensed', '2021-06-13'));
    done(await on.dispatch(one, '2021-06-13'));
  });
});

describe('Zones', () => {
  it('that are suspended while the rest is open let nothing out, also of what was dug before; the rest leaves', async () => {
    done(await botswana!.authority.ask('identity/participants/BW/register-zone', { zone: 'BW-NORTH', name: 'The north (synthetic)' }, day('2021-06-14')));
    done(await botswana!.authority.ask(`extraction/sites/${site}/zone`, { zone: 'BW-NORTH', from: '2021-06-14' }, day('2021-06-14')));
    done(await on.dig(mine!, 'SYN-L-N', '2021-06-15', { site, milliCarats: 900 }));
    done(await on.stand('BW', 'suspended', '2021-06-20', { document: 'KP-NOTE', zone: 'BW-NORTH', flow: 'export' }));
    await on.pack(mine!, 'SYN-P-N', ['SYN-L-N'], { at: '2021-06-21', certificate: 'BWSYN000005' });
    const buyer = await on.party(belgium!, 'buyer', 'trader');
    const north = { number: 'BWSYN000005', from: botswana!, exporter: mine!, to: belgium!, importer: buyer, parcels: ['SYN-P-N'], milliCarats: 900 };
    await on.refuses('ZoneClosed', () => on.request(north, '2021-06-21'), { cites: 'certification/51', figures: { participant: 'BW', day: '2021-06-21', milliCarats: 900 }, pointer: '#/parcels' });
    done(await on.stand('BW', 'participant', '2021-06-25', { document: 'KP-NOTE', zone: 'BW-NORTH', flow: 'export' }));
    done(await on.request(north, '2021-06-25'));
  });
});

describe('Orders', () => {
  const onCase = (name: string, what: string, data: object, by = botswana!.authority) => by.ask(`enforcement/cases/${name}/${what}`, data, day('2021-07-01'));
  const onLot = (what: string, data: object, by: Player) => by.ask(`custody/lots/SYN-L-3/${what}`, data, day('2021-07-02'));

  it('to let goods go by who did not stop them, be it another authority of the same country', async () => {
    done(await onCase('SYN-C', 'open', { holder: mine!.party, lots: ['SYN-L-3'], grounds: 'R-LOSS', summary: 'Synthetic case' }));
    done(await onLot('detain', { case: 'SYN-C', grounds: 'Stones are missing.' }, botswana!.authority));
    for (const by of [rival!, belgium!.authority, mine!, on.chair]) {
      await on.refuses('NotWhoStopped', () => onLot('lift-detention', { reason: 'An order (synthetic)' }, by), { status: 403, cites: 'custody/144', figures: { authority: 'SYN-BW-authority', case: 'SYN-C' } });
    }
    expect(await on.says('custody/lots/SYN-L-3')).toMatchObject({ detention: { stage: 'detained', authority: 'SYN-BW-authority' } });
  });

  it('that name some goods wrongly: none of them are added', async () => {
    done(await on.dig(mine!, 'SYN-L-5', '2021-07-01', { site, milliCarats: 500 }));
    await on.refuses('OutOfReach', () => onCase('SYN-C', 'extend', { lots: ['SYN-L-5', 'SYN-L-NONE'], reason: 'More.' }), { figures: { lot: 'SYN-L-NONE' }, pointer: '#/lots/1' });
    await on.refuses('NothingAdded', () => onCase('SYN-C', 'extend', { lots: ['SYN-L-5', 'SYN-L-3'], reason: 'More.' }), { figures: { lot: 'SYN-L-3' }, pointer: '#/lots/1' });
    await on.refuses('LotNotHeld', () => onCase('SYN-C-2', 'open', { holder: mine!.party, lots: ['SYN-L-5', 'SYN-L-4'], grounds: 'other', summary: 'Synthetic' }), { figures: { lot: 'SYN-L-4' }, pointer: '#/lots/1' });
    expect(await on.says('enforcement/cases/SYN-C')).toMatchObject({ lots: ['SYN-L-3'] });
    await on.refuses('NamesNothing', () => onCase('SYN-C-3', 'open', { holder: mine!.party, grounds: 'other', summary: 'Synthetic' }));
  });

  it('and packages that name a parcel of others, or that nobody filed', async () => {
    await on.pack(mine!, 'SYN-P-5', ['SYN-L-5'], { at: '2021-07-03' });
    await on.refuses('NotHisParcels', () => mine!.ask('certification/packages/SYN-K/file', { parcels: ['SYN-P-5', 'SYN-P-4'], photographs: [digest('a')], sieveSet: 'SYN set', sieves: [{ sieve: '+3', milliCarats: 4_500 }] }, day('2021-07-03')),
      { status: 403, figures: { parcel: 'SYN-P-4', holder: 'SYN-BW-trader' }, pointer: '#/parcels/1' });
    await on.refuses('NoSuchPackage', () => on.chair.ask('certification/packages/SYN-K/approve', { finding: 'In order.' }, day('2021-07-03')));
  });
});
