/** The latest used folds, by stream. Two generations: when the younger is full, the older is forgotten. Nothing has to be kept in order of use. */
export class Folds<Fold> {
  private young = new Map<string, Fold>();
  private old = new Map<string, Fold>();
  constructor(private readonly perGeneration: number) {}

  get(stream: string): Fold | undefined {
    const fold = this.young.get(stream);
    if (fold !== undefined || this.old.size === 0) return fold;
    const older = this.old.get(stream);
    if (older !== undefined) this.set(stream, older);
    return older;
  }

  set(stream: string, fold: Fold): void {
    if (this.young.size >= this.perGeneration) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(stream, fold);
  }
}
