import { create } from 'qrcode';
import { INK, type Sheet } from './sheet.ts';

/** Modules of white around the code, without which it is not read. */
const QUIET = 2;

/** Draws a QR code as squares: nothing in the file but its look, no link. Level M reads with a stain of 15 %. */
export const drawQr = ({ pdf }: Sheet, text: string, { x, y, size }: Readonly<{ x: number; y: number; size: number }>): void => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = size / (modules.size + 2 * QUIET);
  pdf.rect(x, y, size, size).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) pdf.rect(x + (column + QUIET) * step, y + (row + QUIET) * step, step, step);
    }
  }
  pdf.fill(INK);
};
