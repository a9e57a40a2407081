import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatLabels } from './format.ts';
import { importFaultCodes } from './import-fault.ts';
import { english } from './meta-column-names-en.ts';
import { rowErrorCodes, rowWarnings } from './parsed-row.ts';
import { refusalCodes } from './recognise-format.ts';

const guide = path.join(import.meta.dirname, '..', '..', '..', '..', '..', 'docs', 'imports.md');

test('the guide names every format and every code', async () => {
  const text = String(await readFile(guide));
  const codes = [...Object.keys(formatLabels), ...refusalCodes, ...importFaultCodes, ...rowErrorCodes, ...rowWarnings];
  expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});

test('the guide lists every English header, and no other', async () => {
  const text = String(await readFile(guide));
  const table = text.slice(text.indexOf('| Meaning | Headers |'), text.indexOf('## When an import waits'));
  const listed = [...table.matchAll(/`([^`]+)`/g)].map(([, header]) => header);
  const known = Object.values(english).flatMap((group) => Object.values<readonly string[]>(group).flat());
  expect(listed.toSorted()).toEqual(known.toSorted());
});
