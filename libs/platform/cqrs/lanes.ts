/** Work on one thing in order, on different things side by side. */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs the work after everything that was started before it on the same lane, whether that went well or not. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(lane);
    const mine = before ? before.then(work, work) : work();
    this.last.set(lane, mine);
    const leave = () => { if (this.last.get(lane) === mine) this.last.delete(lane); };
    mine.then(leave, leave);
    return mine;
  }
}
