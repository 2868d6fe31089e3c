import { expect, it } from '@jest/globals';
import { enginesFrom, hasEngine, listeningFrom, placeFrom, UnfitSetting, warningsFrom } from './settings.ts';

it('keeps all in the data folder, if nothing else is said; what is set to nothing is not set', () => {
  expect(placeFrom({})).toEqual({ dataFolder: './data' });
  expect(placeFrom({ KIMBERLITE_DATA: 'there', EVENTSTORE_URL: '', DATABASE_URL: ' ' })).toEqual({ dataFolder: 'there' });
});

it('takes each engine alone, or both', () => {
  expect(enginesFrom({ EVENTSTORE_URL: 'esdb://store:2113?tls=false' })).toEqual({ eventStore: { address: 'esdb://store:2113?tls=false' } });
  expect(enginesFrom({ DATABASE_URL: 'postgresql://db/rows', DATABASE_SCHEMA: 'ours' })).toEqual({ database: { url: 'postgresql://db/rows', schema: 'ours' } });
  expect(enginesFrom({ EVENTSTORE_URL: 'esdb://a,b,c', EVENTSTORE_LEDGER: 'de1', DATABASE_URL: 'postgresql://db/rows' })).toEqual({ eventStore: { address: 'esdb://a,b,c', ledger: 'de1' }, database: { url: 'postgresql://db/rows' } });
});

it('names the setting that cannot be used, and the remedy', () => {
  const refused: readonly (readonly [setting: string, value: string, remedy: RegExp])[] = [
    ['EVENTSTORE_URL', 'http://store:2113', /must begin with esdb:/], ['EVENTSTORE_URL', 'esdb://user:pass@store?tls=false', /leave out the user/],
    ['EVENTSTORE_LEDGER', 'No-1', /small letters/], ['DATABASE_SCHEMA', 'a"b', /small letters/], ['KIMBERLITE_ROLE', 'king', /all or api/], ['PORT', '65536', /is not a port/],
  ];
  const read = (env: Record<string, string>) => { placeFrom(env); hasEngine(env); listeningFrom(env, 3_000); };
  for (const [setting, value, remedy] of refused) {
    const error = (() => { try { read({ [setting]: value }); } catch (thrown) { return thrown; } return undefined; })();
    expect(error).toBeInstanceOf(UnfitSetting);
    expect((error as UnfitSetting).setting).toBe(setting);
    expect((error as UnfitSetting).message).toMatch(remedy);
  }
});

it('works by itself, unless it is to answer only', () => {
  expect([hasEngine({}), hasEngine({ KIMBERLITE_ROLE: 'all' }), hasEngine({ KIMBERLITE_ROLE: 'api' })]).toEqual([true, true, false]);
  expect([listeningFrom({}, 3_001), listeningFrom({ PORT: '0', HOST: '0.0.0.0' }, 3_000)]).toEqual([{ port: 3_001, host: '127.0.0.1' }, { port: 0, host: '0.0.0.0' }]);
});

it('warns of a DEBUG that makes the client of EventStoreDB write passwords, and of no other', () => {
  const warned = (debug: string) => warningsFrom({ EVENTSTORE_URL: 'esdb://a', DEBUG: debug }).length;
  expect(['*', 'esdb*', 'esdb:*', 'app,esdb:connection', 'x esdb:command*', 'es*b:events'].map(warned)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(['', 'app:*', '-esdb*', 'esdb', 'esdbx:*', 'esdb.command', '('].map(warned)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect([warningsFrom({ DEBUG: '*' }), warningsFrom({ EVENTSTORE_URL: 'esdb://a' })]).toEqual([[], []]);
  expect(warningsFrom({ EVENTSTORE_URL: 'esdb://u:s3cr3t@a', DEBUG: '*' }).join()).not.toContain('s3cr3t');
});
