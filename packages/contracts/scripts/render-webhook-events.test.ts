import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { webhookEventKinds, webhookRetryPauses } from '../src/index.ts';
import { renderWebhookEvents } from './render-webhook-events.ts';

const page = await readFile(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');

test('the table of events is what the contracts say; if not, put in what this script prints', () => {
  expect(page).toContain(`${renderWebhookEvents()}\n`);
});

test('the page shows the example of an event, and the pauses between attempts', () => {
  expect(page).toContain(
    JSON.stringify(webhookEventKinds['import.finished'].example, null, 2).replaceAll('\n', '\n  '),
  );
  const units: [string, number][] = [
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const pauses = webhookRetryPauses.map((seconds) => {
    const [unit, length] = units.find(([, size]) => seconds % size === 0) ?? ['s', 1];
    return `${seconds / length} ${unit}`;
  });
  expect(page).toContain(pauses.join(', '));
});
