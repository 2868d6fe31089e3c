import { hash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { complaints, LEDGER, type Complaint, type Role } from '#kernel';
import { Grant, NotGrantable, type KnownToken } from './token-store.ts';

const FORM = /^kmb_[A-Za-z0-9_-]{43}$/;
const SECRET_BYTES = 32;

/** A token as it is kept. */
export type TokenRow = Readonly<{
  id: string; party: string; participant: string; roles: string;
  expires_on: string | null; note: string | null; created_at: string; revoked_at: string | null; person: string | null;
}>;

export const isToken = (text: string): boolean => FORM.test(text);
/** What is looked up, never the token: how long it takes tells nothing about a token that is there. */
export const secretOf = (token: string): string => hash('sha256', token, 'base64url');

/** A new token and what is kept of it. @throws NotGrantable */
export const newToken = (grant: Grant, now: string): Readonly<{ token: string; row: TokenRow; sha256: Buffer }> => {
  const wrong = wrongWith(grant);
  if (wrong.length > 0) throw new NotGrantable(wrong);
  const token = `kmb_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const { party, participant, roles, expiresOn = null, note = null, person = null } = grant;
  const row = { id: uuidv7(), party, participant, roles: JSON.stringify(roles), expires_on: expiresOn, note, created_at: now, revoked_at: null, person };
  return { token, row, sha256: hash('sha256', token, 'buffer') };
};

const wrongWith = (grant: Grant): readonly Complaint[] => {
  const wrong = complaints(Grant, grant);
  return grant.party === LEDGER.party ? [...wrong, { pointer: '#/party', detail: 'must not be the name of the ledger itself' }] : wrong;
};

export const knownOf = ({ id, party, participant, roles, expires_on, note, created_at, revoked_at, person }: TokenRow): KnownToken => ({
  id, party, participant, roles: JSON.parse(roles) as Role[], createdAt: created_at,
  ...(person !== null && { person }), ...(expires_on !== null && { expiresOn: expires_on }), ...(note !== null && { note }), ...(revoked_at !== null && { revokedAt: revoked_at }),
});
