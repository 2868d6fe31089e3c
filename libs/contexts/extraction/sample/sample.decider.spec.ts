import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { sample } from './sample.decider.ts';

const given = scenarios(sample, { subject: 'SYN-SAMPLE', occurredAt: '2023-06-01T08:00:00Z' });
const explorer: Actor = { party: 'SYN-BW-EXPLORER', participant: 'BW', roles: ['producer'] };
const laboratory: Actor = { party: 'SYN-CA-LAB', participant: 'CA', roles: ['trader'] };
const facts = {
  recipient: { participant: '' },
  site: { registered: true, zones: [], name: 'Pipe 7', participant: 'BW', operator: 'SYN-BW-EXPLORER', deposit: 'kimberlite', scale: 'LSM', licence: 'PL 7', licensedFrom: '2023-01-01', licensedTo: '2023-12-31' },
} as const;
const to = (participant: string) => ({ ...facts, recipient: { participant } });

const taking = { site: 'SYN-PIPE', grams: 25_000, purpose: 'Microdiamonds by caustic fusion' };
const taken = { type: 'SampleTaken', data: { ...taking, participant: 'BW', holder: 'SYN-BW-EXPLORER', takenOn: '2023-06-01' } } as const;
const sending = { to: 'SYN-CA-LAB', mode: 'air', letter: 'Letter of comfort 2023/4' } as const;
const sent = { type: 'SampleSent', data: { ...sending, from: 'SYN-BW-EXPLORER', grams: 25_000 } } as const;
const received = { type: 'SampleReceived', data: { from: 'SYN-BW-EXPLORER', holder: 'SYN-CA-LAB', grams: 24_900 } } as const;
const reported = { type: 'SampleReported', data: { holder: 'SYN-CA-LAB', stones: 4, report: 'Report 88', sample: 'SYN-SAMPLE' } } as const;

it('is taken by the operator of a site, once, under a licence', () => {
  given().when('TakeSample', taking, explorer, facts).then(taken);
  given().when('TakeSample', { ...taking, takenOn: '2023-05-30' }, explorer, facts).then({ type: 'SampleTaken', data: { ...taken.data, takenOn: '2023-05-30' } });
  given(taken).when('TakeSample', taking, explorer, facts).refused('AlreadyTaken');
  given().when('TakeSample', taking, explorer, { ...facts, site: { registered: false } }).refused('UnknownSite', { pointer: '#/site' });
  given().when('TakeSample', taking, laboratory, facts).refused('NotOwnSite', { pointer: '#/site' });
  given().when('TakeSample', taking, { ...explorer, roles: ['trader'] }, facts).refused('NotOwnSite');
  given().when('TakeSample', { ...taking, takenOn: '2023-06-02' }, explorer, facts).refused('NotTakenYet', { detail: 'Taken on 2023-06-02, but recorded on 2023-06-01.' });
  given().when('TakeSample', { ...taking, takenOn: '2022-12-31' }, explorer, facts).refused('OutsideLicence', { pointer: '#/takenOn' });
});

it('is sent by its holder to a registered party', () => {
  given(taken).when('SendSample', sending, explorer, to('CA')).then(sent);
  given(taken).when('SendSample', sending, laboratory, to('CA')).refused('NotHolder', { detail: 'Sample SYN-SAMPLE is with SYN-BW-EXPLORER.' });
  given(taken).when('SendSample', sending, explorer, to('')).refused('UnknownRecipient', { pointer: '#/to' });
  given(taken).when('SendSample', { ...sending, to: 'SYN-BW-EXPLORER' }, explorer, to('BW')).refused('ToItself', { pointer: '#/to' });
  given(taken, sent).when('SendSample', sending, explorer, to('CA')).refused('OnItsWay');
  given().when('SendSample', sending, explorer, to('CA')).refused('NoSuchSample');
});

