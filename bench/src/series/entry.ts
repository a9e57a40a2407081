import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { alternate } from '../harness/alternate.ts';
import { type Child, startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { type PreparedStores, prepareStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { year, yearOfCampaigns } from './exports.ts';

const campaigns = 10;
/** Nine rows beside the one of the whole day: ten times as many facts of each campaign. */
const members = ['13-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75-84', '85+'];
const callsPerRound = 30;

const names = (count: number) => Array.from({ length: count }, (_, index) => `Measured ${index}`);

interface Side {
  client: SongTrackPro;
  campaignId: string;
}

interface Opened {
  stores: PreparedStores[];
  servers: Child[];
}

/** An installation of its own that has taken the files. */
async function openSide(context: BenchContext, opened: Opened, name: string, files: readonly string[]): Promise<Side> {
  const folder = join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  context.onProgress(`filling the stores: ${name}`);
  const stores = await prepareStores(folder);
  opened.stores.push(stores);
  const settings = join(folder, 'settings.json');
  await writeSettings(settings, stores.settings);
  const server = await startChild('src/read/ours.ts', [settings], /^ready (http:\S+)$/);
  opened.servers.push(server);
  const client = new SongTrackPro({ apiKey: stores.apiKey, baseUrl: server.announced[1] ?? '' });
  for (const [index, csv] of files.entries()) {
    const { status } = await client.imports.run({ fileName: `campaigns-${index}.csv` }, csv);
    if (status !== 'completed') throw new Error(`an export was not taken: ${status}`);
  }
  for await (const { id, name: campaign } of client.campaigns.list({ limit: 200 })) {
    if (campaign === 'Measured 0') return { client, campaignId: id };
  }
  throw new Error('the measured campaign was not imported');
}

/** Milliseconds of one call for a year by day, the median of many. */
async function ask({ client, campaignId }: Side): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < callsPerRound; call++) {
    const start = performance.now();
    const { groups } = await client.metrics.series({
      metrics: ['spend', 'impressions', 'linkClicks', 'cpm', 'linkCpc'],
      subjects: [{ kind: 'campaign', id: campaignId }],
      ...year,
    });
    times.push(performance.now() - start);
    const known = groups[0]?.points.filter(({ days }) => days === 1).length;
    if (known !== 365) throw new Error(`expected 365 known days, ${known} came`);
  }
  return median(times);
}

async function measure(context: BenchContext, opened: Opened): Promise<BenchResult> {
  const days = yearOfCampaigns(names(campaigns));
  const base = await openSide(context, opened, 'base', [days]);
  const facts = await openSide(context, opened, 'facts', [days, yearOfCampaigns(names(campaigns), members)]);
  const many = await openSide(context, opened, 'campaigns', [yearOfCampaigns(names(10 * campaigns))]);
  context.onProgress('asking');
  const byFacts = await alternate(
    context.rounds,
    () => ask(facts),
    () => ask(base),
  );
  const byCampaigns = await alternate(
    context.rounds,
    () => ask(many),
    () => ask(base),
  );
  const [factsX10, campaignsX10] = [byFacts, byCampaigns].map(({ ours, baseline }) => ratios(ours, baseline));
  if (!factsX10 || !campaignsX10) throw new Error('both were measured');
  return {
    measurements: [
      { label: 'a year by day', unit: 'ms', samples: byFacts.baseline, remark: `${campaigns} campaigns with 365 days` },
      { label: '10 × the facts', unit: 'ms', samples: byFacts.ours, remark: 'each day broken down by age as well' },
      { label: '10 × the campaigns', unit: 'ms', samples: byCampaigns.ours },
      { label: 'ratio, facts', unit: '', samples: factsX10, remark: 'smaller is better; at most 1.2' },
      { label: 'ratio, campaigns', unit: '', samples: campaignsX10, remark: 'smaller is better; at most 1.2' },
    ],
    figures: {
      yearMs: figure(median(byFacts.baseline)),
      factsX10: figure(median(factsX10)),
      campaignsX10: figure(median(campaignsX10)),
    },
  };
}

export const series: BenchEntry = {
  name: 'series',
  about: 'a year of one campaign by day, against the same with ten times the facts and ten times the campaigns',
  async run(context) {
    const opened: Opened = { stores: [], servers: [] };
    try {
      return await measure(context, opened);
    } finally {
      await Promise.all(opened.servers.map((server) => server.stop()));
      await Promise.all(opened.stores.map((stores) => stores.close()));
    }
  },
};
