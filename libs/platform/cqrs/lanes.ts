/** Work on one thing in order, on different things side by side. */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs the work after everything that was started before it on the same lane, whether that went well or not. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(lane);
    const mine: Promise<T> = this.after(before, work, () => { if (this.last.get(lane) === mine) this.last.delete(lane); });
    this.last.set(lane, mine);
    return mine;
  }

  private async after<T>(before: Promise<unknown> | undefined, work: () => Promise<T>, leave: () => void): Promise<T> {
    if (before) await before.catch(() => {});
    try {
      return await work();
    } finally {
      leave();
    }
  }
}
