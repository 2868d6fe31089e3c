import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day, done, openCountries, type Countries, type Country, type Export } from './countries.ts';
import type { Player } from './stage.ts';

/** A chain of warranties from a mine in Botswana through three houses in Antwerp, one of which is expelled on the way. Everything but the countries and the System of Warranties is synthetic. */
let on: Countries;
let [botswana, belgium]: Country[] = [];
let [mine, first, second, third, body]: Player[] = [];
let site = '';

beforeAll(async () => {
  on = await openCountries();
  [botswana, belgium] = [await on.country('BW', 'Botswana'), await on.country('BE', 'Belgium')];
  mine = await on.party(botswana, 'mine', 'producer');
  [first, second, third] = [await on.party(belgium, 'first', 'trader'), await on.party(belgium, 'second', 'trader'), await on.party(belgium, 'third', 'trader')];
  body = await on.party(belgium, 'bourse', 'industry-body');
  site = await on.site(botswana, mine, 'orapa');
}, 60_000);
afterAll(() => on.stage.close());

const member = (who: Player, what: string, data: object, at: string, by = body!) => by.ask(`warranties/members/${who.party}/${what}`, data, day(at));
const question = (id: string, section: string, text: string) => ({ id, section, text });
const publish = (version: string, from: string, questions: readonly object[], replaces?: string) =>
  body!.ask(`warranties/questions/${version}/publish`, { from, questions, ...(replaces !== undefined && { replaces }) }, day(from));
const assess = (who: Player, year: number, questions: string, answers: readonly (readonly [string, string])[], at: string) =>
  member(who, 'file-assessment', { year, questions, answers: answers.map(([id, answer]) => ({ question: id, answer })) }, at, who);
const invoice = (seller: Player, name: string, buyer: Player, lots: readonly string[], at: string, statement: object = { statement: '2021', language: 'en' }) =>
  seller.ask(`warranties/invoices/${name}/issue`, { buyer: buyer.party, lines: lots.map((lot) => ({ lot, usdCents: 100_000 })), ...statement }, day(at));
/** Goods and invoice change hands. */
const sell = async (seller: Player, name: string, buyer: Player, lot: string, at: string, statement?: object): Promise<void> => {
  done(await invoice(seller, name, buyer, [lot], at, statement));
  done(await seller.ask(`custody/lots/${lot}/dispatch`, { to: buyer.party, invoice: name }, day(at)));
  done(await buyer.ask(`custody/lots/${lot}/receive`, {}, day(at)));
};
const chain = (name: string) => on.says(`warranties/chain?invoice=${name}`);
const exported = async (n: number, milliCarats: number, at: string): Promise<Export> => {
  const [number, parcel, lot] = [`BWSYN00000${n}`, `SYN-P-${n}`, `SYN-M-${n}`];
  done(await on.dig(mine!, lot, at, { site, milliCarats }));
  await on.pack(mine!, parcel, [lot], { at, certificate: number });
  return { number, from: botswana!, exporter: mine!, to: belgium!, importer: first!, parcels: [parcel], milliCarats };
};

describe('Chapter 1: members', () => {
  it('are registered parties that trade, taken in by a body, for periods that do not overlap', async () => {
    await on.refuses('UnknownParty', () => body!.ask('warranties/members/SYN-NOBODY/admit', { from: '2021-09-01' }, day('2021-09-01')));
    await on.refuses('NotABody', () => member(first!, 'admit', { from: '2021-09-01' }, '2021-09-01', belgium!.authority), { status: 403 });
    await on.refuses('Reversed', () => member(first!, 'admit', { from: '2021-09-01', to: '2021-08-31' }, '2021-09-01'), { figures: { from: '2021-09-01', to: '2021-08-31' }, pointer: '#/to' });
    for (const who of [first!, second!, third!, mine!]) done(await member(who, 'admit', { from: '2021-09-01' }, '2021-09-01'));
    await on.refuses('Overlapping', () => member(first!, 'admit', { from: '2022-01-01' }, '2021-09-02'), { cites: 'warranties/18', figures: { from: '2021-09-01' } });
    for (const who of [first!, second!]) done(await member(who, 'record-registration', { sowId: 'SYN-SOW', from: '2021-09-01', to: '2022-12-31' }, '2021-09-01'));
    done(await member(third!, 'record-registration', { sowId: 'SYN-SOW-3', from: '2021-09-01', to: '2026-12-31' }, '2021-09-01'));
  });

  it('assess themselves: every question that is put, and no other', async () => {
    done(await publish('SYN-Q-2021', '2021-09-01', [question('laws', 'compliance', 'Do you follow the laws?'), question('cash', 'sow', 'Do you take cash?'), question('staff', 'sow', 'Who is trained?')]));
    await on.refuses('AnswersDiffer', () => assess(first!, 2021, 'SYN-Q-2021', [['laws', 'Yes'], ['cash', 'No']], '2021-10-01'), { figures: { missing: 1, questions: 3, question: 'staff' } });
    await on.refuses('NotHimself', () => member(first!, 'file-assessment', { year: 2021, questions: 'SYN-Q-2021', answers: [{ question: 'laws', answer: 'Yes' }] }, '2021-10-01', second!), { status: 403 });
    await on.refuses('OtherYear', () => assess(first!, 2023, 'SYN-Q-2021', [['laws', 'Yes'], ['cash', 'No'], ['staff', 'All']], '2021-10-01'), { figures: { year: 2023, on: '2021-10-01' } });
    for (const who of [first!, second!, third!]) done(await assess(who, 2021, 'SYN-Q-2021', [['laws', 'Yes'], ['cash', 'No'], ['staff', 'All']], '2021-10-01'));
  });
});

