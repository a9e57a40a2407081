import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { metricIds } from '../src/index.ts';
import { renderMetrics } from './render-metrics.ts';

const committed = await readFile(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');

test('the committed page of metrics is what the definitions say; if not, run the script `docs`', () => {
  expect(committed).toBe(renderMetrics());
});

test('every metric has its row', () => {
  for (const id of metricIds) expect(committed).toContain(`| \`${id}\` `);
});
