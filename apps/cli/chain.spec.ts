import { expect, it } from '@jest/globals';
import { paperLines } from './chain.ts';

const page = { certificate: 'BW000001', status: 'dispatched', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000, issuedOn: '2005-07-01', validatedOn: '2005-07-02', dispatchedOn: '2005-07-03' };

it('tells how far a certificate came, day by day, and what stands behind its goods', () => {
  const documents = [{ kind: 'invoice', reference: 'F-1', milliCarats: 30_000, sha256: 'ab'.repeat(32) }, { kind: 'import-certificate', reference: 'NA000001', milliCarats: 1_500 }];
  expect(paperLines({ ...page, imports: ['NA000001'], documents }).map((line) => line.replace(/ +/g, ' '))).toEqual([
    'certificate BW000001 BW → EU 30.000 ct 9000.00 USD dispatched',
    ' issued 2005-07-01, validated 2005-07-02, dispatched 2005-07-03',
    ' re-export of goods that came in under NA000001',
    ' document reference covers ct SHA-256', expect.stringMatching(/^[─ ]+$/), ' invoice F-1 30.000 abababababababab', ' import-certificate NA000001 1.500 -',
  ]);
});

it('is one line where nothing more is known', () => {
  expect(paperLines({ certificate: 'BW000002', status: 'void', from: 'BW', milliCarats: 0, usdCents: 0 })).toEqual(['certificate BW000002  BW → -  0.000 ct  0.00 USD  void']);
});
