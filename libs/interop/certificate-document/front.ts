import { endOf, isUnknown, sharesOf, type Certificate } from './certificate.ts';
import { carats, dollars, FILLED, guarded, percent } from './figures.ts';
import type { Form } from './form.ts';
import { countryIn } from './languages.ts';
import { crystal, GOLD, ground, overprint, RED } from './ornament.ts';
import { drawQr } from './qr.ts';
import { A4, INK, type Box } from './sheet.ts';
import { words, type Word } from './words.ts';

/** Where the form begins and how wide it is. */
export const LEFT = 46;
export const WIDTH = A4.width - 2 * LEFT;

/** What stands around the certificate: names behind ids, and where its number is checked. */
export type Around = Readonly<{ nameOf: (party: string) => string | undefined; check: string }>;

/** How many cases of confiscation are named; all are in the ledger. */
const MOST_CASES = 3;
const BOTH = '\u00a0/ ';
const HEADINGS: readonly (readonly [string, Word])[] = [['7102.10', 'unsorted'], ['7102.21', 'industrial'], ['7102.31', 'gem']];

/** In both languages on one line. */
const both = (form: Form, word: Word): string => form.both(word).join(BOTH);

const thirds = (y: number, height: number): readonly [Box, Box, Box] => {
  const width = WIDTH / 3;
  return [{ x: LEFT, y, width, height }, { x: LEFT + width, y, width, height }, { x: LEFT + 2 * width, y, width, height }];
};

const head = (form: Form, page: Certificate): void => {
  const { sheet, language } = form;
  crystal(sheet, [A4.width / 2, 45], 34);
  sheet.line(page.from, { x: LEFT, y: 70 }, { size: 26, hand: 'bold', color: GOLD });
  sheet.line('ISO 3166-1', { x: LEFT, y: 80 }, { size: 5.5, color: GOLD });
  const right = { x: LEFT + WIDTH / 2, width: WIDTH / 2 };
  sheet.line(both(form, 'number'), { ...right, y: 50 }, { size: 5.9, color: INK }, 'right');
  sheet.write(page.printedNumber ?? page.certificate, { x: LEFT + WIDTH * 0.6, y: 53, width: WIDTH * 0.4, height: 20 }, { size: 15, hand: 'bold', color: RED, tracking: 0.6 }, 'right');
  if (page.secondaryNumber !== undefined) sheet.line(`${both(form, 'second')}: ${page.secondaryNumber}`, { ...right, y: 82 }, { size: 5.9 }, 'right');
  const whole = { x: LEFT, width: WIDTH };
  const national = [...new Set([countryIn(page.from, language), countryIn(page.from, 'en')])].join('  ·  ');
  sheet.line(national.toUpperCase(), { ...whole, y: 98 }, { size: 8, tracking: 1.6, color: INK }, 'center');
  const [title, english] = form.both('title');
  sheet.line(title!.toUpperCase(), { ...whole, y: 119 }, { size: 17, hand: 'bold', tracking: 0.8 }, 'center');
  if (english !== undefined) sheet.line(english.toUpperCase(), { ...whole, y: 134 }, { size: 10.5, tracking: 1.6 }, 'center');
};

const statement = (form: Form): void => {
  const [national, english] = form.both('statement');
  const ink = { size: 8, hand: 'italic' } as const;
  const at = { x: LEFT, y: 146, width: WIDTH, height: 38 };
  form.sheet.pdf.rect(at.x, at.y, at.width, at.height).fillOpacity(0.75).fillAndStroke('#f7f2e4', GOLD).fillOpacity(1);
  if (english === undefined) {
    form.sheet.write(national!, { x: at.x + 40, y: at.y + 8, width: at.width - 80, height: 26 }, { ...ink, size: 9 }, 'center');
    return;
  }
  const width = WIDTH / 2 - 16;
  form.sheet.write(national!, { x: at.x + 8, y: at.y + 5, width, height: 30 }, ink);
  form.sheet.write(english, { x: at.x + WIDTH / 2 + 8, y: at.y + 5, width, height: 30 }, ink);
  form.sheet.pdf.moveTo(at.x + WIDTH / 2, at.y + 6).lineTo(at.x + WIDTH / 2, at.y + at.height - 6).lineWidth(0.4).stroke(GOLD);
};

