import { ROLES, type Role } from '#kernel';
import type { TokenStore } from '#platform/access';
import { openTokens } from '../../api/index.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { placeOf } from '../place.ts';

type CreateOptions = CommonOptions & Readonly<{ party: string; participant: string; roles: string; person?: string; expires?: string; note?: string }>;

const rolesOf = (text: string): Role[] => text.split(',').map((name) => {
  const role = ROLES.find((known) => known === name.trim());
  if (!role || role === 'ledger') throw new UsageError(`--roles: ${name} is not a role. Roles are ${ROLES.filter((known) => known !== 'ledger').join(', ')}.`);
  return role;
});

const withTokens = async <T>(options: CommonOptions, work: (tokens: TokenStore) => Promise<T>): Promise<T> => {
  const tokens = await openTokens(placeOf(options));
  try {
    return await work(tokens);
  } finally {
    await tokens.close();
  }
};

/** Makes a token for a party. It is shown once; only its hash is kept. */
export const createToken = (options: CreateOptions): Promise<void> => withTokens(options, async (tokens) => {
  const { party, participant, person, expires, note } = options;
  const made = await tokens.create({ party, participant, roles: rolesOf(options.roles), ...(person && { person }), ...(expires && { expiresOn: expires }), ...(note && { note }) });
  say(options, made.token, `Token ${made.id} for ${party}${person ? `, ${person}` : ''} (${participant}): ${options.roles}. It is shown only now.`);
  sayJson(options, made);
});

export const listTokens = (options: CommonOptions): Promise<void> => withTokens(options, async (tokens) => {
  const all = await tokens.list();
  say(options, ...table(['id', 'party', 'person', 'participant', 'roles', 'created', 'expires', 'revoked'],
    all.map(({ id, party, person, participant, roles, createdAt, expiresOn, revokedAt }) => [id, party, person ?? '-', participant, roles.join(','), createdAt, expiresOn ?? '-', revokedAt ?? '-'])));
  sayJson(options, all);
});

export const revokeToken = (id: string, options: CommonOptions): Promise<void> => withTokens(options, async (tokens) => {
  if (!await tokens.revoke(id)) throw new UsageError(`There is no token ${id}.`);
  say(options, `Token ${id} is revoked.`);
  sayJson(options, { id, revoked: true });
});