describe('Chapter 2: a chain that is whole', () => {
  it('leads from an invoice to the certificate under which the goods came in', async () => {
    const one = await exported(1, 5_000, '2021-11-01');
    await on.leave(one, '2021-11-02', '2022-01-31');
    await on.arrive(one, '2021-11-05');
    done(await first!.ask('custody/lots/SYN-M-1/split', { parts: [{ milliCarats: 2_000 }, { milliCarats: 1_500 }, { milliCarats: 1_500 }] }, day('2021-11-06')));
    await sell(first!, 'SYN-I-1', second!, 'SYN-M-1.1', '2021-11-10');
    await sell(second!, 'SYN-I-2', third!, 'SYN-M-1.1', '2021-11-20');
    expect(await chain('SYN-I-2')).toMatchObject({
      chain: 'whole', milliCarats: 2_000, unwarrantedMilliCarats: 0, breaks: [], ends: [{ end: 'import', of: 'BWSYN000001', milliCarats: 2_000 }],
      steps: [{ invoice: 'SYN-I-2', seller: 'SYN-BE-second' }, { invoice: 'SYN-I-1', seller: 'SYN-BE-first', statement: '2021' }],
    });
    expect(JSON.stringify(await chain('SYN-I-2'))).not.toContain('usdCents');
  });

  it('the words are those of their year, and the lines add up', async () => {
    const text = (data: object, at: string) => () => invoice(first!, 'SYN-I-9', second!, ['SYN-M-1.2'], at, data);
    await on.refuses('TextNotInForce', text({ statement: '2002', language: 'en' }, '2024-10-01'), { figures: { statement: '2002', last: '2024-09-30', on: '2024-10-01' }, pointer: '#/statement' });
    await on.refuses('TotalsDiffer', text({ statement: '2021', language: 'en', milliCarats: 1_499 }, '2021-12-01'), { cites: 'warranties/7', figures: { statedMilliCarats: 1_499, milliCarats: 1_500, differenceMilliCarats: -1 }, pointer: '#/milliCarats' });
    await on.refuses('TotalsDiffer', text({ statement: '2021', language: 'en', usdCents: 100_001 }, '2021-12-01'), { figures: { statedUsdCents: 100_001, usdCents: 100_000, differenceUsdCents: 1 } });
    await on.refuses('StatementHalfMade', text({ statement: '2002', language: 'en', sourced: 'yes' }, '2021-12-01'), { figures: { statement: '2002' } });
  });
});

describe('Chapter 3: what runs out', () => {
  it('last year’s answers are offered again, and what changed is marked', async () => {
    done(await publish('SYN-Q-2022', '2022-09-01', [question('laws', 'compliance', 'Do you follow the laws?'), question('cash', 'sow', 'How much cash do you take?'), question('labour', 'compliance', 'Who works for you?')], 'SYN-Q-2021'));
    const offer = await on.says('warranties/self-assessment?member=SYN-BE-first&year=2022&on=2022-10-20');
    expect(offer).toMatchObject({ version: 'SYN-Q-2022', answeredYear: 2021, answeredVersion: 'SYN-Q-2021', dropped: ['staff'] });
    expect(offer['questions']).toMatchObject([{ id: 'laws', compared: 'same', answer: 'Yes' }, { id: 'cash', compared: 'changed', answer: 'No' }, { id: 'labour', compared: 'new' }]);
  });

  it('without a valid self-assessment, or registration, nobody uses the text of 2021', async () => {
    const sale = (at: string) => () => invoice(first!, 'SYN-I-3', second!, ['SYN-M-1.2'], at);
    await on.refuses('NotAssessed', sale('2022-10-20'), { cites: 'WDC System of Warranties', figures: { from: '2021-10-01', to: '2022-09-30', on: '2022-10-20' } });
    await on.refuses('QuestionsNotInForce', () => assess(first!, 2022, 'SYN-Q-2021', [['laws', 'Yes'], ['cash', 'No'], ['staff', 'All']], '2022-10-21'), { figures: { to: '2022-08-31', on: '2022-10-21' } });
    for (const who of [first!, third!]) done(await assess(who, 2022, 'SYN-Q-2022', [['laws', 'Yes'], ['cash', 'Little'], ['labour', 'Adults']], '2022-10-21'));
    await on.refuses('NotRegistered', sale('2023-01-05'), { figures: { from: '2021-09-01', to: '2022-12-31', on: '2023-01-05' } });
    done(await member(first!, 'record-registration', { sowId: 'SYN-SOW', from: '2023-01-06', to: '2023-12-31' }, '2023-01-06'));
    await sell(first!, 'SYN-I-3', second!, 'SYN-M-1.2', '2023-01-07');
    const { members } = await on.says('warranties/standing?body=SYN-BE-bourse&on=2023-01-07') as { members: { member: string; standing: string; since?: string }[] };
    expect(members.map(({ member, standing, since }) => [member, standing, since])).toEqual([
      ['SYN-BE-first', 'good', undefined], ['SYN-BE-second', 'lapsed', '2022-12-31'], ['SYN-BE-third', 'good', undefined], ['SYN-BW-mine', 'unregistered', undefined],
    ]);
  });
});

