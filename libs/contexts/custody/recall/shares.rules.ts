/** How much of a lot stems from the goods that are meant: exact, between none and all. */
export type Share = Readonly<{ part: bigint; whole: bigint }>;

/** A step of the lineage from lot to lot, as far as shares go. */
export type Step = Readonly<{ from: string; to: string; kind: string; milliCarats: number; order: string }>;

export const ALL: Share = { part: 1n, whole: 1n };
const NONE: Share = { part: 0n, whole: 1n };

const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisorOf(b, a % b));
const reduced = (part: bigint, whole: bigint): Share => {
  const divisor = divisorOf(part, whole);
  return divisor === 0n ? NONE : { part: part / divisor, whole: whole / divisor };
};
const plus = (a: Share, b: Share): Share => reduced(a.part * b.whole + b.part * a.whole, a.whole * b.whole);
const times = ({ part, whole }: Share, milliCarats: number, ofMilliCarats: number): Share => reduced(part * BigInt(milliCarats), whole * BigInt(ofMilliCarats));

/**
 * The share of each lot. A part has the share of its whole: nobody can tell the stones apart. A blend has the shares of what went into it, by weight.
 * @param starts the lots that are meant, all of them
 * @param steps in any order; the order of the log decides
 * @param blendMilliCarats what went into a blend altogether, by its node
 */
export const sharesOf = (starts: ReadonlySet<string>, steps: readonly Step[], blendMilliCarats: ReadonlyMap<string, number>): ReadonlyMap<string, Share> => {
  const shares = new Map<string, Share>([...starts].map((start) => [start, ALL]));
  for (const { from, to, kind, milliCarats } of [...steps].sort((a, b) => (a.order < b.order ? -1 : 1))) {
    const share = shares.get(from);
    if (!share || starts.has(to)) continue;
    const whole = blendMilliCarats.get(to);
    if (kind !== 'blended') shares.set(to, share);
    else if (whole !== undefined) shares.set(to, plus(shares.get(to) ?? NONE, times(share, milliCarats, whole)));
  }
  return shares;
};

/** That share of a weight, rounded up to a thousandth of a carat: in doubt it stems from there. */
export const shareOfWeight = ({ part, whole }: Share, milliCarats: number): number => Number((part * BigInt(milliCarats) + whole - 1n) / whole);
