import { expect, test } from 'vitest';
import { findForbidden } from './forbidden-text.ts';

// Put together from pieces, because this file is checked, too.
const join = (...pieces: string[]) => pieces.join('');

const samples: [name: string, path: string, text: string][] = [
  ['a focused test', 'a.test.ts', join('test.on', "ly('x', () => {});")],
  ['a focused table of tests', 'a.test.ts', join('describe.on', "ly.each([])('x', () => {});")],
  ['a skipped test without a reason', 'a.test.ts', join('test.sk', "ip('x', () => {});")],
  ['a mock of a module', 'a.test.ts', join('vi.mo', "ck('./x.ts');")],
  ['a double assertion', 'a.ts', join('const x = y as unkn', 'own as Z;')],
  ['a variable of any type', 'a.ts', join('const x: a', 'ny = y;')],
  ['an assertion to any type', 'a.ts', join('f(x as a', 'ny);')],
  ['a silenced compiler', 'a.ts', join('// @ts-ig', 'nore')],
  ['a path of one machine', 'notes.md', join('see /ho', 'me/someone/notes')],
  ['a registry address', '.npmrc', join('registry=https://regis', 'try.example.org/')],
  ['a tarball in the lockfile', 'pnpm-lock.yaml', join('resolution: {tar', 'ball: x}')],
  ['the folder of real data', 'a.ts', join("open('../sha", "red/data')")],
  ['a file named after nothing', join('src/hel', 'pers.ts'), ''],
  ['a folder named after nothing', join('src/uti', 'ls/a.ts'), ''],
];

test.each(samples)('%s is refused', (_, path, text) => {
  expect(findForbidden([{ path, text }])).toHaveLength(1);
});

test('ordinary text passes', () => {
  const text = [
    '// As any reader sees, many companies work/root here.',
    "const company: Company = find('/v1/home/x', https.example);",
    '// No such server on this system.',
    join('test.sk', "ip('x', () => {});"),
    "test.skipIf(folder === undefined)('y', () => {});",
  ].join('\n');
  expect(findForbidden([{ path: 'a.test.ts', text }])).toEqual([]);
});

test('the machine’s command may name the folder of real data', () => {
  expect(findForbidden([{ path: '.ci/run', text: join('cd ../sha', 'red/data') }])).toEqual([]);
});
