import { isDay, ROLES, type Role } from '#kernel';
import type { TokenStore } from '#platform/access';
import { openTokens, type Place } from '../../api/index.ts';
import { remark, say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { placeOf, tokensPlaceOf } from '../place.ts';

type CreateOptions = CommonOptions & Readonly<{ party: string; participant: string; roles: string; person?: string; expires?: string; note?: string }>;

const rolesOf = (text: string): Role[] => text.split(',').map((name) => {
  const role = ROLES.find((known) => known === name.trim());
  if (!role || role === 'ledger') throw new UsageError(`--roles: ${name} is not a role. Roles are ${ROLES.filter((known) => known !== 'ledger').join(', ')}.`);
  return role;
});

const withTokens = async <T>(place: Place, work: (tokens: TokenStore) => Promise<T>): Promise<T> => {
  const tokens = await openTokens(place);
  try {
    return await work(tokens);
  } finally {
    await tokens.close();
  }
};

const refuseExpired = (expires: string | undefined): void => {
  if (expires !== undefined && isDay(expires) && expires < new Date().toISOString().slice(0, 10)) throw new UsageError(`--expires: ${expires} is over, and nobody could use the token. Name its last day.`);
};

/** Makes a token for a party, also where no ledger is yet: nobody can begin one without. It is shown once; only its hash is kept. */
export const createToken = async (options: CreateOptions): Promise<void> => {
  refuseExpired(options.expires);
  await withTokens(placeOf(options), (tokens) => created(tokens, options));
};

const created = async (tokens: TokenStore, options: CreateOptions): Promise<void> => {
  const { party, participant, person, expires, note } = options;
  const made = await tokens.create({ party, participant, roles: rolesOf(options.roles), ...(person && { person }), ...(expires && { expiresOn: expires }), ...(note && { note }) });
  say(options, made.token);
  remark(options, `Token ${made.id} for ${party}${person ? `, ${person}` : ''} (${participant}): ${options.roles}. It is shown only now.`);
  sayJson(options, made);
};

export const listTokens = async (options: CommonOptions): Promise<void> => withTokens(tokensPlaceOf(options), async (tokens) => {
  const all = await tokens.list();
  say(options, ...table(['id', 'party', 'person', 'participant', 'roles', 'created', 'expires', 'revoked'],
    all.map(({ id, party, person, participant, roles, createdAt, expiresOn, revokedAt }) => [id, party, person ?? '-', participant, roles.join(','), createdAt, expiresOn ?? '-', revokedAt ?? '-'])));
  sayJson(options, all);
});

export const revokeToken = async (id: string, options: CommonOptions): Promise<void> => withTokens(tokensPlaceOf(options), async (tokens) => {
  if (!await tokens.revoke(id)) throw new UsageError(`There is no token ${id}.`);
  say(options, `Token ${id} is revoked.`);
  sayJson(options, { id, revoked: true });
});
