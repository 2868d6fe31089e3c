/** A small seeded generator (splitmix32): the same seed gives the same year on every machine. */
export class Random {
  private state: number;
  constructor(seed: number, stream = '') {
    this.state = seed >>> 0;
    for (const letter of stream) this.state = Math.imul(this.state ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number { return least + Math.floor(this.next() * (most - least + 1)); }

  chance(probability: number): boolean { return this.next() < probability; }

  /** An index, with the probability of its weight. */
  weighted(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return i;
    }
    return weights.findLastIndex((weight) => weight > 0);
  }

  /** Skewed as sizes in this trade are: lognormal about 1, as an integer of thousandths from 1. */
  skewed(sigma: number): number {
    let normal = -6;
    for (let i = 0; i < 12; i++) normal += this.next();
    return Math.max(1, Math.round(1_000 * Math.exp(sigma * normal)));
  }

  /** Puts a list into another order, in place. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list;
  }
}
