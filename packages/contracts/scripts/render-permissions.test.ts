import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contract, isPermission, openAccess } from '../src/index.ts';
import { renderPermissions } from './render-permissions.ts';

const committed = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');

test('the committed page of permissions is what the contracts say; if not, run the script `docs`', () => {
  expect(committed).toBe(renderPermissions());
});

test('every procedure needs a permission of the vocabulary or says who it is open to, and has its row', () => {
  for (const [domain, group] of Object.entries(contract)) {
    for (const [name, { permission }] of Object.entries(group)) {
      expect(isPermission(permission) || openAccess.includes(permission), `${domain}.${name}`).toBe(true);
      expect(committed).toContain(`| [${domain}.${name}](`);
    }
  }
});