it('Technical Guideline 17: crosses a border with a letter; at home it needs none', () => {
  const { letter: _, ...bare } = sending;
  given(taken).when('SendSample', bare, explorer, to('CA')).refused('LetterMissing', { detail: 'SYN-CA-LAB is in CA, the sample in BW.', pointer: '#/letter' });
  given(taken).when('SendSample', { ...bare, to: 'SYN-BW-LAB' }, explorer, to('BW')).then({ type: 'SampleSent', data: { ...bare, to: 'SYN-BW-LAB', from: 'SYN-BW-EXPLORER', grams: 25_000 } });
});

it('is carried by hand by somebody with a name, or not by hand', () => {
  given(taken).when('SendSample', { ...sending, mode: 'hand-carry' }, explorer, to('CA')).refused('CarrierNotNamed', { detail: 'It is carried by hand: say by whom.', pointer: '#/handCarriedBy' });
  given(taken).when('SendSample', { ...sending, handCarriedBy: 'Synthetic Person' }, explorer, to('CA')).refused('CarrierNotNamed', { detail: 'It goes by air: nobody carries it by hand.' });
  const carried = { ...sending, mode: 'hand-carry', handCarriedBy: 'Synthetic Person' } as const;
  given(taken).when('SendSample', carried, explorer, to('CA')).then({ type: 'SampleSent', data: { ...sent.data, ...carried } });
});

it('is received by its addressee, and weighed', () => {
  given(taken, sent).when('ReceiveSample', { grams: 24_900 }, laboratory, facts).then(received);
  given(taken, sent).when('ReceiveSample', {}, laboratory, facts).then({ type: 'SampleReceived', data: { ...received.data, grams: 25_000 } });
  given(taken, sent).when('ReceiveSample', {}, explorer, facts).refused('NotAddressee', { detail: 'Sample SYN-SAMPLE was sent to SYN-CA-LAB.' });
  given(taken).when('ReceiveSample', {}, laboratory, facts).refused('NotOnItsWay');
  given().when('ReceiveSample', {}, laboratory, facts).refused('NoSuchSample');
});

it('is reported on once, by whoever has it', () => {
  const report = { stones: 4, report: 'Report 88' };
  given(taken, sent, received).when('ReportSample', report, laboratory, facts).then(reported);
  given(taken, sent, received).when('ReportSample', report, explorer, facts).refused('NotHolder');
  given(taken, sent).when('ReportSample', report, explorer, facts).refused('OnItsWay', { detail: 'Sample SYN-SAMPLE is on its way to SYN-CA-LAB.' });
  given(taken, sent, received, reported).when('ReportSample', report, laboratory, facts).refused('AlreadyReported', { detail: 'The report on sample SYN-SAMPLE said: 4 stones.' });
});

it('comes back with its report', () => {
  const back = { to: 'SYN-BW-EXPLORER', mode: 'air', letter: 'Technical certificate 12' } as const;
  const returned = { type: 'SampleSent', data: { ...back, from: 'SYN-CA-LAB', grams: 24_900 } } as const;
  given(taken, sent, received, reported).when('SendSample', back, laboratory, to('BW')).then(returned);
  const home = { type: 'SampleReceived', data: { from: 'SYN-CA-LAB', holder: 'SYN-BW-EXPLORER', grams: 24_900 } } as const;
  given(taken, sent, received, reported, returned).when('ReceiveSample', {}, explorer, facts).then(home);
  given(taken, sent, received, reported, returned, home).when('ReportSample', { stones: 5, report: 'Another' }, explorer, facts).refused('AlreadyReported');
});

it('has a history in the order of its days', () => {
  const inJune = { ...taken, occurredAt: '2023-06-01T08:00:00Z' };
  given(inJune).when('SendSample', sending, explorer, to('CA'), { occurredAt: '2023-05-31T08:00:00Z' }).refused('BeforeTheLast', {
    detail: 'The ledger knows of sample SYN-SAMPLE up to 2023-06-01; this is of 2023-05-31.', pointer: '#/occurredAt',
  });
});