describe('Chapter 4: expelled', () => {
  it('from the day of the decision, not before: no text is his any more', async () => {
    const expel = (from: string, at: string) => member(first!, 'impose-sanction', { sanction: 'expulsion', from, reason: 'Goods of unknown origin', decision: 'SYN board 4' }, at);
    await on.refuses('Backdated', () => expel('2022-01-01', '2023-03-01'), { cites: 'warranties/26', figures: { from: '2022-01-01', on: '2023-03-01' } });
    done(await expel('2023-03-01', '2023-03-01'));
    for (const statement of ['2021', '2002']) {
      await on.refuses('Sanctioned', () => invoice(first!, 'SYN-I-4', third!, ['SYN-M-1.3'], '2023-03-01', { statement, language: 'en' }), { cites: 'UN A/61/589 annex 2', figures: { body: 'SYN-BE-bourse', sanction: 'expulsion', from: '2023-03-01' } });
    }
    await on.refuses('NotItsMember', () => member(first!, 'grant-fast-track', { from: '2023-03-02', to: '2023-12-31' }, '2023-03-02'), { status: 403 });
    await on.refuses('StillExpelled', () => member(first!, 'admit', { from: '2023-04-01' }, '2023-04-01'), { figures: { from: '2023-03-01' } });
  });

  it('his old invoices still verify', async () => {
    for (const [name, milliCarats] of [['SYN-I-1', 2_000], ['SYN-I-2', 2_000], ['SYN-I-3', 1_500]] as const) expect(await chain(name)).toMatchObject({ chain: 'whole', milliCarats, unwarrantedMilliCarats: 0, breaks: [] });
  });

  it('what he sells without a statement is recorded, and is the exact gap of every chain after it', async () => {
    done(await first!.ask('custody/lots/SYN-M-1.3/split', { parts: [{ milliCarats: 700 }, { milliCarats: 800 }] }, day('2023-03-05')));
    await sell(first!, 'SYN-I-5', third!, 'SYN-M-1.3.1', '2023-03-05', {});
    expect((await on.chair.look('warranties/invoices?statement=none')).body.rows).toMatchObject([{ invoice: 'SYN-I-5', milliCarats: 700, unwarrantedMilliCarats: 700 }]);
    done(await third!.ask('custody/blends/SYN-B-1/start', { lots: ['SYN-M-1.1', 'SYN-M-1.3.1'] }, day('2023-03-06')));
    const { body: { events: [issued] } } = done(await invoice(third!, 'SYN-I-6', second!, ['SYN-B-1.0'], '2023-03-07'));
    expect(issued!.data).toMatchObject({ milliCarats: 2_700, unwarrantedMilliCarats: 700, lines: [{ gaps: [{ why: 'upstream', milliCarats: 700 }] }] });
    expect(await chain('SYN-I-6')).toMatchObject({
      chain: 'broken', milliCarats: 2_700, unwarrantedMilliCarats: 700, ends: [{ end: 'import', of: 'BWSYN000001', milliCarats: 2_000 }], breaks: [{ invoice: 'SYN-I-5', lot: 'SYN-M-1.3.1', why: 'no-statement', milliCarats: 700 }],
    });
  });

  it('his year is there for his auditor, with totals that tie', async () => {
    const account = (year: number) => on.says(`warranties/year?member=SYN-BE-first&year=${year}`);
    expect(await account(2021)).toMatchObject({ importedMilliCarats: 5_000, givenMilliCarats: 2_000, restMilliCarats: 3_000, inMilliCarats: 5_000, outMilliCarats: 5_000 });
    expect(await account(2023)).toMatchObject({ openingMilliCarats: 3_000, givenMilliCarats: 2_200, givenUnwarrantedMilliCarats: 700, restMilliCarats: 800, inMilliCarats: 3_000, outMilliCarats: 3_000 });
  });
});

