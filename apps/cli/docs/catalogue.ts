import { fieldsOf, type Context, type Decider, type Field, type Shape } from '#kernel';

const cell = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
/** In a table GitHub unescapes the bar before it reads the code, and nothing else. */
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
export const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
export const table = (headings: string[], rows: string[]) => [row(...headings), row(...headings.map(() => '---')), ...rows];

const fieldRows = (shape: Shape, at = ''): string[] => [...fieldsOf(shape).values()].flatMap((field: Field) => {
  const { name, optional, says, schema, of, list } = field;
  const schemaText = Object.keys(schema).length === 0 ? '`{"type":"object"}`' : code(JSON.stringify(schema));
  return [
    row(`\`${at}${name}\``, optional ? 'may be left out' : '', cell(says), schemaText),
    ...(of ? fieldRows(of(), `${at}${name}${list ? '[]' : ''}.`) : []),
  ];
});

const eventLines = (context: Context, { noun, events }: Decider): string[] => Object.entries(events as Record<string, Shape>).flatMap(([type, shape]) => {
  const rows = fieldRows(shape);
  return [`### ${type}`, '', `On a stream of ${context.name}, \`${noun}-<id>\`.`, '', ...(rows.length ? table(['field', '', 'it is', 'JSON Schema'], rows) : ['It carries nothing.']), ''];
});

export const page = (...lines: string[]) => `${lines.join('\n').trimEnd()}\n`;
export const WRITTEN_BY = 'Written by `npm run docs` from the code; a test compares. Do not edit.';

/** Every event that can be on disk, with its fields. */
export const eventsPage = (contexts: readonly Context[]): string => page(
  '# Events', '', WRITTEN_BY, '',
  'These names and fields are on disk: they are added to, never renamed. Beside its data every event carries its stream, revision, position, id, actor (`by`), cause, correlation,',
  '`occurredAt` (when it happened, as given) and `recordedAt` (when the ledger learned of it).', '',
  ...contexts.flatMap((context) => [`## ${context.name}`, '', ...context.deciders.flatMap((decider) => eventLines(context, decider))]),
);

const refusalRows = ({ noun, refusals }: Decider): string[] =>
  Object.values(refusals).map(({ refused, cites, says }) => row(`\`${refused}\``, noun, cell(cites), cell(says)));

/** Every lawful "no", with the clause it stands on. */
export const refusalsPage = (contexts: readonly Context[]): string => page(
  '# Refusals', '', WRITTEN_BY, '',
  'A refusal is answered with status 422: its code, the clause it cites, the sentence, and, where known, the figures and the field. KPCS is the Kimberley Process',
  'Certification Scheme; a clause like `custody/4` is a rule of our own, and this page is its register.', '',
  ...contexts.flatMap((context) => [`## ${context.name}`, '', ...table(['code', 'noun', 'cites', 'says'], context.deciders.flatMap(refusalRows)), '']),
);
