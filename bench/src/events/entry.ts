import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { startServer } from '@songtrackpro/server';
import { type BulkWriteOptions, MongoClient, UUID } from 'mongodb';
import { takeTurns } from '../harness/alternate.ts';
import { startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { createBenchLabel, openEmptyStores, type PreparedStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';

const batchSize = 500;
/** Batches in one sample, and how many of them are under way at a time: the first rounds fill the store's page cache. */
const batches = 64;
const atOnce = 16;
const tracks = 20;

interface Prepared {
  apiKey: string;
  trackIds: string[];
}

async function prepare(settings: PreparedStores['settings']): Promise<Prepared> {
  const server = await startServer({ stores: settings, pointsPerMinute: 0 });
  try {
    const { apiKey } = await createBenchLabel(server.services.postgres, 'bench-events');
    const client = new SongTrackPro({ apiKey, baseUrl: server.url });
    const artist = await client.artists.create({ name: 'Sample Artist' });
    const trackIds: string[] = [];
    for (let index = 0; index < tracks; index += 1) {
      trackIds.push((await client.tracks.create({ artistId: artist.id, title: `Song ${index}` })).id);
    }
    return { apiKey, trackIds };
  } finally {
    await server.close();
  }
}

const toEvents = (trackIds: readonly string[]) =>
  Array.from({ length: batchSize }, (_, index) => ({
    eventId: randomUUID(),
    type: (['play', 'skip', 'complete'] as const)[index % 3] ?? 'play',
    trackId: trackIds[index % trackIds.length] ?? '',
    timestamp: new Date(Date.now() - index * 20_000).toISOString(),
    playtimeMs: (index * 997) % 200_000,
    country: 'SE',
    city: 'Sample City',
    deviceType: 'phone' as const,
    os: 'android',
    playerVersion: '1.2.3',
    sessionId: `session ${index}`,
  }));

/** Events in a second, some batches at a time; `note` receives how long each took. */
async function rateOf(send: (batch: number) => Promise<void>, note?: (ms: number) => void): Promise<number> {
  let next = 0;
  const begun = performance.now();
  const sender = async () => {
    for (let batch = next++; batch < batches; batch = next++) {
      const start = performance.now();
      await send(batch);
      note?.(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return (batches * batchSize * 1000) / (performance.now() - begun);
}

async function compare(context: BenchContext): Promise<BenchResult> {
  const stores = await openEmptyStores(context.folder);
  const raw = new MongoClient(stores.settings.mongodbUri);
  try {
    const { apiKey, trackIds } = await prepare(stores.settings);
    const settings = join(context.folder, 'settings.json');
    await writeSettings(settings, stores.settings);
    const server = await startChild('src/read/ours.ts', [settings], /^ready (http:\S+)$/);
    try {
      const client = new SongTrackPro({ apiKey, baseUrl: server.announced[1] ?? '' });
      const taken: number[] = [];
      const events = raw.db().collection('streaming_events');
      const send = async () => {
        const { stored } = await client.events.ingest({ events: toEvents(trackIds) });
        if (stored !== batchSize) throw new Error(`${stored} of ${batchSize} events were stored`);
      };
      await send();
      // The documents that the server stored, under other ids of the same kind and in a collection with the same indexes.
      const documents = await events.find({}).limit(batchSize).toArray();
      const plain = raw.db().collection<{ _id: UUID; eventId: string }>('bench_events');
      for (const { key } of (await events.indexes()).filter(({ name }) => name !== '_id_'))
        await plain.createIndex(key);
      context.onProgress(`${batches} batches of ${batchSize} events, ${atOnce} at a time, on each side`);
      const insert = (options: BulkWriteOptions) =>
        rateOf(async () => {
          const others = documents.map((one) => ({ ...one, _id: new UUID(), eventId: randomUUID() }));
          await plain.insertMany(others, options);
        });
      const rates = await takeTurns(context.rounds, {
        ours: () => rateOf(send, (ms) => taken.push(ms)),
        baseline: () => insert({}),
        journaled: () => insert({ writeConcern: { w: 1, journal: true } }),
      });
      const quotients = ratios(rates.ours, rates.baseline);
      const durable = ratios(rates.ours, rates.journaled);
      const p99 = taken.toSorted((a, b) => a - b)[Math.ceil(taken.length * 0.99) - 1] ?? 0;
      return {
        measurements: [
          { label: 'events.ingest through the SDK', unit: 'events/s', samples: rates.ours },
          { label: 'insertMany of the raw driver', unit: 'events/s', samples: rates.baseline },
          { label: 'the same, journaled as ours are', unit: 'events/s', samples: rates.journaled },
          { label: 'ratio', unit: '', samples: quotients, remark: 'larger is better; at least 0.7' },
          { label: 'ratio to journaled', unit: '', samples: durable },
          { label: 'a batch of 500', unit: 'ms', samples: taken },
        ],
        figures: { ratio: figure(median(quotients)), journaledRatio: figure(median(durable)), p99Ms: figure(p99) },
      };
    } finally {
      await server.stop();
    }
  } finally {
    await raw.close();
    await stores.close();
  }
}

export const events: BenchEntry = {
  name: 'events',
  about: 'play events through SDK, HTTP and validation until stored, against insertMany of the same documents',
  run: compare,
};