const places = (form: Form, page: Certificate): void => {
  const [origin, provenance, destination] = thirds(194, 54);
  const [only, more] = page.origins;
  const single = more === undefined ? only : undefined;
  const filled = [{ text: FILLED.repeat(3), ink: { hand: 'bold' } }, { text: both(form, single ? 'unknown' : 'mixed'), ink: { size: 8 } }] as const;
  form.box('origin', origin, ...(single && !isUnknown(single.participant) ? form.entries(form.country(single.participant), single.participant) : filled));
  form.box('provenance', provenance, ...form.entries(form.country(page.from), page.from));
  form.box('destination', destination, ...form.entries(form.country(page.to), page.to));
};

const parties = (form: Form, page: Certificate, { nameOf }: Around): void => {
  const half = WIDTH / 2;
  const party = (word: Word, id: string, box: Box) => {
    const name = nameOf(id);
    form.box(word, box, ...(name === undefined ? [] : [{ text: name, ink: { size: 9, hand: 'bold' as const } }]), { text: id, ink: { size: name === undefined ? 9 : 7.5 } });
  };
  party('exporter', page.exporter, { x: LEFT, y: 248, width: half, height: 62 });
  party('importer', page.importer, { x: LEFT + half, y: 248, width: half, height: 62 });
  party('authority', page.authority, { x: LEFT, y: 310, width: half, height: 54 });
  form.box('issued', { x: LEFT + half, y: 310, width: half / 2, height: 54 }, ...form.entries(form.day(page.issuedOn), page.issuedOn));
  form.box('expires', { x: LEFT + half * 1.5, y: 310, width: half / 2, height: 54 }, ...form.entries(form.day(page.expiresOn), page.expiresOn));
};

const amounts = (form: Form, page: Certificate): void => {
  const [parcels, weight, value] = thirds(364, 42);
  const large = { size: 12.5, hand: 'bold' } as const;
  form.box('parcels', parcels, { text: guarded(String(page.parcelCount)), ink: large, align: 'center' });
  form.box('carats', weight, { text: `${guarded(carats(page.milliCarats))} ct`, ink: large, align: 'center' });
  form.box('value', value, { text: `${guarded(dollars(page.usdCents))} USD`, ink: large, align: 'center' });
};

/** One row for each heading there is: what is not in the shipment is filled, so that no line is added. */
const lines = (form: Form, page: Certificate): void => {
  const { sheet } = form;
  const at = { x: LEFT, y: 406, width: WIDTH, height: 96 };
  form.box('heading', at);
  if (page.edition !== undefined) sheet.line(page.edition, { x: LEFT, y: at.y + 11, width: WIDTH - 6 }, { size: 6 }, 'right');
  const columns = { carats: { x: LEFT, width: WIDTH - 118 }, value: { x: LEFT, width: WIDTH - 6 } };
  const row = (y: number, [code, says]: readonly [string, string], figures: readonly [string, string], hand: 'roman' | 'bold' = 'roman') => {
    sheet.line(code, { x: LEFT + 6, y: y + 9 }, { size: 9, hand: 'bold' });
    sheet.write(says, { x: LEFT + 50, y: y + 0.5, width: 224, height: 16 }, { size: 6.2 });
    sheet.line(figures[0], { ...columns.carats, y: y + 9 }, { size: 9, hand }, 'right');
    sheet.line(figures[1], { ...columns.value, y: y + 9 }, { size: 9, hand }, 'right');
  };
  for (const [i, [code, word]] of HEADINGS.entries()) {
    const line = page.lines.find(({ hsCode }) => hsCode === code);
    const figures = line ? [`${guarded(carats(line.milliCarats))} ct`, `${guarded(dollars(line.usdCents))} USD`] as const : [FILLED.repeat(3), FILLED.repeat(3)] as const;
    row(at.y + 19 + i * 19, [code, both(form, word)], figures);
    form.rule(LEFT + 6, at.y + 17.5 + i * 19, WIDTH - 12, 0.25);
  }
  form.rule(LEFT + 6, at.y + 75.5, WIDTH - 12, 0.6);
  row(at.y + 78, ['', ''], [`${guarded(carats(page.milliCarats))} ct`, `${guarded(dollars(page.usdCents))} USD`], 'bold');
  sheet.line(both(form, 'total'), { x: LEFT + 6, y: at.y + 87 }, { size: 8, hand: 'bold' });
};

