import { expect, it } from '@jest/globals';
import { Superseded, type Checkpoints } from './checkpoints.ts';

/**
 * What every Checkpoints does.
 * @param stage two that share what they keep, as two processes would
 * @param toldApart false where the server has one session for all connections (PGlite): it takes both for the same holder
 */
export const checkpointsContract = (stage: () => Promise<Readonly<{ one: Checkpoints; other: Checkpoints }>>, toldApart = () => true): void => {
  it('remembers how far each consumer has come, for whoever asks, and never less', async () => {
    const { one, other } = await stage();
    await one.save('reactions', '0002');
    await other.save('reactions', '0001');
    expect(await other.load('reactions')).toBe('0002');
    expect(await one.load('others')).toBe('');
  });

  it('gives a piece of work to one at a time, and to the next when it is let go', async () => {
    const { one, other } = await stage();
    const first = (await one.take('reactions', 'one'))!;
    expect(first).toMatchObject({ work: 'reactions', token: 1 });
    if (toldApart()) expect(await other.take('reactions', 'other')).toBeUndefined();
    const beside = (await other.take('projection', 'other'))!;
    expect([first.isHeld(), beside.isHeld()]).toEqual([true, true]);
    await first.release();
    await first.release();
    expect(first.isHeld()).toBe(false);
    const second = (await other.take('reactions', 'other'))!;
    expect(second.token).toBe(2);
    await first.release(); // it is not his any more
    expect(second.isHeld()).toBe(true);
    if (toldApart()) expect(await one.take('reactions', 'one')).toBeUndefined();
    expect((await one.holdings()).map(({ work, holder, token }) => [work, holder, token])).toEqual([['projection', 'other', 1], ['reactions', 'other', 2]]);
  });

  it('gives it on when its holder is gone', async () => {
    const { one, other } = await stage();
    await one.take('reactions', 'one');
    await one.close();
    expect((await other.take('reactions', 'other'))?.token).toBe(2);
  });

  it('takes nothing from one who has lost the work and does not know it', async () => {
    const { one, other } = await stage();
    const first = (await one.take('reactions', 'one'))!;
    await one.save('reactions', '0001', first.token);
    await first.release();
    const second = (await other.take('reactions', 'other'))!;
    await other.save('reactions', '0002', second.token);
    await expect(one.save('reactions', '0003', first.token)).rejects.toThrow(Superseded);
    expect(await other.load('reactions')).toBe('0002');
  });

  it('belongs to one ledger', async () => {
    const { one, other } = await stage();
    expect(await one.belongTo('SYN-ledger-1')).toBe('SYN-ledger-1');
    expect(await other.belongTo('SYN-ledger-2')).toBe('SYN-ledger-1');
  });
};
