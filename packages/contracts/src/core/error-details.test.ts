import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { errorDetails } from './error-details.ts';
import { errorCatalogue } from './errors.ts';

/** Fields that the details of a code have. */
const fieldsOf = (code: string): string[] => {
  const schema = Object.entries(errorDetails).find(([of]) => of === code)?.[1];
  return schema === undefined ? [] : Object.keys(schema.shape);
};

test('what a message or the page of errors says of details is a field of the details of that code', async () => {
  const page = await readFile(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z_]+)` .*$/gm)].map(([row, code = '']) => ({ code, row }));
  const texts = [...rows, ...Object.entries(errorCatalogue).map(([code, { message }]) => ({ code, row: message }))];
  const named = texts.flatMap(({ code, row }) =>
    [...row.matchAll(/`details\.(\w+)`/g)].map(([, field = '']) => ({ code, field })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ code, field }) => !fieldsOf(code).includes(field))).toEqual([]);
});
