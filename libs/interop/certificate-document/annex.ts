import { isUnknown, partsOf, sharesOf, type Certificate } from './certificate.ts';
import { carats, dollars, FILLED, percent } from './figures.ts';
import type { Form } from './form.ts';
import { ended, LEFT, smallPrint, WIDTH, type Around } from './front.ts';
import { ground, RED } from './ornament.ts';
import { A4, INK, type Align, type Ink } from './sheet.ts';
import type { Word } from './words.ts';

type Column = Readonly<{ width: number; align?: Align }>;
const FOOT = 786;
const TOP = 92;
const ROW = 11.5;
const CONFIRMATION = 214;

/** Pages of lists behind the certificate, each with its number. */
class Annex {
  private y = 0;
  constructor(private readonly form: Form, private readonly page: Certificate) { this.turn(); }

  /** A new page. */
  turn(): void {
    const { form: { sheet }, page } = this;
    sheet.page();
    ground(sheet, smallPrint(page));
    const title = `${this.form.both('annex').join(' / ')}`;
    sheet.write(title, { x: LEFT, y: 52, width: WIDTH * 0.62, height: 26 }, { size: 10.5, hand: 'bold' });
    sheet.write(page.printedNumber ?? page.certificate, { x: LEFT + WIDTH * 0.62, y: 50, width: WIDTH * 0.38, height: 22 }, { size: 13, hand: 'bold', color: RED, tracking: 0.6 }, 'right');
    this.form.rule(LEFT, 80, WIDTH, 0.8);
    this.y = TOP;
  }

  /** Room for so much, on this page or the next. Answers where it begins. */
  room(height: number): number {
    if (this.y + height > FOOT) this.turn();
    const { y } = this;
    this.y += height;
    return y;
  }

  /** Rows under a title. Without rows there is one that is filled. */
  list(word: Word, columns: readonly Column[], rows: readonly (readonly string[])[], headings?: readonly string[]): void {
    const { form } = this;
    form.label(word, { x: LEFT, y: this.room(16 + (headings ? ROW : 0) + ROW) + 2, width: WIDTH }, 8);
    this.y -= ROW + (headings ? ROW : 0);
    if (headings) this.row(columns, headings, { size: 5.6, hand: 'italic' });
    form.rule(LEFT, this.y, WIDTH, 0.5);
    for (const row of rows.length > 0 ? rows : [columns.map(() => FILLED)]) this.row(columns, row, { size: 7.4 });
    this.y += 8;
  }

  /** The lowest part of the last page; what stays empty above it is struck through, so that nothing is added. */
  foot(height: number): number {
    const above = this.room(height);
    const below = FOOT - height;
    if (below - above > 2 * ROW) this.form.sheet.pdf.moveTo(LEFT, below - ROW).lineTo(LEFT + WIDTH, above + ROW).lineWidth(0.6).stroke(INK);
    return below;
  }

  private row(columns: readonly Column[], texts: readonly string[], ink: Ink): void {
    const y = this.room(ROW);
    let x = LEFT;
    for (const [i, { width, align }] of columns.entries()) {
      this.form.sheet.write(texts[i] ?? '', { x: x + 2, y: y + 1, width: width * WIDTH - 4, height: ROW - 1 }, ink, align);
      x += width * WIDTH;
    }
    this.form.rule(LEFT, y + ROW, WIDTH, 0.15);
  }
}

