import type { TextFile } from './repository.ts';

export interface StateStep {
  /** `[*]` for what comes before the first state, and after the last one. */
  from: string;
  to: string;
  /** Who takes the step, where the table of the code says so: words with which its label begins. */
  by?: readonly string[];
  /** Where the code takes it: a file, and what stands in it. */
  at?: { file: string; text: string };
}

/** The step into a first state, out of a last one, and one that the code takes in a place. */
export const begin = (to: string): StateStep => ({ from: '[*]', to });
export const end = (from: string): StateStep => ({ from, to: '[*]' });
export const step = (from: string, to: string, file: string, text: string): StateStep => ({
  from,
  to,
  at: { file, text },
});

/** States and steps as the code has them, and where its diagram is: a block of Mermaid with `%% states: <name>`. */
export interface StateMachine {
  name: string;
  page: string;
  states: readonly string[];
  steps: readonly StateStep[];
  /** What each state lies in, where the diagram puts states together. */
  groups?: Readonly<Record<string, string>>;
  /** A type of the SDK whose members are these states. */
  type?: string;
  /** States that the page adds to those of the type: where nothing is known, for example. */
  beyondType?: readonly string[];
  /** Files in which a state is written as `status: '…'`; each place has to belong to a step. */
  writtenIn?: RegExp;
}

export interface StateDiagram {
  states: Set<string>;
  steps: Map<string, string>;
  groups: Map<string, string>;
}

const blocks = /^```mermaid\n(.*?)^```/gms;
const stepLine = /^\s*(\S+) --> ([^\s:]+)(?:: (.*))?$/;

function readDiagram(text: string): StateDiagram {
  const diagram: StateDiagram = { states: new Set(), steps: new Map(), groups: new Map() };
  let group: string | undefined;
  for (const line of text.split('\n')) {
    const [, opened] = /^\s*state (\w+) \{$/.exec(line) ?? [];
    if (opened !== undefined) group = opened;
    else if (line.trim() === '}') group = undefined;
    const [, member] = /^\s*(\w+)$/.exec(line) ?? [];
    if (group !== undefined && member !== undefined) {
      diagram.states.add(member);
      diagram.groups.set(member, group);
    }
    const [, from = '', to = '', label = ''] = stepLine.exec(line) ?? [];
    if (from === '') continue;
    diagram.steps.set(`${from} --> ${to}`, label);
    for (const state of [from, to]) if (state !== '[*]') diagram.states.add(state);
  }
  // An arrow may lead to several states that lie together.
  for (const name of diagram.groups.values()) diagram.states.delete(name);
  return diagram;
}

/** The diagrams of states on the pages, by page and name. */
export function findStateDiagrams(pages: readonly TextFile[]): Map<string, StateDiagram> {
  const diagrams = new Map<string, StateDiagram>();
  for (const { path, text } of pages) {
    for (const [, block = ''] of text.matchAll(blocks)) {
      const [, name] = /^\s*%% states: (\S+)$/m.exec(block) ?? [];
      if (name !== undefined) diagrams.set(`${path} ${name}`, readDiagram(block));
    }
  }
  return diagrams;
}

const differences = (what: string, found: Iterable<string>, wanted: Iterable<string>): string[] => {
  const [has, needs] = [new Set(found), new Set(wanted)];
  return [
    ...[...needs].filter((name) => !has.has(name)).map((name) => `${what} lacks ${name}`),
    ...[...has].filter((name) => !needs.has(name)).map((name) => `${what} has ${name}, which the code has not`),
  ];
};

function compareLabel(what: string, { from, to, by }: StateStep, label: string): string[] {
  const actors = label.split(/ (?:when|where|at|after) /)[0] ?? '';
  return ['person', 'schedule']
    .filter((actor) => actors.includes(actor) !== by?.includes(actor))
    .map((actor) => `${what}: ${from} --> ${to} is wrong about the ${actor}`);
}

/** Differences between a diagram and what the code has. */
export function compareDiagram(machine: StateMachine, diagram: StateDiagram | undefined): string[] {
  const what = `${machine.page}, states of ${machine.name}`;
  if (!diagram) return [`${what}: there is no diagram; mark one with "%% states: ${machine.name}"`];
  const { states, steps, groups = {} } = machine;
  return [
    ...differences(what, diagram.states, states),
    ...differences(
      what,
      diagram.steps.keys(),
      steps.map(({ from, to }) => `${from} --> ${to}`),
    ),
    ...differences(
      what,
      [...diagram.groups].map(([state, group]) => `${state} in ${group}`),
      Object.entries(groups).map(([state, group]) => `${state} in ${group}`),
    ),
    ...steps
      .filter(({ by }) => by !== undefined)
      .flatMap((step) => compareLabel(what, step, diagram.steps.get(`${step.from} --> ${step.to}`) ?? '')),
  ];
}
