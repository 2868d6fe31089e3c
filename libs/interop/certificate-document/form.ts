import { countryIn, dayIn, type Language } from './languages.ts';
import { GOLD } from './ornament.ts';
import { INK, type Align, type Box, type Ink, type Sheet } from './sheet.ts';
import { isWord, words, type Word } from './words.ts';

const LABEL = 5.9;
const GREY = '#4a5568';
const PADDING = 5;
const SIZE = 10;
/** A line of text and a little more. */
const LINE = 1.3;

/** What is entered in a box: its text, how it looks, and in how many lines it has to fit. */
export type Entry = Readonly<{ text: string; ink?: Partial<Ink>; align?: Align; lines?: number }>;

/** A form in the national language and English: each label in both, each value once where both say the same. */
export class Form {
  private boxes = 0;
  constructor(readonly sheet: Sheet, readonly language: Language) {}

  /** In both languages, the national one first; once, where it is English. */
  both(word: Word): readonly string[] {
    return [...new Set([words[word][this.language], words[word].en])];
  }

  country(code: string): readonly string[] { return [...new Set([countryIn(code, this.language), countryIn(code, 'en')])]; }
  day(day: string): readonly string[] { return [...new Set([dayIn(day, this.language), dayIn(day, 'en')])]; }

  /** A kind of document or valuation in both languages; as it is, if the form has no word for it. */
  kind(kind: string): string { return isWord(kind) ? this.both(kind).join(' / ') : kind; }

  /** The same in both languages, one below the other, and what stands for both. */
  entries([national, english]: readonly string[], sign: string): readonly Entry[] {
    return [
      { text: national!, ink: { size: 9, hand: 'bold' }, lines: 1 }, ...(english === undefined ? [] : [{ text: english, ink: { size: 8 }, lines: 1 }]), { text: sign, ink: { size: 7, color: GREY } },
    ];
  }

  /** The label in the national language upright, the English one in italics behind it. */
  label(word: Word, { x, y, width }: Readonly<{ x: number; y: number; width: number }>, size = LABEL): number {
    const [national, english] = this.both(word);
    const bold = { size, hand: 'bold', color: GREY } as const;
    const slanted = { size, hand: 'italic', color: GREY } as const;
    const first = this.sheet.width(`${national}  `, bold);
    if (english === undefined || first + this.sheet.width(english, slanted) > width) {
      const end = this.sheet.write(national!, { x, y, width, height: size * 2.6 }, bold);
      return english === undefined ? end : this.sheet.write(english, { x, y: end, width, height: size * 2.6 }, slanted);
    }
    this.sheet.line(national!, { x, y: y + size }, bold);
    this.sheet.line(english, { x: x + first, y: y + size }, slanted);
    return y + size * 1.26;
  }

  /** A numbered box with its label and what is entered in it. */
  box(word: Word, at: Box, ...entries: readonly Entry[]): void {
    const { sheet } = this;
    this.boxes += 1;
    this.outline(at);
    sheet.line(String(this.boxes), { x: at.x + PADDING, y: at.y + PADDING + LABEL }, { size: LABEL, hand: 'bold', color: GOLD });
    const inside = { x: at.x + PADDING, width: at.width - 2 * PADDING };
    let y = this.label(word, { x: inside.x + 11, y: at.y + PADDING, width: inside.width - 11 }) + 2.5;
    for (const { text, ink, align, lines = Infinity } of entries) {
      const height = Math.min(at.y + at.height - PADDING - y, lines * (ink?.size ?? SIZE) * LINE);
      y = sheet.write(text, { ...inside, y, height }, { size: SIZE, ...ink }, align ?? 'left') + 0.5;
    }
  }

  outline({ x, y, width, height }: Box): void { this.sheet.pdf.rect(x, y, width, height).lineWidth(0.5).stroke(INK); }
  rule(x: number, y: number, width: number, thick = 0.35): void { this.sheet.pdf.moveTo(x, y).lineTo(x + width, y).lineWidth(thick).stroke(INK); }

  /** A line to write on, its label below it. */
  blank(word: Word, x: number, y: number, width: number): void {
    this.rule(x, y, width);
    this.label(word, { x, y: y + 1.5, width }, 5.2);
  }
}
