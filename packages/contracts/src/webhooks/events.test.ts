import { expect, test } from 'vitest';
import { webhookRetryPauses } from './delivery-schemas.ts';
import { webhookEventKinds, webhookEventTypes } from './event-kinds.ts';
import { WebhookEvent } from './events.ts';
import { isReceiverUrl } from './schemas.ts';

test.each(webhookEventTypes)('%s has an example that is an event of its type', (type) => {
  const { version, example: data } = webhookEventKinds[type];
  const id = '01930000-0000-7000-8000-000000000000';
  const event = { id, type, version, timestamp: '2026-03-01T09:30:00.000Z', organizationId: id, data };
  expect(WebhookEvent.parse(event)).toEqual(event);
});

test('attempts go on for about three days, with pauses that only grow', () => {
  expect(webhookRetryPauses.toSorted((one, two) => one - two)).toEqual(webhookRetryPauses);
  const hours = webhookRetryPauses.reduce<number>((sum, pause) => sum + pause, 0) / 3600;
  expect([hours > 70, hours < 74]).toEqual([true, true]);
});

test.each([
  'ftp://example.com/',
  'https://user:pass@example.com/',
  'example.com',
  `https://example.com/${'ü'.repeat(400)}`,
])('an endpoint has no address such as %s', (url) => expect(isReceiverUrl(url)).toBe(false));
