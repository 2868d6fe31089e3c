import { STATES, STEPS, stepsFrom } from '#contexts/certification';
import { page, row, table, WRITTEN_BY } from './catalogue.ts';

type State = keyof typeof STATES;
type StepName = keyof typeof STEPS;

const states = Object.keys(STATES) as State[];
const steps = Object.keys(STEPS) as StepName[];

const listed = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
const leadsTo = ({ to }: Readonly<{ to: readonly string[] | 'stays' }>) => (to === 'stays' ? 'stays' : listed(to));

/** What one step does in one state. */
const cell = (name: StepName, state: State): string => {
  if (stepsFrom(state).includes(name)) return '✓';
  return 'elsewhere' in STEPS[name] ? '!' : '–';
};

/** The life of a certificate: which step follows on which state, and where it leads. */
export const certificatePage = (): string => page(
  '# The steps of a certificate', '', WRITTEN_BY, '',
  'A certificate stands in one state. Each step follows on some of them; anywhere else it is refused with `NotInThisState`, which tells the state, since when and by whom,',
  'and what is possible now. A spec walks every way through this table and tries every other step on it.', '',
  '## Steps', '',
  ...table(['step', 'clause', 'follows on', 'leads to'], steps.map((name) => row(`\`${name}\`${'byLedger' in STEPS[name] ? ' (the ledger itself)' : ''}`, STEPS[name].clause, listed(STEPS[name].from), leadsTo(STEPS[name])))), '',
  '## States', '',
  ...table(['state', 'a certificate in it', 'possible then'], states.map((state) => row(`\`${state}\``, STATES[state], listed(stepsFrom(state)) || 'nothing'))), '',
  '## Every step in every state', '',
  '✓ follows on; – is refused; ! is not refused: that a paper was shown which cannot be what it says is a fact of its own, `FalsePresentation`, and the state stays.', '',
  ...table(['state', ...steps], states.map((state) => row(`\`${state}\``, ...steps.map((name) => cell(name, state))))),
);
