import { inflateSync } from 'node:zlib';

const SIGNATURE = 0x774f_4646;
const [FLAVOUR, TABLES, HEADER, ENTRY] = [4, 12, 44, 20];
const [SFNT_HEADER, SFNT_ENTRY] = [12, 16];
const aligned = (length: number): number => (length + 3) & ~3;

/**
 * The font inside a WOFF 1.0 file (its tables are packed one by one). Unpacked once, here: the reader of fonts below the PDF library would
 * unpack the whole table of outlines for each glyph.
 */
export const unpacked = (woff: Buffer): Buffer => {
  if (woff.readUInt32BE(0) !== SIGNATURE) return woff;
  const count = woff.readUInt16BE(TABLES);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * ENTRY;
    const [tag, offset, packed, length, sum] = [0, 4, 8, 12, 16].map((field) => woff.readUInt32BE(at + field)) as [number, number, number, number, number];
    const bytes = woff.subarray(offset, offset + packed);
    return { tag, sum, bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const size = tables.reduce((sum, { bytes }) => sum + aligned(bytes.length), SFNT_HEADER + count * SFNT_ENTRY);
  const font = Buffer.alloc(size);
  font.writeUInt32BE(woff.readUInt32BE(FLAVOUR), 0);
  const power = Math.floor(Math.log2(count));
  for (const [i, value] of [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].entries()) font.writeUInt16BE(value, 4 + 2 * i);
  let offset = SFNT_HEADER + count * SFNT_ENTRY;
  for (const [i, { tag, sum, bytes }] of tables.entries()) {
    for (const [j, value] of [tag, sum, offset, bytes.length].entries()) font.writeUInt32BE(value, SFNT_HEADER + i * SFNT_ENTRY + 4 * j);
    bytes.copy(font, offset);
    offset += aligned(bytes.length);
  }
  return font;
};
