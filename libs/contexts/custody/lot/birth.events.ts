/** How the id of a lot says where it comes from. Ids are on disk: add, never rename. */

/** The lot of which this one is a part; undefined for one that came from a production record or a blend. */
export const parentOf = (lot: string): string | undefined => {
  const dot = lot.lastIndexOf('.');
  return dot < 0 || lot.endsWith('.0') ? undefined : lot.slice(0, dot);
};

/** The lot that a blend makes. No split makes a part of number 0. */
export const lotOfBlend = (blend: string): string => `${blend}.0`;

/** The blend that made this lot; undefined for one that was mined or split. */
export const blendOf = (lot: string): string | undefined => (lot.endsWith('.0') ? lot.slice(0, -2) : undefined);
