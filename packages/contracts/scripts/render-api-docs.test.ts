import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contract } from '../src/index.ts';
import { renderApiDocs } from './render-api-docs.ts';

const committed = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8');

test('the committed API page is what the contracts say; if not, run the script `docs`', () => {
  expect(committed).toBe(renderApiDocs());
});

test('the API page has a section for every procedure', () => {
  const headings = new Set(committed.split('\n').filter((line) => line.startsWith('### ')));
  const paths = Object.entries(contract).flatMap(([domain, group]) =>
    Object.keys(group).map((name) => `### ${domain}.${name}`),
  );
  expect(paths.filter((heading) => !headings.has(heading))).toEqual([]);
});

test('every link within the API page leads to a heading', () => {
  const anchors = new Set([...committed.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => anchorOf(text)));
  const targets = [...committed.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
  expect(targets.filter((target) => !anchors.has(target))).toEqual([]);
});

function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll('.', '').replaceAll(' ', '-');
}
