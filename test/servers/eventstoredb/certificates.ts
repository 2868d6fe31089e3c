import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its key, as PEM. */
export type Certified = Readonly<{ certificate: string; key: string }>;

const DAY_MS = 86_400_000;

/** DER, as much as a certificate takes: a tag, a length, what is in it. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const lengths = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengths]), content]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
const oid = (text: string): Buffer => {
  const [one = 0, two = 0, ...more] = text.split('.').map(Number);
  const octets = more.flatMap((arc) => { const sevens = [arc & 0x7f]; for (let rest = arc >> 7; rest > 0; rest >>= 7) sevens.unshift(0x80 | (rest & 0x7f)); return sevens; });
  return der(0x06, Buffer.from([one * 40 + two, ...octets]));
};
const TRUE = der(0x01, Buffer.from([0xff]));
const SIGNED_WITH = sequence(oid('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256
const named = (name: string) => sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
const time = (ms: number) => der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const extension = (id: string, value: Buffer, critical = false) => sequence(oid(id), ...(critical ? [TRUE] : []), der(0x04, value));
const hostOf = (host: string) => (isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)));
const pem = (label: string, content: Buffer) => `-----BEGIN ${label}-----\n${content.toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END ${label}-----\n`;

type Made = Readonly<{ subject: string; issuer: string; extensions: readonly Buffer[]; publicKey: KeyObject; signer: KeyObject }>;

const certificate = ({ subject, issuer, extensions, publicKey, signer }: Made): string => {
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const facts = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, serial), SIGNED_WITH, named(issuer), sequence(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)), named(subject),
    publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(...extensions)),
  );
  return pem('CERTIFICATE', sequence(facts, SIGNED_WITH, bits(sign('sha256', facts, signer))));
};

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** An authority of a test’s own, valid for a day: nobody else knows it. */
export class Authority {
  readonly certificate: string;
  private readonly pair = keys();

  constructor(private readonly name = 'Authority of a test') {
    const extensions = [extension('2.5.29.19', sequence(TRUE), true), extension('2.5.29.15', der(0x03, Buffer.from([2, 0x04])), true)];
    this.certificate = certificate({ subject: name, issuer: name, extensions, publicKey: this.pair.publicKey, signer: this.pair.privateKey });
  }

  /** Vouches for a server under these names and addresses. */
  vouchFor(...hosts: readonly string[]): Certified {
    const { publicKey, privateKey } = keys();
    const extensions = [extension('2.5.29.17', sequence(...hosts.map(hostOf))), extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')))];
    return {
      certificate: certificate({ subject: 'Server of a test', issuer: this.name, extensions, publicKey, signer: this.pair.privateKey }),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
  }
}
