// The table of events in docs/webhooks.md, made from the contracts. Run as a program, it prints the table.
import { webhookEventKinds, webhookEventTypes } from '../src/index.ts';
import { renderTable } from './render-table.ts';

const code = (text: string) => `\`${text}\``;

/** Every type with what it says, as Markdown. */
export function renderWebhookEvents(): string {
  const rows = webhookEventTypes.map((type) => {
    const { version, summary, data } = webhookEventKinds[type];
    return [code(type), String(version), summary, Object.keys(data.shape).map(code).join(', ')];
  });
  return renderTable(['`type`', 'Version', 'When', '`data`'], rows);
}

if (import.meta.main) process.stdout.write(`${renderWebhookEvents()}\n`);
