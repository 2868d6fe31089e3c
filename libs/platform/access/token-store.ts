import { IsDay, IsParticipantCode, IsPartyId, IsPersonId, IsText, ListOf, Optional, ROLES, wordFactory, type Actor, type Complaint, type Role } from '#kernel';

/** Roles that a token may carry: all but the ledger’s own. */
export const GRANTED_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'ledger');

const IsGrantedRole = wordFactory<Role>('GrantedRole', {
  says: `one of ${GRANTED_ROLES.join(', ')}`, schema: { enum: GRANTED_ROLES }, check: (value) => GRANTED_ROLES.includes(value as Role),
});

/** What somebody is to be known as: a party, the Participant in whose territory it stands, its roles, who acts for it, and until when. */
export class Grant {
  @IsPartyId() party!: string;
  @IsParticipantCode() participant!: string;
  @ListOf(IsGrantedRole, 1, GRANTED_ROLES.length) roles!: Role[];
  /** The natural person who acts for the party: where a rule wants a second person, two tokens of one party are two persons only if both have a name. */
  @Optional() @IsPersonId() person?: string;
  /** The last day on which the token opens anything (UTC). */
  @Optional() @IsDay() expiresOn?: string;
  @Optional() @IsText() note?: string;
}

/** What is known of a token, without the token. */
export type KnownToken = Readonly<Grant & { id: string; createdAt: string; revokedAt?: string }>;

/** The token itself, shown once, with what is known of it. */
export type IssuedToken = KnownToken & Readonly<{ token: string }>;

/** Who a token speaks for. */
export type Bearer = Readonly<{ tokenId: string; actor: Actor }>;

/** No token can be made of this. Nothing was written. */
export class NotGrantable extends Error {
  override name = 'NotGrantable';
  constructor(readonly complaints: readonly Complaint[]) { super(complaints.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')); }
}

/**
 * The port. A token is 32 random bytes behind `kmb_`; only its SHA-256 is kept, so whoever reads the store cannot act.
 * A revocation is noticed by every process within a second.
 */
export abstract class TokenStore {
  /** @throws NotGrantable, also for the role and the name of the ledger itself */
  abstract create(grant: Grant): Promise<IssuedToken>;
  /** All tokens, oldest first, the revoked and the expired included. */
  abstract list(): Promise<readonly KnownToken[]>;
  /** False if there is no such token, or it was revoked before. */
  abstract revoke(id: string): Promise<boolean>;
  /** Undefined for anything that is not a valid token now. */
  abstract find(token: string): Promise<Bearer | undefined>;
  abstract close(): Promise<void>;
}
