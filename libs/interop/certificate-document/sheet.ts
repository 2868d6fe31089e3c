import PDFDocument from 'pdfkit';
import { bytesOf, FACES, runsOf, type Hand } from './faces.ts';

/** How text looks: size in points, hand, colour, and extra space between letters. */
export type Ink = Readonly<{ size: number; hand?: Hand; color?: string; tracking?: number }>;
/** Where it stands, in points from the upper left corner. */
export type Box = Readonly<{ x: number; y: number; width: number; height: number }>;
export type Align = 'left' | 'center' | 'right';

export const A4 = { width: 595.28, height: 841.89 } as const;
export const INK = '#16233a';

/** How much of the room that is left stands before the text. */
const BEFORE = { center: 0.5, right: 1 } as const;
const LEADING = 1.26;
const SMALLEST = 4.5;
const STEP = 0.25;
/** What stays on one line: a Han character with the stops behind it; a word with its space; an id up to its next hyphen. */
const ATOMS = /\p{Script=Han}[，。、；：！？）》」]*|[（《「]|[^ \p{Script=Han}（《「/-]*[/-]+ *|[^ \p{Script=Han}（《「/-]+ *| +/gu;

type Made = Readonly<{ title: string; language: string; madeOn: string }>;

/** Paper on which text of any script is written, measured and fitted. Everything is drawn as glyphs: no text of the data is ever syntax of the file. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  private drawn: PDFKit.PDFKitReference | undefined;

  /** Archive form (PDF/A-2b): faces embedded, no scripts, no actions, no links, no files. The same data give the same bytes. */
  constructor({ title, language, madeOn }: Made) {
    const made = new Date(`${madeOn}T00:00:00Z`);
    const info = { Title: title, Producer: 'Kimberlite', Creator: 'Kimberlite', CreationDate: made, ModDate: made };
    this.pdf = new PDFDocument({
      size: [A4.width, A4.height], margin: 0, pdfVersion: '1.7', subset: 'PDF/A-2b', lang: language, info,
      bufferPages: true, autoFirstPage: false, font: null as unknown as string,
    });
    for (const face of FACES) this.pdf.registerFont(face, bytesOf(face));
  }

  page(): void { this.pdf.addPage(); }

  /** A drawing that is the same on every page: kept in the file once. It is given as operators, and never made of data. */
  drawing(operators: string): void {
    if (!this.drawn) {
      this.drawn = this.pdf.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, A4.width, A4.height], Resources: {} });
      this.drawn.end(Buffer.from(operators));
    }
    this.pdf.page.xobjects['Ground'] = this.drawn;
    this.pdf.addContent('/Ground Do');
  }

  width(text: string, { size, hand = 'roman', tracking = 0 }: Ink): number {
    return runsOf(text, hand).reduce((sum, run) => sum + this.pdf.font(run.face).fontSize(size).widthOfString(run.text) + tracking * [...run.text].length, 0);
  }

  /** One line, on this baseline. */
  line(text: string, at: Readonly<{ x: number; y: number; width?: number }>, ink: Ink, align: Align = 'left'): void {
    const { size, hand = 'roman', color = INK, tracking = 0 } = ink;
    let x = at.x + (align === 'left' ? 0 : ((at.width ?? 0) - this.width(text, ink)) * BEFORE[align]);
    for (const run of runsOf(text, hand)) {
      this.pdf.font(run.face).fontSize(size).fillColor(color);
      const width = this.pdf.widthOfString(run.text) + tracking * [...run.text].length;
      this.pdf.text(run.text, x, at.y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: tracking });
      x += width;
    }
  }

  /** Text in a box, broken into lines; made smaller until it fits, and cut only where even that is not enough. Answers where it ended. */
  write(text: string, box: Box, ink: Ink, align: Align = 'left'): number {
    let size = ink.size;
    let lines = this.broken(text, box.width, ink);
    while (lines.length * size * LEADING > box.height && size - STEP >= SMALLEST) {
      size -= STEP;
      lines = this.broken(text, box.width, { ...ink, size });
    }
    const most = Math.max(1, Math.floor(box.height / (size * LEADING)));
    if (lines.length > most) lines = [...lines.slice(0, most - 1), `${lines[most - 1]!.trimEnd().slice(0, -1)}…`];
    for (const [i, line] of lines.entries()) this.line(line.trimEnd(), { ...box, y: box.y + size * (1 + i * LEADING) }, { ...ink, size }, align);
    return box.y + lines.length * size * LEADING;
  }

  private broken(text: string, width: number, ink: Ink): string[] {
    const lines: string[] = [''];
    for (const paragraph of text.split('\n')) {
      if (lines.at(-1) !== '') lines.push('');
      for (const atom of paragraph.match(ATOMS) ?? []) this.append(lines, atom, width, ink);
    }
    return lines;
  }

  private append(lines: string[], atom: string, width: number, ink: Ink): void {
    const fits = (line: string) => this.width(line.trimEnd(), ink) <= width;
    if (lines.at(-1) !== '' && !fits(lines.at(-1)! + atom)) lines.push('');
    if (fits(lines.at(-1)! + atom)) {
      lines[lines.length - 1] += atom;
      return;
    }
    for (const character of atom) {
      if (lines.at(-1) !== '' && !fits(lines.at(-1)! + character)) lines.push('');
      lines[lines.length - 1] += character;
    }
  }

  /** Ends the file. */
  bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.pdf.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => { resolve(Buffer.concat(chunks)); }).on('error', reject);
      this.pdf.end();
    });
  }
}
