import { expect, it } from '@jest/globals';
import type { WebhookStore } from './webhook-store.ts';

/** What every WebhookStore does. @param stage two that share what they keep, as two processes would */
export const webhookStoreContract = (stage: () => Promise<Readonly<{ one: WebhookStore; other: WebhookStore }>>): void => {
  const wish = { url: 'https://example.org/hook', types: ['LotSplit'], position: '0000000000000002' };

  it('keeps who is told of what, with a secret of his own, in the order they came', async () => {
    const { one, other } = await stage();
    const made = [await one.add(wish), await other.add({ ...wish, types: [], position: '' })];
    expect(made[0]).toMatchObject({ ...wish, failures: 0, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) });
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(2);
    expect(await other.list()).toEqual(made);
    expect([await other.remove(made[0]!.id), await one.remove(made[0]!.id)]).toEqual([true, false]);
    expect(await one.list()).toEqual([made[1]]);
  });

  it('keeps how far each has come, and never less', async () => {
    const { one, other } = await stage();
    const { id } = await one.add(wish);
    expect(await one.note(id, { position: '0000000000000005', failures: 0 }, 1)).toBe(true);
    expect(await one.note(id, { position: '0000000000000004', failures: 3, lastFailure: 'it answered 500' }, 1)).toBe(true);
    expect(await other.list()).toMatchObject([{ id, position: '0000000000000005', failures: 3, lastFailure: 'it answered 500' }]);
    expect(await one.note('nobody', { position: '', failures: 0 }, 1)).toBe(false);
  });

  it('takes nothing from one who has lost the work and does not know it', async () => {
    const { one, other } = await stage();
    const { id } = await one.add(wish);
    expect(await other.note(id, { position: '0000000000000003', failures: 0 }, 2)).toBe(true);
    expect(await one.note(id, { position: '0000000000000009', failures: 0 }, 1)).toBe(false);
    expect(await one.list()).toMatchObject([{ position: '0000000000000003' }]);
  });

  it('goes on with what was given up when it is told to, and only then', async () => {
    const { one, other } = await stage();
    const { id } = await one.add(wish);
    expect(await other.resume(id)).toBe(false);
    await one.note(id, { position: wish.position, failures: 20, lastFailure: 'ECONNREFUSED', stuckSince: '2026-01-01T00:00:00.000Z' }, 1);
    expect(await other.list()).toMatchObject([{ failures: 20, stuckSince: '2026-01-01T00:00:00.000Z' }]);
    expect(await other.resume(id)).toBe(true);
    const [resumed] = await one.list();
    expect(resumed).toMatchObject({ failures: 0, position: wish.position });
    expect(resumed).not.toHaveProperty('stuckSince');
  });
};
