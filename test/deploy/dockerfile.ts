import { existsSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { isPinned } from './files.ts';

type Instruction = Readonly<{ word: string; rest: string }>;
/** One stage, from its FROM on. */
type Stage = readonly Instruction[];

const instructionsOf = (text: string): Instruction[] =>
  text.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ').split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [, word, rest] = /^\s*(\w+)\s+(.*)$/.exec(line)!;
    return { word: word!.toUpperCase(), rest: rest!.trim() };
  });

const stagesOf = (text: string): Stage[] => instructionsOf(text).reduce<Instruction[][]>((stages, one) => {
  if (one.word === 'FROM') stages.push([one]);
  else stages.at(-1)?.push(one);
  return stages;
}, []);

const all = (stage: Stage, word: string): string[] => stage.filter((one) => one.word === word).map(({ rest }) => rest);
const imageOf = (stage: Stage): string => all(stage, 'FROM')[0]!.split(' ')[0]!;
/** What is copied from the repository into a stage. */
const sourcesOf = (stage: Stage): string[] => all(stage, 'COPY').filter((rest) => !rest.startsWith('--from')).flatMap((rest) => rest.split(/\s+/).slice(0, -1));

const HABITS: Readonly<Record<string, (stages: readonly Stage[], app: string) => boolean>> = {
  'each stage begins with an image of one exact version': (stages) => stages.every((stage) => isPinned(imageOf(stage))),
  'what is built with is left behind: two stages': (stages) => stages.length >= 2 && all(stages.at(-1)!, 'COPY').every((rest) => rest.startsWith('--from=')),
  'it does not run as root': (stages) => { const user = all(stages.at(-1)!, 'USER').at(-1); return user !== undefined && !/^(root|0)\b/.test(user); },
  'nothing is done as root after that': (stages) => { const words = stages.at(-1)!.map(({ word }) => word); return !words.slice(words.lastIndexOf('USER')).includes('RUN'); },
  'it says how to see that it is well, or that there is nothing to see': (stages) => all(stages.at(-1)!, 'HEALTHCHECK').length === 1,
  'it is started without a shell, so that it hears SIGTERM': (stages) => all(stages.at(-1)!, 'ENTRYPOINT').length === 1 && /^\["node", /.test(all(stages.at(-1)!, 'ENTRYPOINT')[0]!),
  'it starts what there is to be started': (stages, app) => all(stages.at(-1)!, 'ENTRYPOINT')[0]?.includes(`"dist/apps/${app}/main.js"`) === true && existsSync(`apps/${app}/main.ts`),
  'packages are asked for by name only, and their lists are removed': (stages) => stages.every((stage) => all(stage, 'RUN').every((rest) => !rest.includes('apt-get install') || (rest.includes('--no-install-recommends') && rest.includes('rm -rf /var/lib/apt/lists/*')))),
  'dependencies are those of the lock file, and no script of a stranger runs': (stages) => stages.every((stage) => all(stage, 'RUN').every((rest) => !/npm (i|install)\b/.test(rest) && (!/npm ci/.test(rest) || rest.includes('npm ci --ignore-scripts')))),
  'nothing is fetched from an address': (stages) => stages.every((stage) => all(stage, 'ADD').length === 0 && all(stage, 'RUN').every((rest) => !/\b(curl|wget)\b/.test(rest))),
  'it is for production': (stages) => all(stages.at(-1)!, 'ENV').some((rest) => rest.includes('NODE_ENV=production')),
  'what is copied is there': (stages) => stages.every((stage) => sourcesOf(stage).every((source) => existsSync(source))),
  'sources are copied after the dependencies are installed, so that those are made once': ([first]) => {
    const lines = first!.map(({ word, rest }) => `${word} ${rest}`);
    return lines.findIndex((line) => line.includes('npm ci')) < lines.indexOf('COPY . .');
  },
};

/** What a parser of Dockerfiles says against this one, and which habits of ours it does not keep. */
export const dockerfileFaults = (text: string, app: string): string[] => {
  const said = validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
  return said.length > 0 ? said : Object.entries(HABITS).filter(([, isKept]) => !isKept(stagesOf(text), app)).map(([habit]) => habit);
};

/** The lines up to the second stage: the same for all apps, but for the comment that names it. */
export const buildStageOf = (text: string): string => text.slice(text.indexOf('FROM'), text.lastIndexOf('FROM'));
