import { readFile } from 'node:fs/promises';
import { Environment } from '@songtrackpro/server/environment';
import { expect, test } from 'vitest';
import { environmentHelp } from '../src/environment-help.ts';

const page = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
const names = Object.keys(Environment.shape);
const missingIn = (text: string, wanted = names) => wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));

test('every variable that the server reads is in --help and on the page of operations', async () => {
  expect(missingIn(environmentHelp)).toEqual([]);
  expect(missingIn(await page('docs/operations.md'))).toEqual([]);
});

test('the README names every variable of our own', async () => {
  const own = names.filter((name) => !name.startsWith('OTEL_'));
  expect(missingIn(await page('README.md'), own)).toEqual([]);
});