const lists = (annex: Annex, form: Form, page: Certificate): void => {
  const parts = partsOf(page);
  const amount = (value: number | undefined, says: (value: number) => string) => (value === undefined ? FILLED : says(value));
  annex.list('contents', [{ width: 0.08 }, { width: 0.32 }, { width: 0.26 }, { width: 0.16, align: 'right' }, { width: 0.18, align: 'right' }],
    parts.map((part, i) => [String(i + 1), part.parcel, part.seal ?? FILLED, amount(part.milliCarats, carats), amount(part.usdCents, dollars)]),
    ['', form.both('parcel').join(' / '), form.both('seal').join(' / '), 'ct', 'USD']);
  if (page.origins.length > 1) annex.list('origins', [{ width: 0.6 }, { width: 0.1 }, { width: 0.15, align: 'right' }, { width: 0.15, align: 'right' }],
    sharesOf(page).map(({ participant, milliCarats, permyriad }) => [isUnknown(participant) ? form.both('unknown').join(' / ') : form.country(participant).join(' / '), isUnknown(participant) ? FILLED : participant, `${carats(milliCarats)} ct`, percent(permyriad)]));
  annex.list('imports', [{ width: 1 }], (page.imports ?? []).map((one) => [one]));
  annex.list('documents', [{ width: 0.36 }, { width: 0.44 }, { width: 0.2, align: 'right' }],
    (page.documents ?? []).map(({ kind, reference, milliCarats }) => [form.kind(kind), reference, `${carats(milliCarats)} ct`]));
  const { valuation } = page;
  annex.list('valuation', [{ width: 0.36 }, { width: 0.1 }, { width: 0.34 }, { width: 0.2, align: 'right' }],
    valuation ? [[form.kind(valuation.method), valuation.basis, valuation.valuer, valuation.valuedOn]] : []);
};

/** The part that the Importing Authority fills in and sends back (KPCS Annex I.B). What the ledger knows of it is entered. */
const confirmation = (form: Form, page: Certificate, y: number, { nameOf }: Around): void => {
  const { sheet } = form;
  sheet.pdf.moveTo(LEFT, y).lineTo(LEFT + WIDTH, y).lineWidth(0.6).dash(4, { space: 3 }).stroke().undash();
  form.label('confirmation', { x: LEFT, y: y + 8, width: WIDTH * 0.7 }, 9.5);
  sheet.line(page.certificate, { x: LEFT, y: y + 18, width: WIDTH }, { size: 9, hand: 'bold', color: RED }, 'right');
  const [third, top] = [WIDTH / 3, y + 28];
  const bold = { size: 9, hand: 'bold' } as const;
  const name = nameOf(page.importer);
  form.box('destination', { x: LEFT, y: top, width: third, height: 46 }, ...form.entries(form.country(page.to), page.to));
  form.box('importer', { x: LEFT + third, y: top, width: third * 2, height: 46 }, ...(name === undefined ? [] : [{ text: name, ink: bold }]), { text: page.importer, ink: { size: 7.5 } });
  const known = (value: number | undefined, says: (value: number) => string) => (value === undefined || page.receivedOn === undefined ? [] : [{ text: says(value), ink: bold }]);
  form.box('carats', { x: LEFT, y: top + 46, width: third, height: 40 }, ...known(page.foundMilliCarats, (value) => `${carats(value)} ct`));
  form.box('value', { x: LEFT + third, y: top + 46, width: third, height: 40 }, ...known(page.foundUsdCents, (value) => `${dollars(value)} USD`));
  form.box('heading', { x: LEFT + third * 2, y: top + 46, width: third, height: 40 }, ...(page.receivedOn === undefined ? [] : [{ text: page.lines.map(({ hsCode }) => hsCode).join(' · '), ink: bold }]));
  form.box('received', { x: LEFT, y: top + 86, width: third, height: 90 }, ...(page.receivedOn === undefined ? [] : form.entries(form.day(page.receivedOn), page.receivedOn)));
  form.box('authentication', { x: LEFT + third, y: top + 86, width: third * 2, height: 90 }, ...(page.confirmedBy === undefined ? [] : [{ text: page.confirmedBy, ink: bold }]));
  form.blank('signature', LEFT + third + 8, top + 160, third * 2 - 16);
};

/** Draws what does not fit on one page: parcels with their seals, what stands behind the goods, and the part for the importer’s side. */
export const annex = (form: Form, page: Certificate, around: Around): void => {
  const pages = new Annex(form, page);
  lists(pages, form, page);
  confirmation(form, page, pages.foot(CONFIRMATION), around);
  const { pdf } = form.sheet;
  const { count } = pdf.bufferedPageRange();
  for (let i = 1; i < count; i += 1) {
    pdf.switchToPage(i);
    ended(form, page);
  }
  for (let i = 0; i < count; i += 1) {
    pdf.switchToPage(i);
    form.sheet.line(`${i + 1} / ${count}`, { x: LEFT, y: A4.height - 42, width: WIDTH }, { size: 6.5 }, 'right');
  }
};
