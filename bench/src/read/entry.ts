import { join } from 'node:path';
import { takeTurns } from '../harness/alternate.ts';
import { type Child, startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { requestRate, type Target } from '../harness/request-rate.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { type PreparedStores, prepareStores } from './prepare-stores.ts';
import { writeSettings } from './settings.ts';

const ready = /^ready (http:\S+)$/;

async function compare(context: BenchContext, stores: PreparedStores, servers: Child[]): Promise<BenchResult> {
  const settings = join(context.folder, 'settings.json');
  await writeSettings(settings, stores.settings);
  const startServer = async (path: string, ...more: string[]): Promise<string> => {
    const child = await startChild(path, [settings, ...more], ready);
    servers.push(child);
    return child.announced[1] ?? '';
  };
  const oursUrl = await startServer('src/read/ours.ts');
  const bareUrl = await startServer('src/read/bare.ts');
  const selectUrl = await startServer('src/read/select.ts', stores.organizationId);
  const input = encodeURIComponent(JSON.stringify({ id: stores.campaignId }));
  const authorization = `Bearer ${stores.apiKey}`;
  const ours: Target = { url: `${oursUrl}/trpc/campaigns.get?input=${input}`, authorization };
  const bare: Target = { url: `${bareUrl}/${stores.campaignId}`, authorization };
  const select: Target = { url: `${selectUrl}/${stores.campaignId}`, authorization };

  context.onProgress(`${context.rounds} rounds of ${context.seconds} s on each side`);
  const rates = await takeTurns(context.rounds, {
    ours: () => requestRate(ours, context.seconds),
    bare: () => requestRate(bare, context.seconds),
    select: () => requestRate(select, context.seconds),
  });
  const quotients = ratios(rates.ours, rates.bare);
  const selectQuotients = ratios(rates.ours, rates.select);
  return {
    measurements: [
      { label: 'server', unit: 'requests/s', samples: rates.ours },
      { label: 'bare handler', unit: 'requests/s', samples: rates.bare },
      { label: 'select alone', unit: 'requests/s', samples: rates.select },
      { label: 'ratio', unit: '', samples: quotients, remark: 'larger is better; at least 0.5' },
      { label: 'ratio to the select', unit: '', samples: selectQuotients, remark: 'larger is better' },
    ],
    figures: { ratio: figure(median(quotients)), selectRatio: figure(median(selectQuotients)) },
  };
}

export const read: BenchEntry = {
  name: 'read',
  about:
    'campaigns.get with a key over HTTP, against a bare handler that runs the same statements, and one that runs the select alone',
  run: async (context) => {
    context.onProgress('starting stores and servers');
    const stores = await prepareStores(context.folder);
    const servers: Child[] = [];
    try {
      return await compare(context, stores, servers);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      await stores.close();
    }
  },
};
