/** Who wants to know that something was committed. */
export class Listeners {
  private readonly all = new Set<() => void>();

  /** @returns the way to stop */
  add(listener: () => void): () => void {
    const own = () => listener();
    this.all.add(own);
    return () => { this.all.delete(own); };
  }

  get none(): boolean { return this.all.size === 0; }

  /** Each is called on its own, after the answers: one that throws stops neither the store nor its neighbours. */
  tell(): void {
    for (const listener of this.all) queueMicrotask(() => { if (this.all.has(listener)) listener(); });
  }

  clear(): void { this.all.clear(); }
}
