import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { alternate } from '../harness/alternate.ts';
import { startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { openEmptyStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { campaigns as count, prepareCampaigns } from './prepare.ts';
import { openRawQueries } from './raw-queries.ts';

/** Lists in one sample: a single one is too short to be told from noise. */
const repetitions = 5;

async function meanOf(work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let i = 0; i < repetitions; i++) total += await work();
  return total / repetitions;
}

async function timeOverview(client: SongTrackPro): Promise<number> {
  const start = performance.now();
  const { items } = await client.campaigns.overview({ limit: count, origin: 'manual' });
  const took = performance.now() - start;
  if (items.length !== count || items.some(({ spend }) => spend.spentMinor === null))
    throw new Error('the overview lacks campaigns or spend');
  return took;
}

async function compare(context: BenchContext): Promise<BenchResult> {
  const stores = await openEmptyStores(context.folder);
  try {
    context.onProgress(`${count} campaigns with a month of days each`);
    const { apiKey, organizationId } = await prepareCampaigns(stores.settings);
    const settings = join(context.folder, 'settings.json');
    await writeSettings(settings, stores.settings);
    const server = await startChild('src/read/ours.ts', [settings], /^ready (http:\S+)$/);
    const raw = await openRawQueries(stores.settings, { organizationId, expected: count });
    try {
      const client = new SongTrackPro({ apiKey, baseUrl: server.announced[1] ?? '' });
      const times = await alternate(
        context.rounds,
        () => meanOf(() => timeOverview(client)),
        () => meanOf(() => raw.measure()),
      );
      const quotients = ratios(times.ours, times.baseline);
      return {
        measurements: [
          { label: 'campaigns.overview over HTTP', unit: 'ms', samples: times.ours },
          { label: 'two raw queries', unit: 'ms', samples: times.baseline },
          { label: 'ratio', unit: '', samples: quotients, remark: 'smaller is better; at most 1.5' },
        ],
        figures: { ratio: figure(median(quotients)), overviewMs: figure(median(times.ours)) },
      };
    } finally {
      await raw.close();
      await server.stop();
    }
  } finally {
    await stores.close();
  }
}

export const campaigns: BenchEntry = {
  name: 'campaigns',
  about: `${count} campaigns with spend and progress through the SDK, against one raw query for each store`,
  run: compare,
};
