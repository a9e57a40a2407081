import { expect, test } from 'vitest';
import { compareWithCode, compareWithTypes } from './state-code.ts';
import { compareDiagram, findStateDiagrams, type StateMachine } from './state-diagrams.ts';

const file = 'packages/server/src/doors/close-door.ts';
const doors: StateMachine = {
  name: 'doors',
  page: 'docs/doors.md',
  type: 'DoorStatus',
  states: ['open', 'closed'],
  steps: [
    { from: '[*]', to: 'open' },
    { from: 'open', to: 'closed', by: ['person'], at: { file, text: "status: 'closed'" } },
  ],
  writtenIn: /\/doors\//,
};
const drawn = '  [*] --> open\n  open --> closed: person, at night';

function differencesOf(lines: string, machine = doors): string[] {
  const text = `\`\`\`mermaid\nstateDiagram-v2\n  %% states: doors\n${lines}\n\`\`\`\n`;
  return compareDiagram(machine, findStateDiagrams([{ path: 'docs/doors.md', text }]).get('docs/doors.md doors'));
}

test('a diagram that has the steps of the code passes', () => {
  expect(differencesOf(drawn)).toEqual([]);
});

test.each([
  ['a step that the code has not', `${drawn}\n  closed --> open`],
  ['a step in the place of another one', '  [*] --> open\n  closed --> open: person'],
  ['a step that somebody else takes', drawn.replace('person', 'schedule')],
  ['a state that the code has not', `${drawn}\n  [*] --> ajar`],
])('a diagram with %s is refused', (_, lines) => {
  expect(differencesOf(lines)).not.toEqual([]);
});

test('a page without the diagram is told what to write', () => {
  expect(compareDiagram(doors, undefined)).toEqual([expect.stringContaining('%% states: doors')]);
});

test('states that lie together are compared, and an arrow may lead to all of them', () => {
  const steps = [...doors.steps, { from: 'closed', to: 'shut' }];
  const groups = { closed: 'shut' };
  const lines = `${drawn}\n  closed --> shut\n  state shut {\n    closed\n  }`;
  expect(differencesOf(lines, { ...doors, steps, groups })).toEqual([]);
  expect(differencesOf(lines, { ...doors, steps, groups: { open: 'shut' } })).toHaveLength(2);
});

test('a step that the code takes no more, and a place that writes a state which no step knows, are found', () => {
  const code = (path: string, text: string) => compareWithCode(doors, [{ path, text }]);
  expect(code(file, "update({ status: 'closed' });")).toEqual([]);
  expect(code(file, "return status === 'closed';")).toEqual([expect.stringContaining('is not taken by')]);
  const other = 'packages/db/src/doors/store.ts';
  expect(code(other, "set({ status: wide ? 'open' : 'closed' });")).toEqual([
    expect.stringContaining('is not taken by'),
    `states of doors: ${other} writes closed, and no step says so`,
  ]);
});

test('a type of states that no diagram shows, and one that has other states, are found', () => {
  const types = "export type DoorStatus = 'open' | 'closed';\nexport type LockStatus =\n  | 'a'\n  | 'b';\n";
  expect(compareWithTypes([doors], types, ['LockStatus'])).toEqual([]);
  expect(compareWithTypes([doors], types, [])).toEqual([expect.stringContaining('LockStatus has no diagram')]);
  expect(compareWithTypes([doors], types.replace("'closed'", "'ajar'"), ['LockStatus'])).toHaveLength(1);
});