describe('Chapter 5: the fast track', () => {
  const sample = (seed: string) => on.says(`certification/audit-sample?participant=BW&quarter=2022-Q1&permyriad=5000&seed=${seed}`);
  const audit = (number: string, finding: string, at: string) => on.step(botswana!.clerk, `${number}/audit`, at, { finding, note: 'SYN note' });

  it('puts a member in good standing into the shorter queue', async () => {
    const grant = (from: string, to: string) => member(mine!, 'grant-fast-track', { from, to }, '2022-01-01');
    done(await grant('2022-01-01', '2022-12-31'));
    await on.refuses('Overlapping', () => grant('2022-06-01', '2023-06-01'), { figures: { from: '2022-01-01', to: '2022-12-31' } });
    // Good standing is more than a grant: registered, and assessed.
    const waits = await exported(7, 900, '2022-01-10');
    done(await on.request(waits, '2022-01-10'));
    expect(await on.says(`certification/certificates/${waits.number}`)).toMatchObject({ queue: 'normal' });
    done(await member(mine!, 'record-registration', { sowId: 'SYN-SOW-M', from: '2022-01-15', to: '2022-12-31' }, '2022-01-15'));
    done(await assess(mine!, 2021, 'SYN-Q-2021', [['laws', 'Yes'], ['cash', 'No'], ['staff', 'All']], '2022-01-15'));
    const standing = async (date: string) => (await on.says(`warranties/standing?body=SYN-BE-bourse&on=${date}`) as { members: { member: string }[] }).members.find((one) => one.member === 'SYN-BW-mine');
    expect([await standing('2022-01-14'), await standing('2022-01-15')]).toMatchObject([{ standing: 'unregistered', fastTrack: 'no' }, { standing: 'good', fastTrack: 'yes' }]);
    for (const n of [2, 3, 4, 5]) {
      const one = await exported(n, 1_000 * n, '2022-02-01');
      await on.leave(one, '2022-02-02', '2022-04-30');
      await on.arrive(one, '2022-02-05');
      expect(await on.says(`certification/certificates/${one.number}`)).toMatchObject({ queue: 'fast' });
    }
    expect(await on.says('certification/certificates/BWSYN000001')).toMatchObject({ queue: 'normal' });
  });

  it('is looked at afterwards: the same seed draws the same certificates', async () => {
    const drawn = await sample('lot 7') as { drawn: { certificate: string }[] };
    expect(drawn).toMatchObject({ fast: 4, unaudited: 2, permyriad: 5_000, seed: 'lot 7' });
    expect(await sample('lot 7')).toMatchObject(drawn);
    const [one, other] = drawn.drawn.map(({ certificate }) => certificate);
    await on.refuses('NotFastTrack', () => audit('BWSYN000001', 'in-order', '2022-04-10'), { cites: 'UN A/61/589 ¶22.16', figures: { queue: 'normal' } });
    done(await audit(one!, 'in-order', '2022-04-10'));
    done(await audit(other!, 'irregular', '2022-04-10'));
    await on.refuses('AuditedAlready', () => audit(one!, 'irregular', '2022-04-11'));
    expect(await sample('lot 7')).toMatchObject({ unaudited: 0, drawn: drawn.drawn.map(({ certificate }) => ({ certificate, auditedOn: '2022-04-10' })) });
    expect((await on.chair.look('enforcement/alerts?kind=audit')).body.rows).toMatchObject([{ certificate: other, why: 'SYN note' }]);
  });

  it('is revoked, by the body or over its head by the authority: then he waits like others', async () => {
    await on.refuses('NotToRevoke', () => member(mine!, 'revoke-fast-track', { on: '2022-04-15', reason: 'Irregular' }, '2022-04-15', belgium!.authority), { status: 403 });
    done(await member(mine!, 'revoke-fast-track', { on: '2022-04-15', reason: 'Irregular' }, '2022-04-15', botswana!.authority));
    await on.refuses('NoFastTrack', () => member(mine!, 'revoke-fast-track', { on: '2022-04-16', reason: 'Again' }, '2022-04-16'), { figures: { on: '2022-04-16', to: '2022-04-14' } });
    const late = await exported(6, 500, '2022-04-15');
    done(await on.request(late, '2022-04-15'));
    expect(await on.says(`certification/certificates/${late.number}`)).toMatchObject({ queue: 'normal' });
  });
});
