const MOST_PER_GENERATION = 50_000;

/** The last revision of the streams most recently seen. Two generations: when the younger is full, the older is forgotten. */
export class Heads {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  get(stream: string): number | undefined { return this.young.get(stream) ?? this.old.get(stream); }

  set(stream: string, revision: number): void {
    if (this.young.size >= MOST_PER_GENERATION) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(stream, revision);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
