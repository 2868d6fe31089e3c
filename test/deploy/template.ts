import { dump } from 'js-yaml';
import type { Plain } from './files.ts';

/**
 * Helm’s templates, as far as our chart uses them: paths, literals, `if`, `define`, `include`, and five functions in pipes. Whatever else stands between braces is
 * refused, so the chart cannot use what is not tried here. It is no replacement for `helm template`.
 */
type Node = string | Readonly<{ expression: string }> | Readonly<{ condition: string; then: readonly Node[] }>;
type Names = Map<string, readonly Node[]>;

const ACTION = /\{\{(-?)\s*([\s\S]*?)\s*(-?)\}\}/g;

/** Text and actions in turn; a hyphen takes the white space beside it. */
const tokensOf = (text: string): (string | Readonly<{ action: string }>)[] => {
  const tokens: (string | { action: string })[] = [];
  let [at, trim] = [0, false];
  for (const found of text.matchAll(ACTION)) {
    const before = text.slice(at, found.index);
    const left = trim ? before.trimStart() : before;
    tokens.push(found[1] ? left.trimEnd() : left, { action: found[2]! });
    [at, trim] = [found.index + found[0].length, found[3] === '-'];
  }
  tokens.push(trim ? text.slice(at).trimStart() : text.slice(at));
  return tokens;
};

/** Reads to the `end` that belongs to it, or to the end of the text. */
const parse = (tokens: ReturnType<typeof tokensOf>, names: Names, at = { next: 0 }): Node[] => {
  const nodes: Node[] = [];
  while (at.next < tokens.length) {
    const token = tokens[at.next++]!;
    if (typeof token === 'string') { nodes.push(token); continue; }
    const [word, rest = ''] = /^(\w+|\S+)\s*([\s\S]*)$/.exec(token.action)!.slice(1) as [string, string];
    if (word === 'end') return nodes;
    if (word === 'if') nodes.push({ condition: rest, then: parse(tokens, names, at) });
    else if (word === 'define') names.set(JSON.parse(rest) as string, parse(tokens, names, at));
    else nodes.push({ expression: token.action });
  }
  return nodes;
};

const lookUp = (path: string, root: Plain): unknown => path.split('.').slice(1).reduce<unknown>((at, part) => {
  const found = (at as Plain | undefined)?.[part];
  if (found === undefined) throw new Error(`${path} has no value`);
  return found;
}, root);

const indented = (text: string, columns: number): string => `\n${text.split('\n').map((line) => (line === '' ? line : ' '.repeat(columns) + line)).join('\n')}`;

/** As Helm sees it: an empty list is no value. */
const isSomething = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

class Rendering {
  constructor(private readonly names: Names, private readonly root: Plain) {}

  text(nodes: readonly Node[]): string {
    return nodes.map((node) => {
      if (typeof node === 'string') return node;
      if ('expression' in node) return String(this.value(node.expression));
      return isSomething(this.value(node.condition)) ? this.text(node.then) : '';
    }).join('');
  }

  private value(expression: string): unknown {
    const [first, ...pipes] = expression.split('|').map((part) => part.trim());
    return pipes.reduce<unknown>((value, pipe) => {
      const [name, argument = ''] = pipe.split(/\s+/) as [string, string?];
      if (name === 'quote') return JSON.stringify(String(value));
      if (name === 'nindent') return indented(String(value), Number(argument));
      if (name === 'default') return value === '' ? this.term(argument) : value;
      throw new Error(`The chart uses ${name}, which is not tried here.`);
    }, this.called(first!));
  }

  private called(call: string): unknown {
    const [word, ...rest] = call.split(/\s+/) as [string, ...string[]];
    if (word === 'toYaml') return dump(this.term(rest[0]!), { lineWidth: -1 }).trimEnd();
    if (word !== 'include') return this.term(call);
    const named = this.names.get(JSON.parse(rest[0]!) as string);
    if (!named) throw new Error(`There is no template ${rest[0]}.`);
    return this.text(named);
  }

  private term(text: string): unknown {
    if (/^[.](Values|Release|Chart)([.]\w+)+$/.test(text)) return lookUp(text, this.root);
    throw new Error(`The chart says ${text}, which is not tried here.`);
  }
}

/** The templates with values put in. Files that begin with _ only define. @throws Error at whatever is not understood, and at a value that is not there */
export const render = (files: ReadonlyMap<string, string>, root: Plain): ReadonlyMap<string, string> => {
  const names: Names = new Map();
  const parsed = [...files].map(([name, text]) => [name, parse(tokensOf(text), names)] as const);
  const rendering = new Rendering(names, root);
  return new Map(parsed.filter(([name]) => !name.startsWith('_')).map(([name, nodes]) => [name, rendering.text(nodes)]));
};
