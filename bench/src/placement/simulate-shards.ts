import type { ShardKey } from './shard-keys.ts';
import type { Workload } from './workload.ts';

export interface Placement {
  /** The fullest shard over the average. */
  balance: number;
  /** Median over the weeks of: what the busiest shard was written over the average. 1 is even, the shard count is one shard for all. */
  hotShardFactor: number;
  /** The largest chunk's share of all data; a chunk of one key value cannot be split and moves as a whole or never. */
  largestChunkShare: number;
  /** Bytes moved between shards over bytes written. */
  moved: number;
  /** Shards that hold parts of an organization, on average. */
  shardsOfOrganization: number;
}

interface Chunk {
  from: number;
  to: number;
  shard: number;
  bytes: number;
}

/** MongoDB's defaults: a range is split for moving at 128 MB, and shards may differ by three of them. */
const chunkBytes = 128 * 2 ** 20;
const tolerated = 3 * chunkBytes;
/** Weeks that are left out of the hot-shard factor: nothing has been spread yet. */
const warmUp = 4;

/** Places a workload on shards week by week: write, split what is too large, move chunks until sizes are alike. */
export class Cluster {
  readonly #leafBytes: Float64Array;
  readonly #chunkOf: Int32Array;
  readonly #chunks: Chunk[];
  readonly #shardBytes: number[];
  #moved = 0;
  #written = 0;

  constructor(leaves: number, shards: number) {
    this.#leafBytes = new Float64Array(leaves);
    this.#chunkOf = new Int32Array(leaves);
    this.#chunks = [{ from: 0, to: leaves, shard: 0, bytes: 0 }];
    this.#shardBytes = Array.from({ length: shards }, () => 0);
  }

  /** Adds bytes and answers which shard took them. */
  write(leaf: number, bytes: number): number {
    const chunk = this.#chunks[this.#chunkOf[leaf] ?? 0];
    if (!chunk) throw new Error(`no chunk holds leaf ${leaf}`);
    this.#leafBytes[leaf] = (this.#leafBytes[leaf] ?? 0) + bytes;
    chunk.bytes += bytes;
    this.#shardBytes[chunk.shard] = (this.#shardBytes[chunk.shard] ?? 0) + bytes;
    this.#written += bytes;
    return chunk.shard;
  }

  split(): void {
    for (let index = 0; index < this.#chunks.length; index++) {
      const chunk = this.#chunks[index];
      if (chunk && chunk.bytes > chunkBytes && this.#splitOne(chunk)) index -= 1;
    }
  }

  #splitOne(chunk: Chunk): boolean {
    let half = 0;
    let at = chunk.from;
    while (at < chunk.to - 1 && half + (this.#leafBytes[at] ?? 0) <= chunk.bytes / 2)
      half += this.#leafBytes[at++] ?? 0;
    if (half === 0) half = this.#leafBytes[at++] ?? 0;
    const rest = chunk.bytes - half;
    if (at >= chunk.to || half === 0 || rest < 1) return false;
    const index = this.#chunks.push({ from: at, to: chunk.to, shard: chunk.shard, bytes: rest }) - 1;
    this.#chunkOf.fill(index, at, chunk.to);
    chunk.to = at;
    chunk.bytes = half;
    return true;
  }

  balance(): void {
    const [fullest, emptiest] = [this.#shardBy(Math.max), this.#shardBy(Math.min)];
    const difference = (this.#shardBytes[fullest] ?? 0) - (this.#shardBytes[emptiest] ?? 0);
    if (difference <= tolerated) return;
    const movable = this.#chunks.filter(({ shard, bytes }) => shard === fullest && bytes > 0 && bytes < difference);
    const chunk = movable.reduce<Chunk | null>((best, next) => (best && best.bytes >= next.bytes ? best : next), null);
    if (!chunk) return;
    chunk.shard = emptiest;
    this.#shardBytes[fullest] = (this.#shardBytes[fullest] ?? 0) - chunk.bytes;
    this.#shardBytes[emptiest] = (this.#shardBytes[emptiest] ?? 0) + chunk.bytes;
    this.#moved += chunk.bytes;
    this.balance();
  }

  #shardBy(choose: (...bytes: number[]) => number): number {
    return this.#shardBytes.indexOf(choose(...this.#shardBytes));
  }

  shardOf(leaf: number): number {
    return this.#chunks[this.#chunkOf[leaf] ?? 0]?.shard ?? 0;
  }

  summary(): Pick<Placement, 'balance' | 'largestChunkShare' | 'moved'> {
    const mean = this.#written / this.#shardBytes.length;
    return {
      balance: Math.max(...this.#shardBytes) / mean,
      largestChunkShare: Math.max(...this.#chunks.map(({ bytes }) => bytes)) / this.#written,
      moved: this.#moved / this.#written,
    };
  }
}

interface Part {
  organization: number;
  track: number;
  bytes: number;
}

/** A week's bytes in the parts that a key tells apart. */
function partsOf(workload: Workload, { grain }: ShardKey, week: number): Part[] {
  const parts: Part[] = [];
  for (const [organization, count] of workload.tracks.entries()) {
    const tracks = Array.from({ length: count }, (_, track) => workload.bytesOf(organization, track, week));
    if (grain === 'track') for (const [track, bytes] of tracks.entries()) parts.push({ organization, track, bytes });
    else parts.push({ organization, track: 0, bytes: tracks.reduce((sum, bytes) => sum + bytes, 0) });
  }
  if (grain !== 'everything') return parts;
  return [{ organization: 0, track: 0, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) }];
}

export function simulate(workload: Workload, key: ShardKey, shards = 16): Placement {
  const cluster = new Cluster(key.leaves, shards);
  const factors: number[] = [];
  for (let week = 0; week < workload.weeks; week++) {
    const taken = Array.from({ length: shards }, () => 0);
    for (const part of partsOf(workload, key, week)) {
      const { first, count } = key.place({ ...part, week });
      for (let leaf = first; leaf < first + count; leaf++) {
        const shard = cluster.write(leaf, part.bytes / count);
        taken[shard] = (taken[shard] ?? 0) + part.bytes / count;
      }
    }
    const total = taken.reduce((sum, bytes) => sum + bytes, 0);
    if (week >= warmUp) factors.push((Math.max(...taken) / total) * shards);
    cluster.split();
    cluster.balance();
  }
  return {
    ...cluster.summary(),
    hotShardFactor: factors.sort((a, b) => a - b)[Math.floor(factors.length / 2)] ?? 0,
    shardsOfOrganization: shardsOfOrganization(workload, key, cluster),
  };
}

function shardsOfOrganization(workload: Workload, key: ShardKey, cluster: Cluster): number {
  const held = new Map<number, Set<number>>();
  for (let week = 0; week < workload.weeks; week++) {
    for (const part of partsOf(workload, key, week)) {
      const own = held.get(part.organization) ?? new Set();
      held.set(part.organization, own);
      const { first, count } = key.place({ ...part, week });
      for (let leaf = first; leaf < first + count; leaf++) own.add(cluster.shardOf(leaf));
    }
  }
  return [...held.values()].reduce((sum, own) => sum + own.size, 0) / held.size;
}
