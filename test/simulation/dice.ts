/** Numbers that look like chance and follow from a seed: the same seed throws the same dice, on every machine (mulberry32). */
export class Dice {
  private state: number;
  constructor(seed: number) { this.state = seed >>> 0; }

  /** From 0 to just below 1. */
  throw(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean { return this.throw() < probability; }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number { return least + Math.floor(this.throw() * (most - least + 1)); }

  pick<T>(things: readonly T[]): T { return things[this.between(0, things.length - 1)]!; }

  /** Some of these, in an order of their own. */
  some<T>(things: readonly T[], count: number): T[] {
    const left = [...things];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.between(0, left.length - 1), 1)[0]!);
  }
}
