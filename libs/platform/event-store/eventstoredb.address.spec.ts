import { expect, it } from '@jest/globals';
import { addressForClient, addressToShow, faultOfAddress } from './eventstoredb.address.ts';

it('takes an address with whatever options the client knows, as the client reads their names', () => {
  for (const address of [
    'esdb://a', 'kurrentdb+discover://cluster.example.org:2113', 'esdb://user:pass%40word@a:2113,b:2113,c:2113?tls=true&tlsCAFile=/ca.crt', 'esdb://a?TLS=false&Keep-Alive_Interval=20000&maxDiscoverAttempts=3',
    'esdb://a/?connectionName=one&defaultDeadline=1000&userCertFile=u&userKeyFile=k&gossipTimeout=1&discoveryInterval=9&keepAliveTimeout=5000&nodePreference=leader',
  ]) expect([address, faultOfAddress(address)]).toEqual([address, undefined]);
});

it('refuses an option that the client does not know: it would write the whole address, with the password, to standard error', () => {
  for (const option of ['foo=bar', 'tls=true&password=x', 'foo', 'dnsDiscover=true', 'tlss=true&tls=true']) {
    const fault = faultOfAddress(`esdb://user:s3cr3t@a?${option}`);
    expect(fault).toMatch(/^It has an option that the client does not know\. These it knows: tls, tlsCAFile, /);
    expect(fault).not.toContain('s3cr3t');
  }
});

it('is not deceived by another spelling of an option', () => {
  expect(faultOfAddress('esdb://a?tls_verify-cert=false')).toMatch(/tlsCAFile/);
  expect(faultOfAddress('esdb://u:p@a?T-L-S=false')).toMatch(/Without TLS/);
  expect(addressForClient('esdb://a?Gossip-Timeout=9')).not.toContain('gossipTimeout=2');
});

it('refuses to go without what notices a dead connection', () => {
  for (const option of ['keepAliveInterval=-1', 'keepAliveInterval=0', 'keepAliveTimeout=-1', 'keepaliveinterval=-1&tls=false']) expect(faultOfAddress(`esdb://a?${option}`)).toMatch(/must be positive/);
});

it('refuses a password with signs that part an address, and shows no password', () => {
  for (const password of ['a:b', 'a@b', 'a/b', 'a?b']) expect(faultOfAddress(`esdb://user:${password}@a`)).toMatch(/%3A, %40, %2F and %3F/);
  expect(addressToShow('esdb://user:s3cr3t@a,b?tls=true')).toBe('esdb://a,b');
});
