import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
/** Play events of a track that the campaign promotes, spread over the days that events may still come of. */
const [rawEvents, eventDays, eventBatch] = [2000, 30, 1000];

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

/** Sends play events of a new track of a new artist, links the campaign to that, and waits until all are counted. */
async function play({ client, campaignId }: Side, count: number): Promise<void> {
  const artist = await client.artists.create({ name: 'Sample Artist' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Played' });
  const { version } = await client.campaigns.get({ id: campaignId });
  await client.campaigns.update({ id: campaignId, version, artistId: artist.id, trackId: track.id });
  const now = Date.now();
  for (let sent = 0; sent < count; sent += eventBatch) {
    const events = Array.from({ length: Math.min(eventBatch, count - sent) }, (_, index) => ({
      eventId: `${sent + index}`,
      type: 'play' as const,
      trackId: track.id,
      timestamp: new Date(now - ((sent + index) * eventDays * 86_400_000) / count).toISOString(),
    }));
    await client.events.ingest({ events });
  }
  const range = {
    from: new Date(now - eventDays * 86_400_000).toISOString().slice(0, 10),
    to: new Date(now).toISOString().slice(0, 10),
  };
  for (let plays = 0; plays < count; await pause(500)) {
    const { rows } = await client.events.counts({ ...range, trackId: track.id, interval: 'all' });
    plays = rows.reduce((sum, row) => sum + row.plays, 0);
  }
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
  const events = await openSide(context, opened, 'events', [days]);
  context.onProgress('sending events');
  await play(base, rawEvents);
  await play(events, 10 * rawEvents);
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
  const byEvents = await alternate(
    context.rounds,
    () => ask(events),
    () => ask(base),
  );
  const [factsX10, campaignsX10, eventsX10] = [byFacts, byCampaigns, byEvents].map(({ ours, baseline }) =>
    ratios(ours, baseline),
  );
  if (!factsX10 || !campaignsX10 || !eventsX10) throw new Error('all were measured');
  return {
    measurements: [
      { label: 'a year by day', unit: 'ms', samples: byFacts.baseline, remark: `${campaigns} campaigns with 365 days` },
      { label: '10 × the facts', unit: 'ms', samples: byFacts.ours, remark: 'each day broken down by age as well' },
      { label: '10 × the campaigns', unit: 'ms', samples: byCampaigns.ours },
      { label: '10 × the events', unit: 'ms', samples: byEvents.ours, remark: `${10 * rawEvents} plays of its track` },
      { label: 'ratio, facts', unit: '', samples: factsX10, remark: 'smaller is better; at most 1.2' },
      { label: 'ratio, campaigns', unit: '', samples: campaignsX10, remark: 'smaller is better; at most 1.2' },
      { label: 'ratio, events', unit: '', samples: eventsX10, remark: 'smaller is better; at most 1.2' },
    ],
    figures: {
      yearMs: figure(median(byFacts.baseline)),
      factsX10: figure(median(factsX10)),
      campaignsX10: figure(median(campaignsX10)),
      eventsX10: figure(median(eventsX10)),
    },
  };
}

export const series: BenchEntry = {
  name: 'series',
  about: 'a year of one campaign by day, against the same with ten times the facts, the campaigns and the raw events',
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