const origins = (form: Form, page: Certificate): void => {
  const shares = page.origins.length > 1 ? sharesOf(page) : [];
  const countryOf = (code: string): string => (isUnknown(code) ? `${FILLED.repeat(3)} (${both(form, 'unknown')})` : `${form.country(code).join(BOTH)} (${code})`);
  const told = shares.map(({ participant, milliCarats, permyriad }) => `${countryOf(participant)} ${percent(permyriad)}, ${carats(milliCarats)}\u00a0ct`);
  form.box('origins', { x: LEFT, y: 502, width: WIDTH, height: 60 }, { text: told.length > 0 ? told.join('; ') : FILLED.repeat(3), ink: { size: 8.5 } });
};

/** The authority’s own part: day and name from the ledger where it knows them, a hand and a stamp on paper. */
const validation = (form: Form, page: Certificate, { check }: Around): void => {
  const { sheet } = form;
  const at = { x: LEFT, y: 562, width: WIDTH * 0.68, height: 224 };
  form.box('validation', at);
  if (page.purpose === 'technical') sheet.write(both(form, 'technical').toUpperCase(), { x: at.x + 8, y: at.y + 22, width: at.width - 16, height: 26 }, { size: 9, hand: 'bold', color: RED });
  if (page.confiscations !== undefined) {
    const cases = page.confiscations.length > MOST_CASES ? `${page.confiscations.slice(0, MOST_CASES).join(', ')} …` : page.confiscations.join(', ');
    sheet.write(`${both(form, 'confiscated')}: ${cases}`, { x: at.x + 8, y: at.y + 24, width: at.width - 16, height: 24 }, { size: 7, hand: 'bold', color: RED });
  }
  if (page.replaces !== undefined) sheet.write(`${both(form, 'replaces')}: ${page.replaces}`, { x: at.x + 8, y: at.y + 48, width: at.width - 16, height: 20 }, { size: 8, hand: 'bold' });
  const [x, width] = [at.x + 8, 150];
  if (page.validatedOn !== undefined) sheet.write(form.day(page.validatedOn).join(BOTH), { x, y: at.y + 68, width, height: 14 }, { size: 8.5 });
  form.blank('date', x, at.y + 84, width);
  if (page.validatedBy !== undefined) sheet.write(page.validatedBy, { x, y: at.y + 108, width, height: 14 }, { size: 8.5 });
  form.blank('name', x, at.y + 124, width);
  form.blank('signature', x, at.y + 196, width);
  sheet.pdf.circle(at.x + at.width - 84, at.y + 128, 62).lineWidth(0.5).dash(2, { space: 2 }).stroke(GOLD).undash();
  const side = { x: LEFT + WIDTH * 0.68, y: 562, width: WIDTH * 0.32, height: 224 };
  form.outline(side);
  const size = 118;
  drawQr(sheet, check, { x: side.x + (side.width - size) / 2, y: side.y + 12, size });
  const below = sheet.write(both(form, 'check'), { x: side.x + 8, y: side.y + size + 18, width: side.width - 16, height: 20 }, { size: 7, hand: 'bold' }, 'center');
  const number = sheet.write(page.certificate, { x: side.x + 8, y: below + 2, width: side.width - 16, height: 26 }, { size: 9, hand: 'bold', color: RED }, 'center');
  sheet.write(check, { x: side.x + 8, y: number + 3, width: side.width - 16, height: side.y + side.height - number - 8 }, { size: 6 }, 'center');
};

/** Draws the first page: the fourteen things that every certificate has (KPCS Annex I.A). */
export const front = (form: Form, page: Certificate, around: Around): void => {
  form.sheet.page();
  ground(form.sheet, smallPrint(page));
  head(form, page);
  statement(form);
  places(form, page);
  parties(form, page, around);
  amounts(form, page);
  lines(form, page);
  origins(form, page);
  validation(form, page, around);
  ended(form, page);
};

export const smallPrint = ({ certificate }: Certificate): string => `${words.title.en} ${certificate} · `;

/** Says across the page what became of it. */
export const ended = (form: Form, page: Certificate): void => {
  const end = endOf(page);
  if (end) overprint(form.sheet, [...form.both(end), ...(page.replacement === undefined ? [] : [page.replacement])]);
};
