import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inOrder, offences } from './offences.ts';
import { rules } from './rules.ts';
import { makeSampleWorkspace } from './sample-workspace.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const otherHalfOfCycle = 'packages/server/src/artists/f.ts';

let root: string;
/** Broken rules as `file rule`. */
let broken: Set<string>;

beforeAll(async () => {
  root = await makeSampleWorkspace({
    ...inOrder,
    ...Object.fromEntries(offences.map(({ file, text }) => [file, text])),
  });
  const cruise = [fromRoot('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')];
  const args = [
    '--config',
    fromRoot('.dependency-cruiser.mjs'),
    '-T',
    'json',
    'packages',
    'examples',
    'bench',
    'scripts',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...cruise, ...args], { cwd: root });
  const result: ICruiseResult = JSON.parse(stdout);
  broken = new Set(result.summary.violations.map(({ from, rule }) => `${from} ${rule.name}`));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test.each(offences)('$rule: $file is refused for $text', ({ rule, file }) => {
  expect([...broken].filter((entry) => entry.startsWith(`${file} `))).toContain(`${file} ${rule}`);
});

test('files that keep the rules are not accused', () => {
  const accused = [...broken].map((entry) => entry.split(' ')[0] ?? '');
  expect(accused.filter((file) => file in inOrder && file !== otherHalfOfCycle)).toEqual([]);
});

test('every rule has an offence that proves it', () => {
  const names = rules.map((rule) => rule.name);
  expect(names.filter((name) => !offences.some(({ rule }) => rule === name))).toEqual([]);
});
