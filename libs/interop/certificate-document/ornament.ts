import { A4, INK, type Sheet } from './sheet.ts';

export const GOLD = '#8c7434';
export const RED = '#9c1f24';
const PALE = '#f0ead9';
const FINE = '#cdbd92';
const WAVES = 6;
const STEPS = 360;
/** Petals, lines, middle and depth of each ring; the last two as parts of the radius. */
const RINGS = [[12, 12, 0.82, 0.18], [9, 10, 0.5, 0.16], [6, 8, 0.24, 0.12]] as const;

type Point = readonly [x: number, y: number];
const FRAME = { left: 20, top: 20, right: A4.width - 20, bottom: A4.height - 20, depth: 15 } as const;

/** A line through points, as the file’s own operators. */
const line = (points: readonly Point[]): string => `${points.map(([x, y], i) => `${x.toFixed(2)} ${y.toFixed(2)} ${i === 0 ? 'm' : 'l'}`).join('\n')}\nS\n`;
const pen = (color: string, width: number): string => `${[1, 3, 5].map((at) => (parseInt(color.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')} RG ${width} w\n`;

/** A band of interwoven waves, from one end to the other. */
const band = (from: Point, to: Point): string => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const [turns, count] = [Math.round(length / 24), Math.round(length / 2)];
  return Array.from({ length: WAVES }, (_, wave) => line(Array.from({ length: count + 1 }, (_, i) => {
    const way = i / count;
    const off = (FRAME.depth / 2) * Math.sin(2 * Math.PI * (turns * way + wave / WAVES));
    return [from[0] + dx * way - (dy / length) * off, from[1] + dy * way + (dx / length) * off];
  }))).join('');
};

/** The rosette under the text: rings of waves, each a little turned against the one before. */
const rosette = ([x, y]: Point, radius: number): string => RINGS.flatMap(([petals, turns, middle, depth]) => Array.from({ length: turns }, (_, turn) => line(
  Array.from({ length: STEPS + 1 }, (_, i) => {
    const angle = (i / STEPS) * 2 * Math.PI;
    const r = radius * (middle + depth * Math.sin(petals * angle + (turn / turns) * 2 * Math.PI));
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  })))).join('');

let drawn: string | undefined;
/** The guilloche: the same on every page of every certificate, computed once, and once in a file. */
const guilloche = (): string => {
  const { left, top, right, bottom, depth } = FRAME;
  const half = depth / 2;
  drawn ??= pen(PALE, 0.3) + rosette([A4.width / 2, A4.height / 2 + 10], 205) + pen(FINE, 0.35) + [
    band([left, top + half], [right, top + half]), band([left, bottom - half], [right, bottom - half]),
    band([left + half, top], [left + half, bottom]), band([right - half, top], [right - half, bottom]),
  ].join('');
  return drawn;
};

/** The crystal: an octahedron, as a rough diamond grows. */
export const crystal = ({ pdf }: Sheet, [x, y]: Point, size: number): void => {
  const [half, waist] = [size * 0.36, size * 0.5];
  const corners: Point[] = [[x, y], [x + half, y + waist], [x, y + size], [x - half, y + waist]];
  const front: Point = [x - half * 0.22, y + waist * 1.16];
  pdf.lineWidth(0.9).lineJoin('round');
  pdf.polygon(...corners.map(([a, b]) => [a, b])).fillAndStroke('#f7f2e4', GOLD);
  for (const corner of corners) pdf.moveTo(...front).lineTo(...corner);
  pdf.lineWidth(0.6).stroke(GOLD);
  pdf.lineWidth(0.3).moveTo(corners[3]![0], corners[3]![1]).lineTo(x + half * 0.22, y + waist * 0.84).lineTo(corners[1]![0], corners[1]![1]).dash(1.2, { space: 1 }).stroke(GOLD).undash();
};

/** What a page looks like before anything is written on it. The line of small print repeats the number: a copier makes it grey. */
export const ground = (sheet: Sheet, small: string): void => {
  const { left, top, right, bottom, depth } = FRAME;
  sheet.drawing(guilloche());
  sheet.pdf.rect(left, top, right - left, bottom - top).lineWidth(1.1).stroke(INK);
  sheet.pdf.rect(left + depth, top + depth, right - left - 2 * depth, bottom - top - 2 * depth).lineWidth(0.6).stroke(GOLD);
  const ink = { size: 2.2, color: GOLD };
  const wide = right - left - 2 * depth - 12;
  const repeated = small.repeat(Math.max(1, Math.floor(wide / sheet.width(small, ink))));
  for (const y of [top + depth + 4.4, bottom - depth - 2.6]) sheet.line(repeated, { x: left + depth + 6, y, width: wide }, ink, 'center');
};

/** Across the page: this certificate goes with no goods any more. */
export const overprint = (sheet: Sheet, texts: readonly string[]): void => {
  const { pdf } = sheet;
  const text = texts.join(' · ').toUpperCase();
  const size = Math.min(64, (64 * 620) / sheet.width(text, { size: 64, hand: 'bold' }));
  pdf.save().rotate(-52, { origin: [A4.width / 2, A4.height / 2] }).fillOpacity(0.32);
  sheet.line(text, { x: 0, y: A4.height / 2 + size / 3, width: A4.width }, { size, hand: 'bold', color: RED }, 'center');
  pdf.fillOpacity(1).restore();
};
