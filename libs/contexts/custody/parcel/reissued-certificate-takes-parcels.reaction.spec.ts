import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { parcel } from './parcel.decider.ts';
import { reissuedCertificateTakesParcels } from './reissued-certificate-takes-parcels.reaction.ts';

it('passes every parcel of a reissued certificate from the number before it', () => {
  const parcels = ['SYN-P', 'SYN-Q'].map((carried) => ({ parcel: carried, seal: 'BW-77', milliCarats: 50, usdCents: 5 }));
  const [reissued] = recorded('certificate', 'BWSYN000002', { type: 'CertificateReissued' as const, data: {
    exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels, milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.31' as const, milliCarats: 100, usdCents: 10 }],
    origins: [{ participant: 'BW', milliCarats: 100 }], replaces: 'BWSYN000001', why: 'replacement' as const, authority: 'SYN-BW-GDV', issuedOn: '2005-07-02', expiresOn: '2005-08-30', standing: 'dispatched' as const,
  } });
  expect(reissuedCertificateTakesParcels.on.CertificateReissued!(reissued!)).toEqual(['SYN-P', 'SYN-Q'].map((subject) =>
    ({ decider: parcel, subject, type: 'ReassignParcel', data: { from: 'BWSYN000001', certificate: 'BWSYN000002' } })));
});
