import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { fieldsOf, type Shape } from '#kernel';
import { contexts } from '../../apps/api/contexts.ts';
import { checkDocs, generateDocs } from '../../apps/cli/docs/docs.ts';

const rowsOf = (path: string) => readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')));
const headings = (path: string, level: string) => readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith(`${level} `)).map((line) => line.slice(level.length + 1));
const deciders = contexts.flatMap((context) => context.deciders);

it('the generated documentation is up to date; if not, run: npm run docs', async () => {
  expect({ outOfDate: await checkDocs(), run: 'npm run docs' }).toEqual({ outOfDate: [], run: 'npm run docs' });
}, 60_000);

it('the same code gives the same bytes', async () => {
  expect([...await generateDocs()]).toEqual([...await generateDocs()]);
}, 60_000);

it('the table of refusals is complete in both directions', () => {
  const inCode = deciders.flatMap(({ noun, refusals }) => Object.values(refusals).map(({ refused, cites, says }) => [`\`${refused}\``, noun, cites, says]));
  expect(rowsOf('libs/contexts/REFUSALS.md').sort()).toEqual(inCode.sort());
});

it('the catalogue of events is complete in both directions, down to the field', () => {
  const events = deciders.flatMap((decider) => Object.entries(decider.events as Record<string, Shape>));
  expect(headings('libs/contexts/EVENTS.md', '##')).toEqual(contexts.map(({ name }) => name));
  expect(headings('libs/contexts/EVENTS.md', '###')).toEqual(events.map(([type]) => type));
  const names = (shape: Shape, at = ''): string[] => [...fieldsOf(shape).values()].flatMap(({ name, of, list }) => [`\`${at}${name}\``, ...(of ? names(of(), `${at}${name}${list ? '[]' : ''}.`) : [])]);
  expect(rowsOf('libs/contexts/EVENTS.md').map(([field]) => field)).toEqual(events.flatMap(([, shape]) => names(shape)));
});

it('every refusal cites a clause, and says it in one sentence', () => {
  const cited = /^(KPCS [IVX]+(\([a-z]\))*|KPCS Annex [IVX]+.*|UN A\/RES\/.+|[a-z]+\/\d+|[A-Z].{3,60})$/;
  for (const { refusals } of deciders) {
    for (const { refused, cites, says } of Object.values(refusals)) {
      expect({ refused, cites, lawful: cited.test(cites) }).toEqual({ refused, cites, lawful: true });
      expect({ refused, says, sentence: /^[A-Z“].*[.]$/.test(says) }).toEqual({ refused, says, sentence: true });
    }
  }
});

it('names of events and commands are unique over the whole system: an import line and a log need no context to be read', () => {
  const events = deciders.flatMap(({ events }) => Object.keys(events as object));
  const commands = deciders.flatMap(({ commands }) => Object.keys(commands as object));
  for (const types of [events, commands]) expect(types.filter((type, i) => types.indexOf(type) !== i)).toEqual([]);
});

it('a rule of our own has a number of its own, in its own context', () => {
  const own = contexts.flatMap(({ name, deciders }) => deciders.flatMap(({ refusals }) => Object.values(refusals).map(({ cites }) => ({ name, cites }))))
    .filter(({ cites }) => /^[a-z-]+\/\d+$/.test(cites));
  expect(own.filter(({ name, cites }) => !cites.startsWith(`${name}/`))).toEqual([]);
  expect(own.filter(({ cites }, i) => own.findIndex((other) => other.cites === cites) !== i)).toEqual([]);
});
