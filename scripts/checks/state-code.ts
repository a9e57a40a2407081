import type { TextFile } from './repository.ts';
import { compareDiagram, findStateDiagrams, type StateMachine } from './state-diagrams.ts';
import { foreignStates, stateMachines } from './state-machines.ts';

const written = /\bstatus: (?!string\b)(.*)|\b(?:const|let) status = (.*)/g;
const asked = /\bin \([^)]*\)|===? '\w+'/g;
const words = /'(\w+)'/g;

/** States that a file writes; those that it only asks for stand behind `in` or `===`. */
const statesWritten = (text: string, states: readonly string[]): Set<string> =>
  new Set(
    [...text.matchAll(written)].flatMap(([, field, variable]) =>
      [...(field ?? variable ?? '').replaceAll(asked, '').matchAll(words)]
        .map(([, word = '']) => word)
        .filter((word) => states.includes(word)),
    ),
  );

/** Steps that the code doesn't take any more, and places that write a state of which no step knows. */
export function compareWithCode(machine: StateMachine, files: readonly TextFile[]): string[] {
  const { name, states, steps, writtenIn } = machine;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const gone = steps.flatMap(({ from, to, at }) =>
    at === undefined || texts.get(at.file)?.includes(at.text)
      ? []
      : [`states of ${name}: ${from} --> ${to} is not taken by ${at.file}, which has no “${at.text}”`],
  );
  // What a row begins with is a default of its table, and stands wherever rows are looked for.
  const reached = states.filter((state) => steps.some(({ from, to }) => to === state && from !== '[*]'));
  const unknown = files
    .filter(({ path }) => writtenIn?.test(path) && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) =>
      [...statesWritten(text, reached)]
        .filter((state) => !steps.some(({ to, at }) => to === state && at?.file === path))
        .map((state) => `states of ${name}: ${path} writes ${state}, and no step says so`),
    );
  return [...gone, ...unknown];
}

const typeOf = (name: string) => new RegExp(`^export type ${name} =([^;]*);`, 'm');

/** Compares states with the type that callers know, and names types of states that no diagram shows. */
export function compareWithTypes(
  machines: readonly StateMachine[],
  types: string,
  elsewhere: readonly string[],
): string[] {
  const wrong = machines.flatMap(({ name, type, states, beyondType = [] }) => {
    if (type === undefined) return [];
    const members = [...(typeOf(type).exec(types)?.[1] ?? '').matchAll(words)].map(([, word = '']) => word);
    const same = [...members, ...beyondType].sort().join() === [...states].sort().join();
    return same ? [] : [`states of ${name}: ${type} has ${members.join(', ') || 'no members'}`];
  });
  const known = new Set([...machines.map(({ type }) => type), ...elsewhere]);
  const unshown = [...types.matchAll(/^export type (\w+Status) =/gm)]
    .map(([, type = '']) => type)
    .filter((type) => !known.has(type))
    .map((type) => `${type} has no diagram: describe its steps in scripts/checks/state-machines.ts`);
  return [...wrong, ...unshown];
}

const sdkTypes = /^packages\/sdk\/src\/types\/.+\.ts$/;

/** Compares every diagram of states with the code that takes its steps, and with the types that callers know. */
export function compareStates(pages: readonly TextFile[], sources: readonly TextFile[]): string[] {
  const diagrams = findStateDiagrams(pages);
  const types = sources.filter(({ path }) => sdkTypes.test(path)).map(({ text }) => text);
  const names = stateMachines.map(({ page, name }) => `${page} ${name}`);
  return [
    ...stateMachines.flatMap((machine) => compareDiagram(machine, diagrams.get(`${machine.page} ${machine.name}`))),
    ...stateMachines.flatMap((machine) => compareWithCode(machine, sources)),
    ...compareWithTypes(stateMachines, types.join('\n'), foreignStates),
    ...[...diagrams.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${name}: describe its steps in scripts/checks/state-machines.ts`),
  ];
}
