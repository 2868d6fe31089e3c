export { actorOf, BearerGuard, Open, tokenOf, Unauthenticated, type Guarded } from './guard.ts';
export { PostgresTokenStore } from './postgres.token-store.ts';
export { SqliteTokenStore } from './sqlite.token-store.ts';
export { Grant, GRANTED_ROLES, NotGrantable, TokenStore, type Bearer, type IssuedToken, type KnownToken } from './token-store.ts';
