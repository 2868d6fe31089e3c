import { expect, it } from '@jest/globals';
import { NotGrantable, type Grant, type TokenStore } from './token-store.ts';

/** How the suite gets stores of one kind: two that share what they keep (as two processes would), and a clock that it can turn. */
export type Stage = { one: TokenStore; other: TokenStore; turnTo: (instant: string) => void };

const mine = { party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] } satisfies Grant;
const TOKEN = /^kmb_[A-Za-z0-9_-]{43}$/;

/** What every TokenStore does. */
export const tokenStoreContract = (stage: () => Promise<Stage>) => {
  it('a token speaks for its party, and is shown once', async () => {
    const { one } = await stage();
    const { token, ...known } = await one.create({ ...mine, expiresOn: '2027-12-31', note: 'the scale at the gate' });
    expect(token).toMatch(TOKEN);
    expect(await one.find(token)).toEqual({ tokenId: known.id, actor: mine });
    expect(await one.list()).toEqual([known]);
    expect(JSON.stringify(await one.list())).not.toContain(token.slice(4));
  });

  it('a token may name the person who acts for its party', async () => {
    const { one, other } = await stage();
    const { token, ...known } = await one.create({ ...mine, person: 'SYN-CLERK-7' });
    expect(known.person).toBe('SYN-CLERK-7');
    expect((await other.find(token))!.actor).toEqual({ ...mine, person: 'SYN-CLERK-7' });
    expect(await other.list()).toEqual([known]);
  });

  it('anything else opens nothing', async () => {
    const { one } = await stage();
    const { token, ...known } = await one.create(mine);
    const others = ['', 'kmb_', token.slice(0, -1), `${token}A`, ` ${token}`, `${token}\n`, token.toLowerCase(), token.replace('kmb_', 'KMB_'), known.id, `kmb_${'A'.repeat(43)}`, 'x'.repeat(100_000)];
    for (const other of others.filter((text) => text !== token)) expect(await one.find(other)).toBeUndefined();
  });

  it('two tokens of one party are different, and listed in the order they were made', async () => {
    const { one } = await stage();
    const made = [await one.create(mine), await one.create(mine), await one.create(mine)];
    expect(new Set(made.map(({ token }) => token)).size).toBe(3);
    expect((await one.list()).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  });

  it('a revoked token opens nothing, at once here and within a second elsewhere; revoking again changes nothing', async () => {
    const { one, other, turnTo } = await stage();
    const { token, ...known } = await one.create(mine);
    turnTo('2026-01-01T00:00:00.000Z');
    expect(await other.find(token)).toBeDefined();
    expect(await one.find(token)).toBeDefined();
    expect(await one.revoke(known.id)).toBe(true);
    expect(await one.find(token)).toBeUndefined();
    turnTo('2026-01-01T00:00:01.000Z');
    expect(await other.find(token)).toBeUndefined();
    expect(await one.revoke(known.id)).toBe(false);
    expect(await one.revoke('nobody')).toBe(false);
    expect((await other.list())[0]).toMatchObject({ id: known.id, revokedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('a token opens until the end of its last day', async () => {
    const { one, turnTo } = await stage();
    const { token } = await one.create({ ...mine, expiresOn: '2026-02-28' });
    turnTo('2026-02-28T23:59:59.999Z');
    expect(await one.find(token)).toBeDefined();
    turnTo('2026-03-01T00:00:00.000Z');
    expect(await one.find(token)).toBeUndefined();
  });

  it('nobody is made the ledger itself, and a grant is whole', async () => {
    const { one } = await stage();
    const refused: [object, string][] = [
      [{ roles: ['ledger'] }, '#/roles'], [{ roles: ['producer', 'ledger'] }, '#/roles'], [{ roles: [] }, '#/roles'], [{ roles: ['producer', 'producer'] }, '#/roles'],
      [{ roles: ['king'] }, '#/roles'], [{ party: 'ledger' }, '#/party'], [{ party: 'a b' }, '#/party'], [{ person: 'a b' }, '#/person'], [{ participant: 'bw' }, '#/participant'],
      [{ expiresOn: '2026-02-29' }, '#/expiresOn'], [{ note: 'two\nlines' }, '#/note'], [{ admin: true }, '#/admin'],
    ];
    for (const [part, pointer] of refused) {
      const error = await one.create({ ...mine, ...part } as Grant).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(NotGrantable);
      expect((error as NotGrantable).complaints).toContainEqual(expect.objectContaining({ pointer }));
    }
    expect(await one.list()).toEqual([]);
  });
};
