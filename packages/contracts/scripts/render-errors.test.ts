import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorCodes, errorDetails, errorGuide } from '../src/index.ts';
import { renderErrorPage, withCodes } from './render-errors.ts';

const docs = new URL('../../../docs/', import.meta.url);

test('every code has a page that says what the catalogue says, and no page is of a code that there is not; if not, run the script `docs`', async () => {
  expect((await readdir(new URL('errors/', docs))).sort()).toEqual(errorCodes.map((code) => `${code}.md`).sort());
  for (const code of errorCodes)
    expect(await readFile(new URL(`errors/${code}.md`, docs), 'utf8'), code).toBe(renderErrorPage(code));
});

test('the table of all codes is what the catalogue says; if not, run the script `docs`', async () => {
  const page = await readFile(new URL('errors.md', docs), 'utf8');
  expect(page).toBe(withCodes(page));
});

test('the details that a page shows are those that the code has', () => {
  for (const code of errorCodes) {
    const schema: z.ZodType = new Map(Object.entries<z.ZodType>(errorDetails)).get(code) ?? z.undefined();
    expect(schema.parse(errorGuide[code].details), code).toEqual(errorGuide[code].details);
  }
});
