import { expect, it } from '@jest/globals';
import { addressFrom, enginesFrom, hasEngine, listeningFrom, placeFrom, UnfitSetting, warningsFrom } from './settings.ts';

const refusalOf = (read: () => unknown): UnfitSetting => {
  const error = (() => { try { read(); } catch (thrown) { return thrown; } return undefined; })();
  expect(error).toBeInstanceOf(UnfitSetting);
  return error as UnfitSetting;
};

it('keeps all in the data folder, if nothing else is said', () => {
  expect(placeFrom({})).toEqual({ dataFolder: './data' });
  expect(placeFrom({ KIMBERLITE_DATA: 'there' })).toEqual({ dataFolder: 'there' });
});

it('refuses what is set to nothing: whoever set it meant another ledger', () => {
  const read = (env: Record<string, string>) => { enginesFrom(env); listeningFrom(env, 3_000); };
  for (const setting of ['KIMBERLITE_DATA', 'KIMBERLITE_ROLE', 'KIMBERLITE_ADDRESS', 'EVENTSTORE_URL', 'EVENTSTORE_LEDGER', 'DATABASE_URL', 'DATABASE_SCHEMA', 'PORT', 'HOST']) {
    for (const nothing of ['', ' ']) expect(refusalOf(() => read({ [setting]: nothing })).message).toBe(`${setting}: it is set to nothing. Give it a value, or take it out.`);
  }
});

it('refuses a setting that is none, and passes over what is not ours', () => {
  for (const setting of ['EVENTSTORE_ULR', 'DATABASE_ULR', 'KIMBERLITE_PORT']) {
    expect(refusalOf(() => enginesFrom({ [setting]: '3000' })).message).toMatch(new RegExp(`^${setting}: there is no such setting\\. There are KIMBERLITE_DATA, .*, or take it out\\.$`));
  }
  const ofServices = { KIMBERLITE_PORT: 'tcp://10.0.0.1:80', KIMBERLITE_API_SERVICE_HOST: '10.0.0.1', EVENTSTORE_SERVICE_PORT_HTTP: '2113', DATABASE_PORT_5432_TCP_ADDR: '10.0.0.2' };
  expect(enginesFrom({ ...ofServices, KIMBERLITE_TOKEN: 'one', PATH: '', POSTGRES_URL: 'x' })).toEqual({});
});

it('takes an address that can be printed, and refuses any other', () => {
  expect([addressFrom({}), addressFrom({ KIMBERLITE_ADDRESS: 'https://ledger.example.org/' })]).toEqual([undefined, 'https://ledger.example.org']);
  for (const none of ['foo', 'ledger.example.org', 'ledger.example.org:3000', 'ftp://ledger.example.org']) {
    expect(refusalOf(() => addressFrom({ KIMBERLITE_ADDRESS: none })).message).toMatch(/^KIMBERLITE_ADDRESS: .* is not an address of http or https.*Write it as https:/);
  }
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
    ['DATABASE_SCHEMA', 'pg_foo', /and not pg_/], ['PORT', 'abc', /"abc" is not a port\. Write a whole number/],
  ];
  const read = (env: Record<string, string>) => { placeFrom(env); hasEngine(env); listeningFrom(env, 3_000); };
  for (const [setting, value, remedy] of refused) {
    const error = refusalOf(() => read({ [setting]: value }));
    expect(error.setting).toBe(setting);
    expect(error.message).toMatch(remedy);
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
