import type { DocumentServer } from '../documents/server-process.ts';
import { startDocuments } from '../documents/server-process.ts';
import type { BenchContext, BenchEntry, BenchResult, Measurement } from '../harness/entry.ts';
import { figure } from '../harness/statistics.ts';
import { measureBuckets, measureExpiry, measurePlain, plays } from './measure-storage.ts';
import { type ShardKeyName, shardKeys } from './shard-keys.ts';
import { type Placement, simulate } from './simulate-shards.ts';
import { makeWorkload } from './workload.ts';

/** The keys that docs/document-collections.md names for the cluster's large collections. */
const chosen: readonly ShardKeyName[] = ['series', 'tenantId'];

/** 1,000 organizations with 1.2 TB of documents in a year; the largest has 13 percent of it. */
const year = { organizations: 1000, weeks: 52, bytes: 1.2e12, skew: 1 };
const shards = 16;

interface PlacementFigures {
  /** Of the worse of the chosen keys: what the busiest shard is written over the average. */
  hotShardFactor: number;
  /** Of the worse of the chosen keys: the largest chunk over all data. */
  largestChunkShare: number;
}

/** Places a year on 16 shards by every key that was considered. */
function placeYear(): { placements: Record<ShardKeyName, Placement>; figures: PlacementFigures } {
  const workload = makeWorkload(year);
  const keys = shardKeys(workload);
  const place = (name: ShardKeyName) => simulate(workload, keys[name], shards);
  const placements = {
    organization: place('organization'),
    series: place('series'),
    tenantTime: place('tenantTime'),
    tenantId: place('tenantId'),
    time: place('time'),
    hashedId: place('hashedId'),
  };
  const worst = (of: keyof PlacementFigures) => Math.max(...chosen.map((name) => placements[name][of]));
  return {
    placements,
    figures: { hotShardFactor: worst('hotShardFactor'), largestChunkShare: worst('largestChunkShare') },
  };
}

function placementRows(name: string, placement: Placement): Measurement[] {
  const row = (label: string, unit: string, sample: number): Measurement => ({
    label: `${name}: ${label}`,
    unit,
    samples: [sample],
  });
  return [
    row('fullest shard', '× average', placement.balance),
    row('hot shard', '× average', placement.hotShardFactor),
    row('largest chunk', '% of data', placement.largestChunkShare * 100),
    row('moved', '% of data', placement.moved * 100),
    row('shards of an organization', '', placement.shardsOfOrganization),
  ];
}

const eventCount = 20_000;

async function storageRows(server: DocumentServer, { rounds, onProgress }: BenchContext): Promise<Measurement[]> {
  const rows = new Map<string, Measurement & { samples: number[] }>();
  const note = (label: string, unit: string, sample: number) => {
    const row = rows.get(label) ?? { label, unit, samples: [] };
    rows.set(label, row);
    row.samples.push(sample);
  };
  const settings = { 'busy tracks': 40_000, 'quiet tracks': 2_000 };
  for (let round = 0; round < rounds; round++) {
    onProgress(`storage, round ${round + 1} of ${rounds}`);
    for (const [name, perHour] of Object.entries(settings)) {
      const events = plays(eventCount, perHour);
      for (const [kind, measure] of Object.entries({ plain: measurePlain, buckets: measureBuckets })) {
        const { writesPerSecond, readsPerSecond, bytesPerEvent } = await measure(server, events);
        note(`${kind}, ${name}: written`, 'events/s', writesPerSecond);
        note(`${kind}, ${name}: grouped`, 'events/s', readsPerSecond);
        note(`${kind}, ${name}: size`, 'bytes/event', bytesPerEvent);
      }
    }
    const { deleteMs, dropMs } = await measureExpiry(server, plays(eventCount, 40_000));
    note('expire 100,000 events by index', 'ms', deleteMs);
    note('expire a collection by dropping it', 'ms', dropMs);
  }
  return [...rows.values()];
}

async function run(context: BenchContext): Promise<BenchResult> {
  context.onProgress('placing a year');
  const { placements, figures } = placeYear();
  const server = await startDocuments(context.folder);
  try {
    const names = shardKeys({ weeks: 1, tracks: [1], bytesOf: () => 0 });
    const placed = Object.entries(placements).flatMap(([key, placement]) =>
      placementRows(names[key as ShardKeyName].name, placement),
    );
    const { hotShardFactor, largestChunkShare } = figures;
    return {
      measurements: [...placed, ...(await storageRows(server, context))],
      figures: {
        hotShardFactor: figure(hotShardFactor),
        largestChunkShare: figure(largestChunkShare),
      },
    };
  } finally {
    await server.stop();
  }
}

export const placement: BenchEntry = {
  name: 'placement',
  about: `a year of 1,000 organizations on ${shards} shards by each shard key (simulated), and what storing and expiring events costs`,
  run,
};
