/** A year of many organizations, from a seed: the same figures on every machine. */

export interface Workload {
  weeks: number;
  /** Tracks of each organization; organizations are in the order of their ids. */
  tracks: number[];
  /** Bytes that a track of an organization adds in a week. */
  bytesOf(organization: number, track: number, week: number): number;
}

export interface WorkloadShape {
  organizations: number;
  weeks: number;
  /** Bytes of the whole year. */
  bytes: number;
  /** Exponent of the distribution of sizes: the n-th largest has 1 / n ** skew of the largest. */
  skew: number;
}

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sharesByRank(count: number, skew: number): number[] {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** skew);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function shuffled<T>(items: T[], random: () => number): T[] {
  const drawn = items.map((item) => ({ item, at: random() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/**
 * Sizes fall with the rank, of organizations and of the tracks within one; everybody grows to three times the size
 * over the year, and each organization has one week of a release that counts tenfold for its first track.
 */
export function makeWorkload({ organizations, weeks, bytes, skew }: WorkloadShape, seed = 1): Workload {
  const random = seeded(seed);
  const shares = shuffled(sharesByRank(organizations, skew), random);
  const largest = Math.max(...shares);
  const trackShares = shares.map((share) => sharesByRank(5 + Math.round(195 * (share / largest) ** 0.5), skew));
  const releases = shares.map(() => Math.floor(random() * weeks));
  const weekly = (week: number) => ((1 + (2 * week) / weeks) / 2) * (bytes / weeks);
  return {
    weeks,
    tracks: trackShares.map((tracks) => tracks.length),
    bytesOf: (organization, track, week) => {
      const share = (shares[organization] ?? 0) * (trackShares[organization]?.[track] ?? 0);
      return share * weekly(week) * (track === 0 && releases[organization] === week ? 10 : 1);
    },
  };
}
