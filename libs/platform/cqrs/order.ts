type Use = { write: Promise<unknown>; reads: Set<Promise<unknown>> };

const done: Promise<unknown> = Promise.resolve();

/** Lets work that reads or writes the same things happen in the order it came in, and everything else side by side. */
export class Order {
  private readonly uses = new Map<string, Use>();

  /** Runs the work once everything before it that it might depend on, or disturb, is over. */
  run<T>(writes: string, reads: readonly string[], work: () => Promise<T>): Promise<T> {
    const written = this.useOf(writes);
    const read = reads.filter((thing) => thing !== writes).map((thing) => this.useOf(thing));
    const before = [written.write, ...written.reads, ...read.map(({ write }) => write)];
    const mine = Promise.allSettled(before).then(work);
    written.write = mine;
    written.reads = new Set();
    for (const use of read) use.reads.add(mine);
    const leave = () => this.leave(mine, [writes, ...reads]);
    mine.then(leave, leave);
    return mine;
  }

  private useOf(thing: string): Use {
    let use = this.uses.get(thing);
    if (!use) this.uses.set(thing, use = { write: done, reads: new Set() });
    return use;
  }

  private leave(mine: Promise<unknown>, things: readonly string[]): void {
    for (const thing of things) {
      const use = this.uses.get(thing);
      if (!use) continue;
      use.reads.delete(mine);
      if (use.write === mine) use.write = done;
      if (use.write === done && use.reads.size === 0) this.uses.delete(thing);
    }
  }
}
